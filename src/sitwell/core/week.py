"""A week in a few numbers, beside the three before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from sitwell.core import trend
from sitwell.core.trend import Change, Point

DAYS = 7
BEFORE = 21
"""Days that a week is compared with: a usual day of fewer says too little."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days.

    Attributes:
        days: On how many enough was judged to say something.
        judged_s: Seconds judged on these.
        slumped_share: That of the middle one of them, 0 to 1; None without any.
        longest_sit_s: The longest sitting bout of the week.
        change: Beside the three weeks before.
        before: The middle slumped share of those; None where there is none.
    """

    days: int
    judged_s: float
    slumped_share: float | None
    longest_sit_s: float
    change: Change
    before: float | None


def days_of(last: date) -> tuple[date, ...]:
    """Give the days that are looked at for the week that ends with `last`, in order."""
    return tuple(last - timedelta(days=back) for back in reversed(range(DAYS + BEFORE)))


def sum_up(points: tuple[Point, ...], last: date) -> Week:
    """Give the week that ends with `last`, from the points of `days_of`; some may be missing."""
    begun = last - timedelta(days=DAYS)
    mine = tuple(p for p in points if p.day > begun and p.slumped_share is not None)
    spread = trend.spread(mine)
    before = trend.spread(tuple(p for p in points if p.day <= begun))
    return Week(
        spread.days,
        fsum(p.judged_s for p in mine),
        spread.median,
        max((p.longest_sit_s for p in mine), default=0.0),
        trend.compare(spread.median, before),
        before.median,
    )
