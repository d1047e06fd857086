"""Read data sets and recordings back: what the landmarker found in their pictures, as sights."""

import math
from collections.abc import Collection
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sitwell.core.pose import Pose
from sitwell.core.posture import Sight
from sitwell.core.scene import Scene, Shift
from sitwell.errors import SitwellError

Columns = dict[str, NDArray[np.generic]]

# Of every file; a data set is grouped by sitting and a recording by session.
NEEDED = ("kind", "view", "aspect", "light", "found", "landmarks", "shoved", "truth")
# Of the plain picture that stands for one that was not kept: too few to find movement in.
SCENE_ROWS = 12


class BadData(SitwellError):
    """A file of the laboratory is missing or is something else."""


def find_data(name: str) -> Path:
    """Give where a committed file of the laboratory lies, whether or not it is there."""
    here = Path(__file__).resolve()
    inside = here.parents[1] / "samples"
    samples = inside if inside.is_dir() else here.parents[3] / "samples"
    return samples / "lab" / name


def read(path: Path, group: str, remedy: str) -> Columns:
    """Read the columns of a data set or a recording.

    Args:
        path: The .npz file.
        group: "sitting" for a data set, "session" for a recording.
        remedy: The command that makes such a file, for the message.

    Raises:
        BadData: If the file is missing, is no such file, or lacks a column.
    """
    if not path.is_file():
        raise BadData(f"{path} is missing; make it with: {remedy}")
    try:
        with np.load(path) as stored:
            columns = {name: stored[name] for name in stored.files if stored[name].ndim}
    except (OSError, ValueError, EOFError, BadZipFile):
        raise BadData(f"{path} cannot be read; make it again with: {remedy}") from None
    lacking = sorted({group, *NEEDED} - columns.keys())
    if lacking:
        raise BadData(f"{path} has no {', '.join(lacking)}; make it again with: {remedy}")
    return columns


def part(columns: Columns, group: str) -> list[Columns]:
    """Give the rows of each sitting or session, in order of their numbers."""
    numbers = columns[group]
    return [pick(columns, numbers == number) for number in np.unique(numbers)]


def pick(columns: Columns, rows: NDArray[np.generic]) -> Columns:
    """Give some of the rows."""
    return {name: column[rows] for name, column in columns.items()}


def drop(columns: Columns, kinds: Collection[str]) -> Columns:
    """Give the rows in which something else is done."""
    return pick(columns, ~np.isin(columns["kind"], list(kinds)))


def see(columns: Columns, row: int, t: float) -> Sight:
    """Give what was seen in a row; of its picture only the brightness is known."""
    aspect = float(columns["aspect"][row])
    shape = (SCENE_ROWS, round(SCENE_ROWS * aspect))
    scene = Scene(np.full(shape, columns["light"][row], np.float32))
    if not columns["found"][row]:
        return Sight(t, (), scene)
    numbers = columns["landmarks"][row].astype(np.float64)
    pose = Pose(numbers[:, :2].copy(), numbers[:, 2].copy(), numbers[:, 3:].copy(), aspect)
    return Sight(t, (pose,), scene)


def read_shift(columns: Columns, name: str, row: int) -> Shift | None:
    """Give a shift of a row; None where it could not be told, or was not kept."""
    if name not in columns:
        return None
    right, down = columns[name][row].astype(np.float64).tolist()
    return Shift(right, down) if math.isfinite(right + down) else None
