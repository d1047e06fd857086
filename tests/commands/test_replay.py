"""`sitwell replay`: a recording through the very same monitor."""

import os
from itertools import pairwise
from pathlib import Path

import cv2
import pytest
from desk import SAMPLES, Desk, Json, Outcome, Session, named

from clips import read_frames, write_pictures

pytestmark = pytest.mark.timeout(300)

FIELDS = {
    "state": {"t", "event", "state", "reason"},
    "slump_start": {"t", "event", "start"},
    "slump_end": {"t", "event", "start", "duration_s", "mean_flexion_deg"},
    "nudge": {"t", "event", "kind"},
    "nudge_withdrawn": {"t", "event", "kind"},
    "absent_start": {"t", "event", "since"},
    "absent_end": {"t", "event"},
    "summary": {"t", "event", "upright_s", "slumped_s", "overextended_s", "unknown_s", "absent_s"},
}
NUMBERS = {"t", "start", "since", "duration_s", "mean_flexion_deg"}
CUT_S = 150  # of samples/side: a slump begins at 90 s


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a clip with the first minutes of samples/side, one frame a second."""
    path = tmp_path_factory.mktemp("cut") / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 1.0, (640, 480))
    for frame in read_frames(SAMPLES / "side" / "session.mp4", until=CUT_S):
        writer.write(frame)
    writer.release()
    return path


@pytest.fixture(scope="module")
def cut_replayed(cut: Path, side: Session, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Replay that clip, with its readings."""
    desk = Desk(tmp_path_factory.mktemp("cut_replayed"))
    words = ("--baseline", side.desk.baseline, "--json", "--readings")
    return desk.run("replay", cut, *words)


def test_every_event_has_its_fields(front: Session) -> None:
    """Programs find each event of the contract with its fields, and their types."""
    seen = {event["event"] for event in front.events}
    assert seen == set(FIELDS)
    for event in front.events:
        assert set(event) == FIELDS[event["event"]]
        for key in NUMBERS & set(event):
            assert isinstance(event[key], float), (event, key)


def test_events_are_in_order(front: Session) -> None:
    """Times never go back, the first line is a state, and the last is the summary."""
    times = [event["t"] for event in front.events if event["event"] != "state"]
    assert times == sorted(times)
    assert front.events[0]["event"] == "state"
    assert [event["event"] for event in front.events].count("summary") == 1
    assert front.events[-1]["event"] == "summary"


def test_states_change(front: Session) -> None:
    """A state is said when it changes, and only then."""
    states = [event["state"] for event in named(front.events, "state")]
    assert all(one != next_one for one, next_one in pairwise(states))


def test_a_reading_for_each_look(cut_replayed: Outcome) -> None:
    """With --readings each judged frame is a line with the fields of `score`.

    Frames are judged once a second while something changes, and every 5 s while nothing does.
    """
    assert (cut_replayed.code, cut_replayed.err) == (0, "")
    readings = named(cut_replayed.lines, "reading")
    times = [reading["t"] for reading in readings]
    assert times[:5] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert {after - before for before, after in pairwise(times)} == {1.0, 5.0}
    assert times[-1] >= CUT_S - 5.0
    angles = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
    parts = [f"{name}_{part}deg" for name in angles for part in ("", "low_", "high_")]
    assert all(
        list(reading) == ["t", "event", "state", "reason", "view", *parts] for reading in readings
    )


def test_a_reason_is_of_what_cannot_be_judged(front: Session, cut_replayed: Outcome) -> None:
    """States and readings have a reason where the state is unknown; absent ones have none."""
    told = named(front.events, "state") + named(cut_replayed.lines, "reading")
    assert {"absent", "upright"} <= {event["state"] for event in told}
    for event in told:
        assert (event["reason"] is not None) == (event["state"] == "unknown"), event


def test_folder_of_its_pictures(
    desk: Desk, cut: Path, cut_replayed: Outcome, side: Session
) -> None:
    """A clip's pictures in a folder get the very same verdict as the clip."""
    write_pictures(desk.folder / "pictures", read_frames(cut))
    words = ("--baseline", side.desk.baseline, "--json", "--readings")
    outcome = desk.run("replay", desk.folder / "pictures", *words)
    assert outcome.lines == cut_replayed.lines


def test_for_people(desk: Desk, side: Session, cut: Path) -> None:
    """Without --json it tells the story in sentences, with the time in the recording."""
    outcome = desk.run("replay", cut, "--baseline", side.desk.baseline)
    assert (outcome.code, outcome.err) == (0, "")
    *story, end = outcome.out.splitlines()
    assert story[0].startswith("0:0")
    assert "slumping since 0:0" in story[0]
    assert end.startswith("0:02:29  end: upright 0:0")


def test_keeps_nothing(front: Session) -> None:
    """A replay leaves no record of a day that never was."""
    assert not front.desk.store.exists()


def test_breaks_off(calibrated: Desk, cut: Path) -> None:
    """A truncated recording is judged as far as it goes, and the rest is said to be missing."""
    whole = cut.read_bytes()
    broken = calibrated.folder / "broken.avi"
    broken.write_bytes(whole[: len(whole) // 5])
    outcome = calibrated.run("replay", broken, "--json")
    assert outcome.code == 0
    assert "breaks off after" in outcome.complaint
    summary: Json = outcome.lines[-1]
    assert summary["event"] == "summary"
    assert 20.0 < summary["t"] < CUT_S / 3


def test_reader_that_has_seen_enough(calibrated: Desk, pictures: Path) -> None:
    """A pipe closed at its other end (`| head -1`) ends a replay without a word."""
    reader, writer = os.pipe()
    with calibrated.running("replay", pictures, "--json", "--readings", stdout=writer) as running:
        os.close(writer)
        assert os.read(reader, 1) == b"{"
        os.close(reader)
        running.process.wait(60.0)
        assert running.err.read_text() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full stands for a full disk")
def test_results_find_no_room(calibrated: Desk, pictures: Path) -> None:
    """Results that cannot be written end the replay with one line, not with half of them."""
    with Path("/dev/full").open("w") as full:
        words = ("replay", pictures, "--json")
        with calibrated.running(*words, stdout=full.fileno()) as running:
            assert running.process.wait(60.0) == 1
    said = running.err.read_text()
    assert said.startswith("sitwell: cannot write the results (No space left on device); ")
    assert said.count("\n") == 1
