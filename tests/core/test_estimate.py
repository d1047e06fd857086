"""Five angles from one pose and the baseline.

The truth comes from the sitter of bones in builders.py, who has the proportions of the mean adult
that the estimate assumes. What is tested here is the geometry, not how well it fits a real body.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import (
    ASPECT,
    Camera,
    make_baseline,
    make_features,
    make_pose,
    mirror_pose,
    resize_picture,
)
from sitwell.core.angles import ANGLE_NAMES, Angle, Angles
from sitwell.core.estimate import estimate
from sitwell.core.features import Features, measure, move
from sitwell.core.pose import Pose
from sitwell.core.view import View

FRONT_CAMERAS = [
    pytest.param(Camera(), id="level"),
    pytest.param(Camera(pitch_deg=15.0), id="looking down"),
    pytest.param(Camera(pitch_deg=-15.0), id="laptop below the eyes"),
    pytest.param(Camera(distance_m=1.0), id="far"),
    pytest.param(Camera(distance_m=0.5), id="near"),
    pytest.param(Camera(shoulders_xy=(0.55, 0.75)), id="low in the picture"),
]
SIDE_CAMERAS = [
    pytest.param(Camera(azimuth_deg=90.0), id="at the left"),
    pytest.param(Camera(azimuth_deg=-90.0), id="at the right"),
]
front_cameras = st.builds(
    Camera,
    pitch_deg=st.floats(-20.0, 20.0),
    distance_m=st.floats(0.55, 1.0),
    shoulders_xy=st.tuples(st.just(ASPECT / 2.0), st.floats(0.55, 0.75)),
)
side_cameras = st.builds(Camera, azimuth_deg=st.sampled_from([90.0, -90.0]))


def angles_of(camera: Camera, **body: float) -> Angles:
    """Estimate a body against the upright one before the same camera."""
    return estimate(make_features(camera, **body), make_baseline(camera))


def degrees(angles: Angles) -> dict[str, float | None]:
    """Give the five estimates without their intervals."""
    found = {name: getattr(angles, name) for name in ANGLE_NAMES}
    return {name: None if angle is None else angle.deg for name, angle in found.items()}


def about(angles: Angles) -> object:
    """Give what equals these estimates to a thousandth of a degree."""
    return pytest.approx(degrees(angles), abs=1e-3)


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_upright_is_zero(camera):
    """The person's own upright reads zero in every angle that the view gives."""
    given = [deg for deg in degrees(angles_of(camera)).values() if deg is not None]
    assert given == pytest.approx([0.0] * len(given), abs=1e-6)


@given(camera=front_cameras, flexion_deg=st.floats(0.0, 40.0), lean_deg=st.floats(-10.0, 20.0))
def test_front_tells_flexion_from_lean(camera, flexion_deg, lean_deg):
    """From the front, the trunk's shortening is flexion and its inclination is lean, in any mix."""
    features = measure(make_pose(camera, flexion_deg=flexion_deg, lean_deg=lean_deg))
    assume(isinstance(features, Features))
    angles = estimate(features, make_baseline(camera))
    # The estimate inverts this very geometry; half a degree is left for the camera's perspective.
    assert angles.flexion.deg == pytest.approx(flexion_deg, abs=0.5)
    assert angles.trunk_lean.deg == pytest.approx(lean_deg, abs=0.5)


@given(camera=side_cameras, flexion_deg=st.floats(0.0, 40.0), lean_deg=st.floats(-10.0, 25.0))
def test_side_tells_flexion_from_lean(camera, flexion_deg, lean_deg):
    """From the side too, on either hand, with the neck for a scale."""
    angles = angles_of(camera, flexion_deg=flexion_deg, lean_deg=lean_deg)
    # The neck of the sitter of bones looks 4 % longer than it is: the ears are nearer the camera.
    assert angles.flexion.deg == pytest.approx(flexion_deg, abs=2.0)
    assert angles.trunk_lean.deg == pytest.approx(lean_deg, abs=1.5)


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_straight_lean_is_not_flexion(camera):
    """Coming nearer with a straight back is lean, whatever the perspective does to the shoulders.

    Shoulders below the middle of the picture move further down in it as they come nearer. While
    that was taken for sinking, a straight lean of 20 degrees read 24 degrees of flexion.
    """
    angles = angles_of(camera, lean_deg=15.0)
    assert angles.flexion.deg == pytest.approx(0.0, abs=1.5)
    assert angles.trunk_lean.deg == pytest.approx(15.0, abs=1.5)


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_sinking_without_coming_nearer_is_flexion(camera):
    """Shoulders that sink where they are mean a flexed trunk and no lean."""
    angles = angles_of(camera, flexion_deg=25.0)
    assert angles.flexion.deg == pytest.approx(25.0, abs=1.5)
    assert angles.trunk_lean.deg == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_rising_is_extension(camera):
    """Shoulders above their upright place give negative flexion."""
    assert angles_of(camera, rise_m=0.03).flexion.deg < -10.0


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_head_forward_is_positive(camera):
    """Ears that move ahead of the shoulders are a positive head-forward angle, and no flexion."""
    angles = angles_of(camera, head_forward_deg=15.0)
    assert angles.head_forward.deg > 5.0
    assert angles.flexion.deg == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("side_deg", [10.0, -10.0])
def test_side_lean_is_positive_to_the_sitters_left(side_deg):
    """A lean to the sitter's left is positive, one to the right negative, each of its size."""
    assert angles_of(Camera(), side_deg=side_deg).side_lean.deg == pytest.approx(side_deg, abs=1.0)


def test_side_lean_is_told_by_slope_and_place():
    """Shoulders that slope without moving are half a lean, and widen its interval."""
    sloped = replace(make_features(), shoulder_tilt_deg=8.0)
    lean = estimate(sloped, make_baseline()).side_lean
    assert lean.deg == pytest.approx(4.0)
    assert lean.half_width_deg > estimate(make_features(), make_baseline()).side_lean.half_width_deg


@pytest.mark.parametrize("azimuth_deg", [55.0, -55.0])
def test_three_quarter_finds_flexion(azimuth_deg):
    """From a corner, where the shoulders are foreshortened, flexion is still about right."""
    camera = Camera(azimuth_deg=azimuth_deg)
    assert make_baseline(camera).view is View.THREE_QUARTER
    assert angles_of(camera, flexion_deg=20.0).flexion.deg == pytest.approx(20.0, abs=5.0)


def test_shoulders_narrowing_against_the_face_are_rounding():
    """Shoulders that narrow while the face keeps its size are rounded."""
    upright = make_features()
    narrowed = replace(upright, shoulder_width=0.95 * upright.shoulder_width)
    assert estimate(narrowed, make_baseline()).rounding.deg > 2.0


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_nod_changes_nothing(camera):
    """A look down at the keyboard leaves all five angles unchanged."""
    assert degrees(angles_of(camera, nod_deg=40.0)) == about(angles_of(camera))


@pytest.mark.parametrize("camera", SIDE_CAMERAS)
def test_side_abstains_from_what_it_cannot_see(camera):
    """From the side there is neither rounding nor side lean, rather than a guess."""
    angles = angles_of(camera, flexion_deg=20.0)
    assert angles.rounding is None
    assert angles.side_lean is None


@given(
    camera=st.one_of(front_cameras, side_cameras),
    flexion_deg=st.floats(-10.0, 40.0),
    lean_deg=st.floats(-10.0, 15.0),
    side_deg=st.floats(-10.0, 10.0),
)
def test_mirrored_picture_flips_only_side_lean(camera, flexion_deg, lean_deg, side_deg):
    """A webcam that mirrors its picture flips the side lean and nothing else."""
    pose = make_pose(camera, flexion_deg=flexion_deg, lean_deg=lean_deg, side_deg=side_deg)
    upright = measure(mirror_pose(make_pose(camera)))
    plain, mirrored = measure(pose), measure(mirror_pose(pose))
    assume(isinstance(plain, Features))
    there = estimate(plain, make_baseline(camera))
    here = estimate(mirrored, replace(make_baseline(camera), upright=upright))
    expected = degrees(there)
    if expected["side_lean"] is not None:
        expected["side_lean"] = -expected["side_lean"]
    assert degrees(here) == pytest.approx(expected, abs=1e-6)


def sit_elsewhere(camera: Camera, right: float, down: float, **body: float) -> Angles:
    """Estimate with person and baseline both moved in the picture."""
    baseline = make_baseline(camera)
    baseline = replace(baseline, upright=move(baseline.upright, right, down))
    return estimate(move(make_features(camera, **body), right, down), baseline)


@given(right=st.floats(-0.4, 0.4), flexion_deg=st.floats(-10.0, 40.0))
def test_place_across_the_picture_does_not_matter(right, flexion_deg):
    """Person and baseline moved sideways together read the same."""
    moved = sit_elsewhere(Camera(), right, 0.0, flexion_deg=flexion_deg, lean_deg=8.0)
    assert degrees(moved) == about(angles_of(Camera(), flexion_deg=flexion_deg, lean_deg=8.0))


@given(right=st.floats(-0.4, 0.4), down=st.floats(-0.3, 0.2), flexion_deg=st.floats(-10.0, 40.0))
def test_place_in_the_picture_does_not_matter_from_the_side(right, down, flexion_deg):
    """From the side, person and baseline moved anywhere together read the same."""
    camera = Camera(azimuth_deg=90.0)
    moved = sit_elsewhere(camera, right, down, flexion_deg=flexion_deg)
    assert degrees(moved) == about(angles_of(camera, flexion_deg=flexion_deg))


def enlarge(pose: Pose, scale: float) -> Pose:
    """Give the pose as it looks when everything is larger about the middle of the picture."""
    middle = (pose.aspect / 2.0, 0.5)
    return replace(pose, xy=(pose.xy - middle) * scale + middle)


@given(scale=st.floats(0.6, 1.3), flexion_deg=st.floats(-10.0, 40.0), side_deg=st.floats(-9.0, 9.0))
def test_size_in_the_picture_does_not_matter(scale, flexion_deg, side_deg):
    """Person and baseline enlarged together, as by another lens, read the same flexion and sides.

    Not the lean from the front: how much nearer somebody came depends on the lens.
    """
    poses = (make_pose(), make_pose(flexion_deg=flexion_deg, side_deg=side_deg))
    upright, now = (measure(enlarge(pose, scale)) for pose in poses)
    angles = estimate(now, replace(make_baseline(), upright=upright))
    plain = angles_of(Camera(), flexion_deg=flexion_deg, side_deg=side_deg)
    assert degrees(angles) == about(plain)


@given(width=st.integers(640, 3840), height=st.integers(240, 480), flexion_deg=st.floats(0.0, 40.0))
def test_picture_size_does_not_matter(width, height, flexion_deg):
    """The same sitter in a picture of any width and height reads the same."""
    width = max(width, 2 * height)
    upright = measure(resize_picture(make_pose(), width, height))
    now = measure(resize_picture(make_pose(flexion_deg=flexion_deg), width, height))
    angles = estimate(now, replace(make_baseline(), upright=upright))
    # The landmarker's numbers are float32.
    assert degrees(angles) == pytest.approx(
        degrees(angles_of(Camera(), flexion_deg=flexion_deg)), abs=0.01
    )


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_every_estimate_lies_inside_its_interval(camera):
    """Every angle given has an interval with a width, and the estimate is inside it."""
    angles = angles_of(camera, flexion_deg=20.0, lean_deg=5.0)
    for angle in (getattr(angles, name) for name in ANGLE_NAMES):
        if angle is not None:
            assert angle.low_deg < angle.deg < angle.high_deg


@pytest.mark.parametrize("camera", [*FRONT_CAMERAS, *SIDE_CAMERAS])
def test_interval_grows_with_the_estimate(camera):
    """The further from upright, the more the unknown lengths of the body matter."""
    small, large = (angles_of(camera, flexion_deg=deg).flexion for deg in (5.0, 40.0))
    assert large.half_width_deg > 1.5 * small.half_width_deg


def test_interval_covers_settling_on_the_chair():
    """Shifting 2 cm on the chair is within the interval of zero flexion."""
    assert angles_of(Camera(), rise_m=-0.02).flexion.low_deg <= 0.0


def test_rounding_is_the_least_certain():
    """Rounding has the widest interval of the five at upright, since it is below the noise."""
    angles = angles_of(Camera())
    rounding = angles.rounding.half_width_deg
    assert rounding >= max(getattr(angles, name).half_width_deg for name in ANGLE_NAMES[2:])


def test_half_width_is_half_the_interval():
    """The half-width of an interval is half of its length."""
    assert Angle(5.0, 2.0, 12.0).half_width_deg == 5.0
