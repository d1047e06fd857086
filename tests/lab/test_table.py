"""What the fit needs of a data set."""

from dataclasses import astuple

import numpy as np
import pytest

from builders import Camera, make_pose
from sitwell.core.features import Features, measure
from sitwell.core.pose import Pose
from sitwell.lab import table
from sitwell.lab.dataset import stack_poses
from sitwell.lab.table import SHOTS, STEP, STEP_DEG, Table

SITTINGS = 2
EXTRA = 4  # pictures of each sitting that the fit does not use


def write_set(path) -> list[Pose | None]:
    """Write a data set of a few sitters of bones, one of them not found, and give the poses."""
    rng = np.random.default_rng(2)
    rows = SITTINGS * (SHOTS + EXTRA)
    poses: list[Pose | None] = [
        make_pose(Camera(azimuth_deg=float(rng.uniform(-60, 60))), flexion_deg=float(n % 25))
        for n in range(rows)
    ]
    poses[5] = None
    np.savez(
        path,
        shot=np.tile(np.arange(SHOTS + EXTRA), SITTINGS),
        aspect=np.full(rows, 4.0 / 3.0, np.float32),
        truth=rng.normal(0.0, 10.0, (rows, 11)).astype(np.float32),
        shift=rng.normal(0.0, 0.05, (rows, 2)).astype(np.float32),
        view=np.full(rows, "front"),
        **stack_poses(poses),  # type: ignore[arg-type]
    )
    return poses


def test_features_are_those_that_the_monitor_draws(tmp_path):
    """The table's features of a picture are what core.features measures of its pose."""
    poses = write_set(tmp_path / "set.npz")
    drawn = table.draw_table(tmp_path / "set.npz")
    assert drawn.features.shape == (SITTINGS, SHOTS, 36)
    for sitting, shot in ((0, 0), (0, 17), (1, SHOTS - 1)):
        pose = poses[sitting * (SHOTS + EXTRA) + shot]
        assert pose is not None
        features = measure(pose)
        assert isinstance(features, Features)
        assert drawn.features[sitting, shot] == pytest.approx(astuple(features), abs=2.0 * STEP)


def test_nobody_is_not_a_number(tmp_path):
    """A picture in which nobody was found has no features, also after saving."""
    write_set(tmp_path / "set.npz")
    table.save(table.draw_table(tmp_path / "set.npz"), tmp_path / "fit.npz")
    again = table.load(tmp_path / "fit.npz")
    assert np.isnan(again.features[0, 5]).all()
    assert np.isfinite(again.features[0, 6]).all()


def test_saved_table_comes_back(tmp_path):
    """What is saved comes back within its steps."""
    write_set(tmp_path / "set.npz")
    drawn = table.draw_table(tmp_path / "set.npz")
    table.save(drawn, tmp_path / "fit.npz")
    again = table.load(tmp_path / "fit.npz")
    seen = ~np.isnan(drawn.features)
    assert again.features[seen] == pytest.approx(drawn.features[seen], abs=STEP)
    assert again.truth == pytest.approx(drawn.truth, abs=STEP_DEG)
    assert again.shift == pytest.approx(drawn.shift, abs=STEP)
    assert again.view.tolist() == drawn.view.tolist()


def test_tables_are_put_below_each_other(tmp_path):
    """Joined tables hold the sittings of both, in order, and any of them can be taken."""
    write_set(tmp_path / "set.npz")
    drawn = table.draw_table(tmp_path / "set.npz")
    both = table.join([drawn, drawn.take(np.array([1]))])
    assert isinstance(both, Table)
    assert len(both.features) == SITTINGS + 1
    assert both.truth[2].tolist() == drawn.truth[1].tolist()
