r"""Changes of position, and postures held: leaning to one side, over-extended, or simply still.

A shift is a step of more than 5 degrees that lasts (science.md 2.2 [S21b], section 6). What comes
back at once is a fidget, and what sinks slowly is none: the place it is measured from follows.

    flexion    ____/-----------   ____/\____   ____......-----
    shifts         +1              none         none

Time that was not seen is never counted; not seen for long, or gone, all begins anew.
"""

import math
from dataclasses import dataclass, field, replace

from sitwell.core.episodes import EpisodeRules, Moment
from sitwell.core.records import State
from sitwell.core.settle import RELEASE, Stance

SHIFT_DEG = 5.0
"""A step of more than this is a change of position (Dunk & Callaghan 2010, science.md [S21b])."""

SHIFT_LASTS_S = 15.0
"""A step that is taken back sooner was a fidget: reaching for a cup takes 5 to 10 s, and the
settled posture follows half a window later."""

FOLLOW_S = 60.0
"""Time constant with which the held posture follows a drift: sinking by 5 degrees in less than a
minute is a step, the 5 degrees of 20 min of creep (science.md [S26]) are none."""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that holds, by what was seen of it.

    Attributes:
        seconds: How long it was seen to hold; 0 where it does not.
        seen_t: When it was last seen to.
        off_s: For how long, without a break, it has been seen not to.
    """

    seconds: float = 0.0
    seen_t: float = 0.0
    off_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Movement:
    """What is known of somebody's movement.

    Attributes:
        shifts: Changes of position since the watching began.
        shifted_t: When the last one was certain; None before the first.
        stance: The posture that a step is measured from; None while nobody is known to sit.
        astray_s: For how long, without a break, they have been seen further than a step from it.
        still: No change of position.
        lean: A lean to one side.
        is_lean_left: Which side, the sitter's.
        extension: Over-extension.
    """

    shifts: int = 0
    shifted_t: float | None = None
    stance: Stance | None = None
    astray_s: float = 0.0
    still: Held = field(default_factory=Held)
    lean: Held = field(default_factory=Held)
    is_lean_left: bool = True
    extension: Held = field(default_factory=Held)


def advance(
    before: Movement,
    moment: Moment,
    stance: Stance | None,
    lean_line_deg: float,
    rules: EpisodeRules,
) -> Movement:
    """Move on by one moment; `stance` is the settled one, None where nothing could be judged."""
    if stance is None:
        return _lose_sight(before, moment, rules)
    step_s = moment.t - moment.since
    held = before.stance or stance
    is_astray = _measure_step(held, stance) > SHIFT_DEG
    astray_s = before.astray_s + step_s if is_astray else 0.0
    has_shifted = astray_s >= SHIFT_LASTS_S
    is_new = has_shifted or before.stance is None
    lean, is_left = _lean_on(before, moment, stance.side_lean_deg, lean_line_deg, rules)
    is_extended = moment.state is State.OVEREXTENDED
    return Movement(
        shifts=before.shifts + has_shifted,
        shifted_t=moment.t if has_shifted else before.shifted_t,
        stance=stance if is_new else held if is_astray else _follow(held, stance, step_s),
        astray_s=0.0 if has_shifted else astray_s,
        still=Held(0.0 if is_new else before.still.seconds + step_s, moment.t),
        lean=lean,
        is_lean_left=is_left,
        extension=_hold_on(before.extension, moment, rules, is_on=is_extended),
    )


def _lose_sight(before: Movement, moment: Moment, rules: EpisodeRules) -> Movement:
    limit_s = rules.gone_s if moment.state is State.ABSENT else rules.hold_s
    if moment.is_standing or moment.t - before.still.seen_t >= limit_s:
        return Movement(before.shifts, before.shifted_t)
    return replace(before, astray_s=0.0)


def _lean_on(
    before: Movement, moment: Moment, side_deg: float | None, line_deg: float, rules: EpisodeRules
) -> tuple[Held, bool]:
    """Give the lean to one side, and whether that is the left."""
    if side_deg is None:
        return Held(), before.is_lean_left
    is_left = side_deg > 0.0
    is_same = before.lean.seconds > 0.0 and is_left == before.is_lean_left
    is_on = abs(side_deg) >= line_deg * (RELEASE if is_same else 1.0)
    if is_on and not is_same:
        return Held(moment.t - moment.since, moment.t), is_left
    return _hold_on(before.lean, moment, rules, is_on=is_on), before.is_lean_left


def _hold_on(before: Held, moment: Moment, rules: EpisodeRules, *, is_on: bool) -> Held:
    step_s = moment.t - moment.since
    if is_on:
        return Held(before.seconds + step_s, moment.t)
    off_s = before.off_s + step_s
    if before.seconds == 0.0:
        return before
    return Held() if off_s >= rules.release_s else replace(before, off_s=off_s)


def _measure_step(before: Stance, after: Stance) -> float:
    """Give the largest change of any angle that is known of both, in degrees."""
    pairs = zip(_list(before), _list(after), strict=True)
    return max(
        (abs(new - old) for old, new in pairs if old is not None and new is not None), default=0.0
    )


def _follow(before: Stance, after: Stance, step_s: float) -> Stance:
    share = 1.0 - math.exp(-step_s / FOLLOW_S)
    pairs = zip(_list(before), _list(after), strict=True)
    return Stance(
        *(new if old is None or new is None else old + share * (new - old) for old, new in pairs)
    )


def _list(stance: Stance) -> tuple[float | None, float | None, float | None]:
    return stance.flexion_deg, stance.side_lean_deg, stance.trunk_lean_deg
