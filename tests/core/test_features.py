"""Numbers drawn from one pose."""

import math
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    Camera,
    edit_pose,
    make_features,
    make_pose,
    mirror_pose,
    resize_picture,
    shift_pose,
)
from sitwell.core.features import Features, average, measure, move, spread
from sitwell.core.pose import Joint
from sitwell.core.reason import Reason

SHOULDERS = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)


def same(features: Features, **changes: float) -> object:
    """Give what equals these features but for the changes, to a hundred-thousandth."""
    return pytest.approx(asdict(replace(features, **changes)), abs=1e-5)


def test_sizes_are_those_of_the_picture():
    """Sizes and places are in picture heights: 0.36 m at 0.65 m through a lens of 0.81."""
    features = make_features(Camera(shoulders_xy=(0.5, 0.7)))
    assert features.shoulder_width == pytest.approx(0.81 * 0.36 / 0.65, rel=1e-3)
    assert (features.shoulder_x, features.shoulder_y) == pytest.approx((0.5, 0.7), abs=1e-3)
    assert features.ear_y < features.shoulder_y


def test_nod_leaves_the_features_in_place():
    """A nod turns the face about the ears, and the ears are what is measured."""
    level, nodding = make_features(), make_features(nod_deg=40.0)
    assert asdict(nodding) == same(level)


@pytest.mark.parametrize(
    ("side_deg", "is_left_lower"), [pytest.param(8.0, True, id="left"), (-8.0, False)]
)
def test_tilt_is_positive_when_the_left_shoulder_is_lower(side_deg, is_left_lower):
    """The shoulder line's slope is positive when the sitter's left shoulder is the lower one."""
    assert (make_features(side_deg=side_deg).shoulder_tilt_deg > 5.0) is is_left_lower


@pytest.mark.parametrize(
    ("azimuth_deg", "sign"),
    [pytest.param(-90.0, 1.0, id="seen from the right"), pytest.param(90.0, -1.0, id="left")],
)
def test_facing_says_where_the_sitter_looks(azimuth_deg, sign):
    """Facing is positive when the sitter looks to the picture's right."""
    assert make_features(Camera(azimuth_deg=azimuth_deg)).facing * sign > 0.1


@pytest.mark.parametrize("pitch_deg", [-20.0, 0.0, 15.0])
def test_upright_trunk_tells_the_cameras_pitch(pitch_deg):
    """An upright trunk leans in the camera's axes by as much as the camera looks down."""
    features = make_features(Camera(pitch_deg=pitch_deg))
    assert features.camera_pitch_deg == pytest.approx(pitch_deg, abs=0.01)


@pytest.mark.parametrize(
    ("pose", "reason"),
    [
        pytest.param(
            edit_pose(make_pose(), visibility=dict.fromkeys(SHOULDERS, 0.2)),
            Reason.NO_SHOULDERS,
            id="shoulders covered",
        ),
        pytest.param(
            edit_pose(make_pose(), xy={SHOULDERS[0]: (0.9, 1.05), SHOULDERS[1]: (0.4, 1.05)}),
            Reason.NO_SHOULDERS,
            id="shoulders below the edge, though said to be visible",
        ),
        pytest.param(
            shift_pose(make_pose(), 0.0, -0.5), Reason.OUT_OF_PICTURE, id="head above the edge"
        ),
        pytest.param(
            shift_pose(make_pose(), -0.7, 0.0), Reason.OUT_OF_PICTURE, id="head left of the picture"
        ),
        pytest.param(
            shift_pose(make_pose(), 0.7, 0.0), Reason.OUT_OF_PICTURE, id="head right of the picture"
        ),
        pytest.param(make_pose(Camera(distance_m=6.0)), Reason.TOO_FAR, id="across the room"),
    ],
)
def test_says_why_it_cannot_measure(pose, reason):
    """A pose that cannot be measured gives the reason and no numbers."""
    assert measure(pose) is reason


def test_one_shoulder_is_enough():
    """A shoulder behind the picture's edge does not stop the measuring while the other is seen."""
    pose = edit_pose(make_pose(), visibility={Joint.LEFT_SHOULDER: 0.0})
    assert isinstance(measure(pose), Features)


@given(
    joint=st.sampled_from(Joint),
    axis=st.integers(0, 2),
    in_world=st.booleans(),
    value=st.sampled_from([math.nan, math.inf, -math.inf]),
)
def test_no_number_comes_of_what_is_none(joint, axis, in_world, value):
    """One landmark that is not finite makes the pose unsure, never a number."""
    pose = make_pose()
    arrays = {"xy": pose.xy.copy(), "world": pose.world.copy()}
    arrays["world" if in_world else "xy"][joint, axis if in_world else axis % 2] = value
    assert measure(replace(pose, **arrays)) is Reason.UNSURE


@given(right=st.floats(-0.3, 0.3), down=st.floats(-0.1, 0.1))
def test_moving_the_features_is_moving_the_person(right, down):
    """Features moved in the picture are those of the pose moved in the picture."""
    moved = measure(shift_pose(make_pose(), right, down))
    assert isinstance(moved, Features)
    assert asdict(move(make_features(), right, down)) == same(moved)


@given(width=st.integers(320, 4000), height=st.integers(240, 480))
def test_picture_size_does_not_matter(width, height):
    """The same body in a wider, taller, larger or smaller picture has the same features."""
    width = max(width, 2 * height)  # so wide that the sitter stays inside
    assert asdict(measure(resize_picture(make_pose(), width, height))) == same(make_features())


@pytest.mark.parametrize("azimuth_deg", [0.0, 45.0, 90.0])
def test_mirrored_picture_mirrors_only_what_has_a_side(azimuth_deg):
    """A mirrored picture turns over places across, tilt and facing, and leaves the rest."""
    pose = make_pose(Camera(azimuth_deg=azimuth_deg), side_deg=4.0, flexion_deg=12.0)
    plain, mirrored = measure(pose), measure(mirror_pose(pose))
    assert isinstance(plain, Features)
    assert asdict(mirrored) == same(
        plain,
        ear_x=pose.aspect - plain.ear_x,
        shoulder_x=pose.aspect - plain.shoulder_x,
        shoulder_tilt_deg=mirrored.shoulder_tilt_deg,
        facing=-plain.facing,
    )
    if azimuth_deg == 0.0:
        assert mirrored.shoulder_tilt_deg == pytest.approx(-plain.shoulder_tilt_deg)


def test_one_wild_picture_moves_neither_average_nor_spread():
    """Average and spread are those of the many: one wild picture in five changes nothing."""
    steady = make_features()
    wild = move(steady, 3.0, 3.0)
    assert average([steady, steady, wild, steady, steady]) == steady
    assert spread([steady, steady, wild, steady, steady]) == Features(*[0.0] * 9)


def test_spread_is_a_standard_deviation():
    """The spread of normal noise is its standard deviation, within the error of 4000 samples."""
    noise = np.random.default_rng(1).normal(0.0, 0.01, 4000)
    sample = [move(make_features(), float(x), 0.0) for x in noise]
    assert spread(sample).ear_x == pytest.approx(0.01, rel=0.05)
