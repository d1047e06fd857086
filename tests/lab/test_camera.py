"""Where cameras stand, and what they show."""

from dataclasses import replace

import numpy as np
import pytest

from sitwell.core.view import View
from sitwell.lab.camera import (
    LEAST_BELOW_M,
    LEAST_BESIDE_M,
    MOST_HIGH_M,
    Aim,
    Camera,
    Shove,
    aim,
    draw,
    project,
    shoved,
)
from sitwell.lab.rotation import LEFT

ASPECT = 4.0 / 3.0
HEAD = np.array([0.0, -0.05, 0.72])
DESK_UP_M = 0.2
FAR = np.array([0.0, 3.0, 0.72])


def cameras(view: View, count: int = 200) -> list[Camera]:
    """Draw many cameras of a view."""
    rng = np.random.default_rng(5)
    return [draw(view, ASPECT, rng) for _ in range(count)]


def level() -> Aim:
    """Give a camera that looks at the sitter from straight ahead, level with the head."""
    return Aim(np.array([0.0, -0.85, 0.72]), np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]]), 50)


@pytest.mark.parametrize(
    ("view", "low", "high"),
    [
        pytest.param(View.FRONT, 0.0, 18.0, id="front"),
        pytest.param(View.THREE_QUARTER, 25.0, 60.0, id="three quarter"),
        pytest.param(View.SIDE, 72.0, 105.0, id="side"),
    ],
)
def test_camera_stands_where_its_view_says(view, low, high):
    """A view is a range of directions, the same to the left and to the right."""
    around = np.array([camera.around_deg for camera in cameras(view)])
    assert np.all((np.abs(around) >= low) & (np.abs(around) <= high))
    assert (around > 0.0).any()
    assert (around < 0.0).any()


@pytest.mark.parametrize("view", list(View))
def test_camera_is_as_laptops_monitors_and_tripods_have_it(view):
    """Field of view and distance are those of webcams at desks."""
    for camera in cameras(view):
        assert 40.0 <= camera.field_deg <= 62.0
        assert 0.4 < camera.distance_m <= 2.2


@pytest.mark.parametrize("view", list(View))
def test_shoulders_have_room_in_the_picture(view):
    """Below and beside the head is what the shoulders need, and the sitter does not get tiny."""
    for camera in cameras(view):
        high_m = 2.0 * np.tan(np.radians(camera.field_deg / 2.0)) * camera.distance_m
        below_m, beside_m = high_m * (1.0 - camera.head_y), high_m * ASPECT / 2.0
        assert below_m >= LEAST_BELOW_M - 1e-9
        assert beside_m >= LEAST_BESIDE_M - 1e-9
        needs_it = np.isclose(below_m, LEAST_BELOW_M) or np.isclose(beside_m, LEAST_BESIDE_M)
        assert high_m <= MOST_HIGH_M + 1e-9 or needs_it


@pytest.mark.parametrize("view", list(View))
def test_head_is_where_the_camera_was_aimed(view):
    """The head is in the picture where it was to be; aiming turns by two axes, hence 3 %."""
    for camera in cameras(view):
        straight = replace(camera, roll_deg=0.0)
        x, y = project(aim(straight, HEAD, DESK_UP_M, ASPECT), HEAD)
        assert x / ASPECT + 0.5 == pytest.approx(camera.head_x, abs=0.03)
        assert y + 0.5 == pytest.approx(camera.head_y, abs=0.03)


def test_front_camera_shows_the_sitters_left_on_its_right():
    """A picture that is not mirrored shows the sitter as another person sees them."""
    x, _ = project(level(), HEAD + 0.1 * LEFT)
    assert x > 0.0


@pytest.mark.parametrize(
    ("shove", "axis", "sign"),
    [
        pytest.param(Shove(pitch_deg=5.0), 1, 1.0, id="looks up: all sinks"),
        pytest.param(Shove(yaw_deg=5.0), 0, 1.0, id="looks left: all goes right"),
        pytest.param(Shove(left_m=0.05), 0, 1.0, id="moved left: all goes right"),
        pytest.param(Shove(up_m=0.05), 1, 1.0, id="moved up: all sinks"),
    ],
)
def test_what_is_seen_moves_against_the_camera(shove, axis, sign):
    """The picture moves the other way from the camera."""
    assert sign * (project(shoved(level(), shove), FAR) - project(level(), FAR))[axis] > 0.0


def test_camera_that_was_not_shoved_stays():
    """No shove, no change."""
    assert project(shoved(level(), Shove()), FAR) == pytest.approx(project(level(), FAR))


def test_nearer_camera_shows_the_head_larger():
    """Moved towards the sitter, two points on them are further apart in the picture."""
    ear = HEAD + 0.08 * LEFT
    near = shoved(level(), Shove(nearer_m=0.1))
    assert project(near, ear)[0] > project(level(), ear)[0]
