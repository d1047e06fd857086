"""The terminal's window is closed: what was begun is put in order first."""

import signal

import pytest
from desk import SAMPLES, Desk, wait_until
from terminals import at_a_terminal

from sitwell.adapters.store import open_store
from webcam import Webcam

pytestmark = pytest.mark.timeout(120)

CLIP = SAMPLES / "front" / "session.mp4"


def await_loan(desk: Desk) -> None:
    """Wait until the watch rests, because its camera was borrowed."""
    wait_until(lambda: desk.ask().get("rest") is not None, "the loan", 20.0)


def test_in_a_calibration(watched: Desk, slumped_camera: Webcam) -> None:
    """The watch has its camera again, and the old baseline stays."""
    old = watched.baseline.read_bytes()
    with at_a_terminal(watched, "calibrate", "--source", slumped_camera.address) as terminal:
        terminal.await_words("Calibrating")
        await_loan(watched)
        assert terminal.close() == 129
    assert watched.ask()["rest"] is None
    wait_until(lambda: slumped_camera.viewers == 1, "the watch alone", 10.0)
    assert watched.baseline.read_bytes() == old


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["line", "words"])
def test_in_a_counted_set(watched: Desk, slumped_camera: Webcam, options: list[str]) -> None:
    """The set is on record as far as it went, and the watch has its camera again."""
    words = ["exercise", "locust", "--camera", "--source", slumped_camera.address, *options]
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
