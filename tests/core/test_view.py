"""Where the camera stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Camera, make_features
from sitwell.core.features import Features, move
from sitwell.core.view import View, classify


def widen(features: Features, share: float) -> Features:
    """Give the features with the shoulders so many times as far apart."""
    middle, half = features.shoulder_x, share * (features.left_shoulder_x - features.shoulder_x)
    return replace(features, left_shoulder_x=middle + half, right_shoulder_x=middle - half)


@pytest.mark.parametrize(
    ("share", "view"),
    [
        pytest.param(1.0, View.FRONT, id="front"),
        pytest.param(0.6, View.THREE_QUARTER, id="narrower"),
        pytest.param(0.2, View.SIDE, id="shoulders nearly in line"),
        pytest.param(0.0, View.SIDE, id="shoulders in line"),
    ],
)
def test_shoulders_against_neck_tell_the_view(share, view):
    """The wider the shoulders against the neck, the more the camera stands in front."""
    assert classify(widen(make_features(), share)) is view


@pytest.mark.parametrize("ahead", [0.08, -0.08])
def test_face_beside_the_camera_is_not_front(ahead):
    """A sitter who looks past the camera at calibration has it at a corner of the desk."""
    features = make_features()
    aside = replace(features, nose_x=features.nose_x + ahead * features.size)
    assert classify(aside) is View.THREE_QUARTER


@pytest.mark.parametrize(
    ("azimuth_deg", "view"),
    [
        pytest.param(0.0, View.FRONT, id="in front"),
        pytest.param(4.0, View.FRONT, id="a little to the left"),
        pytest.param(-4.0, View.FRONT, id="a little to the right"),
        pytest.param(45.0, View.THREE_QUARTER, id="left corner"),
        pytest.param(-45.0, View.THREE_QUARTER, id="right corner"),
        pytest.param(90.0, View.SIDE, id="left"),
        pytest.param(-90.0, View.SIDE, id="right"),
    ],
)
def test_sitter_before_a_camera(azimuth_deg, view):
    """A sitter of mean proportions is told front, three-quarter and side, on both hands alike."""
    assert classify(make_features(Camera(azimuth_deg=azimuth_deg))) is view


@given(
    azimuth_deg=st.sampled_from([0.0, 4.0, 45.0, 90.0]),
    right=st.floats(-0.3, 0.3),
    distance_m=st.floats(0.6, 1.2),
)
def test_place_in_the_picture_does_not_matter(azimuth_deg, right, distance_m):
    """Where in the picture the sitter is makes no other view of it."""
    features = make_features(Camera(azimuth_deg=azimuth_deg, distance_m=distance_m))
    assert classify(move(features, right, 0.1)) is classify(features)
