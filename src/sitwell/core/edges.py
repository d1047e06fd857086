"""Where brightness changes sharply in a scene, and how much of the scene people cover."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.core.pose import Joint, Pose
from sitwell.core.scene import Scene

# A change of this size, in brightness (0 to 1) a row, counts half as much as the strongest. It is
# four times the noise of the noisiest rendered sensor; 0.015 told other rooms apart less well.
SOFT_STEP = 0.008
BORDER = 2  # rows and columns at the picture's edge that have no measured change

# What of the picture a person covers, as shares of shoulder width or shoulders-to-ears, whichever
# is more. Generous, for hair, sleeves and the back of a chair; 0.04 picture heights more on every
# side left too few edges and answered less.
_HEAD_OF_WIDTH, _HEAD_OF_NECK = 0.6, 0.85
_BESIDE, _ABOVE = 0.35, 0.25
_LEAST_VISIBILITY = 0.3
_SHOULDERS = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
_ARMS = (
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
)
_LIMBS = (*_ARMS[0], *_ARMS[1], Joint.LEFT_HIP, Joint.RIGHT_HIP)

Picture = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """How brightness changes from place to place where nobody is; zero where somebody is.

    Attributes:
        right: (rows, columns) float32: brightness (0 to 1) gained a column to the right.
        down: As above, a row down.
        clear: (rows, columns) bool: where nobody is.
    """

    right: Picture
    down: Picture
    clear: NDArray[np.bool_]


def find_steps(scene: Scene, people: Sequence[Pose]) -> Steps:
    """Find the changes of brightness in a scene, softened over three by three, outside people."""
    clear = find_clear(people, *scene.grey.shape)
    grey = scene.grey
    across = grey[:, :-2] + grey[:, 2:] + 2.0 * grey[:, 1:-1]
    soft = across[:-2] + across[2:] + 2.0 * across[1:-1]
    soft /= 32.0  # sixteen weights, and two columns or rows from one neighbour to the other
    right, down = np.zeros_like(grey), np.zeros_like(grey)
    inside = (slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    np.subtract(soft[1:-1, 2:], soft[1:-1, :-2], out=right[inside])
    np.subtract(soft[2:, 1:-1], soft[:-2, 1:-1], out=down[inside])
    right *= clear
    down *= clear
    return Steps(right, down, clear)


def soften(right: Picture, down: Picture) -> tuple[Picture, Picture]:
    """Give the direction of each change, (right, down), of length 1 if strong and 0 if none."""
    length = np.sqrt(right * right + down * down)
    length += np.float32(SOFT_STEP)
    return np.divide(right, length, dtype=np.float32), np.divide(down, length, dtype=np.float32)


def find_clear(people: Sequence[Pose], rows: int, columns: int) -> NDArray[np.bool_]:
    """Give (rows, columns) bool, False in boxes round each one's head, arms and all below.

    Someone whose landmarks are not finite covers nothing.
    """
    clear = np.ones((rows, columns), bool)
    for pose in people:
        if not np.isfinite(pose.xy).all():
            continue
        for left, top, right, bottom in _boxes(pose):
            clear[
                max(0, int(top * rows)) : max(0, math.ceil(bottom * rows)),
                max(0, int(left * rows)) : max(0, math.ceil(right * rows)),
            ] = False
    return clear


def _boxes(pose: Pose) -> list[tuple[float, float, float, float]]:
    """Give left, top, right, bottom of what a person covers, in picture heights."""
    xy = pose.xy
    ear = (xy[Joint.LEFT_EAR] + xy[Joint.RIGHT_EAR]) / 2.0
    shoulder = (xy[Joint.LEFT_SHOULDER] + xy[Joint.RIGHT_SHOULDER]) / 2.0
    width = math.dist(xy[Joint.LEFT_SHOULDER], xy[Joint.RIGHT_SHOULDER])
    neck = math.dist(ear, shoulder)
    head = max(_HEAD_OF_WIDTH * width, _HEAD_OF_NECK * neck)
    beside, above = _BESIDE * max(width, neck), _ABOVE * max(width, neck)
    seen = [joint for joint in _LIMBS if pose.visibility[joint] > _LEAST_VISIBILITY]
    body = xy[[*_SHOULDERS, *seen]]
    top = float(xy[list(_SHOULDERS), 1].min())
    boxes = [
        (ear[0] - head, ear[1] - 1.1 * head, ear[0] + head, ear[1] + 1.5 * head),
        (body[:, 0].min() - beside, top - above, body[:, 0].max() + beside, 1.0),
    ]
    for elbow, wrist in _ARMS:
        if wrist in seen:
            arm = xy[[elbow, wrist] if elbow in seen else [wrist]]
            left, up = arm.min(axis=0) - beside
            boxes.append((left, up, arm[:, 0].max() + beside, 1.0))
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in boxes]
