"""The clock on the wall at each moment of a day, which the change to summer time moves."""

from collections.abc import Iterable

from sitwell.core.day import HOUR_S, Hour


class DayClock:
    """Gives the time of day of the seconds since the day began.

    An hour that nothing is known of has the offset of the nearest that was judged.
    """

    def __init__(self, hours: Iterable[Hour]) -> None:
        self._ahead_h = {
            int(h.start_s // HOUR_S): h.clock - int(h.start_s // HOUR_S) for h in hours
        }

    def hour(self, place: int) -> str:
        """Give when an hour of the day begins: "09:00"; 24 is the next midnight."""
        return self.at(place * HOUR_S)

    def at(self, seconds: float) -> str:
        """Give the time at that moment: "09:42"."""
        place, rest_s = divmod(seconds, HOUR_S)
        nearest = min(self._ahead_h, key=lambda known: abs(known - place), default=0)
        hour = (int(place) + self._ahead_h.get(nearest, 0)) % 24
        return f"{hour:02}:{int(rest_s // 60):02}"
