"""How a day went beside the days before, and what to say of it: one change, one thing to do.

The words are the report's; here they are chosen, by rule. Days differ by chance, so a day counts as
different only where it lies outside the middle of the days before (their quartiles, widened).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median, quantiles

from sitwell.core.day import Day
from sitwell.core.reason import Reason
from sitwell.core.timeline import Coverage

LEAST_JUDGED_S = 1800.0
"""A day with fewer judged seconds says too little about itself to be compared."""

LEAST_DAYS = 3
"""Fewer days before give no idea of how much days differ."""

LEAST_CHANGE = 0.05
"""A slumped share that differs by less is not worth telling: the estimate's own error hides it."""

MUCH_UNCLEAR = 0.3  # of the time at the desk: what is said about the rest means little
MUCH_SLUMPED = 0.25  # of the judged time
MUCH_LONG = 0.5  # of the seated time, in bouts over 30 min
MUCH_LATER = 0.1  # more of the last hour than of the first
MUCH_EXTENDED = 0.2  # of the judged time
MUCH_ASIDE = 0.1  # of the judged time, to one side more than to the other
LONG_SLUMP_S = 600.0  # from then on the Locust is suggested (design.md, defaults)


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the trend.

    Attributes:
        day: Which.
        judged_s: Seconds with a verdict.
        slumped_share: The slumped part of them; None where the day says too little.
        longest_sit_s: The longest sitting bout.
        breaks: How many were taken.
        sets: Sets of exercises done.
    """

    day: date
    judged_s: float
    slumped_share: float | None
    longest_sit_s: float
    breaks: int
    sets: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What the days were like, and how much they differed.

    Attributes:
        days: How many say enough.
        median: The middle slumped share; None without days.
        low: Lower quartile; None with fewer than `LEAST_DAYS`.
        high: Upper quartile; likewise.
    """

    days: int
    median: float | None = None
    low: float | None = None
    high: float | None = None


class Change(StrEnum):
    """What the last day was like beside the seven before it."""

    NOT_ENOUGH = "not_enough"
    LESS_SLUMPED = "less_slumped"
    MORE_SLUMPED = "more_slumped"
    ALIKE = "alike"


class Advice(StrEnum):
    """The one thing to change tomorrow."""

    NOTHING_SEEN = "nothing_seen"
    SEE_BETTER = "see_better"
    EXERCISE = "exercise"
    BREAKS = "breaks"
    LATER_BREAK = "later_break"
    LET_GO = "let_go"
    OTHER_SIDE = "other_side"
    SHORT_RESETS = "short_resets"
    KEEP_ON = "keep_on"


@dataclass(frozen=True, slots=True)
class Finding:
    """What to say of a day.

    Attributes:
        change: Beside the days before.
        before: Those days.
        advice: What to do.
        because_of: The main reason that time at the desk was unclear; None where none was.
        side: "left" or "right" where the day leant to one, else "".
    """

    change: Change
    before: Spread
    advice: Advice
    because_of: Reason | None = None
    side: str = ""


def point(day: Day) -> Point:
    """Give a day as a point of the trend."""
    whole = day.summary
    return Point(
        day.day,
        whole.judged_s,
        whole.slumped_share if whole.judged_s >= LEAST_JUDGED_S else None,
        day.sitting.longest_s,
        len(day.sitting.breaks),
        sum(count.done for count in day.exercises),
    )


def spread(points: tuple[Point, ...]) -> Spread:
    """Say what the days were like."""
    shares = [p.slumped_share for p in points if p.slumped_share is not None]
    if not shares:
        return Spread(0)
    if len(shares) < LEAST_DAYS:
        return Spread(len(shares), median(shares))
    low, middle, high = quantiles(shares, n=4, method="inclusive")
    return Spread(len(shares), middle, low, high)


def find(day: Day, before: tuple[Point, ...]) -> Finding:
    """Say what changed beside the (up to seven) days before, and choose one thing to do."""
    earlier = spread(before)
    change = compare(point(day).slumped_share, earlier)
    return Finding(change, earlier, _advise(day), _main_reason(day), _side(day))


def compare(share: float | None, before: Spread) -> Change:
    """Say whether a slumped share lies outside what is usual."""
    if share is None or before.median is None or before.low is None or before.high is None:
        return Change.NOT_ENOUGH
    if share < min(before.low, before.median - LEAST_CHANGE):
        return Change.LESS_SLUMPED
    if share > max(before.high, before.median + LEAST_CHANGE):
        return Change.MORE_SLUMPED
    return Change.ALIKE


def _advise(day: Day) -> Advice:
    """Give the first advice that applies: what makes all else unsure, then what helps most."""
    whole, ends = day.summary, day.ends
    slumped = whole.slumped_share or 0.0
    has_slumped_long = slumped > MUCH_SLUMPED or whole.slumps.longest_s >= LONG_SLUMP_S
    has_exercised = any(count.done for count in day.exercises)
    rules = (
        (whole.seen_s <= 0.0, Advice.NOTHING_SEEN),
        (whole.unclear_s > MUCH_UNCLEAR * whole.seen_s, Advice.SEE_BETTER),
        (has_slumped_long and not has_exercised, Advice.EXERCISE),
        ((day.sitting.long_share or 0.0) > MUCH_LONG, Advice.BREAKS),
        (ends is not None and ends.last - ends.first > MUCH_LATER, Advice.LATER_BREAK),
        ((whole.overextended_share or 0.0) > MUCH_EXTENDED, Advice.LET_GO),
        (bool(_side(day)), Advice.OTHER_SIDE),
        (slumped > MUCH_SLUMPED, Advice.SHORT_RESETS),
    )
    return next((advice for applies, advice in rules if applies), Advice.KEEP_ON)


def _side(day: Day) -> str:
    aside_s = day.exposure.left_s - day.exposure.right_s
    if abs(aside_s) <= MUCH_ASIDE * day.exposure.judged_s:
        return ""
    return "left" if aside_s > 0.0 else "right"


def _main_reason(day: Day) -> Reason | None:
    seconds: dict[Reason | None, float] = {}
    for piece in day.pieces:
        if piece.coverage is Coverage.UNCLEAR:
            seconds[piece.reason] = seconds.get(piece.reason, 0.0) + piece.seconds
    return max(seconds, key=lambda reason: seconds[reason], default=None)
