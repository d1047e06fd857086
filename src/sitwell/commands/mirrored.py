"""What a window is shown of a look: the picture as in a mirror, the points in it, the reading."""

import numpy as np
from numpy.typing import NDArray

from sitwell.commands.preview_wire import Judged
from sitwell.core.pose import Pose
from sitwell.core.reading import Reading

LEAST_SEEN = 0.5  # as `Pose.is_seen` has it


def thin(rgb: NDArray[np.uint8], most_rows: int) -> NDArray[np.uint8]:
    """Mirror an (h, w, 3) picture, and leave rows and columns out until it has few enough rows."""
    step = max(1, -(-rgb.shape[0] // most_rows))
    # Three bytes as one item: numpy is slow on rows of three.
    pixels = np.ascontiguousarray(rgb).view("V3")[::step, ::-step]
    return np.ascontiguousarray(pixels).view(np.uint8)


def locate(pose: Pose) -> list[list[float]]:
    """Give x, y in shares of the mirrored picture, and 1 where the landmark is seen, else 0."""
    shares = pose.xy / (pose.aspect, 1.0)
    is_seen = ((shares >= 0.0) & (shares <= 1.0)).all(axis=1) & (pose.visibility >= LEAST_SEEN)
    points: list[list[float]] = (
        np.column_stack((1.0 - shares[:, 0], shares[:, 1], is_seen)).astype(float).round(4).tolist()
    )
    return points


def describe(reading: Reading) -> Judged:
    """Give a reading as it goes to the window."""
    angles = None
    if reading.angles is not None:
        named = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
        angles = {
            name: None
            if (a := getattr(reading.angles, name)) is None
            else [round(a.deg, 1), round(a.low_deg, 1), round(a.high_deg, 1)]
            for name in named
        }
    reason = None if reading.reason is None else reading.reason.value
    return Judged(reading.state.value, reason, angles)
