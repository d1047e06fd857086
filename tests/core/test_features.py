"""Numbers drawn from one pose."""

import math
from dataclasses import asdict, astuple, fields, replace

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
from sitwell.core.features import POINTS, Features, average, measure, move, spread
from sitwell.core.pose import Joint
from sitwell.core.reason import Reason

PLACES = 2 * len(POINTS)
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


def test_nod_leaves_the_ears_in_place():
    """A nod turns the face about the ears: neither they nor the shoulders move."""
    level, nodding = make_features(), make_features(nod_deg=40.0)
    assert (nodding.ear_x, nodding.ear_y) == pytest.approx((level.ear_x, level.ear_y))
    assert nodding.neck_length == pytest.approx(level.neck_length)
    assert nodding.nose_y > level.nose_y + 0.02


@pytest.mark.parametrize("azimuth_deg", [0.0, 45.0, 90.0])
def test_size_hardly_depends_on_the_view(azimuth_deg):
    """The sitter's size is about that from the front wherever the camera stands."""
    size = make_features(Camera(azimuth_deg=azimuth_deg)).size
    assert size == pytest.approx(make_features().size, rel=0.35)


def test_limb_outside_the_picture_is_not_seen():
    """A wrist below the edge counts as not seen, though the landmarker says it is visible."""
    pose = edit_pose(make_pose(), xy={Joint.LEFT_WRIST: (0.7, 1.1), Joint.RIGHT_WRIST: (0.6, 0.9)})
    features = measure(pose)
    assert isinstance(features, Features)
    assert features.left_wrist_seen == 0.0
    assert features.right_wrist_seen == pytest.approx(0.99)


@pytest.mark.parametrize(
    ("side_deg", "is_left_lower"), [pytest.param(8.0, True, id="left"), (-8.0, False)]
)
def test_leaning_lowers_the_shoulder_of_that_side(side_deg, is_left_lower):
    """Left and right are the sitter's: leaning to the left lowers the left shoulder."""
    features = make_features(side_deg=side_deg)
    assert (features.left_shoulder_y > features.right_shoulder_y) is is_left_lower


@pytest.mark.parametrize(
    ("azimuth_deg", "sign"),
    [pytest.param(-90.0, 1.0, id="seen from the right"), pytest.param(90.0, -1.0, id="left")],
)
def test_facing_says_where_the_sitter_looks(azimuth_deg, sign):
    """Facing is positive when the sitter looks to the picture's right."""
    assert make_features(Camera(azimuth_deg=azimuth_deg)).facing * sign > 0.1


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
    joint=st.sampled_from(POINTS),  # legs are under the desk: wherever they are guessed to be
    axis=st.integers(0, 1),
    value=st.sampled_from([math.nan, math.inf, -math.inf, 1e308, -25.0]),
)
def test_no_number_comes_of_what_is_none(joint, axis, value):
    """One landmark that is not finite, or absurdly far out, makes the pose unsure."""
    pose = make_pose()
    xy = pose.xy.copy()
    xy[joint, axis] = value
    assert measure(replace(pose, xy=xy)) is Reason.UNSURE


@given(right=st.floats(-0.3, 0.3), down=st.floats(-0.1, 0.1))
def test_moving_the_features_is_moving_the_person(right, down):
    """Features moved in the picture are those of the pose moved in the picture."""
    moved = measure(shift_pose(make_pose(), right, down))
    assert isinstance(moved, Features)
    there = astuple(move(make_features(), right, down))[:PLACES]
    assert there == pytest.approx(astuple(moved)[:PLACES])


@given(width=st.integers(320, 4000), height=st.integers(240, 480))
def test_picture_size_does_not_matter(width, height):
    """The same body in a wider, taller, larger or smaller picture has the same features."""
    width = max(width, 2 * height)  # so wide that the sitter stays inside
    assert asdict(measure(resize_picture(make_pose(), width, height))) == same(make_features())


@pytest.mark.parametrize("azimuth_deg", [0.0, 45.0, 90.0])
def test_mirrored_picture_swaps_the_sides(azimuth_deg):
    """In a mirrored picture the left ear is where the right one was, from the other edge."""
    pose = make_pose(Camera(azimuth_deg=azimuth_deg), side_deg=4.0, flexion_deg=12.0)
    plain, mirrored = measure(pose), measure(mirror_pose(pose))
    assert isinstance(plain, Features)
    assert isinstance(mirrored, Features)
    assert mirrored.left_ear_x == pytest.approx(pose.aspect - plain.right_ear_x)
    assert mirrored.left_wrist_y == pytest.approx(plain.right_wrist_y)
    assert mirrored.facing == pytest.approx(-plain.facing)
    assert mirrored.size == pytest.approx(plain.size)


def test_one_wild_picture_moves_neither_average_nor_spread():
    """Average and spread are those of the many: one wild picture in five changes nothing."""
    steady = make_features()
    wild = move(steady, 3.0, 3.0)
    assert average([steady, steady, wild, steady, steady]) == steady
    assert spread([steady, steady, wild, steady, steady]) == Features(
        *[0.0] * len(fields(Features))
    )


def test_spread_is_a_standard_deviation():
    """The spread of normal noise is its standard deviation, within the error of 4000 samples."""
    noise = np.random.default_rng(1).normal(0.0, 0.01, 4000)
    sample = [move(make_features(), float(x), 0.0) for x in noise]
    assert spread(sample).ear_x == pytest.approx(0.01, rel=0.05)
