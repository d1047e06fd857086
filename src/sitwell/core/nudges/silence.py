"""Until when there is no nudge, whatever the posture."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sitwell.core import quiet_hours
from sitwell.core.circumstances import ANYWHEN, DAY_S, Circumstances
from sitwell.core.nudges.rules import FirstWeek, NudgeRules
from sitwell.core.nudges.sent import Nudge
from sitwell.core.records import NudgeOutcome


class Quiet(StrEnum):
    """Why no nudge may come yet, whatever the posture."""

    APART = "apart"
    MOST_PER_DAY = "most_per_day"
    FIRST_WEEK = "first_week"
    QUIET_HOURS = "quiet_hours"


@dataclass(frozen=True, slots=True)
class Silence:
    """Until when there is no nudge.

    Attributes:
        until_t: From then on one may come; minus infinity where none was sent, infinity for never.
        cause: Which rule keeps it back longest; None where none does.
    """

    until_t: float
    cause: Quiet | None = None


def silence_after(
    sent: tuple[Nudge, ...],
    rules: NudgeRules,
    t: float = 0.0,
    around: Circumstances = ANYWHEN,
    rest_until_t: float = -math.inf,
) -> Silence:
    """Give the silence that the nudges so far, oldest first, and the hour bring about.

    Args:
        sent: The nudges of the last day.
        rules: When to nudge.
        t: Now; `around` holds then.
        around: The time of day, and how many days are on record.
        rest_until_t: Until when nobody watches anyway: quiet hours that are in force only then
            count as well.
    """
    if rules.most_per_day == 0:
        return Silence(math.inf, Quiet.MOST_PER_DAY)
    found = max(_find_all(sent, rules, t, around), key=lambda silence: silence.until_t)
    if around.since_midnight_s is None or not rules.quiet_hours:
        return found
    wait_s = max(0.0, found.until_t - t, rest_until_t - t)
    quiet_s = quiet_hours.find_end(rules.hours, (around.since_midnight_s + wait_s) % DAY_S)
    if quiet_s >= DAY_S:
        return Silence(math.inf, Quiet.QUIET_HOURS)
    return Silence(t + wait_s + quiet_s, Quiet.QUIET_HOURS) if quiet_s > 0.0 else found


def _find_all(
    sent: tuple[Nudge, ...], rules: NudgeRules, t: float, around: Circumstances
) -> Iterator[Silence]:
    yield _find_first_week(sent, rules, t, around)
    if sent:
        apart_s = rules.apart_s * (2.0 if _is_tired(sent, rules) else 1.0)
        yield Silence(sent[-1].t + apart_s, Quiet.APART)
    if len(sent) >= rules.most_per_day:
        yield Silence(sent[-rules.most_per_day].t + DAY_S, Quiet.MOST_PER_DAY)


def _is_tired(sent: tuple[Nudge, ...], rules: NudgeRules) -> bool:
    """Say whether the last were all ignored. One that was answered was not, nor did it help."""
    told = [n for n in sent if n.outcome in (NudgeOutcome.HELPED, NudgeOutcome.IGNORED)]
    recent = told[-rules.patience :]
    return len(recent) == rules.patience and all(n.outcome is NudgeOutcome.IGNORED for n in recent)


def _find_first_week(
    sent: tuple[Nudge, ...], rules: NudgeRules, t: float, around: Circumstances
) -> Silence:
    days = around.days_since_first
    if days is None or days >= rules.starter_days or rules.first_week is FirstWeek.FULL:
        return Silence(-math.inf)
    midnight_t = around.find_midnight(t)
    if rules.first_week is FirstWeek.SILENT:
        return Silence(midnight_t + (rules.starter_days - days) * DAY_S, Quiet.FIRST_WEEK)
    if sum(n.t >= midnight_t for n in sent) < rules.starter_per_day:
        return Silence(-math.inf)
    return Silence(midnight_t + DAY_S, Quiet.FIRST_WEEK)
