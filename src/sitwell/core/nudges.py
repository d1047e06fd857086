"""When to speak: rarely, the most useful thing first, and never while they sit well."""

import math
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import ClassVar

from sitwell.core.records import NudgeKind, NudgeOutcome, State

DAY_S = 86400.0
HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class NudgeRules:
    """When to nudge. Defaults are design.md's, bounded by science.md section 2.4.

    Attributes:
        sit_up_after_s: Slumping this long earns the sit-up nudge.
        locust_after_s: Slumping this long in one go earns the Locust suggestion.
        locust_within_hour_s: So does this much within the last hour, after a nudge that did
            not help.
        break_after_s: Seated this long earns the break reminder.
        break_lasts_s: Away this long counts as a break.
        apart_s: Least time between two nudges.
        most_per_day: Most nudges within any 24 hours.
        patience: After this many ignored in a row, nudges come half as often.
        ignored_after_s: A nudge not followed within this time was ignored.
    """

    sit_up_after_s: float = 120.0
    locust_after_s: float = 600.0
    locust_within_hour_s: float = 1200.0
    break_after_s: float = 1800.0
    break_lasts_s: float = 300.0
    apart_s: float = 1200.0
    most_per_day: int = 12
    patience: int = 3
    ignored_after_s: float = 300.0
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        for rule in fields(self):
            if rule.name.endswith("_s") and not 0.0 < getattr(self, rule.name) <= DAY_S:
                raise ValueError(f"{rule.name} must be above 0 seconds and at most a day")
        if self.most_per_day < 0 or self.patience < 1:
            raise ValueError("most_per_day must be 0 or more, and patience 1 or more")


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge that was sent.

    Attributes:
        t: When.
        kind: What it suggested.
        outcome: What became of it.
        response_s: Seconds until the person followed; None unless it helped.
    """

    t: float
    kind: NudgeKind
    outcome: NudgeOutcome = NudgeOutcome.WAITING
    response_s: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the nudge rules look at.

    Attributes:
        t: Now.
        slumped_s: Seconds slumped in the episode under way; 0 when there is none.
        slumped_in_hour_s: Seconds slumped within the last hour.
        seated_s: Seconds seated since the last break.
        state: The settled state at this moment.
        is_held: Whether a nudge would disturb something now.
    """

    t: float
    slumped_s: float
    slumped_in_hour_s: float
    seated_s: float
    state: State
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Nudging:
    """What was sent in the last day, oldest first."""

    sent: tuple[Nudge, ...] = ()

    @property
    def last(self) -> Nudge | None:
        """The newest nudge."""
        return self.sent[-1] if self.sent else None


class Quiet(StrEnum):
    """Why no nudge may come yet, whatever the posture."""

    APART = "apart"
    MOST_PER_DAY = "most_per_day"


@dataclass(frozen=True, slots=True)
class Silence:
    """Until when there is no nudge.

    Attributes:
        until_t: From then on one may come; minus infinity where none was sent, infinity for never.
        cause: Which rule keeps it back longest; None where none was sent.
    """

    until_t: float
    cause: Quiet | None = None


def silence_after(sent: tuple[Nudge, ...], rules: NudgeRules) -> Silence:
    """Give the silence that the nudges so far, oldest first, bring about."""
    if rules.most_per_day == 0:
        return Silence(math.inf, Quiet.MOST_PER_DAY)
    if not sent:
        return Silence(-math.inf)
    recent = sent[-rules.patience :]
    is_tired = len(recent) == rules.patience and all(
        n.outcome is NudgeOutcome.IGNORED for n in recent
    )
    apart = Silence(sent[-1].t + rules.apart_s * (2.0 if is_tired else 1.0), Quiet.APART)
    if len(sent) < rules.most_per_day:
        return apart
    capped = Silence(sent[-rules.most_per_day].t + DAY_S, Quiet.MOST_PER_DAY)
    return max(apart, capped, key=lambda silence: silence.until_t)


def decide(
    before: Nudging, sitting: Sitting, rules: NudgeRules
) -> tuple[Nudging, Nudge | None, Nudge | None]:
    """Settle the last nudge's outcome and say whether to send one.

    Returns:
        The new state, the nudge whose outcome was just settled, and the nudge to send now.
    """
    sent = tuple(n for n in before.sent if sitting.t - n.t < DAY_S)
    settled = _settle(sent[-1], sitting, rules) if sent else None
    if settled is not None:
        sent = (*sent[:-1], settled)
    kind = _most_useful(sent, sitting, rules) if _may_speak(sent, sitting, rules) else None
    if kind is None:
        return Nudging(sent), settled, None
    nudge = Nudge(sitting.t, kind)
    return Nudging((*sent, nudge)), settled, nudge


def _settle(nudge: Nudge, sitting: Sitting, rules: NudgeRules) -> Nudge | None:
    if nudge.outcome is not NudgeOutcome.WAITING:
        return None
    waited_s = sitting.t - nudge.t
    # A slump lost from sight is neither followed nor ignored yet: only what was seen counts.
    is_better = sitting.state in (State.UPRIGHT, State.OVEREXTENDED) and sitting.slumped_s == 0.0
    has_risen = sitting.state is State.ABSENT
    followed = has_risen or (is_better and nudge.kind is not NudgeKind.BREAK)
    if followed:
        return replace(nudge, outcome=NudgeOutcome.HELPED, response_s=waited_s)
    if waited_s >= rules.ignored_after_s:
        return replace(nudge, outcome=NudgeOutcome.IGNORED)
    return None


def _may_speak(sent: tuple[Nudge, ...], sitting: Sitting, rules: NudgeRules) -> bool:
    # To nobody, or to somebody who cannot be judged, there is nothing true to say.
    is_judged = sitting.state not in (State.ABSENT, State.UNKNOWN)
    if sitting.is_held:
        return False
    return is_judged and sitting.t >= silence_after(sent, rules).until_t


def _most_useful(sent: tuple[Nudge, ...], sitting: Sitting, rules: NudgeRules) -> NudgeKind | None:
    is_slumping = sitting.state is State.SLUMPED and sitting.slumped_s >= rules.sit_up_after_s
    unheeded = any(
        n.kind is NudgeKind.SIT_UP
        and n.outcome is not NudgeOutcome.HELPED
        and sitting.t - n.t <= HOUR_S
        for n in sent
    )
    persists = sitting.slumped_s >= rules.locust_after_s or (
        unheeded and sitting.slumped_in_hour_s >= rules.locust_within_hour_s
    )
    if is_slumping and persists:
        return NudgeKind.LOCUST
    if is_slumping:
        return NudgeKind.SIT_UP
    reminded = any(
        n.kind is NudgeKind.BREAK and sitting.t - n.t < rules.break_after_s for n in sent
    )
    is_due = sitting.seated_s >= rules.break_after_s and not reminded
    return NudgeKind.BREAK if is_due else None
