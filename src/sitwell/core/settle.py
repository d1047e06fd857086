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
        reading: The newest reading of the kind that rules the window, with the present time and
            the settled state.
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
    ruling = _find_ruling(window)
    if ruling.state not in JUDGED:
        return Steady(ruling.state, replace(ruling, t=reading.t), math.nan, window)
    flexions = [r.flexion_deg for r in window if r.state in JUDGED and r.flexion_deg is not None]
    middle = median(flexions)
    state = _with_hysteresis(None if before is None else before.state, middle, rules)
    return Steady(state, replace(ruling, t=reading.t, state=state), middle, window)


def _find_ruling(window: tuple[Reading, ...]) -> Reading:
    """Give the newest reading of the kind that rules the window.

    Judged readings rule where they are half of it or more; otherwise the more frequent of unknown
    and absent, in doubt unknown. One glimpse of a person in an empty room is not a return.
    """
    judged = [r for r in window if r.state in JUDGED]
    if 2 * len(judged) >= len(window):
        return judged[-1]
    unknown = [r for r in window if r.state is State.UNKNOWN]
    absent = [r for r in window if r.state is State.ABSENT]
    return max(unknown, absent, key=len)[-1]


def _with_hysteresis(before: State | None, flexion_deg: float, rules: PostureRules) -> State:
    slump = rules.slump_deg * (RELEASE if before is State.SLUMPED else 1.0)
    extension = rules.extension_deg * (RELEASE if before is State.OVEREXTENDED else 1.0)
    if flexion_deg >= slump:
        return State.SLUMPED
    return State.OVEREXTENDED if flexion_deg <= extension else State.UPRIGHT
