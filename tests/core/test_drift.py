"""How far the camera has moved since calibration."""

from dataclasses import replace

import pytest

from builders import ESTIMATOR, SCENE, make_baseline, make_pose, make_sight, shift_pose, shoot
from sitwell.core.drift import (
    STRANGE_LOOKS,
    VOTES,
    Drift,
    doubt_baseline,
    follow,
    is_elsewhere,
    judge_alone,
    look_round,
)
from sitwell.core.posture import judge
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.scene import Scene, Shift
from sitwell.core.surroundings import Doubt, Match, Surroundings, learn

HEIGHT = 480.0
POSE = make_pose()
RULES = PostureRules()


def room() -> Surroundings:
    """Learn the room of the builders, behind a sitter."""
    return learn([shoot(noise_seed=n) for n in range(4)], [(POSE,)] * 4)


def watch(anchor: Surroundings, scenes: list[Scene]) -> list[Drift]:
    """Follow a camera through one picture a second."""
    now, course = Drift(), []
    for t, scene in enumerate(scenes):
        now = follow(now, make_sight(POSE, t=float(t), scene=scene), anchor)
        course.append(now)
    return course


def test_camera_that_stays_has_not_moved():
    """Twenty pictures of the same room, each with its noise, are no movement at all."""
    course = watch(room(), [shoot(noise_seed=n) for n in range(20)])
    assert {drift.shift for drift in course} == {Shift()}


def test_jump_is_followed_at_once_and_then_measured():
    """A re-tilted camera is followed from the first picture on."""
    course = watch(room(), [shoot()] * 3 + [shoot(24, 36)] * 6)
    for drift in (course[3], course[-1]):
        assert drift.shift.x == pytest.approx(24 / HEIGHT, abs=0.015)
        assert drift.shift.y == pytest.approx(36 / HEIGHT, abs=0.015)


def test_slow_tilt_is_noticed():
    """A lid that sinks by a thousandth of the height a second, too slow for jumps, is told."""
    course = watch(room(), [shoot(0, n) for n in range(30)])
    assert course[-1].shift.y == pytest.approx(27 / HEIGHT, abs=0.015)


def test_camera_moved_while_nobody_watched_is_noticed():
    """A watch that begins with the camera already moved knows so within seconds."""
    course = watch(room(), [shoot(0, 30)] * 5)
    assert course[-1].shift.y == pytest.approx(30 / HEIGHT, abs=0.01)


def test_single_votes_decide_nothing():
    """One look that tells another shift is outvoted by those around it."""
    now = Drift()
    for look in [Match(Shift(), 0.9)] * VOTES + [Match(Shift(0.1, 0.1), 0.6)]:
        now = look_round(now, look)
    assert now.shift == Shift()


@pytest.mark.parametrize("found", [Doubt.UNCLEAR, Doubt.COVERED, Doubt.PLAIN, Doubt.TOO_DARK])
def test_doubt_changes_nothing(found):
    """Where the room cannot be told, what was known stays known."""
    before = replace(Drift(), shift=Shift(0.05, 0.0))
    after = before
    for _ in range(2 * STRANGE_LOOKS):
        after = look_round(after, found)
    assert after.shift == before.shift
    assert not is_elsewhere(after)


def test_another_room_for_long_is_elsewhere():
    """Only so many looks in a row at another room make the baseline stale; one match undoes it."""
    now = Drift()
    for _ in range(STRANGE_LOOKS - 1):
        now = look_round(now, Doubt.ELSEWHERE)
    assert not is_elsewhere(now)
    now = look_round(now, Doubt.ELSEWHERE)
    assert is_elsewhere(now)
    assert not is_elsewhere(look_round(now, Match(Shift(), 0.8)))


def test_stale_baseline_says_so_unless_nobody_is_there():
    """Somebody before another room is unknown with its reason, unless there is one already."""
    judged = doubt_baseline(Reading(0.0, State.SLUMPED))
    assert (judged.state, judged.reason) == (State.UNKNOWN, Reason.BASELINE_STALE)
    for kept in (Reading(0.0, State.ABSENT), Reading(0.0, State.UNKNOWN, Reason.SEVERAL_PEOPLE)):
        assert doubt_baseline(kept) == kept


def test_single_picture_of_a_moved_camera_is_judged_as_if_it_had_not_moved():
    """A picture on its own is held against the room too: a tilt is taken out of the angles."""
    baseline = make_baseline(surroundings=room())
    slumped = make_pose(flexion_deg=20.0)
    still = judge_alone(make_sight(slumped, scene=shoot()), baseline, ESTIMATOR, RULES)
    moved = make_sight(shift_pose(slumped, 0.0, 30 / HEIGHT), scene=shoot(0, 30))
    assert judge_alone(moved, baseline, ESTIMATOR, RULES).flexion_deg == pytest.approx(
        still.flexion_deg, abs=1.5
    )


def test_single_picture_without_a_room_is_judged_plainly():
    """Where the calibration saw only a plain wall, pictures are judged as they are."""
    sight = make_sight(make_pose(flexion_deg=20.0), scene=SCENE)
    plain = judge(sight, make_baseline(), ESTIMATOR, RULES)
    assert judge_alone(sight, make_baseline(), ESTIMATOR, RULES) == plain
