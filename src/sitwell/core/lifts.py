"""A lift of chest and legs over the floor line: how high, how long, and whether it is one.

share of the top   0   30 %   90 %  top  90 %   30 %   0
time               |....|------|.....|.....|------|....|
                        up                   down        both stretched to the whole way
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitwell.core.lying import Lines

# A movement eased like a breath (a raised cosine) takes this share of its time from 30 to 90 %,
# where it is steep: the slow ends are lost in what rest looks like.
SHARE_30_TO_90 = 0.426
# Where either part will do, one that rises alone must rise by so many times as much: a landmark
# that slips when an arm is moved makes 4 to 5 degrees of one line, and hardly ever of both.
ALONE = 1.5


class Parts(StrEnum):
    """What has to rise for a repetition."""

    BOTH = "both"
    CHEST = "chest"
    LEGS = "legs"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class RepetitionRules:
    """Limits; angles in degrees over the floor line, times in seconds. From science.md section 5.

    Attributes:
        least_chest_deg: Smallest lift of the chest that may count.
        least_leg_deg: Smallest lift of the legs.
        enter_share: Of the usual lift, that must be passed upwards.
        leave_share: Of the same, below which it is over.
        shortest_s: A shorter movement is none with the breath.
        longest_s: Whoever stays up for longer has shifted: the floor is learnt again.
        debounce_s: A crossing that is taken back within this is none.
        gap_s: So long unseen, a lift under way is given up.
        rest_s: Of rest that give the floor line.
        still_deg: The lines' spread (10 to 90 %) within which somebody is at rest.
        below_deg: Nobody can be so far below the floor: it is learnt again.
        drift_s: How fast the floor line follows what rest looks like.
    """

    least_chest_deg: float = 5.0
    least_leg_deg: float = 4.0
    enter_share: float = 0.6
    leave_share: float = 0.3
    shortest_s: float = 1.5
    longest_s: float = 12.0
    debounce_s: float = 0.2
    gap_s: float = 1.0
    rest_s: float = 3.0
    still_deg: float = 2.0
    below_deg: float = 4.0
    drift_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Repetition:
    """A lift that was counted.

    Attributes:
        t: When it was over, in seconds on the source's clock.
        up_s: How long the way up took, estimated from its steep part.
        down_s: How long the way down took, likewise.
        chest_deg: How far hip→shoulder rose over the floor line.
        leg_deg: How far hip→ankle did, of the leg nearer to the camera.
    """

    t: float
    up_s: float
    down_s: float
    chest_deg: float
    leg_deg: float


@dataclass(frozen=True, slots=True)
class Height:
    """How far the lines are over the floor line; on the floor both are 0."""

    chest_deg: float
    leg_deg: float


@dataclass(frozen=True, slots=True)
class Moment:
    """The lines at a moment."""

    t: float
    lines: Lines


def is_lift(
    height: Height, usual: tuple[Height, ...], parts: Parts, rules: RepetitionRules
) -> bool:
    """Say whether what is asked for is high enough to be a lift."""
    chest_deg, leg_deg = _find_limits(usual, rules)
    is_chest, is_leg = height.chest_deg >= chest_deg, height.leg_deg >= leg_deg
    if parts is Parts.CHEST:
        return is_chest
    if parts is Parts.LEGS:
        return is_leg
    if parts is Parts.BOTH or (is_chest and is_leg):
        return is_chest and is_leg
    chest_deg, leg_deg = _find_limits(usual, rules, ALONE)
    return height.chest_deg >= chest_deg or height.leg_deg >= leg_deg


def is_rest(
    height: Height, usual: tuple[Height, ...], parts: Parts, rules: RepetitionRules
) -> bool:
    """Say whether all that is asked for is so low that a lift is over."""
    share = rules.leave_share / rules.enter_share
    chest_deg, leg_deg = _find_limits(usual, rules)
    is_chest, is_leg = height.chest_deg <= share * chest_deg, height.leg_deg <= share * leg_deg
    return {Parts.CHEST: is_chest, Parts.LEGS: is_leg}.get(parts, is_chest and is_leg)


def _find_limits(
    usual: tuple[Height, ...], rules: RepetitionRules, times: float = 1.0
) -> tuple[float, float]:
    """Give the heights of chest and legs from which a lift counts."""
    chests = [u.chest_deg for u in usual if u.chest_deg >= rules.least_chest_deg]
    legs = [u.leg_deg for u in usual if u.leg_deg >= rules.least_leg_deg]
    # Of the last few the smallest, so that a tired lift does not go uncounted.
    return (
        max(times * rules.least_chest_deg, rules.enter_share * min(chests, default=0.0)),
        max(times * rules.least_leg_deg, rules.enter_share * min(legs, default=0.0)),
    )


def find_top(trail: tuple[Moment, ...], floor: Lines) -> Height:
    """Give the highest of either line, one wrong picture left out."""
    table = tabulate(trail) - (floor.chest_deg, floor.leg_deg)
    if len(table) >= 3:
        table = np.median(np.stack((table[:-2], table[1:-1], table[2:])), axis=0)
    return Height(*(float(m) for m in table.max(axis=0)))


def measure_times(
    trail: tuple[Moment, ...], floor: Lines, top: Height, parts: Parts, rules: RepetitionRules
) -> tuple[float, float, float]:
    """Give the seconds up, at the top and down, of the line that rose further for its kind."""
    column = 0 if parts is Parts.CHEST else 1
    if parts in (Parts.BOTH, Parts.EITHER):
        is_chest = top.chest_deg / rules.least_chest_deg >= top.leg_deg / rules.least_leg_deg
        column = 0 if is_chest else 1
    peak, rest = ((top.chest_deg, floor.chest_deg), (top.leg_deg, floor.leg_deg))[column]
    path = [
        (m.t, (row[column] - rest) / peak) for m, row in zip(trail, tabulate(trail), strict=True)
    ]
    highest = max(range(len(path)), key=lambda k: path[k][1])
    up, down = path[: highest + 1], path[highest:]
    up_30_t, up_90_t = _crossing(up[::-1], 0.3), _crossing(up, 0.9)
    down_90_t, down_30_t = _crossing(down[::-1], 0.9), _crossing(down, 0.3)
    up_s, down_s = (
        max(late - early, 0.0) / SHARE_30_TO_90
        for early, late in ((up_30_t, up_90_t), (down_90_t, down_30_t))
    )
    return up_s, max(down_90_t - up_90_t, 0.0), down_s


def _crossing(path: list[tuple[float, float]], share: float) -> float:
    """Give when a path first passes a share, in its own order; its end if it does not."""
    is_above = path[0][1] > share
    for (t, height), (t_next, next_height) in pairwise(path):
        if (next_height > share) is not is_above:
            return t + (t_next - t) * (share - height) / (next_height - height)
    return path[-1][0]


def lift_over(floor: Lines, moment: Moment) -> Height:
    """Give how far the lines are over the floor line at a moment."""
    lines = moment.lines
    return Height(lines.chest_deg - floor.chest_deg, lines.leg_deg - floor.leg_deg)


def tabulate(trail: tuple[Moment, ...]) -> NDArray[np.float64]:
    """Give both lines, (n, 2) float64 degrees over the picture's horizontal, a row a moment."""
    return np.array([(m.lines.chest_deg, m.lines.leg_deg) for m in trail])
