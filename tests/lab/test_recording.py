"""The rows of a recording, and the times at which the landmarker sees its frames."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from stick import make_rig

from builders import make_pose
from sitwell.core.frame import Frame
from sitwell.core.pose import Pose
from sitwell.core.scene import Shift
from sitwell.core.surroundings import Doubt, Match
from sitwell.lab import recording
from sitwell.lab.bending import bend
from sitwell.lab.camera import Shove
from sitwell.lab.life import Activity, Stretch
from sitwell.lab.look import Colour
from sitwell.lab.posture import Place
from sitwell.lab.recording import Moment, Programme, join, make, record, shard_folder, tabulate
from sitwell.lab.sensor import Sensor, Size
from sitwell.lab.session import CALIBRATION_S, Session, plan, pose_at, stretch_at
from sitwell.lab.truth import TRUTH_NAMES, measure

# anny takes two minutes the first time on a machine, and leaves a cache.
pytestmark = pytest.mark.timeout(600)

CLEAR = Sensor(Size(320, 240), 1.0, 1.0, Colour(1.0, 1.0, 1.0), 0.0, 0.0, 95, False)


class FakeLandmarker:
    """Finds a body in every picture, and keeps when it saw it and how light it was."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.light: list[float] = []

    def restart(self) -> None:
        """Begin afresh: what was seen before is not of the session."""
        self.times, self.light = [], []

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Give one pose."""
        self.times.append(frame.t)
        self.light.append(float(frame.rgb.mean()) / 255.0)
        return (make_pose(),)


def make_session() -> Session:
    """Give 18 s: calibration, three seconds of slump, three of an empty chair; moved at 7 s."""
    planned = plan(1, 0, 10.0)
    told = planned.stretches[0]
    deep = replace(told.aim, flexion_deg=told.aim.flexion_deg + 25.0)
    setting = replace(planned.setting, sensor=CLEAR, shove=Shove(pitch_deg=6.0))
    stretches = (
        told,
        Stretch(CALIBRATION_S, 15.0, Activity.SLUMP, deep, Place(), 1.0),
        Stretch(15.0, 18.0, Activity.AWAY, None, Place(), 0.0),
    )
    return replace(planned, setting=setting, stretches=stretches, shoved_s=7.0)


@pytest.fixture(scope="module")
def columns():
    """Give the rows of a session of sticks, of whom nobody was found while away."""
    planned, rig = make_session(), make_rig()
    moments = []
    for t in range(18):
        posture = pose_at(planned, t)
        is_away = posture is None
        moments.append(
            Moment(
                t=float(t),
                kind=stretch_at(planned, t).kind,
                pose=None if is_away else make_pose(),
                light=0.2,
                scene_step=Shift(0.0, 0.1 if t == 7 else 0.0),
                surroundings=Match(Shift(0.0, 0.11), 0.8) if t >= 7 else Doubt.ELSEWHERE,
                is_shoved=t >= 7,
                shift=Shift(0.0, 0.12 if t >= 7 else 0.0),
                truth=None if is_away else measure(bend(rig, posture)),
            )
        )
    return moments, tabulate(planned, moments)


def test_what_the_room_told_is_kept(columns):
    """A shift is kept as told, a doubt as not a number, and another room as such."""
    moments, rows = columns
    moved = np.array([m.t >= 7 for m in moments])
    assert rows["seen_shift"][moved] == pytest.approx(np.array([[0.0, 0.11]] * moved.sum()))
    assert np.isnan(rows["seen_shift"][~moved]).all()
    assert rows["elsewhere"].tolist() == (~moved).tolist()


def test_every_column_has_a_row_a_frame(columns):
    """All arrays share their first axis."""
    moments, rows = columns
    assert {len(array) for array in rows.values()} == {len(moments)}


def test_truth_is_against_the_mean_of_the_calibration(columns):
    """The stretch that was told to be upright is zero on the mean, and only that one counts."""
    _, rows = columns
    is_told = rows["kind"] == "calibration"
    assert is_told.sum() == CALIBRATION_S
    assert rows["truth"][is_told].mean(axis=0) == pytest.approx(0.0, abs=1e-4)
    assert rows["truth"][13:15, 0] == pytest.approx(25.0, abs=4.5)


def test_truth_and_absolute_differ_by_one_upright(columns):
    """One upright is taken from all rows."""
    moments, rows = columns
    taken = (rows["absolute"] - rows["truth"])[rows["present"]]
    assert np.ptp(taken, axis=0) == pytest.approx(0.0, abs=1e-4)
    assert rows["absolute"][0] == pytest.approx(astuple(moments[0].truth), abs=1e-4)


def test_nobody_there_has_no_truth(columns):
    """An empty chair is not at zero degrees: its truth is not a number, and nobody else's is."""
    _, rows = columns
    assert rows["present"].tolist() == [True] * 15 + [False] * 3
    assert rows["truth"].shape == (18, len(TRUTH_NAMES))
    assert np.isnan(rows["truth"][15:]).all()
    assert np.isfinite(rows["truth"][:15]).all()


def test_kinds_are_kept_whole(columns):
    """No name is cut by the width of its column."""
    moments, rows = columns
    assert rows["kind"].tolist() == [moment.kind.value for moment in moments]


def test_steps_of_the_scene_are_right_then_down(columns):
    """What the monitor measured is kept beside what is true of the camera."""
    _, rows = columns
    assert rows["scene_step"][7] == pytest.approx((0.0, 0.1))
    assert rows["shift"][7] == pytest.approx((0.0, 0.12))
    assert rows["shoved"].tolist() == [False] * 7 + [True] * 11


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Programme(2, 3, 10.0, 1.0), id="seed"),
        pytest.param(Programme(1, 3, 12.0, 1.0), id="minutes"),
        pytest.param(Programme(1, 3, 10.0, 0.5), id="frames a second"),
    ],
)
def test_other_sessions_have_other_shards(other, tmp_path):
    """Recordings of other sessions, lengths or rates never mix."""
    out = tmp_path / "set.npz"
    assert shard_folder(out, Programme(1, 3, 10.0, 1.0)) != shard_folder(out, other)


def test_more_sessions_begin_with_the_fewer(tmp_path):
    """A larger recording goes on with the shards of the smaller."""
    out = tmp_path / "set.npz"
    few, many = Programme(1, 3, 10.0, 1.0), Programme(1, 9, 10.0, 1.0)
    assert shard_folder(out, few) == shard_folder(out, many)


def test_finished_recording_is_joined_in_order(tmp_path):
    """What is there is not made anew, and is joined under the programme it was made by."""
    out, programme = tmp_path / "set.npz", Programme(1, 2, 10.0, 2.0)
    folder = shard_folder(out, programme)
    folder.mkdir()
    for number in (1, 0):
        np.savez(folder / f"{number:05d}.npz", session=np.full(3, number), t=np.arange(3.0))
    assert list(make(programme, out, workers=1)) == [0, 1]
    assert join(programme, out) == 6
    with np.load(out) as joined:
        assert joined["session"].tolist() == [0, 0, 0, 1, 1, 1]
        header = [joined[name].item() for name in ("version", "seed", "minutes", "hz")]
    assert header == [recording.VERSION, 1, 10.0, 2.0]


@pytest.fixture(scope="module")
def recorded(studio):
    """Give the moments of the short session at two frames in three seconds, and who saw them."""
    landmarker = FakeLandmarker()
    landmarker.times.append(99.0)  # somebody it saw before
    return landmarker, list(record(make_session(), 2.0 / 3.0, studio, landmarker))


def test_landmarker_sees_each_frame_once_at_its_own_pace(recorded):
    """One call a frame, as far apart as the frames: the landmarker's filters go by the time."""
    landmarker, moments = recorded
    assert [moment.t for moment in moments] == pytest.approx(np.arange(12) * 1.5)
    assert np.diff(landmarker.times) == pytest.approx(1.5)
    assert len(landmarker.times) == 12


def test_session_is_seen_by_a_landmarker_begun_afresh(recorded):
    """MediaPipe's filters remember whom they saw: a session must not depend on the one before."""
    landmarker, _ = recorded
    assert 99.0 not in landmarker.times


def test_recorded_truth_is_the_bodys(recorded):
    """The slump is in the truth once it is reached, and an empty chair has none."""
    _, moments = recorded
    flexions = [None if m.truth is None else m.truth.flexion for m in moments]
    assert flexions[9] - flexions[0] == pytest.approx(25.0, abs=4.5)
    assert flexions[10:] == [None, None]


def test_recorded_scene_steps_where_the_camera_was_moved(recorded):
    """The scene moves once, with the first frame after the shove, as far as the room did."""
    _, moments = recorded
    moved = next(row for row, moment in enumerate(moments) if moment.is_shoved)
    assert moments[moved].t == pytest.approx(7.5)
    assert moments[moved].shift.y > 0.05
    steps = [moment.scene_step.y for moment in moments]
    assert steps[moved] == pytest.approx(moments[moved].shift.y, abs=0.02)
    assert steps[:moved] == [0.0] * moved
    assert steps[moved + 1] == 0.0


def test_recorded_light_is_the_pictures(recorded):
    """Light is the mean of the frame that was shown, not of another; the empty room's differs."""
    landmarker, moments = recorded
    assert [moment.light for moment in moments] == pytest.approx(landmarker.light)
    assert len(set(landmarker.light)) > 1
