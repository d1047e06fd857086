"""What speaks for a nudge of each kind, and what against it."""

from dataclasses import dataclass, field
from enum import StrEnum

from sitwell.core.circumstances import ANYWHEN, Circumstances
from sitwell.core.nudges.rules import FirstWeek, NudgeRules
from sitwell.core.nudges.sent import Nudge
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the nudge rules look at.

    Attributes:
        t: Now.
        state: The settled state at this moment.
        seen: How they sit, and for how long.
        slumped_in_hour_s: Seconds slumped within the last hour.
        is_standing: Whether they have been seen to stand for some seconds.
        shifted_t: When they last changed their position; None if they have not.
        is_changing: Whether they are leaving it just now, or leaning less.
        unseen_s: Seconds since the look before at which nobody knew how they sit.
        around: What else matters.
    """

    t: float
    state: State
    seen: Sighting = field(default_factory=Sighting)
    slumped_in_hour_s: float = 0.0
    is_standing: bool = False
    shifted_t: float | None = None
    is_changing: bool = False
    unseen_s: float = 0.0
    around: Circumstances = ANYWHEN

    @property
    def is_judged(self) -> bool:
        """Whether it is known how somebody sits at this moment."""
        return self.state not in (State.ABSENT, State.UNKNOWN)


class Bar(StrEnum):
    """What speaks against a nudge of a kind, though things have lasted long enough.

    Attributes:
        JUST_CHANGED: They have just begun to sit otherwise, or it is too late for it.
        REMINDED: It was said not long ago.
        DECLINED: They do not want this kind today.
        OFTEN_ENOUGH: It was said as often as it may be in a day.
        BREAK_NEAR: It would keep a reminder of the break waiting, which is more useful.
        FIRST_WEEK: In the first week there are too few nudges for this one.
        NO_CLOCK: Nobody knows what day it is, as in a recording.
    """

    JUST_CHANGED = "just_changed"
    REMINDED = "reminded"
    DECLINED = "declined"
    OFTEN_ENOUGH = "often_enough"
    BREAK_NEAR = "break_near"
    FIRST_WEEK = "first_week"
    NO_CLOCK = "no_clock"


@dataclass(frozen=True, slots=True)
class Need:
    """What speaks for a nudge of one kind.

    Attributes:
        kind: Which.
        lasted_s: For how long things have been so that it would help.
        needed_s: After how long it is sent.
        bar: What speaks against it; None if nothing does.
    """

    kind: NudgeKind
    lasted_s: float
    needed_s: float
    bar: Bar | None = None

    @property
    def is_met(self) -> bool:
        """Whether it would be sent, if any may be."""
        return self.lasted_s >= self.needed_s and self.bar is None


def find_needs(sent: tuple[Nudge, ...], sitting: Sitting, rules: NudgeRules) -> tuple[Need, ...]:
    """Give what speaks for each kind, the most useful first."""
    seen = sitting.seen
    past = _Past(sent, sitting)
    is_extended = sitting.state is State.OVEREXTENDED
    is_leaning = seen.leaned_s > 0.0 and not sitting.is_changing
    return (
        _find_locust(past, sitting, rules),
        Need(
            NudgeKind.SIT_UP,
            seen.slumped_s,
            rules.sit_up_after_s,
            past.bar(NudgeKind.SIT_UP, is_so=sitting.state is State.SLUMPED),
        ),
        Need(
            NudgeKind.BREAK,
            seen.seated_s,
            rules.break_after_s,
            past.bar(NudgeKind.BREAK, rules.break_after_s),
        ),
        Need(
            NudgeKind.EASE,
            seen.extended_s,
            rules.ease_after_s,
            past.bar(NudgeKind.EASE, rules.again_after_s, is_so=is_extended),
        ),
        Need(
            NudgeKind.LEAN,
            seen.leaned_s,
            rules.lean_after_s,
            past.bar(NudgeKind.LEAN, rules.again_after_s, is_so=is_leaning),
        ),
        _find_move(past, sitting, rules),
        _find_cue(past, sitting, rules),
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """What was said, as seen from now."""

    sent: tuple[Nudge, ...]
    sitting: Sitting

    def bar(self, kind: NudgeKind, again_after_s: float = 0.0, *, is_so: bool = True) -> Bar | None:
        """Give what speaks against a kind; `is_so` says whether things are still so right now."""
        if not is_so:
            return Bar.JUST_CHANGED
        if self.is_declined(kind):
            return Bar.DECLINED
        return Bar.REMINDED if self.count(kind, again_after_s) else None

    def is_declined(self, kind: NudgeKind) -> bool:
        """Say whether they do not want the kind today."""
        midnight_t = self.sitting.around.find_midnight(self.sitting.t)
        return any(
            n.kind is kind and n.outcome is NudgeOutcome.DECLINED and n.t >= midnight_t
            for n in self.sent
        )

    def count(self, kind: NudgeKind, within_s: float) -> int:
        """Count the nudges of a kind that are younger than that."""
        return sum(n.kind is kind and self.sitting.t - n.t < within_s for n in self.sent)


def _find_locust(past: _Past, sitting: Sitting, rules: NudgeRules) -> Need:
    # Declining the exercise that was shown is no word against another: the coach chooses it.
    unheeded = any(
        n.kind is NudgeKind.SIT_UP
        and n.outcome in (NudgeOutcome.IGNORED, NudgeOutcome.WAITING)
        and sitting.t - n.t <= HOUR_S
        for n in past.sent
    )
    bar = None
    if sitting.state is not State.SLUMPED or sitting.seen.slumped_s < rules.sit_up_after_s:
        bar = Bar.JUST_CHANGED
    elif sum(n.kind is NudgeKind.LOCUST for n in past.sent) >= rules.locusts_per_day:
        bar = Bar.OFTEN_ENOUGH
    at_once = Need(NudgeKind.LOCUST, sitting.seen.slumped_s, rules.locust_after_s, bar)
    in_hour = Need(NudgeKind.LOCUST, sitting.slumped_in_hour_s, rules.locust_within_hour_s, bar)
    is_nearer = in_hour.lasted_s / in_hour.needed_s > at_once.lasted_s / at_once.needed_s
    return in_hour if unheeded and is_nearer else at_once


def _find_move(past: _Past, sitting: Sitting, rules: NudgeRules) -> Need:
    """Ask for less than a break only where the break is far, or has been asked for in vain."""
    is_still = sitting.state is State.UPRIGHT and not sitting.is_changing
    bar = past.bar(NudgeKind.MOVE, rules.again_after_s, is_so=is_still)
    is_in_vain = past.is_declined(NudgeKind.BREAK) or any(
        n.kind is NudgeKind.BREAK
        and n.outcome is not NudgeOutcome.HELPED
        and sitting.t - n.t <= HOUR_S
        for n in past.sent
    )
    break_in_s = rules.break_after_s - sitting.seen.seated_s
    if bar is None and not is_in_vain and break_in_s <= rules.apart_s:
        bar = Bar.BREAK_NEAR
    return Need(NudgeKind.MOVE, sitting.seen.still_s, rules.still_after_s, bar)


def _find_cue(past: _Past, sitting: Sitting, rules: NudgeRules) -> Need:
    around, seen = sitting.around, sitting.seen
    days = around.days_since_first
    is_back = seen.seated_s <= rules.cue_within_s and seen.away_s <= rules.cue_break_most_s
    bar = past.bar(NudgeKind.CUE, is_so=is_back)
    if bar is None and around.since_midnight_s is None:
        bar = Bar.NO_CLOCK
    elif bar is None and past.count(NudgeKind.CUE, around.since_midnight_s or 0.0):
        bar = Bar.OFTEN_ENOUGH
    is_first_week = days is not None and days < rules.starter_days
    if bar is None and is_first_week and rules.first_week is not FirstWeek.FULL:
        bar = Bar.FIRST_WEEK
    return Need(NudgeKind.CUE, seen.away_s, rules.break_lasts_s, bar)
