"""From single readings to a steady state: the median of the last seconds, with hysteresis.

Single frames jitter by several degrees (science.md finding 7), so no decision rests on one:

    readings  u u s u s s s s s s . s s u u u u u u
    settled   u u u u u s s s s s s s s s s u u u u
"""

import math
from dataclasses import dataclass, replace
from statistics import median

from sitwell.core.posture import PostureRules, Reading
from sitwell.core.records import State

WINDOW_S = 8.0  # science.md finding 7 asks for medians over 5 to 10 s
RELEASE = 0.65  # a slump is left below this share of its threshold (design.md, defaults)
JUDGED = (State.UPRIGHT, State.SLUMPED, State.OVEREXTENDED)


@dataclass(frozen=True, slots=True)
class Steady:
    """The settled verdict and the readings it rests on.

    Attributes:
        state: What counts now.
        reading: The newest reading, its state replaced by the settled one.
        flexion_deg: Median flexion of the window; NaN where nothing in it was judged.
        window: The readings of the last `WINDOW_S` seconds, oldest first.
    """

    state: State
    reading: Reading
    flexion_deg: float
    window: tuple[Reading, ...]


def settle(before: Steady | None, reading: Reading, rules: PostureRules) -> Steady:
    """Take one more reading into account."""
    earlier = () if before is None else before.window
    window = (*(r for r in earlier if reading.t - WINDOW_S < r.t <= reading.t), reading)
    flexions = [r.flexion_deg for r in window if r.state in JUDGED and r.flexion_deg is not None]
    if not flexions or _mostly_unjudged(window):
        return Steady(reading.state, reading, math.nan, window)
    middle = median(flexions)
    state = _with_hysteresis(None if before is None else before.state, middle, rules)
    return Steady(state, replace(reading, state=state, reason=None), middle, window)


def _mostly_unjudged(window: tuple[Reading, ...]) -> bool:
    """Say whether the newest reading is unjudged and so is most of the window."""
    if window[-1].state in JUDGED:
        return False
    return 2 * sum(r.state in JUDGED for r in window) < len(window)


def _with_hysteresis(before: State | None, flexion_deg: float, rules: PostureRules) -> State:
    slump = rules.slump_deg * (RELEASE if before is State.SLUMPED else 1.0)
    extension = rules.extension_deg * (RELEASE if before is State.OVEREXTENDED else 1.0)
    if flexion_deg >= slump:
        return State.SLUMPED
    return State.OVEREXTENDED if flexion_deg <= extension else State.UPRIGHT
