"""How many people are in the picture, and when to look again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sitwell.core.pose import Joint, Pose

APART_SHARE = 0.5
"""Shoulder centres further apart than this share of the larger body are two people. Two adults side
by side measured 1.7 to 1.8; one person found twice measures near 0."""

RECHECK_S = 180.0
"""Seconds between looks for several people while one is followed. Following clings to that person
whoever else comes in, so the look only has to notice that someone stays; it costs 0.15 s."""

ALONE_LOOKS = 8
SPACING_S = 0.5
"""So many looks in a row, so far apart, must find nobody else before the person counts as alone. On
a recording of two adults side by side the detector misses the second for the first 1.2 s."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """What is remembered of the looks for several people.

    Attributes:
        alone_looks: Looks in a row that found one person only, since they arrived.
        checked_t: When the last look was, in seconds of frame time.
    """

    alone_looks: int = 0
    checked_t: float = -math.inf


def is_due(last: Headcount, t: float) -> bool:
    """Say whether to look for several people at `t`: until surely alone, and every RECHECK_S.

    Time that went back (another recording) is as good a reason as time that passed.
    """
    if last.alone_looks == 0:
        return True
    patience_s = RECHECK_S if is_surely_alone(last) else SPACING_S
    return abs(t - last.checked_t) >= patience_s


def is_surely_alone(last: Headcount) -> bool:
    """Say whether the next look for several people is a long time off."""
    return last.alone_looks >= ALONE_LOOKS


def note_look(last: Headcount, t: float, people: int) -> Headcount:
    """Remember a look at `t` that found so many people."""
    return Headcount(last.alone_looks + 1 if people == 1 else 0, t)


def distinct(poses: Sequence[Pose]) -> tuple[Pose, ...]:
    """Give the poses that are different people, the first of each person, in the order given."""
    kept: list[Pose] = []
    for pose in poses:
        if all(gap(pose, other) > APART_SHARE * max(size(pose), size(other)) for other in kept):
            kept.append(pose)
    return tuple(kept)


def gap(one: Pose, other: Pose) -> float:
    """Measure the distance between two poses' shoulder centres, in picture heights."""
    return float(np.linalg.norm(_shoulder_centre(one) - _shoulder_centre(other)))


def size(pose: Pose) -> float:
    """Measure a body in picture heights: shoulder width, or shoulders to ears where that is more.

    From the side the shoulders are a hand's breadth apart in the picture, so their width alone
    would make two people of one.
    """
    width = pose.xy[Joint.LEFT_SHOULDER] - pose.xy[Joint.RIGHT_SHOULDER]
    ears = (pose.xy[Joint.LEFT_EAR] + pose.xy[Joint.RIGHT_EAR]) / 2
    return float(max(np.linalg.norm(width), np.linalg.norm(ears - _shoulder_centre(pose))))


def _shoulder_centre(pose: Pose) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    centre = (pose.xy[Joint.LEFT_SHOULDER] + pose.xy[Joint.RIGHT_SHOULDER]) / 2
    return np.asarray(centre)
