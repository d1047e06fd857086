"""How many people are in the picture, and when to look again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sitwell.core.pose import Joint, Pose

APART_SHARE = 0.5
"""Shoulder centres further apart than this share of the larger body are two people. Two adults side
by side measured 1.7 to 1.8; one person found twice measures near 0."""

RECHECK_S = 60.0
"""Seconds between looks for several people while one is followed. Following clings to that person
whoever else comes in, so the look only has to notice that someone stays; it costs 25 ms."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """What is remembered of the last look for several people.

    Attributes:
        is_present: Whether the previous frame had anybody.
        is_several: Whether the last look found two people.
        checked_t: When that look was, in seconds of frame time.
    """

    is_present: bool = False
    is_several: bool = False
    checked_t: float = -math.inf


def is_due(last: Headcount, t: float) -> bool:
    """Say whether to look for several people at `t`: on arrival, while several, every RECHECK_S.

    Time that went back (another recording) is as good a reason as time that passed.
    """
    return not last.is_present or last.is_several or abs(t - last.checked_t) >= RECHECK_S


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
