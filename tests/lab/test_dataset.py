"""The rows of a data set, how the landmarker is shown pictures, and how a cut-off run goes on."""

from dataclasses import astuple

import numpy as np
import pytest
from stick import make_rig

from builders import make_pose
from sitwell.core.frame import Frame
from sitwell.core.pose import Pose
from sitwell.lab import dataset
from sitwell.lab.bending import bend
from sitwell.lab.dataset import SHOWINGS, STEP, Follower, join, make, shard_folder, tabulate
from sitwell.lab.film import Take
from sitwell.lab.sitting import CALIBRATION_SHOTS, plan
from sitwell.lab.truth import TRUTH_NAMES, measure

PICTURE = np.full((24, 32, 3), 51, np.uint8)


class FakeLandmarker:
    """Finds a body in every picture that is not black, and for a while its ghost in the black."""

    def __init__(self, ghosts: int = 0) -> None:
        self.times: list[float] = []
        self.ghosts = ghosts

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Give one pose, or none."""
        self.times.append(frame.t)
        if frame.rgb.any():
            return (make_pose(),)
        self.ghosts -= 1
        return (make_pose(),) if self.ghosts >= 0 else ()


@pytest.fixture(scope="module")
def columns():
    """Give the rows of one sitting of sticks; nobody was found in its last picture."""
    sitting = plan(1, 3)
    rig = make_rig()
    takes = [Take(s, PICTURE, measure(bend(rig, s.posture)), 0.0, 0.1) for s in sitting.shots]
    poses = [make_pose() for _ in takes[1:]]
    return sitting, tabulate(sitting, takes, [*poses, None])


def test_every_column_has_a_row_a_picture(columns):
    """All arrays share their first axis."""
    sitting, rows = columns
    assert {len(array) for array in rows.values()} == {len(sitting.shots)}


def test_truth_is_zero_on_the_mean_of_the_calibration(columns):
    """Truth is relative to what the person was calibrated with, the slump not counted."""
    _, rows = columns
    assert rows["truth"][:CALIBRATION_SHOTS].mean(axis=0) == pytest.approx(0.0, abs=1e-4)


def test_truth_and_absolute_differ_by_one_sittings_upright(columns):
    """One upright is taken from all rows."""
    _, rows = columns
    taken = rows["absolute"] - rows["truth"]
    assert taken.shape[1] == len(TRUTH_NAMES)
    assert np.ptp(taken, axis=0) == pytest.approx(0.0, abs=1e-4)


def test_landmarks_are_kept_as_found(columns):
    """Place in the picture, visibility and place in the world, in this order."""
    _, rows = columns
    pose = make_pose()
    assert rows["landmarks"].shape[1:] == (33, 6)
    assert rows["landmarks"][0, :, :2] == pytest.approx(pose.xy, abs=STEP)
    assert rows["landmarks"][0, :, 2] == pytest.approx(pose.visibility, abs=STEP)
    assert rows["landmarks"][0, :, 3:] == pytest.approx(pose.world, abs=STEP)


def test_nobody_found_is_not_a_number(columns):
    """Where nobody was found there are no landmarks, and no zeros that look like some."""
    _, rows = columns
    assert rows["found"].tolist() == [True] * (len(rows["found"]) - 1) + [False]
    assert np.isnan(rows["landmarks"][-1]).all()
    assert np.isfinite(rows["landmarks"][:-1]).all()


def test_light_is_the_pictures_mean(columns):
    """A picture of 51 of 255 has a light of 0.2."""
    assert columns[1]["light"] == pytest.approx(0.2)


def test_names_of_views_and_kinds_are_kept_whole(columns):
    """No name is cut by the width of its column."""
    sitting, rows = columns
    assert rows["kind"].tolist() == [shot.kind.value for shot in sitting.shots]
    assert set(rows["view"].tolist()) == {sitting.camera.view.value}
    assert set(rows["mount"].tolist()) == {sitting.camera.mount.value}


def test_picture_is_shown_until_settled():
    """A picture is shown so many times, a second apart, on a clock that never goes back."""
    landmarker = FakeLandmarker()
    follower = Follower(landmarker)
    assert follower.see(PICTURE) is not None
    follower.see(PICTURE)
    assert landmarker.times == [float(t) for t in range(1, 2 * SHOWINGS + 1)]


def test_nobody_is_none():
    """A picture in which nobody is found gives no pose."""
    assert Follower(FakeLandmarker()).see(np.zeros_like(PICTURE)) is None


def write_shard(out, number):
    """Write a shard as a worker would have."""
    folder = shard_folder(out, 1)
    folder.mkdir(exist_ok=True)
    rows = np.full(2, number, np.int32)
    np.savez(folder / f"{number:05d}.npz", sitting=rows, found=rows > 0)


def test_run_that_was_through_makes_nothing_anew(tmp_path):
    """What is there is counted and left alone."""
    out = tmp_path / "set.npz"
    for number in range(3):
        write_shard(out, number)
    before = {path: path.stat().st_mtime_ns for path in shard_folder(out, 1).iterdir()}
    assert list(make(1, 3, out, workers=1)) == [0, 1, 2]
    assert {path: path.stat().st_mtime_ns for path in shard_folder(out, 1).iterdir()} == before


def test_joined_sittings_are_in_order(tmp_path):
    """The set begins with the first sitting, whichever was done first, and leaves out the rest."""
    out = tmp_path / "set.npz"
    for number in (2, 0, 1):
        write_shard(out, number)
    assert join(1, 2, out) == 4
    with np.load(out) as joined:
        assert joined["sitting"].tolist() == [0, 0, 1, 1]
        assert int(joined["seed"]) == 1
        assert int(joined["version"]) == dataset.VERSION


def test_another_seed_has_other_shards(tmp_path):
    """Sets of two seeds never mix."""
    out = tmp_path / "set.npz"
    assert shard_folder(out, 1) != shard_folder(out, 2)


def test_truth_names_are_the_columns(columns):
    """The truth's columns are named by the fields of Truth, in order."""
    sitting, rows = columns
    first = measure(bend(make_rig(), sitting.shots[0].posture))
    assert rows["absolute"][0] == pytest.approx(np.array(astuple(first)), abs=1e-4)
