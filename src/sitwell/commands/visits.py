"""Lets go of the camera while nobody is there, and looks in now and then."""

from collections.abc import Callable

from sitwell.adapters.frames.running_clock import read_clock
from sitwell.core.monitor import Monitor
from sitwell.core.reason import Reason

RELEASE_AFTER_S = 300.0
"""Away for so long, the person has gone and not only stood up: as long as a break lasts."""

EVERY_S = 30.0
"""Between two visits: who comes back is noticed so much later at most."""

LOOK_S = 4.0
"""How long a visit lasts: a camera needs a second or two to open and to find its exposure."""


class Visits:
    """An excuse not to look, all but a few seconds of each half minute, while nobody is there.

        person   here| away .............................................|here
        camera   on  | on (5 min) | off 26 s | on 4 s | off 26 s | on 4 s | on

    Used by the thread that watches, and asked from others.
    """

    def __init__(self, clock: Callable[[], float] = read_clock) -> None:
        self._clock = clock
        self._away_since_t: float | None = None

    def note(self, now: Monitor) -> None:
        """Take the monitor's last step into account."""
        if not now.episodes.is_absent:
            self._away_since_t = None
        elif self._away_since_t is None:
            self._away_since_t = self._clock()

    def find_excuse(self) -> Reason | None:
        """Give why not to look now: nobody was there, and the next visit is still to come."""
        since_t = self._away_since_t
        if since_t is None:
            return None
        released_s = self._clock() - since_t - RELEASE_AFTER_S
        is_between = released_s >= 0.0 and released_s % EVERY_S < EVERY_S - LOOK_S
        return Reason.NOBODY if is_between else None
