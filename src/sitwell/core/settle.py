"""From single readings to a steady state: the median of the last seconds, with hysteresis.

Single frames jitter by several degrees (science.md finding 7), so no decision rests on one:

    readings  u u s u s s s s s s . s s u u u u u u
    settled   u u u u u s s s s s s s s s s u u u u

A reading stands for the time around it, so that the verdict does not depend on how often somebody
looked; how long the newest will hold is not known yet, so one stray look after a pause decides
nothing.
"""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from sitwell.core.angles import Angle
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.records import State

NEWEST_S = 2.0  # the newest reading stands for no longer than this
WINDOW_S = 8.0  # science.md finding 7 asks for medians over 5 to 10 s
RELEASE = 0.65  # a slump is left below this share of its threshold (design.md, defaults)
JUDGED = (State.UPRIGHT, State.SLUMPED, State.OVEREXTENDED)


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody sits, in medians of the window; None where an angle is not known.

    Attributes:
        flexion_deg: Flexion, + more flexed.
        side_lean_deg: Lean to one side, + to the sitter's left.
        trunk_lean_deg: Lean of the trunk, + forward.
        rounding_deg: Rounding of the shoulders, + more rounded.
        head_forward_deg: Loss of craniovertebral angle, + head further forward.
    """

    flexion_deg: float | None = None
    side_lean_deg: float | None = None
    trunk_lean_deg: float | None = None
    rounding_deg: float | None = None
    head_forward_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Steady:
    """The settled verdict and the readings it rests on.

    Attributes:
        state: What counts now.
        reading: The newest reading of the kind that rules the window, with the present time and
            the settled state.
        flexion_deg: Median flexion of the window; NaN where nothing in it was judged.
        window: The readings of the last `WINDOW_S` seconds, oldest first.
        stance: The medians of all angles that somebody sits by; None where nothing was judged.
    """

    state: State
    reading: Reading
    flexion_deg: float
    window: tuple[Reading, ...]
    stance: Stance | None = None


def settle(before: Steady | None, reading: Reading, rules: PostureRules) -> Steady:
    """Take one more reading into account."""
    earlier = () if before is None else before.window
    window = (*(r for r in earlier if reading.t - WINDOW_S < r.t <= reading.t), reading)
    ruling = _find_ruling(window)
    if ruling.state not in JUDGED:
        return Steady(ruling.state, replace(ruling, t=reading.t), math.nan, window)
    stance = _find_stance(window)
    middle = math.nan if stance.flexion_deg is None else stance.flexion_deg
    state = _with_hysteresis(None if before is None else before.state, middle, rules)
    return Steady(state, replace(ruling, t=reading.t, state=state), middle, window, stance)


def _find_stance(window: tuple[Reading, ...]) -> Stance:
    judged = [
        (r.angles, weight_s)
        for r, weight_s in zip(window, _weigh(window), strict=True)
        if r.state in JUDGED and r.angles is not None
    ]
    return Stance(
        _find_middle([(a.flexion, weight_s) for a, weight_s in judged]),
        _find_middle([(a.side_lean, weight_s) for a, weight_s in judged]),
        _find_middle([(a.trunk_lean, weight_s) for a, weight_s in judged]),
        _find_middle([(a.rounding, weight_s) for a, weight_s in judged]),
        _find_middle([(a.head_forward, weight_s) for a, weight_s in judged]),
    )


def _find_ruling(window: tuple[Reading, ...]) -> Reading:
    """Give the newest reading of the kind that rules the window.

    Judged readings rule where they stand for half of it or more; otherwise the more frequent of
    unknown and absent, in doubt unknown. One glimpse of a person in an empty room is not a return.
    """
    weights_s = _weigh(window)

    def share(*states: State) -> float:
        kinds = zip(window, weights_s, strict=True)
        return sum(weight_s for r, weight_s in kinds if r.state in states)

    kind: tuple[State, ...] = JUDGED
    if 2.0 * share(*JUDGED) < sum(weights_s):
        is_absent = share(State.ABSENT) > share(State.UNKNOWN)
        kind = (State.ABSENT,) if is_absent else (State.UNKNOWN,)
    return next(r for r in reversed(window) if r.state in kind)


def _weigh(window: tuple[Reading, ...]) -> tuple[float, ...]:
    """Give the seconds for which each reading stands; equal weights for equal distances."""
    gaps_s = [after.t - before.t for before, after in pairwise(window)]
    if sum(gaps_s) <= 0.0:
        return (1.0,) * len(window)
    between = [(before + after) / 2.0 for before, after in pairwise(gaps_s)]
    return (gaps_s[0], *between, min(gaps_s[-1], NEWEST_S))


def _find_middle(angles: list[tuple[Angle | None, float]]) -> float | None:
    """Give the value below and above which lies half of the weight; between two, their mean."""
    ordered = sorted((angle.deg, weight) for angle, weight in angles if angle is not None)
    if not ordered:
        return None
    half = sum(weight for _, weight in ordered) / 2.0
    passed = 0.0
    for place, (value, weight) in enumerate(ordered):
        passed += weight
        if math.isclose(passed, half, abs_tol=1e-9) and place + 1 < len(ordered):
            return (value + ordered[place + 1][0]) / 2.0
        if passed > half:
            return value
    return ordered[-1][0]


def _with_hysteresis(before: State | None, flexion_deg: float, rules: PostureRules) -> State:
    slump = rules.slump_line_deg * (RELEASE if before is State.SLUMPED else 1.0)
    extension = rules.extension_line_deg * (RELEASE if before is State.OVEREXTENDED else 1.0)
    if flexion_deg >= slump:
        return State.SLUMPED
    return State.OVEREXTENDED if flexion_deg <= extension else State.UPRIGHT
