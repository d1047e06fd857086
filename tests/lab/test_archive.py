"""Reading files of the laboratory back, and what is said where one is not as it should be."""

import numpy as np
import pytest
from rows import UPRIGHT, make_rows

from sitwell.core.scene import Shift
from sitwell.lab.archive import BadData, drop, find_data, part, read, read_shift, see

REMEDY = "make them"


def save(path, **columns):
    """Write rows as the laboratory does, with a header."""
    np.savez(path, version=np.array(3), **columns)
    return path


def test_rows_come_back_without_the_header(tmp_path):
    """What has one number a file is no column."""
    rows = make_rows("sitting", ["upright"] * 2)
    found = read(save(tmp_path / "set.npz", **rows), "sitting", REMEDY)
    assert found.keys() == rows.keys()


def test_missing_file_is_named_with_the_command_that_makes_it(tmp_path):
    """One line says what is missing and what to do."""
    with pytest.raises(BadData, match=r"absent.npz is missing; make it with: make them"):
        read(tmp_path / "absent.npz", "sitting", REMEDY)


@pytest.mark.parametrize("content", [b"", b"no numbers", b"PK\x03\x04cut off"])
def test_file_that_is_none_of_ours_is_refused(tmp_path, content):
    """A file cut short, or something else, is an error that says so."""
    path = tmp_path / "set.npz"
    path.write_bytes(content)
    with pytest.raises(BadData, match="cannot be read"):
        read(path, "sitting", REMEDY)


def test_recording_is_no_data_set(tmp_path):
    """A file that lacks a column is refused with the column's name."""
    path = save(tmp_path / "set.npz", **make_rows("session", ["upright"]))
    with pytest.raises(BadData, match="has no sitting; make it again"):
        read(path, "sitting", REMEDY)


def test_committed_data_lies_among_the_samples():
    """The committed files are where the demo's clips are."""
    path = find_data("some.npz")
    assert path.parts[-3:] == ("samples", "lab", "some.npz")
    assert (path.parents[1] / "README.md").is_file()


def test_rows_are_parted_by_number():
    """Each sitting gets its own rows, in order of numbers, whatever order they lie in."""
    rows = make_rows("sitting", ["upright", "lean", "slump"], sitting=[7, 3, 7])
    assert [p["kind"].tolist() for p in part(rows, "sitting")] == [["lean"], ["upright", "slump"]]


def test_kinds_are_dropped():
    """Rows of the named kinds are left out, and all columns stay of one length."""
    left = drop(make_rows("sitting", ["calibration", "lean"]), ["calibration"])
    assert {len(column) for column in left.values()} == {1}
    assert left["kind"].tolist() == ["lean"]


def test_sight_is_what_the_landmarker_found():
    """Landmarks, time and brightness come back as they were."""
    sight = see(make_rows("sitting", ["upright"], light=[0.25]), 0, 9.0)
    (pose,) = sight.poses
    assert pose.xy == pytest.approx(UPRIGHT.xy, abs=1e-6)
    assert pose.visibility == pytest.approx(UPRIGHT.visibility, abs=1e-6)
    assert pose.world == pytest.approx(UPRIGHT.world, abs=1e-6)
    assert (sight.t, sight.scene.light) == (9.0, pytest.approx(0.25))


def test_nobody_found_is_nobody():
    """Where the landmarker found nobody there is no pose, and none of NaN."""
    assert see(make_rows("sitting", ["away"], [None]), 0, 0.0).poses == ()


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        pytest.param([0.1, -0.2], Shift(0.1, -0.2), id="told"),
        pytest.param([0.0, 0.0], Shift(), id="told to be none"),
        pytest.param([np.nan, np.nan], None, id="not told"),
    ],
)
def test_shift_that_was_not_told_is_none(shift, expected):
    """No movement and an unknown one are two things."""
    rows = make_rows("sitting", ["upright"], seen_shift=[shift])
    assert read_shift(rows, "seen_shift", 0) == expected
    assert read_shift(rows, "scene_step", 0) is None
