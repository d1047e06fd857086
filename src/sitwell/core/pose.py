"""Thirty-three body landmarks of one person, in units that do not depend on the picture's size."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

LANDMARKS = 33


class Joint(IntEnum):
    """Rows of the landmark arrays (MediaPipe BlazePose order). Left is the sitter's left."""

    NOSE = 0
    LEFT_EYE = 2
    RIGHT_EYE = 5
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person's landmarks in one picture.

    Attributes:
        xy: (33, 2) float64, in picture heights: x to the right from 0 to `aspect`, y down from
            0 to 1. Landmarks may lie outside the picture.
        visibility: (33,) float64, 0 to 1: MediaPipe's belief that the landmark is in the picture
            and not covered. High values are given to hips below the picture's edge, so ask
            `is_seen` instead.
        world: (33, 3) float64, metres, origin between the hips: x to the picture's right, y down,
            z away from the camera. The z axis is weakly measured (science.md finding 7).
        aspect: Picture width divided by its height.

    Raises:
        ValueError: If an array has another shape.
    """

    xy: NDArray[np.float64]
    visibility: NDArray[np.float64]
    world: NDArray[np.float64]
    aspect: float

    def __post_init__(self) -> None:
        for name, array, shape in (
            ("xy", self.xy, (LANDMARKS, 2)),
            ("visibility", self.visibility, (LANDMARKS,)),
            ("world", self.world, (LANDMARKS, 3)),
        ):
            if array.shape != shape:
                raise ValueError(f"expected {name} of shape {shape}, got {array.shape}")
            array.setflags(write=False)

    def is_seen(self, joint: Joint, least_visibility: float = 0.5) -> bool:
        """Say whether a landmark is visible and inside the picture."""
        return bool(self.is_inside(joint) and self.visibility[joint] >= least_visibility)

    def is_inside(self, joint: Joint) -> bool:
        """Say whether a landmark lies inside the picture."""
        x, y = self.xy[joint]
        return bool(0.0 <= x <= self.aspect and 0.0 <= y <= 1.0)


def from_landmarks(picture: NDArray[Any], world: NDArray[Any], aspect: float) -> Pose:
    """Make a pose from a landmarker's numbers.

    Args:
        picture: (33, 3): x and y as fractions of the picture's width and height, visibility.
        world: (33, 3) metres, see `Pose.world`.
        aspect: Picture width divided by its height.
    """
    xy = np.asarray(picture[:, :2], dtype=np.float64) * (aspect, 1.0)
    visibility = np.asarray(picture[:, 2], dtype=np.float64).copy()
    return Pose(xy, visibility, np.asarray(world, dtype=np.float64).copy(), float(aspect))
