"""What else matters to a nudge than how somebody sits: calls, the time of day, the first week."""

from dataclasses import dataclass

DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known at a moment. None is not known: of a recording nobody can say what day it is.

    Attributes:
        is_held: Whether a nudge would disturb something now, a call, say.
        since_midnight_s: Seconds since the local day began.
        days_since_first: Days since the first one on record; 0 on the first.
    """

    is_held: bool = False
    since_midnight_s: float | None = None
    days_since_first: int | None = None

    def find_midnight(self, t: float) -> float:
        """Give when the day of the moment `t` began; 24 hours before, where that is not known.

        On the two days of a year on which clocks are changed it is an hour off.
        """
        return t - (DAY_S if self.since_midnight_s is None else self.since_midnight_s)


ANYWHEN = Circumstances()
"""Nothing is known and nothing is disturbed."""
