"""When the day is summed up to the person, and on Mondays the week: once each, never into a void.

    at = 17:30   at the desk .........|= told ...........
                 at the desk ....|  away  |= told .......      back on the same day
                 at the desk ....|  away                       left for the day: not told
                 Monday |...3 min...|= told about the week

What would disturb, or falls into quiet hours, is held back, and lost only at midnight. A summary is
no nudge: it neither counts as one nor waits for one, beyond leaving it on the screen.
"""

import math
import re
import reprlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from sitwell.core import quiet_hours
from sitwell.core.quiet_hours import Hours

LEAST_JUDGED_S = 1800.0
"""A day with fewer judged seconds says too little about itself; as in the trend."""

ARRIVED_S = 180.0
"""Judged seconds on a Monday from which on somebody has come to stay."""

WEEK_FROM = time(6)
"""Before this hour a Monday is still the end of somebody's Sunday."""

APART_S = 300.0
"""Least time after a nudge or another summary, whose place on the screen this one would take."""

_FORM = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class DayEndRules:
    """What is told, and when.

    Attributes:
        at: From when on the day is summed up, by the clock on the wall; None for never.
        weekly: Whether Mondays begin with the week before.
    """

    at: time | None = time(17, 30)
    weekly: bool = True


NEVER = DayEndRules(None, weekly=False)


class Occasion(StrEnum):
    """What there is to sum up; of two the first comes first."""

    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Told:
    """The day on which each was told last; None if it never was."""

    day: date | None = None
    week: date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What matters to it now.

    Attributes:
        t: Seconds on the source's clock.
        now: The same on the clock on the wall, zone-aware.
        is_judged: Whether it is known how somebody sits at this moment.
        seconds: For how long it has been so; 0 where what lies before was not seen.
        is_held: Whether a message would disturb something, a call, say.
        nudged_t: When the last nudge was sent, or this moment while it waits to be followed; None
            if none was.
    """

    t: float
    now: datetime
    is_judged: bool
    seconds: float = 1.0
    is_held: bool = False
    nudged_t: float | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the next moment needs to know.

    Attributes:
        told: What was told, also by earlier watches.
        day: The day of the last moment.
        judged_s: Seconds judged on that day, by this watch.
        not_before_t: Until when there is nothing to tell whatever happens.
    """

    told: Told = field(default_factory=Told)
    day: date | None = None
    judged_s: float = 0.0
    not_before_t: float = -math.inf


def advance(
    before: Waiting, moment: Moment, rules: DayEndRules, hours: tuple[Hours, ...] = ()
) -> tuple[Waiting, Occasion | None]:
    """Take a moment into account and say what is to be told in it.

    It is said again at the next moment unless `tell` or `postpone` comes in between.

    Args:
        before: From the moment before.
        moment: Now.
        rules: What is told.
        hours: The quiet hours.
    """
    today = moment.now.date()
    now = before if before.day == today else replace(before, day=today, judged_s=0.0)
    if not moment.is_judged:
        return now, None
    now = replace(now, judged_s=now.judged_s + moment.seconds)
    if not _may_speak(now, moment, hours):
        return now, None
    if _is_week_due(now, moment.now, rules):
        return now, Occasion.WEEK
    return now, Occasion.DAY if _is_day_due(now, moment.now, rules) else None


def tell(before: Waiting, moment: Moment, occasion: Occasion) -> Waiting:
    """Note that it was told, or that there is nothing to tell that day."""
    today = moment.now.date()
    is_week = occasion is Occasion.WEEK
    told = replace(before.told, week=today) if is_week else replace(before.told, day=today)
    return replace(before, told=told, not_before_t=moment.t + APART_S)


def postpone(before: Waiting, moment: Moment, seconds: float) -> Waiting:
    """Have it come up again after so long; a minute at least."""
    return replace(before, not_before_t=moment.t + max(60.0, seconds))


def parse_time(text: str) -> time | None:
    """Read a time like "17:30"; nothing means never.

    Raises:
        ValueError: If it is no time of a day.
    """
    plain = text.replace(" ", "")
    if not plain:
        return None
    found = _FORM.fullmatch(plain)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2]))
    except ValueError:  # 25:00
        pass
    shown = reprlib.repr(text)
    raise ValueError(f'at must be a time like "17:30", or "" for never, not {shown}')


def _may_speak(now: Waiting, moment: Moment, hours: tuple[Hours, ...]) -> bool:
    if moment.is_held or moment.t < now.not_before_t:
        return False
    if moment.nudged_t is not None and moment.t - moment.nudged_t < APART_S:
        return False
    clock = moment.now.time()
    return quiet_hours.find_end(hours, clock.hour * 3600 + clock.minute * 60 + clock.second) <= 0.0


def _is_week_due(now: Waiting, moment: datetime, rules: DayEndRules) -> bool:
    is_monday = moment.weekday() == _MONDAY and moment.time() >= WEEK_FROM
    is_told = now.told.week == moment.date()
    return rules.weekly and is_monday and not is_told and now.judged_s >= ARRIVED_S


def _is_day_due(now: Waiting, moment: datetime, rules: DayEndRules) -> bool:
    return rules.at is not None and moment.time() >= rules.at and now.told.day != moment.date()
