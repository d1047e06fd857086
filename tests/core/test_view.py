"""Where the camera stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Camera, make_features
from sitwell.core.view import View, classify


@pytest.mark.parametrize(
    ("ratio", "view"),
    [
        pytest.param(1.8, View.FRONT, id="front"),
        pytest.param(1.15, View.FRONT, id="just front"),
        pytest.param(1.14, View.THREE_QUARTER, id="no longer front"),
        pytest.param(0.6, View.THREE_QUARTER, id="not yet side"),
        pytest.param(0.59, View.SIDE, id="just side"),
        pytest.param(0.0, View.SIDE, id="shoulders in line"),
    ],
)
def test_shoulders_against_neck_tell_the_view(ratio, view):
    """The wider the shoulders against the neck, the more the camera stands in front."""
    assert classify(ratio, 1.0) is view


@pytest.mark.parametrize(
    ("azimuth_deg", "view"),
    [
        pytest.param(0.0, View.FRONT, id="in front"),
        pytest.param(20.0, View.FRONT, id="a little to the left"),
        pytest.param(-20.0, View.FRONT, id="a little to the right"),
        pytest.param(55.0, View.THREE_QUARTER, id="left corner"),
        pytest.param(-55.0, View.THREE_QUARTER, id="right corner"),
        pytest.param(90.0, View.SIDE, id="left"),
        pytest.param(-90.0, View.SIDE, id="right"),
    ],
)
def test_sitter_before_a_camera(azimuth_deg, view):
    """A sitter of mean proportions is told front, three-quarter and side, on both hands alike."""
    features = make_features(Camera(azimuth_deg=azimuth_deg))
    assert classify(features.shoulder_width, features.neck_length) is view


@given(width=st.floats(0.01, 1.0), neck=st.floats(0.03, 1.0), scale=st.floats(0.25, 4.0))
def test_unit_does_not_matter(width, neck, scale):
    """Only the ratio counts: powers of two are exact, so the verdict is the same."""
    scale = 2.0 ** round(scale)
    assert classify(scale * width, scale * neck) is classify(width, neck)
