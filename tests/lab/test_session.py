"""What is planned for a session, and where the body is at any moment of it."""

from dataclasses import fields
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from sitwell.core.view import View
from sitwell.lab import kinds, sitting
from sitwell.lab.camera import Shove
from sitwell.lab.life import SLUMPS, Activity
from sitwell.lab.posture import Posture
from sitwell.lab.session import (
    CALIBRATION_S,
    Session,
    is_shoved_at,
    plan,
    pose_at,
    stretch_at,
)

MINUTES = 15.0
MANY = [plan(1, number, MINUTES) for number in range(100)]
SLUMPLESS = [session for session in MANY if not session.has_slumps]
SLUMPING = [session for session in MANY if session.has_slumps]
# The fastest turn a head makes here is from one shoulder to the other within a second; a trunk is
# slower. Degrees in a tenth of a second, and metres or shares.
FASTEST = {"turn_deg": 17.0, "gaze_deg": 12.0, "flexion_deg": 6.0, "lean_deg": 8.0}
FASTEST_DEG, FASTEST_OTHER = 8.0, 0.12


@cache
def watch(session: Session) -> list[Posture | None]:
    """Give the postures of a session, ten a second."""
    return [pose_at(session, float(t)) for t in np.arange(0.0, session.end_s, 0.1)]


def follow(session: Session, times: np.ndarray, name: str) -> np.ndarray:
    """Give a number of the posture at these times; NaN where nobody is there."""
    return pick([pose_at(session, float(t)) for t in times], name)


def pick(postures: list[Posture | None], name: str) -> np.ndarray:
    """Give a number of the postures; NaN where nobody is there."""
    return np.array([np.nan if p is None else getattr(p, name) for p in postures])


def test_same_arguments_give_the_same_session():
    """Seed, number and length name one session, to the last digit, and each of its moments."""
    one, other = plan(3, 7, 10.0), plan(3, 7, 10.0)
    assert one == other
    assert pose_at(one, 123.4) == pose_at(other, 123.4)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(plan(4, 7, 10.0), id="another seed"),
        pytest.param(plan(3, 8, 10.0), id="another number"),
    ],
)
def test_another_seed_or_number_gives_another_session(other):
    """Neither person, camera nor life come back under another seed or number."""
    one = plan(3, 7, 10.0)
    assert one.setting.person != other.setting.person
    assert one.setting.camera != other.setting.camera
    assert one.stretches != other.stretches
    assert one.motion_seed != other.motion_seed


def test_people_are_not_those_of_the_data_set():
    """Whoever was fitted on sittings of a seed is judged by others in its sessions."""
    people = [sitting.plan(1, number).person for number in range(100)]
    assert not any(session.setting.person in people for session in MANY)


def test_asked_for_view_is_kept():
    """Whoever asks for a view gets it."""
    assert plan(3, 7, 10.0, View.SIDE).setting.camera.view is View.SIDE


def test_session_begins_with_calibration_and_ends_on_time():
    """Twelve seconds upright as told, then life for the minutes asked for, without a gap."""
    for session in MANY:
        first = session.stretches[0]
        assert (first.kind, first.start_s, first.end_s) == (
            Activity.CALIBRATION,
            0.0,
            CALIBRATION_S,
        )
        starts = [stretch.start_s for stretch in session.stretches]
        ends = [stretch.end_s for stretch in session.stretches]
        assert starts[1:] == ends[:-1]
        assert session.end_s == ends[-1] == CALIBRATION_S + 60.0 * MINUTES
        assert all(stretch.kind is not Activity.CALIBRATION for stretch in session.stretches[1:])


def test_calibration_is_the_habit():
    """In calibration the sitter's flexion is their habit's, sway apart."""
    for session in MANY[:20]:
        flexion = follow(session, np.arange(0.0, CALIBRATION_S), "flexion_deg")
        assert flexion == pytest.approx(session.setting.habit.flexion_deg, abs=4.5)


def test_some_sessions_hold_no_slump():
    """Both kinds are there: those that count misses, and those that count false nudges."""
    assert 20 <= len(SLUMPLESS) <= 50


def test_slump_is_held():
    """Once reached, a slump is at least 16 degrees over the habit to its end, sway apart."""
    for session in SLUMPING[:10]:
        for s in session.stretches:
            if s.kind in SLUMPS:
                times = np.arange(s.start_s + s.ease_s, s.end_s, 1.0)
                over = follow(session, times, "flexion_deg") - session.setting.habit.flexion_deg
                assert len(times) >= 210
                assert np.median(over) > 15.0
                assert over.min() > 16.0 - 4.5


def test_life_alone_flexes_no_more_than_ten_degrees_for_half_a_minute():
    """What is not slumping must not look like it: no 30 s in a row above 10 degrees."""
    for session in SLUMPLESS[:15]:
        times = np.arange(0.0, session.end_s, 1.0)
        over = follow(session, times, "flexion_deg") - session.setting.habit.flexion_deg
        runs = "".join("x" if deg > 10.0 else " " for deg in over).split()
        assert max((len(run) for run in runs), default=0) < 30


def test_short_slumps_occur_where_there_is_none_that_lasts():
    """False nudges are counted against something that tempts to them."""
    assert any(s.kind is Activity.SHORT_SLUMP for one in SLUMPLESS for s in one.stretches)


@pytest.mark.parametrize("name", [f.name for f in fields(Posture) if isinstance(f.default, float)])
def test_body_does_not_jump(name):
    """In a tenth of a second no number changes by more than a body can move, unless it is away."""
    most = FASTEST.get(name, FASTEST_DEG if name.endswith("_deg") else FASTEST_OTHER)
    for session in (SLUMPING[0], SLUMPLESS[0]):
        steps = np.abs(np.diff(pick(watch(session), name)))
        assert np.nanmax(steps) < most


def test_chair_does_not_jump():
    """A chair rolls: it takes more than a tenth of a second to go a hand's breadth."""
    session = next(s for s in SLUMPLESS if any(k.kind is Activity.CHAIR_MOVED for k in s.stretches))
    places = [None if posture is None else posture.place for posture in watch(session)]
    pairs = [(a, b) for a, b in pairwise(places) if a and b]
    assert max(abs(a.forward_m - b.forward_m) for a, b in pairs) < 0.04


def test_nobody_is_there_while_away():
    """There is a posture exactly when somebody is in the chair."""
    session = next(s for s in MANY if any(k.kind is Activity.AWAY for k in s.stretches))
    for t in np.arange(0.0, session.end_s, 1.0):
        is_away = stretch_at(session, t).kind is Activity.AWAY
        assert (pose_at(session, t) is None) == is_away


def test_stretch_begins_on_its_first_moment():
    """A stretch holds its start, and the next one its end."""
    session = MANY[0]
    for stretch, after in pairwise(session.stretches):
        assert stretch_at(session, stretch.start_s) == stretch
        assert stretch_at(session, stretch.end_s) == after


def test_moments_beyond_the_session_are_its_first_and_last():
    """Before the start and after the end there is still an answer."""
    session = MANY[0]
    assert stretch_at(session, -1.0) == session.stretches[0]
    assert stretch_at(session, session.end_s + 9.0) == session.stretches[-1]


def test_camera_is_moved_while_somebody_sits():
    """In two of five sessions the camera is moved, after calibration, and not in an empty room."""
    moved = [session for session in MANY if session.shoved_s is not None]
    assert 28 <= len(moved) <= 52
    for session in moved:
        stretch = stretch_at(session, session.shoved_s)
        assert stretch.kind not in (Activity.CALIBRATION, Activity.AWAY)
        assert session.setting.shove != Shove()
        assert not is_shoved_at(session, session.shoved_s - 0.1)
        assert is_shoved_at(session, session.shoved_s)
        assert is_shoved_at(session, session.end_s)


def test_camera_that_is_never_moved_stays():
    """No moment, no shove."""
    for session in MANY:
        if session.shoved_s is None:
            assert session.setting.shove == Shove()
            assert not is_shoved_at(session, session.end_s)


def test_every_activity_has_a_posture():
    """Each activity, a short slump and an absence apart, is a kind of posture by its own name."""
    own = {Activity.SHORT_SLUMP, Activity.AWAY}
    names = {kind.value for kind in kinds.Kind}
    assert {kind.value for kind in Activity if kind not in own} <= names
