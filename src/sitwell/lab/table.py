"""What the fit needs of a data set: features and truths, a sitting a row. No picture, no z axis."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.core.features import LIMBS, POINTS
from sitwell.lab.sitting import CALIBRATION_SHOTS, POSTURE_SHOTS, SLUMP_SHOTS
from sitwell.lab.truth import TRUTH_NAMES

ANGLES = TRUTH_NAMES[:5]
SHOTS = CALIBRATION_SHOTS + SLUMP_SHOTS + POSTURE_SHOTS
STEP = 1.0 / 8192.0  # features are kept to this, in picture heights: a twentieth of their noise
STEP_DEG = 0.01  # truths to this
SHORT = np.iinfo(np.int16)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Sittings, s of them, of SHOTS pictures each.

    Attributes:
        features: (s, SHOTS, 36) float32; NaN where nobody was found.
        truth: (s, SHOTS, 5) float32, degrees against the calibration.
        shift: (s, SHOTS, 2) float32, how far the background has moved, picture heights.
        view: (s,) where the camera truly stands.
    """

    features: NDArray[np.float32]
    truth: NDArray[np.float32]
    shift: NDArray[np.float32]
    view: NDArray[np.str_]

    def take(self, rows: NDArray[np.intp]) -> "Table":
        """Give some of the sittings."""
        return Table(self.features[rows], self.truth[rows], self.shift[rows], self.view[rows])


def draw_table(path: Path) -> Table:
    """Draw a table from a data set as `make` writes it."""
    with np.load(path) as data:
        is_kept = data["shot"] < SHOTS
        landmarks = data["landmarks"][is_kept].astype(np.float64)
        features = _features(landmarks, data["aspect"][is_kept])
        return Table(
            features.reshape(-1, SHOTS, features.shape[1]),
            data["truth"][is_kept][:, :5].reshape(-1, SHOTS, 5),
            data["shift"][is_kept].reshape(-1, SHOTS, 2),
            data["view"][is_kept].reshape(-1, SHOTS)[:, 0],
        )


def join(tables: list[Table]) -> Table:
    """Put tables below each other."""
    return Table(
        *(
            np.concatenate([getattr(table, name) for table in tables])
            for name in ("features", "truth", "shift", "view")
        )
    )


def save(table: Table, path: Path) -> None:
    """Write a table, compact: whole numbers of `STEP` and `STEP_DEG`; nobody is the least."""
    np.savez_compressed(
        path,
        features=_pack(table.features, STEP),
        truth=_pack(table.truth, STEP_DEG),
        shift=_pack(table.shift, STEP),
        view=table.view.astype("S13"),
    )


def load(path: Path) -> Table:
    """Read a table."""
    with np.load(path) as data:
        return Table(
            _unpack(data["features"], STEP),
            _unpack(data["truth"], STEP_DEG),
            _unpack(data["shift"], STEP),
            data["view"].astype(str),
        )


def _pack(numbers: NDArray[np.float32], step: float) -> NDArray[np.int16]:
    whole = np.clip(np.rint(numbers / step), SHORT.min + 1, SHORT.max)
    return np.where(np.isnan(numbers), SHORT.min, whole).astype(np.int16)


def _unpack(whole: NDArray[np.int16], step: float) -> NDArray[np.float32]:
    numbers = whole.astype(np.float32) * np.float32(step)
    return np.where(whole == SHORT.min, np.float32(np.nan), numbers)


def _features(landmarks: NDArray[np.float64], aspect: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give (n, 36): what core.features draws from each pose, for all at once."""
    points, limbs = list(POINTS), list(LIMBS)
    xy, seen = landmarks[:, points, :2], landmarks[:, limbs, 2]
    x, y = landmarks[:, limbs, 0], landmarks[:, limbs, 1]
    inside = (x >= 0.0) & (x <= aspect[:, None]) & (y >= 0.0) & (y <= 1.0)
    seen = np.where(inside | np.isnan(x), seen, 0.0)
    return np.concatenate((xy.reshape(len(xy), -1), seen), axis=1).astype(np.float32)
