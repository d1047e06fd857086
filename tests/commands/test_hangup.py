"""The terminal's window is closed: what was begun is put in order first."""

import signal
from collections.abc import Iterator

import numpy as np
import pytest
from desk import SAMPLES, Desk, wait_until
from numpy.typing import NDArray
from terminals import at_a_terminal

from sitwell.adapters.store import open_store
from webcam import Webcam, webcam

pytestmark = pytest.mark.timeout(120)

CLIP = SAMPLES / "front" / "session.mp4"


@pytest.fixture
def camera(slumped_frame: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Give a camera that shows somebody slumped."""
    with webcam(slumped_frame) as running:
        yield running


@pytest.fixture
def watched(calibrated: Desk, camera: Webcam) -> Iterator[Desk]:
    """Give a desk that is watched in the background."""
    outcome = calibrated.run("start", "--source", camera.address, "--notifier", "silent")
    assert outcome.code == 0, outcome.err
    yield calibrated
    calibrated.run("stop")


def await_loan(desk: Desk) -> None:
    """Wait until the watch rests, because its camera was borrowed."""
    wait_until(lambda: desk.ask().get("rest") is not None, "the loan", 20.0)


def test_in_a_calibration(watched: Desk, camera: Webcam) -> None:
    """The watch has its camera again, and the old baseline stays."""
    old = watched.baseline.read_bytes()
    with at_a_terminal(watched, "calibrate", "--source", camera.address) as terminal:
        terminal.await_words("Calibrating")
        await_loan(watched)
        assert terminal.close() == 129
    assert watched.ask()["rest"] is None
    wait_until(lambda: camera.viewers == 1, "the watch alone", 10.0)
    assert watched.baseline.read_bytes() == old


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["line", "words"])
def test_in_a_counted_set(watched: Desk, camera: Webcam, options: list[str]) -> None:
    """The set is on record as far as it went, and the watch has its camera again."""
    words = ["exercise", "locust", "--camera", "--source", camera.address, *options]
    with at_a_terminal(watched, *words) as terminal:
        terminal.await_words("Start?")
        terminal.press("\n")
        terminal.await_words("Camera: ")
        terminal.press(" ")
        terminal.await_words("Get into place")
        terminal.press(" ")
        terminal.await_words("1 of ", "breathe in")
        await_loan(watched)
        assert terminal.close() == 129
    assert watched.ask()["rest"] is None
    with open_store(watched.store) as store:
        (record,) = store.read_exercises()
    assert (record.card_id, record.outcome) == ("locust_minivini", "stopped")


def test_one_that_nohup_ignores(calibrated: Desk) -> None:
    """A command that was begun with nohup goes on."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does, for what it starts
    try:
        with calibrated.running("replay", CLIP) as running:
            wait_until(lambda: running.out.stat().st_size > 0, "a first result")
            running.process.send_signal(signal.SIGHUP)
            ended = running.end(signal.SIGTERM, group=False)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (ended.code, ended.err) == (143, "")
