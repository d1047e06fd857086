"""A whole watch on a desktop whose login manager locks, sleeps and wakes: all of it is real."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from desk import Desk, Running, wait_until
from numpy.typing import NDArray

from message_buses import Services
from sitwell.adapters.store import open_store
from sitwell.core.reason import Reason
from sitwell.core.records import State
from webcam import Webcam, webcam

pytestmark = [pytest.mark.timeout(120), pytest.mark.services]


@pytest.fixture
def camera(upright_frame: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Give a camera that shows somebody upright."""
    with webcam(upright_frame) as running:
        yield running


@pytest.fixture
def desktop(tmp_path: Path, learnt: Path, services: Services) -> Desk:
    """Give a calibrated desk in a session that can be locked."""
    services.start_login()
    desk = Desk(tmp_path, dict(services.env))
    desk.baseline.parent.mkdir(parents=True)
    shutil.copy(learnt, desk.baseline)
    return desk


@pytest.fixture
def watching(desktop: Desk, camera: Webcam) -> Iterator[Running]:
    """Watch, until somebody has been seen."""
    words = ("watch", "--source", camera.address, "--notifier", "silent")
    with desktop.running(*words) as running:
        running.await_words("Watching")
        wait_until(lambda: desktop.ask().get("reading") is not None, "a first reading")
        yield running


def test_a_locked_screen_is_absence(
    desktop: Desk, camera: Webcam, services: Services, watching: Running
) -> None:
    """Locked, the camera is let go of and nobody is there; unlocked, it looks again."""
    services.lock(True)
    wait_until(lambda: camera.viewers == 0, "the camera's release", 10.0)
    locked = desktop.ask()
    assert (locked["camera"]["on"], locked["camera"]["reason"]) == (False, "locked")
    assert "the screen is locked" in desktop.run("status").out
    services.lock(False)
    wait_until(lambda: camera.viewers == 1, "the camera's return", 10.0)
    wait_until(lambda: desktop.ask()["reading"]["state"] == "upright", "a verdict", 20.0)
    assert watching.process.poll() is None
    desktop.run("stop")
    ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    with open_store(desktop.store) as store:
        kinds = {(span.state, span.reason) for span in store.read(*ever).spans}
    assert (State.ABSENT, Reason.LOCKED) in kinds
    assert (State.UPRIGHT, None) in kinds


def test_sleep_lets_go_of_the_camera(
    desktop: Desk, camera: Webcam, services: Services, watching: Running
) -> None:
    """When the computer is about to sleep the camera is released, and taken again after waking."""
    services.prepare_for_sleep(True)
    wait_until(lambda: camera.viewers == 0, "the camera's release", 10.0)
    assert desktop.ask()["camera"]["reason"] == "asleep"
    services.prepare_for_sleep(False)
    wait_until(lambda: camera.viewers == 1, "the camera's return", 10.0)
    assert watching.process.poll() is None
