"""A pause outlives the process that was told of it: real processes, a camera with an address."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import pytest
from desk import SAMPLES, Desk, Json, wait_until
from numpy.typing import NDArray

from file_modes import mode
from sitwell.adapters import wish_file
from sitwell.adapters.lock import hold
from sitwell.core.duty import Wish
from sitwell.core.reason import Reason
from sitwell.errors import AlreadyRunning
from webcam import Webcam, webcam

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(os.name != "posix", reason="ends processes by signals"),
]

STILL = (
    r"Paused until [\w ]*\d\d:\d\d, as before; the camera is off. "
    r"To be watched again: sitwell resume"
)


@pytest.fixture
def camera(upright_frame: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Give a camera that shows somebody upright."""
    with webcam(upright_frame) as running:
        yield running


@pytest.fixture
def paused(calibrated: Desk, camera: Webcam) -> Iterator[Desk]:
    """Give a desk with a monitor in the background that was told to pause."""
    start(calibrated, camera)
    assert calibrated.run("pause", "30m").code == 0
    wait_until(lambda: camera.viewers == 0, "the camera to be free", 5.0)
    try:
        yield calibrated
    finally:
        calibrated.run("stop")


def start(desk: Desk, camera: Webcam) -> str:
    """Start the monitor and give what is said."""
    outcome = desk.run("start", "--source", camera.address, "--notifier", "silent")
    assert (outcome.code, outcome.err) == (0, ""), outcome.err
    return outcome.out


def ask(desk: Desk) -> Json:
    """Give what `sitwell status --json` says."""
    outcome = desk.run("status", "--json")
    assert outcome.code == 0, outcome.err
    return outcome.lines[0]


def find_end(desk: Desk) -> datetime:
    """Give when the rest is over."""
    return datetime.fromisoformat(ask(desk)["rest"]["until"])


def end(desk: Desk, number: int) -> None:
    """Send the monitor a signal, and wait until it has ended."""
    os.kill(int((desk.data / "monitor.lock").read_text()), number)
    wait_until(lambda: is_free(desk), "its end", 10.0)


def is_free(desk: Desk) -> bool:
    """Say whether no monitor runs."""
    try:
        with hold(desk.data / "monitor.lock"):
            return True
    except AlreadyRunning:
        return False


def test_a_pause_survives_a_crash(paused: Desk, camera: Webcam) -> None:
    """Killed and started again it goes on resting, with the camera never opened, until `resume`."""
    assert mode(paused.data / "wish.json") == 0o600
    until, visits = find_end(paused), camera.visits
    end(paused, signal.SIGKILL)
    said = start(paused, camera)
    assert re.fullmatch(rf"Sitwell has started \(pid \d+\)\. {STILL}\n", said)
    status = ask(paused)
    assert status["rest"]["kind"] == "paused"
    assert abs(find_end(paused) - until) <= timedelta(seconds=1)
    assert status["camera"] == {"on": False, "reason": "paused"}
    assert status["last_error"] is None
    assert paused.run("status").out.startswith("Paused until ")
    assert camera.visits == visits
    assert paused.run("resume").out == "Watching again.\n"
    wait_until(lambda: paused.ask().get("reading") is not None, "a reading", 20.0)
    assert (camera.viewers, camera.visits) == (1, visits + 1)
    assert not (paused.data / "wish.json").exists()


def test_who_stops_and_starts_is_watched(paused: Desk, camera: Webcam) -> None:
    """A pause outlives the end of the session, which is a SIGTERM, but not `sitwell stop`."""
    end(paused, signal.SIGTERM)
    with paused.running("watch", "--source", camera.address, "--notifier", "silent") as running:
        running.await_words("Watching your camera once the rest is over")
        assert re.match(rf"{STILL}\n", running.err.read_text())
        assert paused.run("stop").code == 0
        assert running.process.wait(10.0) == 0
    visits = camera.visits
    assert re.fullmatch(r"Sitwell is watching \(pid \d+\)\.\n", start(paused, camera))
    assert camera.visits == visits + 1


def test_a_recording_is_not_held_up(calibrated: Desk) -> None:
    """A recording is watched although the camera is to be left alone, and that wish stays."""
    kept = calibrated.data / "wish.json"
    wish_file.save(Wish(Reason.PAUSED), kept)
    clip = SAMPLES / "front" / "calibration.mp4"
    words = ("watch", "--source", clip, "--speed", "max", "--notifier", "silent")
    outcome = calibrated.run(*words)
    assert (outcome.code, "Paused" in outcome.err) == (0, False)
    assert wish_file.load(kept) == Wish(Reason.PAUSED)
