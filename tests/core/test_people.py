"""One person counts once, two count twice, and when to count."""

import math

import pytest

from builders import make_pose
from sitwell.core.people import RECHECK_S, Headcount, distinct, gap, is_due, size
from sitwell.core.pose import Joint, Pose


def shift(pose: Pose, share: float) -> Pose:
    """Move a pose to the right by a share of its own size."""
    xy = pose.xy.copy()
    xy[:, 0] += share * size(pose)
    return Pose(xy, pose.visibility, pose.world, pose.aspect)


def squeeze(pose: Pose) -> Pose:
    """Bring the shoulders of a pose to one place, as from the side."""
    xy = pose.xy.copy()
    centre = (xy[Joint.LEFT_SHOULDER] + xy[Joint.RIGHT_SHOULDER]) / 2
    xy[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]] = centre
    return Pose(xy, pose.visibility, pose.world, pose.aspect)


@pytest.mark.parametrize(
    ("share", "people"),
    [
        pytest.param(0.0, 1, id="found-twice"),
        pytest.param(0.45, 1, id="found-twice-badly"),
        pytest.param(0.55, 2, id="one-half-behind-the-other"),
        pytest.param(1.7, 2, id="side-by-side"),
        pytest.param(-1.7, 2, id="on-the-other-side"),
    ],
)
def test_two_people_are_half_a_body_apart(share, people):
    """Poses count as two people when their shoulder centres are over half a body apart."""
    pose = make_pose()
    assert len(distinct([pose, shift(pose, share)])) == people


def test_one_person_seen_from_the_side_counts_once():
    """Shoulders that coincide, as from the side, do not make two people of one found twice."""
    pose = squeeze(make_pose())
    assert size(pose) > 0.05
    assert distinct([pose, shift(pose, 0.3)]) == (pose,)


def test_the_first_of_each_person_is_kept_in_order():
    """Of several poses of a person the first given stays, and the order stays."""
    one = make_pose()
    other = shift(one, 2.0)
    assert distinct([one, shift(one, 0.1), other, shift(other, 0.1)]) == (one, other)


def test_nobody_is_nobody():
    """No poses are no people."""
    assert distinct([]) == ()


def test_gap_is_in_picture_heights():
    """The gap between a pose and itself moved is the move."""
    pose = make_pose()
    assert gap(pose, shift(pose, 1.0)) == pytest.approx(size(pose))


@pytest.mark.parametrize(
    ("last", "t", "due"),
    [
        pytest.param(Headcount(), 0.0, True, id="the-first-person"),
        pytest.param(Headcount(False, False, 9.0), 10.0, True, id="somebody-came-back"),
        pytest.param(Headcount(True, False, 9.0), 10.0, False, id="one-person-stays"),
        pytest.param(Headcount(True, False, 9.0), 9.0 + RECHECK_S, True, id="half-a-minute-on"),
        pytest.param(Headcount(True, True, 9.0), 10.0, True, id="two-were-there"),
        pytest.param(Headcount(True, False, 99.0), 0.0, True, id="another-recording"),
        pytest.param(Headcount(True, False, -math.inf), 0.0, True, id="never-looked"),
    ],
)
def test_people_are_counted_when_it_may_have_changed(last, t, due):
    """People are counted on arrival, every minute, and at each frame while there are several."""
    assert is_due(last, t) is due
