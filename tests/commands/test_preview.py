"""What goes to the window: a picture as in a mirror, and the points where they are in it."""

import numpy as np
import pytest

from builders import Camera, make_pose, make_reading
from sitwell.commands.mirrored import describe, locate, thin
from sitwell.commands.preview import MOST_ROWS
from sitwell.core.pose import Joint


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        pytest.param((480, 640), 480, id="a webcam's"),
        pytest.param((1080, 1920), 360, id="a large one, every third row"),
        pytest.param((481, 640), 241, id="just too large"),
        pytest.param((120, 160), 120, id="a small one"),
    ],
)
def test_pictures_are_small_and_mirrored(size, rows):
    """A picture has no more rows than are of use, and its left is on the right."""
    picture = np.zeros((*size, 3), np.uint8)
    picture[:, : size[1] // 2] = 255
    shown = thin(picture, MOST_ROWS)
    assert shown.shape[0] == rows <= MOST_ROWS
    assert shown[0, -2].tolist() == [255, 255, 255]
    assert shown[0, 1].tolist() == [0, 0, 0]


def test_points_are_mirrored_with_the_picture():
    """A sitter in the picture's left third is shown in the right third, at the same height."""
    pose = make_pose(Camera(shoulders_xy=(0.3, 0.6), distance_m=1.2))
    shown = locate(pose)
    for joint in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        x, y, _seen = shown[joint]
        assert x == pytest.approx(1.0 - pose.xy[joint, 0] / pose.aspect, abs=1e-4)
        assert y == pytest.approx(pose.xy[joint, 1], abs=1e-4)
        assert x > 0.6


def test_points_outside_the_picture_are_not_seen():
    """What the landmarker guesses beyond the edge is not drawn."""
    shown = locate(make_pose(Camera(shoulders_xy=(0.65, 0.85), distance_m=0.9)))
    assert shown[Joint.NOSE][2] == 1.0
    assert shown[Joint.LEFT_ELBOW][2] == 0.0


def test_an_unknown_angle_stays_unknown():
    """An angle that the view says nothing about is neither zero nor left out."""
    told = describe(make_reading(flexion_deg=20.0))
    assert told.angles is not None
    assert told.angles["flexion"] == [20.0, 15.0, 25.0]
    assert told.angles["side_lean"] is None
    assert told.state == "slumped"
