r"""How steeply chest and legs of somebody rise who lies on a mat, seen from the side.

    head            hip            ankle
      o----shoulder--+---------------o      both lines level: 0 degrees
       \___ chest ___/ \____ leg ____/        + when the outer end is higher than the hip

Angles are taken in square pixels (`Pose.xy` is in picture heights both ways), from the side of the
body that is seen better, and count from the hip outwards. So they are the same with the head at the
picture's left or right, near or far, wherever in the picture.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sitwell.core.pose import Joint, Pose

LEFT = (Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE)
RIGHT = (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE)

# Limits of what counts as lying. A Locust at the end of its range reaches 30 degrees, and a camera
# that is tilted adds its tilt. On all fours the leg line falls by 40, sitting the chest is at 90.
STEEPEST_CHEST_DEG = 38.0
STEEPEST_LEG_DEG = 33.0
MOST_BENT_KNEE_DEG = 55.0
# Shoulders further apart than this, in lengths of the trunk, are seen from head or feet. From a
# camera 20 degrees off square it is 0.3 to 0.45 on rendered bodies.
WIDEST_SHOULDERS = 0.8
LEAST_TRUNK = 0.08  # picture heights; at 360 lines 29 pixels, of which jitter is a few degrees
LEAST_VISIBILITY = 0.5  # science.md section 5


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


class Unseen(StrEnum):
    """Why there are no lines."""

    NOBODY = "nobody"
    HIDDEN = "hidden"  # shoulder, hip, knee or ankle is covered or outside the picture
    TOO_FAR = "too_far"
    NOT_LYING = "not_lying"
    NOT_SIDE_ON = "not_side_on"


@dataclass(frozen=True, slots=True)
class Lines:
    """The two lines of somebody lying there, in degrees over the picture's horizontal.

    Attributes:
        chest_deg: Hip→shoulder, + when the shoulder is higher.
        leg_deg: Hip→ankle, + when the ankle is higher.
        head: Which side of the picture the head is at.
        side: From which side of the body they were taken.
    """

    chest_deg: float
    leg_deg: float
    head: Side
    side: Side


def draw_lines(pose: Pose | None, keep: Side | None = None) -> Lines | Unseen:
    """Give the lines, or why there are none.

    Args:
        pose: Of the person; None where nobody was found.
        keep: The side of the body they were taken from so far, which is kept while it is seen: the
            two sides differ by some degrees.
    """
    if pose is None:
        return Unseen.NOBODY
    if not (np.isfinite(pose.xy).all() and np.isfinite(pose.visibility).all()):
        return Unseen.HIDDEN
    side = keep if keep is not None and _is_whole(pose, keep) else _find_side(pose)
    return _find_fault(pose, side) or _lay_lines(pose, side)


def _find_fault(pose: Pose, side: Side) -> Unseen | None:
    """Say why the trunk tells of no lying, or what of the body is not seen."""
    shoulder, hip = (pose.xy[joint] for joint in _joints(side)[:2])
    shoulders = pose.xy[Joint.LEFT_SHOULDER] - pose.xy[Joint.RIGHT_SHOULDER]
    trunk = float(np.hypot(*(shoulder - hip)))
    if trunk < LEAST_TRUNK:
        return Unseen.TOO_FAR
    # Before what is hidden: who sits there is not lying, though the feet are below the picture.
    if abs(_rise(shoulder - hip, math.copysign(1.0, shoulder[0] - hip[0]))) > STEEPEST_CHEST_DEG:
        return Unseen.NOT_LYING
    if float(np.hypot(*shoulders)) > WIDEST_SHOULDERS * trunk:
        return Unseen.NOT_SIDE_ON
    return None if _is_whole(pose, side) else Unseen.HIDDEN


def _lay_lines(pose: Pose, side: Side) -> Lines | Unseen:
    shoulder, hip, knee, ankle = (pose.xy[joint] for joint in _joints(side))
    ahead = math.copysign(1.0, shoulder[0] - hip[0])
    leg_deg = _rise(ankle - hip, -ahead)
    knee_deg = abs(_rise(ankle - knee, -ahead) - _rise(knee - hip, -ahead))
    if abs(leg_deg) > STEEPEST_LEG_DEG or knee_deg > MOST_BENT_KNEE_DEG:
        return Unseen.NOT_LYING
    head = Side.RIGHT if ahead > 0.0 else Side.LEFT
    return Lines(_rise(shoulder - hip, ahead), leg_deg, head, side)


def _find_side(pose: Pose) -> Side:
    """Give the side that is seen better; its worst landmark decides, then all of them."""
    seen = {side: pose.visibility[list(_joints(side))] for side in Side}
    return max(Side, key=lambda side: (round(float(seen[side].min()), 2), float(seen[side].sum())))


def _is_whole(pose: Pose, side: Side) -> bool:
    return all(pose.is_seen(joint, LEAST_VISIBILITY) for joint in _joints(side))


def _joints(side: Side) -> tuple[Joint, ...]:
    return LEFT if side is Side.LEFT else RIGHT


def _rise(line: NDArray[np.float64], ahead: float) -> float:
    """Give how steeply a line rises that leads to the picture's right (`ahead` 1) or left (-1)."""
    return math.degrees(math.atan2(-line[1], ahead * line[0]))
