"""Landmarks of one person."""

import math

import numpy as np
import pytest

from builders import ASPECT, edit_pose, make_pose
from sitwell.core.pose import LANDMARKS, Joint, Pose, from_landmarks


@pytest.mark.parametrize(
    ("xy", "visibility", "world", "match"),
    [
        pytest.param((32, 2), (33,), (33, 3), r"xy of shape \(33, 2\), got \(32, 2\)", id="xy"),
        pytest.param((33, 2), (33, 1), (33, 3), "visibility of shape", id="visibility"),
        pytest.param((33, 2), (33,), (33, 2), "world of shape", id="world"),
    ],
)
def test_refuses_other_shapes(xy, visibility, world, match):
    """A pose of another shape is refused at birth, with the shape that came."""
    with pytest.raises(ValueError, match=match):
        Pose(np.zeros(xy), np.zeros(visibility), np.zeros(world), ASPECT)


@pytest.mark.parametrize("name", ["xy", "visibility", "world"])
def test_cannot_be_changed(name):
    """A pose that was handed on can no longer be written to."""
    with pytest.raises(ValueError, match="read-only"):
        getattr(make_pose(), name)[0] = 0.0


@pytest.mark.parametrize(
    ("place", "visibility", "is_seen"),
    [
        pytest.param((0.6, 0.9), 0.99, True, id="inside and clear"),
        pytest.param((0.6, 0.9), 0.5, True, id="just clear enough"),
        pytest.param((0.6, 0.9), 0.49, False, id="inside but covered"),
        pytest.param((0.6, 1.01), 1.0, False, id="below the edge, whatever MediaPipe believes"),
        pytest.param((0.6, -0.01), 1.0, False, id="above the edge"),
        pytest.param((-0.01, 0.9), 1.0, False, id="left of the picture"),
        pytest.param((1.3, 0.9), 1.0, True, id="right half of a wide picture"),
        pytest.param((1.34, 0.9), 1.0, False, id="right of the picture"),
        pytest.param((math.nan, 0.9), 1.0, False, id="no place"),
        pytest.param((0.6, 0.9), math.nan, False, id="no visibility"),
    ],
)
def test_hips_count_only_when_seen(place, visibility, is_seen):
    """A landmark is seen only where it is both visible and inside the picture."""
    pose = edit_pose(
        make_pose(), xy={Joint.LEFT_HIP: place}, visibility={Joint.LEFT_HIP: visibility}
    )
    assert pose.is_seen(Joint.LEFT_HIP) is is_seen


@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3, 9 / 16])
def test_comes_in_picture_heights(aspect):
    """Fractions of width and height become picture heights, so that a circle stays round."""
    picture = np.tile(np.float32([0.5, 0.25, 0.75]), (LANDMARKS, 1))
    pose = from_landmarks(picture, np.zeros((LANDMARKS, 3)), aspect)
    assert pose.xy[0] == pytest.approx([0.5 * aspect, 0.25])
    assert pose.visibility[0] == 0.75


def test_keeps_no_hold_of_the_landmarkers_memory():
    """What a landmarker does with its arrays afterwards does not reach the pose."""
    picture, world = np.full((LANDMARKS, 3), 0.5), np.full((LANDMARKS, 3), 0.1)
    pose = from_landmarks(picture, world, ASPECT)
    picture[:], world[:] = 9.0, 9.0
    assert pose.xy.max() < 1.0
    assert pose.visibility.max() == 0.5
    assert pose.world.max() == 0.1
