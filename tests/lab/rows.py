"""Rows of data sets and recordings, made of plain numbers; estimators that say one thing."""

from collections.abc import Sequence

import numpy as np

from builders import make_pose
from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.estimate import INPUTS, OUTPUTS, Estimator
from sitwell.core.pose import Pose
from sitwell.core.records import State
from sitwell.lab.archive import Columns
from sitwell.lab.truth import TRUTH_NAMES
from sitwell.lab.verdicts import Verdicts

UPRIGHT = make_pose()


def make_rows(
    group: str,
    kinds: Sequence[str],
    poses: Sequence[Pose | None] | None = None,
    **columns: object,
) -> Columns:
    """Give the rows of one sitting or session, upright before a camera in front unless told."""
    size = len(kinds)
    landmarks = np.full((size, 33, 6), np.nan, np.float32)
    for row, pose in enumerate([UPRIGHT] * size if poses is None else poses):
        if pose is not None:
            landmarks[row] = np.column_stack((pose.xy, pose.visibility, pose.world))
    rows: Columns = {
        group: np.zeros(size, np.int32),
        "kind": np.array(kinds, np.str_),
        "view": np.full(size, "front"),
        "aspect": np.full(size, UPRIGHT.aspect, np.float32),
        "light": np.full(size, 0.5, np.float32),
        "found": np.isfinite(landmarks[:, 0, 0]),
        "landmarks": landmarks,
        "shoved": np.zeros(size, bool),
        "truth": np.zeros((size, len(TRUTH_NAMES)), np.float32),
    }
    return rows | {name: np.asarray(column) for name, column in columns.items()}


def make_truth(flexion: Sequence[float]) -> np.ndarray:
    """Give truths in which nothing but flexion is not zero."""
    truth = np.zeros((len(flexion), len(TRUTH_NAMES)), np.float32)
    truth[:, TRUTH_NAMES.index("flexion")] = flexion
    return truth


def make_estimator(flexion_deg: float, half_width_deg: float = 5.0) -> Estimator:
    """Give an estimator that sees this flexion in every pose, and no other angle."""
    bias = np.zeros(OUTPUTS, np.float32).reshape(len(ANGLE_NAMES), 3)
    bias[:, 1:] = half_width_deg
    bias[0, 0] = flexion_deg
    return Estimator(
        mean=np.zeros(INPUTS, np.float32),
        scale=np.ones(INPUTS, np.float32),
        first=np.zeros((1, INPUTS, 2), np.float32),
        first_bias=np.zeros((1, 2), np.float32),
        second=np.zeros((1, 2, 2), np.float32),
        second_bias=np.zeros((1, 2), np.float32),
        last=np.zeros((1, 2, OUTPUTS), np.float32),
        last_bias=bias.reshape(1, -1),
        unit_deg=np.ones(len(ANGLE_NAMES), np.float32),
        widen=np.ones((3, len(ANGLE_NAMES)), np.float32),
        moved=np.ones(len(ANGLE_NAMES), np.float32),
    )


def make_verdicts(
    truth: Sequence[float], estimate: Sequence[float], half_width: float = 2.0, **columns: object
) -> Verdicts:
    """Give verdicts whose five angles are all the same; one sitting a picture unless told."""
    size = len(truth)
    five = np.repeat(np.asarray(estimate, float)[:, None], len(ANGLE_NAMES), axis=1)
    given: dict[str, object] = {
        "group": np.arange(size),
        "view": np.full(size, "front"),
        "kind": np.full(size, "upright"),
        "is_moved": np.zeros(size, bool),
        "state": np.full(size, State.UPRIGHT.value),
        "reason": np.full(size, ""),
        "rival": np.zeros((size, 2)),
    }
    return Verdicts(
        truth=np.repeat(np.asarray(truth, float)[:, None], len(ANGLE_NAMES), axis=1),
        estimate=five,
        low=five - half_width,
        high=five + half_width,
        **(given | {name: np.asarray(column) for name, column in columns.items()}),  # type: ignore[arg-type]
    )
