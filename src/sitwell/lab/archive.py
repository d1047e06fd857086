"""Read data sets and recordings back: what the landmarker found in their pictures, as sights."""

import math
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.core.pose import LANDMARKS, Pose
from sitwell.core.posture import Sight
from sitwell.core.scene import Scene, Shift
from sitwell.errors import SitwellError
from sitwell.guard import arrays
from sitwell.lab.truth import TRUTH_NAMES

Columns = arrays.Columns

# Of every file; a data set is grouped by sitting and a recording by session.
NEEDED = ("kind", "view", "aspect", "light", "found", "landmarks", "shoved", "truth")
NEEDED_OF = {"sitting": ("sitting",), "session": ("session", "t", "present")}
# What those that are read hold, b truths, f and i numbers, U words; and the shape of a row.
FORMS = {
    **dict.fromkeys(("sitting", "session"), ("i", ())),
    **dict.fromkeys(("kind", "view"), ("U", ())),
    **dict.fromkeys(("found", "shoved", "present", "elsewhere"), ("b", ())),
    **dict.fromkeys(("aspect", "light", "t"), ("f", ())),
    **dict.fromkeys(("shift", "seen_shift", "scene_step"), ("f", (2,))),
    "landmarks": ("f", (LANDMARKS, 6)),
    "truth": ("f", (len(TRUTH_NAMES),)),
}
RANGES = {"aspect": (0.1, 10.0), "light": (0.0, 1.0), "t": (0.0, 1e6)}
LARGEST_BYTES = 1_000_000_000  # unpacked; the committed ones are below 20 MB
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
        BadData: If the file is missing, is no such file, lacks a column, or has one that is not as
            the laboratory writes it.
    """
    if not path.is_file():
        raise BadData(f"{path} is missing; make it with: {remedy}")
    try:
        stored = arrays.read(path, LARGEST_BYTES)
    except (OSError, ValueError) as error:
        raise BadData(f"{path} cannot be read ({error}); make it again with: {remedy}") from None
    columns = {name: column for name, column in stored.items() if column.ndim}
    lacking = sorted({*NEEDED, *NEEDED_OF[group]} - columns.keys())
    if lacking:
        raise BadData(f"{path} has no {', '.join(lacking)}; make it again with: {remedy}")
    strange = sorted(_find_strange(columns))
    if strange:
        raise BadData(f"{path} has a strange {', '.join(strange)}; make it again with: {remedy}")
    if _goes_back(columns):
        raise BadData(f"{path} has times that go back; make it again with: {remedy}")
    return columns


def _find_strange(columns: Columns) -> Iterator[str]:
    """Give the names of the columns that are not as the laboratory writes them."""
    rows = len(columns["kind"])
    for name, column in columns.items():
        form = (column.dtype.kind, column.shape[1:])
        is_written_so = len(column) == rows and form == FORMS.get(name, form)
        if not (is_written_so and _is_in_range(name, column)):
            yield name


def _is_in_range(name: str, column: NDArray[np.generic]) -> bool:
    if name not in RANGES:
        return True
    low, high = RANGES[name]
    numbers = column.astype(np.float64)
    return bool(((numbers >= low) & (numbers <= high)).all())


def _goes_back(columns: Columns) -> bool:
    """Say whether time goes back within a session, which the monitor is promised it does not."""
    if not {"session", "t"} <= columns.keys():
        return False
    order = np.argsort(columns["session"], kind="stable")
    step_s = np.diff(columns["t"][order].astype(np.float64))
    is_within_one = np.diff(columns["session"][order].astype(np.int64)) == 0
    return bool((is_within_one & (step_s < 0.0)).any())


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
