"""Calibrates, watches a recording for a while, and tells what happened as one JSON object.

Run as a program: python keep_watch.py FOLDER [--fake-host] [--unsealed] [--trace FILE]

With --fake-host it must have a network and mounts of its own (unshare --net --mount): the only
interface is loopback, and there play.googleapis.com is a server that notes who calls.
"""

import argparse
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

WATCH_S = 80.0
"""MediaPipe's first upload comes 60 s after a landmarker is made, and then one every minute."""

HOST = "play.googleapis.com"
HERE = Path(__file__).parent
FRONT = HERE.parents[1] / "samples" / "front"
UP = 1  # IFF_UP
READ_FLAGS, WRITE_FLAGS = 0x8913, 0x8914  # SIOCGIFFLAGS, SIOCSIFFLAGS


def raise_loopback() -> None:
    """Switch the loopback interface of a new network on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        asked = fcntl.ioctl(probe, READ_FLAGS, struct.pack("16sH14x", b"lo", 0))
        flags = struct.unpack("16sH14x", asked)[1]
        fcntl.ioctl(probe, WRITE_FLAGS, struct.pack("16sH14x", b"lo", flags | UP))


def pose_as_host(folder: Path) -> list[str]:
    """Answer calls to `HOST`; give the list to which the name that each caller asks for is added.

    A caller opens TLS with a ClientHello, in which the name stands in plain text.
    """
    raise_loopback()
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 {HOST}\n")
    subprocess.run(["mount", "--bind", hosts, "/etc/hosts"], check=True)
    server = socket.create_server(("127.0.0.1", 443))
    callers: list[str] = []

    def answer() -> None:
        while True:
            caller, _ = server.accept()
            with caller:
                hello = caller.recv(4096)
            callers.append(HOST if HOST.encode() in hello else "somebody else")

    threading.Thread(target=answer, daemon=True).start()
    return callers


def sitwell(is_sealed: bool, *words: str | Path) -> list[str]:
    """Give the command line of a command."""
    program = ["-m", "sitwell"] if is_sealed else [str(HERE / "unsealed.py")]
    return [sys.executable, *program, *map(str, words)]


def main() -> None:
    """Do as the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fake-host", action="store_true")
    parser.add_argument("--unsealed", action="store_true")
    parser.add_argument("--trace", type=Path)
    asked = parser.parse_args()
    callers = pose_as_host(asked.folder) if asked.fake_host else []
    config = asked.folder / "config.toml"
    if asked.unsealed:
        config.write_text("[privacy]\nallow_mediapipe_telemetry = true\n")
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(asked.folder),
        "SITWELL_DATA": str(asked.folder / "data"),
        "SITWELL_CONFIG": str(config),
    }
    calibrate = sitwell(True, "calibrate", "--source", FRONT / "calibration.mp4")
    subprocess.run(calibrate, env=environment, check=True, capture_output=True)
    watch = sitwell(not asked.unsealed, "watch", "--source", FRONT / "session.mp4")
    strace = ["strace", "-D", "-f", "-qq", "-ttt", "-e", "trace=%network", "-o", str(asked.trace)]
    words = asked.folder / "words"
    with words.open("w") as stderr:
        command = [*(strace if asked.trace else ()), *watch, "--notifier", "silent"]
        process = subprocess.Popen(command, env=environment, stderr=stderr)
        while "Watching" not in words.read_text() and process.poll() is None:
            time.sleep(0.1)
        time.sleep(WATCH_S)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    said = words.read_text()
    print(json.dumps({"code": process.returncode, "said": said, "callers": callers}))


if __name__ == "__main__":
    main()
