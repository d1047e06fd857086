"""One person counts once, two count twice, and when to count."""

import pytest

from builders import make_pose
from sitwell.core.people import (
    ALONE_LOOKS,
    RECHECK_S,
    Headcount,
    distinct,
    gap,
    is_due,
    note_look,
    size,
)
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


ALONE = Headcount(ALONE_LOOKS, 9.0)


@pytest.mark.parametrize(
    ("last", "t", "due"),
    [
        pytest.param(Headcount(), 0.0, True, id="the-first-person"),
        pytest.param(Headcount(ALONE_LOOKS - 1, 9.0), 9.5, True, id="not-sure-yet"),
        pytest.param(Headcount(1, 9.0), 9.4, False, id="the-same-picture-almost"),
        pytest.param(ALONE, 10.0, False, id="surely-alone"),
        pytest.param(ALONE, 9.0 + RECHECK_S, True, id="a-minute-on"),
        pytest.param(ALONE, 9.0 - RECHECK_S, True, id="another-recording"),
    ],
)
def test_people_are_counted_when_it_may_have_changed(last, t, due):
    """People are counted until one is surely alone, and every minute after that."""
    assert is_due(last, t) is due


def test_second_person_seen_now_and_then_is_not_forgotten():
    """A look that finds two starts the count of looks alone afresh, however the others came out."""
    last = Headcount()
    for t, people in enumerate([1] * 5 + [2] + [1] * 7):
        last = note_look(last, float(t), people)
    assert is_due(last, 13.0)
    assert not is_due(note_look(last, 13.0, 1), 14.0)
