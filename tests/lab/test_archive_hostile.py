"""Recordings that no laboratory wrote: good rows, or one line that refuses."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import make_estimator, make_rows

from builders import make_pose
from hostile import EXTREMES, mutated, settle
from sitwell.lab import archive, trial
from sitwell.lab.archive import BadData, Columns

pytestmark = pytest.mark.timeout(60)

KINDS = ["calibration"] * 3 + ["upright", "slump"]
POSES = [make_pose()] * 4 + [make_pose(flexion_deg=30.0)]
GOOD = make_rows("sitting", KINDS, POSES, seen_shift=np.zeros((5, 2), np.float32))

TYPES = ("?", "i1", "u8", "f8", "c8", "U3", "S3")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a data set."""
    return tmp_path_factory.mktemp("hostile") / "set.npz"


def pack(columns: dict[str, Any]) -> bytes:
    """Write columns as the laboratory does."""
    stream = io.BytesIO()
    np.savez(stream, version=np.array(3), **columns)
    return stream.getvalue()


def read(path: Path, content: bytes) -> Columns | None:
    """Read a data set; what is accepted must be fit to be judged."""
    path.write_bytes(content)
    columns = settle(lambda: archive.read(path, "sitting", "make it"), BadData, path)
    if columns is not None:
        for verdicts in trial.run(columns, make_estimator(20.0), with_slump=False):
            assert len(verdicts.state) <= len(columns["kind"])
    return columns


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Give a data set of which some columns have another shape, type or number in them."""
    columns: dict[str, Any] = dict(GOOD)
    for name in draw(st.lists(st.sampled_from(sorted(GOOD)), min_size=1, max_size=2)):
        column = GOOD[name]
        match draw(st.sampled_from(("number", "type", "rows", "shape"))):
            case "number" if column.dtype.kind == "f":
                column = column.copy()
                number = draw(st.floats(width=32) | st.sampled_from(EXTREMES[:7]))
                column.flat[draw(st.integers(0, column.size - 1))] = number
            case "type":
                column = np.zeros(column.shape, draw(st.sampled_from(TYPES)))
            case "rows":
                column = np.resize(column, (draw(st.integers(0, 9)), *column.shape[1:]))
            case "shape":
                column = np.ones(draw(st.lists(st.integers(0, 6), max_size=4)), column.dtype)
        columns[name] = column
    return pack(columns)


def test_good_rows_are_taken(path: Path) -> None:
    """The file that is damaged below is good."""
    columns = read(path, pack(GOOD))
    assert columns is not None
    assert columns["kind"].tolist() == KINDS


@given(st.binary(max_size=200))
def test_any_bytes(path: Path, content: bytes) -> None:
    """Whatever bytes a file holds, it is refused in one line, and stays as it is."""
    assert read(path, content) is None


@settings(max_examples=100)
@given(mutated(pack(GOOD)))
def test_damaged(path: Path, content: bytes) -> None:
    """A good recording, damaged, can still be judged or is refused in one line."""
    read(path, content)


@pytest.mark.filterwarnings("ignore:(overflow|invalid value) encountered in cast")
@settings(max_examples=150)
@given(changed())
def test_any_columns(path: Path, content: bytes) -> None:
    """Columns of other shapes, types and numbers can be judged or are refused in one line."""
    read(path, content)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        pytest.param("aspect", np.full(5, 1e9, np.float32), id="picture without end"),
        pytest.param("aspect", np.zeros(5, np.float32), id="picture without width"),
        pytest.param("light", np.full(5, np.nan, np.float32), id="no brightness"),
        pytest.param("landmarks", np.zeros((5, 33, 3), np.float32), id="landmarks in the plane"),
        pytest.param("landmarks", np.zeros((4, 33, 6), np.float32), id="a row less"),
        pytest.param("kind", np.arange(5), id="numbers for words"),
        pytest.param("mount", np.zeros(4), id="a row less of what is not needed"),
    ],
)
def test_strange_column_is_named(path: Path, name: str, column: Any) -> None:
    """A column that could not be used is refused by its name."""
    path.write_bytes(pack(GOOD | {name: column}))
    with pytest.raises(BadData, match=f"has a strange {name}; make it again with: make it"):
        archive.read(path, "sitting", "make it")


def test_time_that_goes_back_is_refused(path: Path) -> None:
    """The monitor is promised that time does not go back, whatever order the sessions lie in."""
    seats = {"session": np.array([1, 0, 1, 0, 1]), "present": np.ones(5, bool)}
    good = make_rows("session", KINDS, t=np.array([5.0, 0.0, 6.0, 1.0, 7.0]), **seats)
    path.write_bytes(pack(good))
    assert archive.read(path, "session", "make it").keys() >= good.keys()
    path.write_bytes(pack(good | {"t": np.array([5.0, 0.0, 6.0, 1.0, 5.5])}))
    with pytest.raises(BadData, match="has times that go back; make it again with: make it"):
        archive.read(path, "session", "make it")


@pytest.mark.parametrize("name", ["t", "present"])
def test_recording_needs_its_times(path: Path, name: str) -> None:
    """What only a recording has is asked of a recording."""
    rows = make_rows("session", KINDS, t=np.arange(5.0), present=np.ones(5, bool))
    path.write_bytes(pack({key: column for key, column in rows.items() if key != name}))
    with pytest.raises(BadData, match=f"has no {name}; "):
        archive.read(path, "session", "make it")
