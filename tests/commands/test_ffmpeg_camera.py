"""A watch through a real stream that ffmpeg serves, which is killed and started again under it."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from desk import SAMPLES, Desk, wait_until

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg"),
]

CLIP = SAMPLES / "front" / "calibration.mp4"


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Let ffmpeg serve the clip at ten pictures a second, over and over, as an http camera does."""
    source = ("-re", "-stream_loop", "-1", "-itsscale", "0.1", "-i", str(CLIP), "-r", "10")
    target = ("-f", "mpjpeg", "-listen", "1", f"http://127.0.0.1:{port}/video")
    process = subprocess.Popen(
        ("ffmpeg", "-nostdin", "-loglevel", "quiet", *source, *target), stdin=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_stream_that_dies_comes_back(calibrated: Desk) -> None:
    """The sitter is judged, the camera is gone while ffmpeg is, and comes back by itself."""
    port = free_port()
    words = ("watch", "--source", f"http://127.0.0.1:{port}/video", "--notifier", "silent")
    with serving(port) as ffmpeg:
        wait_until(lambda: is_listening(port), "ffmpeg", 20.0)
        with calibrated.running(*words) as running:
            running.await_words("Watching")
            wait_until(lambda: bool(calibrated.ask().get("reading")), "a reading", 30.0)
            ffmpeg.kill()
            wait_until(lambda: calibrated.ask()["camera"]["reason"] is not None, "the loss", 30.0)
            assert calibrated.ask()["camera"] == {"on": False, "reason": "camera_gone"}
            assert "camera off (camera gone)" in calibrated.run("status").out
            before = calibrated.ask()["readings_today"]
            with serving(port):
                wait_until(
                    lambda: calibrated.ask()["readings_today"] > before + 2, "its return", 60.0
                )
                back = calibrated.ask()
            assert (back["camera"]["on"], back["reading"]["state"]) == (True, "upright")
            assert running.process.poll() is None


def is_listening(port: int) -> bool:
    """Say whether somebody listens at a port, without connecting: ffmpeg serves one caller only."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        return any(f":{port:04X} 00000000:0000 0A" in line for line in table)
