"""A monitor that really runs before a camera that really delivers, and what it says of itself."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from screens import PATIENCE_S, Screen, wait_until

from sitwell.adapters.control import Command, Request, ask
from sitwell.errors import ControlUnusable, NotRunning
from webcam import Webcam

SAMPLES = Path(__file__).parents[2] / "samples" / "front"
CONFIG = '[watch]\nsource = "{address}"\ninterval_s = 0.5\nnotifier = "silent"\n'


class Watch:
    """The monitor of a screen's person, in the background as `sitwell start` leaves it."""

    def __init__(self, screen: Screen, camera: Webcam) -> None:
        self.screen, self.camera = screen, camera
        self.data = Path(screen.env["SITWELL_DATA"])
        config = Path(screen.env["SITWELL_CONFIG"])
        config.write_text(CONFIG.format(address=camera.address), encoding="utf-8")

    def calibrate(self) -> None:
        """Learn the person of the samples."""
        self.run("calibrate", "--source", str(SAMPLES / "calibration.mp4"))

    def start(self) -> None:
        """Start it, and wait until it looks through the camera."""
        self.run("start")
        wait_until(lambda: self.camera.viewers == 1, "the monitor's camera")

    def kill(self) -> None:
        """Kill it as a crash would."""
        os.kill(self.pid, signal.SIGKILL)
        wait_until(lambda: self.status() == {}, "the end")

    def run(self, *words: str) -> str:
        """Run a command to its end, and give what it said."""
        return self.screen.call(sys.executable, "-P", "-m", "sitwell", *words)

    def status(self) -> dict[str, Any]:
        """Give how it is; empty where nobody answers."""
        try:
            request = Request(Command.STATUS)
            return ask(self.data / "control.sock", request, PATIENCE_S).status or {}
        except (NotRunning, ControlUnusable):
            return {}

    def await_readings(self) -> None:
        """Wait until it has judged once more, and so goes on."""
        before = self.status()["readings_today"]
        wait_until(lambda: self.status().get("readings_today", 0) > before, "another reading")

    @property
    def pid(self) -> int:
        """Of the process."""
        return int((self.data / "monitor.lock").read_text())

    @property
    def is_alone(self) -> bool:
        """Whether it watches, and nobody else looks through the camera."""
        status = self.status()
        return bool(status) and status["rest"] is None and self.camera.viewers == 1


@contextmanager
def watching(screen: Screen, camera: Webcam) -> Iterator[Watch]:
    """Have a calibrated person watched for as long as the block runs."""
    watch = Watch(screen, camera)
    watch.calibrate()
    watch.start()
    try:
        yield watch
    finally:
        watch.run("stop")
