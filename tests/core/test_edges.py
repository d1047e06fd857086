"""Where brightness changes, and what people cover."""

import numpy as np
import pytest

from builders import ASPECT, make_pose
from sitwell.core.edges import find_clear, find_steps, soften
from sitwell.core.pose import Joint, Pose
from sitwell.core.scene import Scene

ROWS, COLUMNS = 120, 160


@pytest.mark.parametrize(
    ("slope", "axis"),
    [pytest.param(0.002, 1, id="to the right"), pytest.param(-0.003, 0, id="upwards")],
)
def test_steps_are_brightness_a_row(slope, axis):
    """An even slope is measured as what brightness gains a row or column, + right and down."""
    ramp = 0.5 + slope * np.indices((ROWS, COLUMNS))[axis]
    steps = find_steps(Scene(ramp.astype(np.float32)), [])
    down, right = steps.down[50, 50], steps.right[50, 50]
    assert (down, right)[axis] == pytest.approx(slope, abs=1e-5)
    assert (down, right)[1 - axis] == pytest.approx(0.0, abs=1e-5)


def test_person_has_no_steps():
    """What lies in a person's boxes is left out."""
    pose = make_pose()
    noise = np.random.default_rng(1).random((ROWS, COLUMNS)).astype(np.float32)
    steps = find_steps(Scene(noise), [pose])
    assert not steps.clear.all()
    assert not steps.right[~steps.clear].any()
    assert steps.right[steps.clear].any()


def test_soft_directions_are_at_most_one():
    """A strong change has length near 1, none has 0."""
    right, down = soften(np.array([[1.0, 0.0]], np.float32), np.array([[1.0, 0.0]], np.float32))
    assert np.hypot(right, down)[0] == pytest.approx([1.0, 0.0], abs=0.01)


@pytest.mark.parametrize(
    "joint",
    [
        *(Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
        *(Joint.LEFT_HIP, Joint.RIGHT_HIP),
    ],
)
def test_seen_joints_are_covered(joint):
    """What is seen of a person lies in what they cover; the side of the picture does not."""
    pose = make_pose()
    clear = find_clear([pose], ROWS, COLUMNS)
    x, y = pose.xy[joint]
    assert not clear[min(ROWS - 1, int(y * ROWS)), int(x * ROWS)]
    assert clear[:, 0].all()


def test_landmarks_that_are_not_finite_cover_nothing():
    """Someone without a place in the picture covers nothing of it."""
    pose = make_pose()
    lost = Pose(np.full((33, 2), np.nan), pose.visibility.copy(), pose.world.copy(), ASPECT)
    assert find_clear([lost], ROWS, COLUMNS).all()
