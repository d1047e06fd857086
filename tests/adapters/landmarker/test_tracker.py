"""What the tracker makes of time and of MediaPipe's numbers. No MediaPipe here."""

import math
from types import SimpleNamespace

import pytest

from sitwell.adapters.landmarker.tracker import Clock, read_poses, tick

ASPECT = 4 / 3


def times_ms(*times_s: float) -> list[int]:
    """Give MediaPipe's times for frames at these seconds."""
    clock, given = Clock(), []
    for t in times_s:
        clock = tick(clock, t)
        given.append(clock.last_ms)
    return given


@pytest.mark.parametrize(
    ("times_s", "expected_ms"),
    [
        pytest.param((0.0, 1.0, 2.5), [0, 1000, 2500], id="frames-own-time"),
        pytest.param((1.7e9, 1.7e9 + 1), [0, 1000], id="wall-clock-seconds"),
        pytest.param((-5.0, -4.0), [0, 1000], id="before-zero"),
        pytest.param((1.0, 1.0, 1.0, 1.1), [0, 1, 2, 100], id="a-repeated-time-is-1-ms-later"),
        pytest.param((5.0, 4.9, 6.0), [0, 1, 1000], id="a-small-step-back-is-1-ms-later"),
        pytest.param((60.0, 61.0, 0.0, 1.0), [0, 1000, 2000, 3000], id="another-recording"),
    ],
)
def test_mediapipe_time_always_rises(times_s, expected_ms):
    """MediaPipe's time follows the frames' time and rises whatever they do."""
    assert times_ms(*times_s) == expected_ms


def make_result(x: float) -> SimpleNamespace:
    """Make a MediaPipe result of one pose whose nose has this x."""
    picture = [SimpleNamespace(x=0.5, y=0.25, z=0.0, visibility=0.9) for _ in range(33)]
    world = [SimpleNamespace(x=0.1, y=0.2, z=0.3) for _ in range(33)]
    picture[0].x = x
    return SimpleNamespace(pose_landmarks=[picture], pose_world_landmarks=[world])


def test_landmarks_come_in_picture_heights():
    """MediaPipe's fractions of width become picture heights; heights stay."""
    (pose,) = read_poses(make_result(0.75), ASPECT)
    assert tuple(pose.xy[0]) == pytest.approx((1.0, 0.25))
    assert tuple(pose.world[0]) == pytest.approx((0.1, 0.2, 0.3))


@pytest.mark.parametrize("x", [math.nan, math.inf, None])
def test_a_pose_that_is_not_finite_was_not_found(x):
    """One landmark that is not a finite number makes the whole pose not found."""
    assert read_poses(make_result(x), ASPECT) == ()
