"""The proof that nothing leaves the computer, and the proof that this proof could fail.

Three watches run beside the whole suite, past the minute after which MediaPipe uploads: one under
strace, one next to a host that answers to the name MediaPipe reports to, and one without seals.
"""

import sys
from datetime import UTC, datetime

import pytest
from keep_watch import HOST, WATCH_S
from socket_trace import Attempt, read_attempts

from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.store import open_store

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="the seal is proven on Linux alone"),
]

INTERNET = {"AF_INET", "AF_INET6"}
UPLOAD_S = 55.0  # after the first trial of the seal, which is right before MediaPipe's import


def seconds_kept(vigil) -> float:
    """Give the seconds of the day that the watch recorded."""
    with open_store(vigil.folder / "data" / "sitwell.db") as store:
        ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
        return sum(span.duration_s for span in store.read(*ever).spans)


def test_no_process_opens_an_internet_socket(traced):
    """Past its first upload no process of Sitwell has opened an internet socket, says the kernel.

    strace sees every call of every process and thread. That it sees the worker is shown by the
    attempts that were refused: the seal's own trial, and MediaPipe's upload a minute later.
    """
    result = traced.result()
    assert result["code"] == 0, result["said"]
    attempts = read_attempts((traced.folder / "trace").read_text())
    refused = [a for a in attempts if a.family in INTERNET and a.refusal == "EACCES"]
    assert [a for a in attempts if a.family in INTERNET and a.refusal is None] == []
    assert seconds_kept(traced) >= WATCH_S - 10.0
    assert any(a.t - refused[0].t > UPLOAD_S for a in refused), "MediaPipe did not try to upload"


def test_nobody_calls_the_host_that_would_listen(sealed):
    """With MediaPipe's host within reach, a sealed watch never calls it."""
    result = sealed.result()
    assert (result["code"], result["callers"]) == (0, [])
    assert seconds_kept(sealed) >= WATCH_S - 10.0


def test_without_the_seal_mediapipe_calls(unsealed):
    """The same watch without seals calls the host by name: the two proofs above can fail."""
    result = unsealed.result()
    assert result["code"] == 0, result["said"]
    assert HOST in result["callers"]
    assert "MediaPipe is not sealed" in result["said"]


PLANTED = """
import socket, sys
from pathlib import Path
import numpy as np
from sitwell.adapters.landmarker import Landmarker, tracker
from sitwell.core.frame import Frame

def call_home(self, rgb, t):
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        try:
            socket.socket(family, socket.SOCK_STREAM)
            print("opened", family.name, file=sys.stderr)
        except PermissionError:
            print("refused", family.name, file=sys.stderr)
    return ()

tracker.Tracker.follow = call_home  # in the worker too, which imports this file
if __name__ == "__main__":
    with Landmarker(log_path=Path(sys.argv[1])) as landmarker:
        landmarker.follow(Frame(0.0, np.zeros((48, 64, 3), np.uint8)))
"""


def test_a_planted_socket_is_refused(tmp_path):
    """Code planted where MediaPipe runs, in the live worker, can open no socket."""
    import subprocess

    script, log = tmp_path / "planted.py", tmp_path / "worker.log"
    script.write_text(PLANTED)
    subprocess.run([sys.executable, str(script), str(log)], check=True, timeout=60)
    said = [line for line in log.read_text().splitlines() if "AF_" in line]
    assert said == ["refused AF_INET", "refused AF_INET6", "refused AF_UNIX"]


def test_the_parent_process_does_not_know_mediapipe():
    """MediaPipe is imported in the worker alone."""
    with Landmarker():
        assert "mediapipe" not in sys.modules


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "7 100.5 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 5",
            [Attempt(100.5, 7, "AF_INET", None)],
            id="opened",
        ),
        pytest.param(
            "7 100.5 socket(AF_INET6, SOCK_DGRAM, 0) = -1 EACCES (Permission denied)",
            [Attempt(100.5, 7, "AF_INET6", "EACCES")],
            id="refused",
        ),
        pytest.param(
            "7 100.5 socket(AF_UNIX, SOCK_STREAM, 0 <unfinished ...>\n"
            "8 100.6 socket(AF_INET, SOCK_STREAM, 0 <unfinished ...>\n"
            "8 100.7 <... socket resumed>)        = -1 EACCES (Permission denied)\n"
            "7 100.8 <... socket resumed>)        = 3",
            [Attempt(100.5, 7, "AF_UNIX", None), Attempt(100.6, 8, "AF_INET", "EACCES")],
            id="two threads at once",
        ),
        pytest.param(
            "7 100.5 socket(AF_INET, SOCK_DGRAM, 0 <unfinished ...>\n7 101.0 +++ killed +++",
            [Attempt(100.5, 7, "AF_INET", None)],
            id="never ended",
        ),
        pytest.param("7 100.5 connect(3, {sa_family=AF_INET}, 16) = 0", [], id="another call"),
    ],
)
def test_traces_are_read_right(line, expected):
    """Every call of socket() in a trace is read with its outcome, however it is written."""
    assert read_attempts(line) == expected
