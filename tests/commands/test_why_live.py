"""The window of why beside a real watch: live, killed, started again, paused, and unplugged."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from desk import SAMPLES, Desk, wait_until
from numpy.typing import NDArray

from webcam import webcam

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]
CLIP = SAMPLES / "front" / "session.mp4"
JPEG = b"\xff\xd8\xff"
DRIVER = Path(__file__).with_name("why_driver.py")

Shown = dict[str, Any]
NOTHING: Shown = {"headline": "", "is_live": False, "flexion": "", "age": ""}


@dataclass(frozen=True, slots=True)
class Open:
    """The window while it is open."""

    said: Path

    def shows(self, holds: Callable[[Shown], bool], what: str) -> Shown:
        """Wait until it shows something, and give all that it shows then."""
        wait_until(lambda: holds(self._last()), what, 30.0)
        return self._last()

    def _last(self) -> Shown:
        lines = [
            line for line in self.said.read_text().splitlines(keepends=True) if line[-1] == "\n"
        ]
        return (
            json.loads(lines[-1])
            if lines
            else {"headline": "", "is_live": False, "flexion": "", "age": ""}
        )


@pytest.fixture
def window(calibrated: Desk) -> Iterator[Open]:
    """Open the window at that desk, in a process of its own."""
    # Asked in another process: OpenCV, which this one has, must not meet this Qt.
    probe = (sys.executable, "-c", "import PySide6.QtWidgets")
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("the windows need the extra: pip install 'sitwell[desktop]'")
    said = calibrated.folder / "window.txt"
    own = {
        name: os.environ[name] for name in ("PATH", "DISPLAY", "XAUTHORITY") if name in os.environ
    }
    own |= {
        "HOME": str(calibrated.folder),
        "LANG": "C.UTF-8",
        "SITWELL_DATA": str(calibrated.data),
        "SITWELL_CONFIG": str(calibrated.config),
    }
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, str(DRIVER)], env=own, stdin=subprocess.PIPE, stdout=out
        )
    try:
        yield Open(said)
    finally:
        calibrated.run("stop")
        assert process.stdin is not None
        process.stdin.close()
        try:
            code = process.wait(20.0)
        finally:
            process.kill()
    assert code == 0


def is_seen(shown: Shown) -> bool:
    """Say whether an angle is shown as it is now."""
    return shown["is_live"] and shown["flexion"].startswith("about ")


def has_picture(shown: Shown) -> bool:
    """Say whether a picture is shown, with its age."""
    return shown["age"].startswith("Looked ")


def test_follows_a_watch_through_its_death(window: Open, calibrated: Desk) -> None:
    """The window shows the watch's angles, says when it was killed, and recovers by itself."""
    idle = window.shows(lambda shown: shown["headline"] == "Sitwell is not watching", "that")
    assert (idle["can_start"], idle["camera"]) == (True, "Camera off")
    assert calibrated.run("start", "--source", CLIP, "--notifier", "silent").code == 0
    live = window.shows(
        lambda shown: is_seen(shown) and shown["strip"].startswith("Upright: "), "an angle"
    )
    assert live["headline"].startswith("Upright")
    assert live["explanation"].startswith("No nudge yet; if things stay as they are, ")
    assert live["camera"] == "Recording, no camera"
    seen = window.shows(has_picture, "the picture")
    assert seen["picture"] == seen["age"]
    assert calibrated.ask()["picture_shown"] is True
    os.kill(int((calibrated.data / "monitor.lock").read_text()), signal.SIGKILL)
    lost = window.shows(lambda shown: not shown["is_live"], "that it is lost")
    assert lost["headline"] == "Sitwell is not watching"
    assert lost["flexion"] == "not known now"
    assert (lost["age"], lost["picture"]) == ("", "Sitwell is not watching")
    assert calibrated.run("start", "--source", CLIP, "--notifier", "silent").code == 0
    again = window.shows(lambda shown: is_seen(shown) and has_picture(shown), "both again")
    assert again["can_start"] is False
    assert again["foreign"] == []


def test_the_picture_goes_with_the_camera(
    window: Open, calibrated: Desk, upright_frame: NDArray[np.uint8]
) -> None:
    """A pause and a plug that is pulled take the picture away with words; nothing of it is kept."""
    calibrated.config.write_text("[watch]\ninterval_s = 0.5\n")
    with webcam(upright_frame) as camera:
        started = calibrated.run("start", "--source", camera.address, "--notifier", "silent")
        assert started.code == 0, started.err
        window.shows(has_picture, "the picture")
        assert calibrated.run("pause").code == 0
        off = window.shows(lambda shown: shown["headline"] == "Paused", "the pause")
        assert (off["age"], off["picture"]) == ("", "Camera off")
        assert calibrated.run("resume").code == 0
        window.shows(has_picture, "the picture again")
        with camera.gone():
            lost = window.shows(lambda shown: not has_picture(shown), "that it is gone")
            assert lost["picture"].startswith("Camera off (")
    kept = [path.read_bytes() for path in calibrated.folder.rglob("*") if path.is_file()]
    assert not any(JPEG in content for content in kept)
