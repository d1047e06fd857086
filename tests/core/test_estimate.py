"""Five angles from one pose and the baseline, by the fitted networks.

How wrong they are on people is measured by the laboratory; here is what must hold for any weights,
and that the published ones tell a sitter of bones, whom they never saw, what that sitter does.
"""

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    ASPECT,
    ESTIMATOR,
    Camera,
    make_baseline,
    make_features,
    make_pose,
    mirror_pose,
    resize_picture,
)
from sitwell.core.angles import ANGLE_NAMES, Angles
from sitwell.core.estimate import Estimator, describe, estimate, mirror, predict
from sitwell.core.features import Features, measure, move
from sitwell.core.pose import Pose
from sitwell.core.view import View

FRONT = Camera()
LOW = Camera(pitch_deg=-12.0)
HIGH = Camera(pitch_deg=12.0, distance_m=0.9)
LEFT = Camera(azimuth_deg=90.0, distance_m=1.3, focal_length=1.2)
RIGHT = replace(LEFT, azimuth_deg=-90.0)
ASIDE = Camera(azimuth_deg=40.0, distance_m=0.9)
cameras = pytest.mark.parametrize(
    "camera",
    [
        pytest.param(FRONT, id="front"),
        pytest.param(LOW, id="laptop"),
        pytest.param(HIGH, id="monitor"),
        pytest.param(ASIDE, id="three-quarter"),
        pytest.param(LEFT, id="left"),
        pytest.param(RIGHT, id="right"),
    ],
)


def angles_of(camera: Camera, **body: float) -> Angles:
    """Estimate a body against the upright one before the same camera."""
    return estimate(make_features(camera, **body), make_baseline(camera), ESTIMATOR)


def numbers(angles: Angles) -> list[tuple[float, float, float]]:
    """Give each angle that there is, with the ends of its interval."""
    found = (getattr(angles, name) for name in ANGLE_NAMES)
    return [(a.deg, a.low_deg, a.high_deg) for a in found if a is not None]


def row(features: Features) -> np.ndarray:
    """Give features as the networks' door takes them."""
    return np.array(astuple(features), np.float32)[None]


@cameras
def test_upright_is_about_zero(camera):
    """The person's own upright reads within three degrees of zero, and zero is in the interval."""
    for deg, low, high in numbers(angles_of(camera)):
        assert abs(deg) < 3.0
        assert low < 0.0 < high


@cameras
def test_slump_reads_as_flexion(camera):
    """Thirty degrees of flexion read as at least twelve, within the interval's reach."""
    flexion = angles_of(camera, flexion_deg=30.0).flexion
    assert flexion is not None
    assert flexion.deg > 12.0
    assert flexion.high_deg > 20.0


@cameras
def test_lean_reads_as_trunk_lean(camera):
    """A straight lean reads as trunk lean, and more as that than as flexion."""
    angles = angles_of(camera, lean_deg=18.0)
    assert angles.trunk_lean is not None
    assert angles.flexion is not None
    assert angles.trunk_lean.deg == pytest.approx(18.0, abs=10.0)
    assert angles.trunk_lean.deg > angles.flexion.deg + 3.0


@pytest.mark.parametrize("side_deg", [-8.0, 8.0])
def test_side_lean_has_its_side(side_deg):
    """A lean to the sitter's left reads positive, one to the right negative."""
    side_lean = angles_of(FRONT, side_deg=side_deg).side_lean
    assert side_lean is not None
    assert side_lean.deg * np.sign(side_deg) > 2.0


def test_side_camera_says_nothing_of_the_side_lean():
    """From the side the sideways lean points at the camera: nothing is said of it."""
    angles = angles_of(LEFT, flexion_deg=10.0)
    assert angles.side_lean is None
    assert len(numbers(angles)) == 4


@cameras
@given(flexion_deg=st.floats(-10.0, 35.0), side_deg=st.floats(-12.0, 12.0))
def test_mirrored_picture_gives_the_same_angles(camera, flexion_deg, side_deg):
    """A mirrored calibration and session give the same angles; left becomes right."""
    body = {"flexion_deg": flexion_deg, "side_deg": side_deg}
    pose, still = make_pose(camera, **body), make_pose(camera)
    plain, mirrored = (
        estimate(_measured(now), make_baseline(camera, upright=_measured(then)), ESTIMATOR)
        for now, then in ((pose, still), (mirror_pose(pose), mirror_pose(still)))
    )
    for name in ANGLE_NAMES:
        one, other = getattr(plain, name), getattr(mirrored, name)
        if one is None:
            assert other is None
        elif name == "side_lean":
            ends = (-other.deg, -other.high_deg, -other.low_deg)
            assert (one.deg, one.low_deg, one.high_deg) == pytest.approx(ends, abs=0.05)
        else:
            assert astuple(one) == pytest.approx(astuple(other), abs=0.05)


@given(right=st.floats(-0.3, 0.3), down=st.floats(-0.1, 0.1), flexion_deg=st.floats(0.0, 30.0))
def test_place_in_the_picture_does_not_matter(right, down, flexion_deg):
    """Calibration and pose, both elsewhere in the picture, give the same angles."""
    baseline, pose = make_baseline(FRONT), make_features(FRONT, flexion_deg=flexion_deg)
    moved = replace(baseline, upright=move(baseline.upright, right, down))
    plain = estimate(pose, baseline, ESTIMATOR)
    there = estimate(move(pose, right, down), moved, ESTIMATOR)
    assert np.array(numbers(there)) == pytest.approx(np.array(numbers(plain)), abs=0.05)


@given(width=st.integers(320, 4000), height=st.integers(240, 480))
def test_picture_size_does_not_matter(width, height):
    """The same sitter in a wider, taller, larger or smaller picture gives the same angles."""
    width = max(width, 2 * height)
    pose = make_pose(FRONT, flexion_deg=20.0)
    plain = estimate(_measured(pose), make_baseline(FRONT), ESTIMATOR)
    resized = estimate(_measured(resize_picture(pose, width, height)), make_baseline(), ESTIMATOR)
    assert np.array(numbers(resized)) == pytest.approx(np.array(numbers(plain)), abs=0.05)


@cameras
@given(flexion_deg=st.floats(-15.0, 40.0), lean_deg=st.floats(-15.0, 30.0))
def test_estimate_lies_in_its_interval(camera, flexion_deg, lean_deg):
    """Every estimate is finite and lies inside its own interval."""
    for deg, low, high in numbers(angles_of(camera, flexion_deg=flexion_deg, lean_deg=lean_deg)):
        assert np.isfinite((deg, low, high)).all()
        assert low <= deg <= high


def test_own_slump_changes_the_answer():
    """A calibrated relaxed slump is made use of."""
    baseline, pose = make_baseline(FRONT), make_features(FRONT, flexion_deg=15.0)
    told = replace(baseline, slump=make_features(FRONT, flexion_deg=30.0), slump_flexion_deg=30.0)
    without, given_slump = (estimate(pose, b, ESTIMATOR) for b in (baseline, told))
    assert numbers(without) != numbers(given_slump)
    assert given_slump.flexion is not None
    assert given_slump.flexion.deg == pytest.approx(15.0, abs=9.0)


def test_wild_features_stay_in_bounds():
    """What was never fitted cannot drive an estimate further than the networks' inputs reach."""
    far = Features(*[float(n % 7) * 2.0 for n in range(36)])
    ends = predict(ESTIMATOR, row(far), row(make_baseline(FRONT).upright), None)
    assert np.isfinite(ends).all()
    assert np.abs(ends).max() < 500.0


def test_many_rows_are_as_good_as_one():
    """A table of poses gives what each row gives alone."""
    rows = [row(make_features(FRONT, flexion_deg=deg)) for deg in (0.0, 10.0, 25.0)]
    upright = row(make_features(FRONT))
    together = predict(ESTIMATOR, np.concatenate(rows), upright, None)
    alone = np.concatenate([predict(ESTIMATOR, one, upright, None) for one in rows])
    assert together == pytest.approx(alone, abs=1e-3)


def test_mirror_undoes_itself():
    """The mirror image of the mirror image is what it was."""
    features = row(make_features(ASIDE, flexion_deg=12.0))
    assert mirror(mirror(features)) == pytest.approx(features)
    assert describe(features, features, None).shape == (1, len(ESTIMATOR.mean))


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        pytest.param({"mean": np.zeros(3, np.float32)}, "mean", id="too few inputs"),
        pytest.param({"last_bias": np.zeros((9, 15), np.float32)}, "last_bias", id="networks"),
        pytest.param({"first_bias": np.zeros(4, np.float32)}, "shape", id="flat"),
        pytest.param({"widen": np.full((3, 5), np.nan, np.float32)}, "finite", id="not a number"),
    ],
)
def test_refuses_weights_that_do_not_fit_together(changes, match):
    """Weights of a wrong shape, or that are no numbers, are refused by name."""
    with pytest.raises(ValueError, match=match):
        replace(ESTIMATOR, **changes)


def test_weights_cannot_be_changed():
    """An estimator in use is what was published."""
    with pytest.raises(ValueError, match="read-only"):
        ESTIMATOR.first[0, 0, 0] = 1.0
    assert isinstance(ESTIMATOR, Estimator)


def _measured(pose: Pose) -> Features:
    features = measure(pose)
    assert isinstance(features, Features)
    return features


def test_views_of_these_cameras():
    """The cameras above are what their names say."""
    views = [make_baseline(camera).view for camera in (FRONT, LOW, HIGH, ASIDE, LEFT, RIGHT)]
    front, aside, side = View.FRONT, View.THREE_QUARTER, View.SIDE
    assert views == [front, front, front, aside, side, side]
    assert ASPECT > 1.0
