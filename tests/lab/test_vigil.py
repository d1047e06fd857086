"""Sessions watched by the monitor itself. A frame is five seconds, a minute twelve of them."""

import numpy as np
import pytest
from rows import UPRIGHT, make_estimator, make_rows, make_truth

from builders import shift_pose
from sitwell.core.drift import AGREEING, STRANGE_LOOKS
from sitwell.core.events import NudgeSent, SlumpEnded, SlumpStarted
from sitwell.core.monitor import MonitorRules
from sitwell.core.nudges import Nudge
from sitwell.core.records import NudgeKind
from sitwell.core.scene import Shift
from sitwell.core.sighting import Sighting
from sitwell.lab.bouts import Bout
from sitwell.lab.verdicts import take
from sitwell.lab.vigil import follow_camera, read_diary, watch

STEP_S = 5.0
TOLD = 4  # frames of calibration
MINUTE = 12
ALWAYS, NEVER = make_estimator(25.0), make_estimator(0.0)
LIVING = MINUTE * 8


def make_session(kinds, flexion=None, poses=None, **columns):
    """Give a session: calibration, then these kinds with these true flexions."""
    rows = TOLD + len(kinds)
    truth = make_truth([0.0] * TOLD + list([0.0] * len(kinds) if flexion is None else flexion))
    return make_rows(
        "session",
        ["calibration"] * TOLD + list(kinds),
        poses,
        t=STEP_S * np.arange(rows),
        present=np.full(rows, True),
        truth=truth,
        **columns,
    )


def keep_watch(session, estimator):
    """Watch a session by the rules that users have."""
    return watch(session, estimator, MonitorRules())


def make_slump(flexion_deg: float = 25.0, kind: str = "slump"):
    """Give eight minutes, of which a slump takes the second to the sixth."""
    kinds = ["upright"] * MINUTE + [kind] * 5 * MINUTE + ["upright"] * 2 * MINUTE
    flexion = [0.0] * MINUTE + [flexion_deg] * 5 * MINUTE + [0.0] * 2 * MINUTE
    return make_session(kinds, flexion)


def test_slump_is_found_and_timed_by_the_monitor_itself():
    """Where the estimator sees it, the slump is found and a nudge comes."""
    (outcome,) = keep_watch(make_slump(), ALWAYS).outcomes
    assert outcome.slump == Bout(80.0, 380.0)
    # The estimator sees one from 20 s on: said after 30 s of it, nudged after 120 s.
    assert outcome.said_s == 0.0
    assert outcome.nudged_s == pytest.approx(60.0, abs=STEP_S)


def test_slump_that_the_estimator_does_not_see_is_missed():
    """A true slump counts whether or not it was found."""
    (outcome,) = keep_watch(make_slump(), NEVER).outcomes
    assert (outcome.said_s, outcome.nudged_s) == (None, None)


@pytest.mark.parametrize(
    ("flexion_deg", "kind", "slumps"),
    [
        pytest.param(12.0, "slump", 1, id="on the line"),
        pytest.param(11.9, "slump", 0, id="not bent enough"),
        pytest.param(20.0, "slouch_back", 1, id="slouching back"),
        pytest.param(20.0, "short_slump", 0, id="not meant to be found"),
    ],
)
def test_what_is_to_be_found(flexion_deg, kind, slumps):
    """Stretches that are slumps by plan, while they are by truth."""
    assert len(keep_watch(make_slump(flexion_deg, kind), NEVER).outcomes) == slumps


def test_nudge_in_an_upright_life_is_false():
    """Sitting well and being nudged is what nobody forgives."""
    vigil = keep_watch(make_session(["upright"] * LIVING), ALWAYS)
    assert len(vigil.false_nudges) == 1
    assert not vigil.has_slumps


def test_nudge_in_a_slump_is_not_false():
    """What comes while somebody slumps, planned or not, has its reason."""
    assert keep_watch(make_slump(), ALWAYS).false_nudges == ()
    assert keep_watch(make_slump(kind="reach"), ALWAYS).false_nudges == ()


def test_hours_are_those_of_presence_after_calibration():
    """Neither the calibration nor an empty chair counts."""
    session = make_session(["upright"] * MINUTE + ["away"] * MINUTE)
    session["present"][-MINUTE:] = False
    assert keep_watch(session, NEVER).present_h == pytest.approx(1.0 / 60.0)


def test_refused_calibration_misses_every_slump():
    """Without a baseline nothing is found, and no hour is counted as quiet."""
    session = make_slump()
    session["found"][:TOLD] = False
    vigil = keep_watch(session, ALWAYS)
    assert (vigil.is_refused, vigil.present_h, vigil.false_nudges) == (True, 0.0, ())
    assert [outcome.said_s for outcome in vigil.outcomes] == [None]
    assert not take(vigil.single, "flexion").answered.any()


def test_frames_without_anybody_are_not_weighed():
    """Where nobody is there, there is no truth to be right about."""
    session = make_session(["upright"] * 3)
    session["present"][-1] = False
    vigil = keep_watch(session, NEVER)
    assert (len(vigil.single.group), len(vigil.smoothed.group)) == (2, 2)


def make_tilted(**columns):
    """Give a session of three minutes, after whose first the lid is tilted."""
    life = [UPRIGHT] * MINUTE + [shift_pose(UPRIGHT, 0.0, -0.12)] * 2 * MINUTE
    return make_session(["upright"] * 3 * MINUTE, None, [UPRIGHT] * TOLD + life, **columns)


def test_camera_that_nobody_saw_move_is_taken_for_the_sitter():
    """Without a sign of the movement, everything after it is unknown."""
    judged = keep_watch(make_tilted(), NEVER).single.is_judged
    assert judged.tolist() == [True] * MINUTE + [False] * 2 * MINUTE


def test_median_is_of_judged_frames_alone():
    """What was estimated while unknown goes into no median."""
    vigil = keep_watch(make_tilted(), NEVER)
    assert np.isfinite(vigil.single.estimate[:, 0]).all()
    known = np.isfinite(vigil.smoothed.estimate[:, 0])
    assert known.tolist() == vigil.single.is_judged.tolist()


def test_jump_of_the_scene_is_taken_out_at_once():
    """A step from one picture to the next moves all that follows."""
    steps = np.zeros((TOLD + 3 * MINUTE, 2))
    steps[TOLD + MINUTE] = (0.0, -0.12)
    assert keep_watch(make_tilted(scene_step=steps), NEVER).single.is_judged.all()


def test_room_that_is_seen_elsewhere_is_taken_out_when_looks_agree():
    """As in the monitor one look is not enough, and what agrees is believed."""
    seen = np.full((TOLD + 3 * MINUTE, 2), np.nan)
    seen[TOLD + MINUTE :] = (0.0, -0.12)
    judged = keep_watch(make_tilted(seen_shift=seen), NEVER).single.is_judged
    after = judged[MINUTE:].tolist()
    assert after == [False] * (AGREEING - 1) + [True] * (2 * MINUTE - AGREEING + 1)


def test_another_room_makes_the_baseline_stale():
    """Where every look finds another room, nothing is judged any more."""
    elsewhere = np.arange(TOLD + 60) >= TOLD
    session = make_session(["upright"] * 60, elsewhere=elsewhere)
    judged = keep_watch(session, NEVER).single.is_judged.tolist()
    assert judged == [True] * (STRANGE_LOOKS - 1) + [False] * (60 - STRANGE_LOOKS + 1)


def test_moved_is_said_of_the_session():
    """A session in which the camera is moved counts as such."""
    shoved = [False] * (TOLD + 2) + [True]
    assert keep_watch(make_session(["upright"] * 3, shoved=shoved), NEVER).is_moved
    assert not keep_watch(make_session(["upright"] * 3), NEVER).is_moved


def test_step_into_the_first_frame_is_none():
    """The monitor has no picture before its first."""
    rows = make_rows("session", ["upright"] * 2, t=[0.0, 1.0], scene_step=[[0.1, 0.0], [0.0, 0.2]])
    assert [known.shift for known in follow_camera(rows)] == [Shift(), Shift(0.0, 0.2)]


def test_steps_add_up():
    """The camera is where all its movements have taken it."""
    steps = [[0.0, 0.0], [0.1, 0.0], [0.0, 0.0], [0.1, -0.2]]
    rows = make_rows("session", ["upright"] * 4, t=np.arange(4.0), scene_step=steps)
    last = follow_camera(rows)[-1].shift
    assert (last.x, last.y) == (pytest.approx(0.2), pytest.approx(-0.2))


def test_diary_keeps_slumps_and_their_nudges():
    """A reminder to take a break is no nudge about a slump."""
    events = [
        SlumpStarted(60.0, 30.0),
        NudgeSent(150.0, Nudge(150.0, NudgeKind.SIT_UP), Sighting()),
        NudgeSent(160.0, Nudge(160.0, NudgeKind.BREAK), Sighting()),
        NudgeSent(700.0, Nudge(700.0, NudgeKind.LOCUST), Sighting()),
        SlumpEnded(810.0, 30.0, 770.0, 22.0),
    ]
    diary = read_diary([], events)
    assert diary.nudges == (150.0, 700.0)
    assert [(e.said, e.bout) for e in diary.episodes] == [(60.0, Bout(30.0, 800.0))]
