"""The first three minutes of somebody who was told "install it and open it", and nothing more.

They read nothing and press whatever button is highlighted, by mouse, before a camera that knows
whether somebody looks through it.
"""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from reader import Reader, voice
from screens import Screen, wait_until
from watches import SAMPLES, Watch

from clips import read_frame
from webcam import webcam

pytestmark = [pytest.mark.timeout(180), pytest.mark.long]

SLUMP_S = 440
"""A second of the samples' session at which the person slumps, from its truth.csv."""
READ_S = 0.5
"""Longer than a double click (0.4 s), of which the second press counts for nothing."""
ON, OFF = "● The camera is on.", "○ The camera is off."


@pytest.fixture
def watch(own_screen: Screen) -> Iterator[Watch]:
    """Give a person upright before a camera, and no monitor yet."""
    with webcam(read_frame(SAMPLES / "calibration.mp4", 0)) as camera:
        watch = Watch(own_screen, camera)
        yield watch
        watch.run("stop")


def test_watched_without_reading_a_word(own_screen: Screen, watch: Watch) -> None:
    """Six presses of the highlighted button lead from nothing to a monitor that watches.

    At every step the window says of the camera what the camera itself says, and an icon that goes
    on saying it is there when the window is closed.
    """
    camera = watch.camera
    with (
        own_screen.tray(),
        own_screen.running("sitwell", **voice(own_screen)) as first,
        Reader(own_screen, first.pid) as window,
    ):
        window.await_words(OFF)
        assert camera.viewers == 0
        for _ in range(3):
            press_highlighted(window)
            window.await_words(ON)
        wait_until(lambda: camera.viewers == 1, "the camera")
        window.await_words("Now your slump")
        camera.shown = read_frame(SAMPLES / "session.mp4", SLUMP_S)
        press_highlighted(window)
        window.await_words("good calibration")
        press_highlighted(window)
        window.await_words("✓ Sitwell is watching")
        window.await_words("camera on")
        assert watch.is_alone
        press_highlighted(window)
        assert first.wait(20.0) == 0
        with icon_that_stays(watch) as pid, Reader(own_screen, pid) as icon:
            watch.run("tray")  # a second one asks the first for its window
            icon.await_words("Camera on")
    watch.await_readings()
    status = json.loads(watch.run("status", "--json"))
    assert (status["running"], status["camera"]["on"]) == (True, True)


@contextmanager
def icon_that_stays(watch: Watch) -> Iterator[int]:
    """Give the process of the icon that was left, once it is there; ends it afterwards."""
    lock = watch.data / "windows" / "tray.lock"
    wait_until(lambda: lock.exists() and lock.read_text() != "", "the icon")
    pid = int(lock.read_text())
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{pid}").exists(), "its end")


def press_highlighted(window: Reader) -> None:
    """Press the button that is highlighted, whatever it says, once it can be pressed."""
    window.click(window.await_highlighted())
    time.sleep(READ_S)
