"""The window of why beside a real watch of a recording: live, killed, and started again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from desk import SAMPLES, Desk, wait_until

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]
CLIP = SAMPLES / "front" / "session.mp4"
DRIVER = Path(__file__).with_name("why_driver.py")

Shown = dict[str, Any]


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
        return json.loads(lines[-1]) if lines else {"headline": "", "is_live": False, "flexion": ""}


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
    os.kill(int((calibrated.data / "monitor.lock").read_text()), signal.SIGKILL)
    lost = window.shows(lambda shown: not shown["is_live"], "that it is lost")
    assert lost["headline"] == "Sitwell is not watching"
    assert lost["flexion"] == "not known now"
    assert calibrated.run("start", "--source", CLIP, "--notifier", "silent").code == 0
    again = window.shows(is_seen, "an angle again")
    assert again["can_start"] is False
    assert again["foreign"] == []
