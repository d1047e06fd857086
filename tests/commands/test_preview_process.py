"""The process behind the welcome's picture, as the window has it: started, asked, and left."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk import PATIENCE_S, SAMPLES, Desk, wait_until
from piped import Piped, piped

from clips import read_frames, write_pictures
from sitwell.adapters import baseline_file
from sitwell.commands.preview_wire import (
    Cameras,
    Failed,
    Learnt,
    Look,
    Opened,
    Reader,
    Refused,
    Saved,
    Wish,
)
from sitwell.commands.window_pipe import TERMINATED
from sitwell.guard.seal import count_filtered_threads

CLIP = SAMPLES / "front" / "calibration.mp4"
SLUMP_START, SLUMP_END = 400, 480  # seconds of the session, from its truth.csv


class Preview(Piped):
    """The process and what it has said."""

    def await_usable(self) -> Look:
        """Give the next look from which a calibration can begin."""
        return next(m for m in self.said if isinstance(m, Look) and m.is_usable)


@contextmanager
def preview(desk: Desk, source: object, *options: str) -> Iterator[Preview]:
    """Run the process at a desk; ends it however the test ends."""
    with piped(desk, "sitwell.preview_process", f"--source={source}", *options) as process:
        yield Preview(process, Reader())


def test_learns_what_calibrate_would(desk: Desk):
    """The window's calibration is one as `sitwell calibrate` makes it, and all that is kept."""
    with preview(desk, CLIP, "--profile=office") as shown:
        look = shown.await_usable()
        assert isinstance(shown.heard[0], Cameras)
        assert isinstance(shown.heard[1], Opened)
        assert (look.advice, look.view, look.judged) == ("fine", "front", None)
        assert len(shown.pictures[-1]) == look.width * look.height * 3
        shown.ask(Wish.UPRIGHT)
        learnt = shown.await_kind(Learnt)
        assert (learnt.view, learnt.quality) == ("front", "good")
        assert next(m for m in shown.said if isinstance(m, Look)).judged.state == "upright"
        shown.ask(Wish.SLUMP)
        assert shown.await_kind(Refused).cause == "slump_slight"
        shown.ask(Wish.SAVE)
        shown.await_kind(Saved)
        assert shown.leave() == 0
    saved = desk.data / "baselines" / "office.json"
    assert baseline_file.load(saved).frames == learnt.frames
    assert [path for path in desk.folder.rglob("*") if path.is_file()] == [saved]


def test_is_sealed_and_leaves_with_the_window(desk: Desk):
    """It and its worker are sealed, and both end when nobody reads the pictures any more."""
    with preview(desk, CLIP) as shown:
        shown.await_usable()
        pid, workers = shown.process.pid, shown.workers()
        assert len(workers) == 1
        for sealed in (pid, *workers):
            filtered, threads = count_filtered_threads(sealed)
            assert filtered == threads > 0
        shown.process.stdout.close()  # as of a window that was killed
        shown.process.stdin.close()
        assert shown.process.wait(PATIENCE_S) == 0
        wait_until(lambda: not any(Path(f"/proc/{w}").exists() for w in workers), "the worker")


def test_ends_though_nobody_reads(desk: Desk):
    """A window that hangs with the pipe full does not keep the camera on once it has let go."""
    with preview(desk, CLIP) as shown:
        shown.await_usable()
        shown.process.stdin.close()
        assert shown.process.wait(30.0) in (0, TERMINATED)


@pytest.mark.parametrize(
    ("source", "words", "code"),
    [
        pytest.param("/dev/video77", "no camera", 4, id="no such camera"),
        pytest.param("nowhere.mp4", "there is no source", 2, id="no such file"),
    ],
)
def test_says_why_there_is_no_picture(desk: Desk, source, words, code):
    """Where nothing can be opened it says so, with the command's own exit code, and ends."""
    with preview(desk, source) as shown:
        failed = shown.await_kind(Failed)
        assert words in failed.words
        assert failed.exit_code == code
        assert shown.process.wait(PATIENCE_S) == code


def test_a_running_monitor_makes_room(calibrated: Desk):
    """A monitor that watches lends the camera; then it goes on, by what was learnt meanwhile."""
    session = SAMPLES / "front" / "session.mp4"
    with calibrated.running("watch", "--source", session, "--notifier", "silent"):
        wait_until(lambda: rest_of(calibrated) is None, "the monitor")
        with preview(calibrated, CLIP) as shown:
            assert shown.await_kind(Opened).has_paused
            assert rest_of(calibrated)["kind"] == "paused"
            shown.await_usable()
            shown.ask(Wish.UPRIGHT)
            shown.await_kind(Learnt)
            shown.ask(Wish.SAVE)
            shown.await_kind(Saved)
            assert shown.leave() == 0
        assert rest_of(calibrated) is None
        log = calibrated.data / "sitwell.log"
        wait_until(lambda: " reloaded" in log.read_text(), "the next look")


def rest_of(desk: Desk) -> object:
    """Give the monitor's rest; "off" while there is none to ask."""
    outcome = desk.run("status", "--json")
    return json.loads(outcome.out)["rest"] if outcome.code == 0 else "off"


def test_a_closed_terminal_is_left_to_the_window(desk: Desk):
    """A hangup, which all of a terminal hears, is not its end: the window's is, and in order."""
    with preview(desk, CLIP) as shown:
        shown.await_usable()
        for pid in (shown.process.pid, *shown.workers()):
            os.kill(pid, signal.SIGHUP)
        shown.await_usable()
        assert shown.leave() == 0


def test_learns_a_slump_too(desk: Desk):
    """Upright first and slumped then, the line is put where this person's own slump is."""
    pictures = desk.folder / "pictures"
    session = list(read_frames(SAMPLES / "front" / "session.mp4", every=2, until=SLUMP_END))
    upright = list(read_frames(SAMPLES / "front" / "calibration.mp4"))
    write_pictures(pictures, [*upright, *session[SLUMP_START // 2 :]])
    with preview(desk, pictures) as shown:
        shown.await_usable()
        shown.ask(Wish.UPRIGHT)
        shown.await_kind(Learnt)
        while next(m for m in shown.said if isinstance(m, Look)).judged.state != "slumped":
            pass
        shown.ask(Wish.SLUMP)
        learnt = shown.await_kind(Learnt)
        assert learnt.anchor == "slump"
        assert learnt.slump_deg > 8.0
        shown.ask(Wish.SAVE)
        shown.await_kind(Saved)
        assert shown.leave() == 0
    assert baseline_file.load(desk.baseline).slump_flexion_deg == learnt.slump_deg
