"""The monitor in the background: real processes, a real camera on the local network."""

import json
import os
import pty
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from desk import SAMPLES, Desk, Json, wait_until
from numpy.typing import NDArray

from sitwell.adapters.lock import hold
from sitwell.adapters.store import open_store
from webcam import Webcam, webcam

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]

CLIP = SAMPLES / "front" / "session.mp4"
COMMANDS = ("stop", "status", "why", "pause", "resume", "snooze", "reload")


# A monitor that lets go of lock and socket at once, and ends a second later.
SLOW_TO_END = """
import sys, threading
from pathlib import Path
from sitwell.adapters.control import Reply, serve
from sitwell.adapters.lock import hold
folder, stop = Path(sys.argv[1]), threading.Event()
def answer(request):
    stop.set()
    return Reply(True, "Stopping.")
with hold(folder / "monitor.lock"), serve(folder / "control.sock", answer):
    print("up", flush=True)
    stop.wait(60.0)
threading.Event().wait(1.0)
(folder / "ended").touch()
"""


@dataclass(frozen=True, slots=True)
class Background:
    """A monitor in the background, and the camera it looks through."""

    desk: Desk
    camera: Webcam

    @property
    def status(self) -> Json:
        """What `sitwell status --json` says."""
        outcome = self.desk.run("status", "--json")
        assert (outcome.code, outcome.err) == (0, ""), outcome.err
        return outcome.lines[0]

    @property
    def line(self) -> str:
        """What `sitwell status` says."""
        return self.desk.run("status").out

    @property
    def log(self) -> str:
        """What is in the log."""
        return (self.desk.data / "sitwell.log").read_text()

    def give(self, *words: str) -> str:
        """Run a command that succeeds, and give what it says."""
        outcome = self.desk.run(*words)
        assert (outcome.code, outcome.err) == (0, ""), outcome.err
        return outcome.out

    def await_reading(self) -> None:
        """Wait until a picture has been looked at after this."""
        before = self.desk.ask()["readings_today"]
        wait_until(lambda: self.desk.ask()["readings_today"] > before, "a reading", 20.0)


def is_alive(pid: int) -> bool:
    """Say whether a process still runs; a zombie does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def reasons(store: Path) -> set[str | None]:
    """Give the reasons in the record."""
    ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    with open_store(store) as opened:
        return {span.reason for span in opened.read(*ever).spans}


def pid_of(desk: Desk) -> int:
    """Give the pid that the monitor has left in its lock."""
    return int((desk.data / "monitor.lock").read_text())


@pytest.fixture(scope="module")
def camera(upright_frame: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Give a camera that shows somebody upright."""
    with webcam(upright_frame) as running:
        yield running


def make_desk(folder: Path, learnt: Path) -> Desk:
    """Give a calibrated desk of its own."""
    desk = Desk(folder)
    desk.baseline.parent.mkdir(parents=True)
    shutil.copy(learnt, desk.baseline)
    return desk


@pytest.fixture(scope="module")
def background(
    learnt: Path, camera: Webcam, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Background]:
    """Watch in the background, for tests that leave it watching."""
    desk = make_desk(tmp_path_factory.mktemp("background"), learnt)
    outcome = desk.run("start", "--source", camera.address, "--notifier", "silent")
    assert outcome.code == 0, outcome.err
    try:
        yield Background(desk, camera)
    finally:
        desk.run("stop")


def test_start_says_who_watches(background: Background) -> None:
    """After `start` the monitor watches on its own: no terminal, no parent, another folder."""
    pid = background.status["pid"]
    assert pid == pid_of(background.desk)
    proc = Path(f"/proc/{pid}")
    assert os.getsid(pid) == pid
    assert (proc / "cwd").readlink() == Path("/")
    assert [(proc / "fd" / str(n)).readlink() for n in range(3)] == [Path("/dev/null")] * 3
    umask = re.search(r"^Umask:\s*(\d+)", (proc / "status").read_text(), re.MULTILINE)
    assert umask is not None
    assert umask[1] == "0077"
    mode = (background.desk.data / "control.sock").lstat().st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) == 0o600


def test_status_tells_the_truth(background: Background) -> None:
    """The status says in one line and in JSON what it does and what it saw."""
    background.await_reading()
    status, line = background.status, background.line
    assert status["running"] is True
    assert status["source"] == "address"
    assert status["reading"]["state"] == "upright"
    assert 0.0 <= status["reading"]["age_s"] < 10.0
    assert status["camera"] == {"on": True, "reason": None}
    assert status["rest"] is None
    assert status["seal"]["worker"].startswith("no socket")
    assert status["notifier"]["name"] == "silent"
    assert status["next_nudge"]["held_by"] is None
    assert status["last_error"] is None
    assert line.startswith("Watching since ")
    assert line.count("\n") == 1
    assert "; upright, about " in line
    assert "; camera on; " in line
    assert "secret" not in json.dumps(status) + line


def test_a_second_start_is_refused(background: Background) -> None:
    """A second start names the first and leaves it alone."""
    outcome = background.desk.run("start", "--source", background.camera.address)
    assert outcome.code == 6
    assert str(background.status["pid"]) in outcome.err
    assert outcome.out == ""


def test_a_pause_releases_the_camera(background: Background) -> None:
    """When `pause` has answered the camera is free, and the status says so until `resume`."""
    assert background.camera.viewers == 1
    said = background.give("pause", "30m")
    assert re.fullmatch(r"Paused until [\w ]*\d\d:\d\d; the camera is off\.\n", said)
    wait_until(lambda: background.camera.viewers == 0, "the camera to be free", 5.0)
    before = background.status["readings_today"]
    assert background.line.startswith(said.split(";")[0])
    status = background.status
    assert status["camera"] == {"on": False, "reason": "paused"}
    assert status["rest"]["kind"] == "paused"
    assert status["next_nudge"] == {"at": status["rest"]["until"], "held_by": "paused"}
    assert status["readings_today"] == before
    assert background.give("resume") == "Watching again.\n"
    background.await_reading()
    assert background.camera.viewers == 1
    assert background.status["rest"] is None


def test_a_snooze_is_over_by_itself(background: Background) -> None:
    """A snooze lets go of the camera and takes it up again when its time has come."""
    assert "Snoozed until " in background.give("snooze", "3s")
    wait_until(lambda: background.camera.viewers == 0, "the camera to be free", 5.0)
    background.await_reading()
    assert background.camera.viewers == 1


def test_a_pause_without_a_length(background: Background) -> None:
    """A pause without a length lasts until `resume`, and the record says why nothing is known."""
    assert background.give("pause") == "Paused until you resume; the camera is off.\n"
    assert background.status["rest"] == {"kind": "paused", "until": None}
    kept = background.desk.store
    wait_until(lambda: "paused" in reasons(kept), "the record of the pause", 15.0)
    background.give("resume")


def test_sighup_reloads_the_config(background: Background) -> None:
    """SIGHUP, or `reload`, makes a changed config count; a bad one is refused and the old stays."""
    config, pid = background.desk.config, background.status["pid"]
    config.write_text("[nudges]\nmost_per_day = 0\n[watch]\ninterval_s = 0.5\n")
    os.kill(pid, signal.SIGHUP)
    wait_until(
        lambda: background.desk.ask()["next_nudge"]["held_by"] == "most_per_day",
        "the new rule",
        10.0,
    )
    config.write_text("[nudges]\nmost_per_week = 3\n")
    os.kill(pid, signal.SIGHUP)
    wait_until(lambda: background.desk.ask()["last_error"] is not None, "the refusal", 10.0)
    assert "most_per_week is not a setting" in background.status["last_error"]["words"]
    assert background.status["next_nudge"]["held_by"] == "most_per_day"
    outcome = background.desk.run("reload")
    assert outcome.code == 2
    assert "most_per_week" in outcome.complaint
    config.unlink()
    assert "read again" in background.give("reload")
    assert background.status["pid"] == pid
    assert " reloaded" in background.log
    assert "not reloaded" in background.log


def test_the_log_says_what_it_did_and_nothing_of_you(background: Background) -> None:
    """The log holds what Sitwell did and why, and no address, no angle and no verdict."""
    for words in ("started ", "address", "camera on", "paused"):
        assert words in background.log
    for words in ("secret", "127.0.0.1", "°", "upright", str(background.desk.folder)):
        assert words not in background.log
    assert stat.S_IMODE((background.desk.data / "sitwell.log").stat().st_mode) == 0o600


def test_stop_ends_it(learnt: Path, tmp_path: Path) -> None:
    """`stop` returns when all processes are gone, the lock is free and the socket removed."""
    desk = make_desk(tmp_path, learnt)
    words = ("--source", os.path.relpath(CLIP, tmp_path), "--log-json")
    started = desk.run("start", *words)
    assert started.code == 0, started.err
    pid = pid_of(desk)
    assert started.out == f"Sitwell is watching (pid {pid}).\n"
    assert desk.run("stop").out == "Sitwell has stopped.\n"
    assert not is_alive(pid)
    assert not (desk.data / "control.sock").exists()
    with hold(desk.data / "monitor.lock"):
        log = [json.loads(line) for line in (desk.data / "sitwell.log").read_text().splitlines()]
    assert [line["words"] for line in log][-1] == "stopped"
    assert "session.mp4" not in str(log)


def test_stop_waits_for_a_slow_end(desk: Desk) -> None:
    """`stop` does not return before the process is gone, though the lock is free long before.

    Under load Python takes seconds to put its things away; whoever asked saw the process still.
    """
    desk.data.mkdir()
    command = [sys.executable, "-c", SLOW_TO_END, desk.data]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as monitor:
        assert monitor.stdout is not None
        assert monitor.stdout.readline() == b"up\n"
        assert desk.run("stop").code == 0
        assert (desk.data / "ended").exists()


def test_after_a_kill_it_is_not_running_and_starts_again(learnt: Path, tmp_path: Path) -> None:
    """A monitor that was killed is not running, and what it left does not keep the next away."""
    desk = make_desk(tmp_path, learnt)
    assert desk.run("start", "--source", CLIP).code == 0
    pid = pid_of(desk)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(pid), "its end", 5.0)
    assert (desk.data / "control.sock").exists()
    outcome = desk.run("status", "--json")
    assert (outcome.code, outcome.lines) == (7, [{"schema": 1, "running": False}])
    assert desk.run("start", "--source", CLIP).code == 0
    assert desk.run("stop").code == 0


def test_watch_in_the_foreground_is_told_too(calibrated: Desk) -> None:
    """A watch in a terminal, or under systemd, listens like one in the background."""
    with calibrated.running("watch", "--source", CLIP, "--notifier", "silent") as running:
        running.await_words("Watching")
        wait_until(lambda: bool(calibrated.ask()), "its status", 10.0)
        assert "the recording waits" in calibrated.run("pause").out
        assert calibrated.run("stop").code == 0
        assert running.process.wait(10.0) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_to_talk_to(desk: Desk, command: str) -> None:
    """Without a monitor each command says so on one line, with its own exit code."""
    outcome = desk.run(command)
    assert (outcome.code, outcome.out) == (7, "")
    assert "sitwell start" in outcome.err
    assert outcome.err.count("\n") == 1
    assert not desk.data.exists()


@pytest.mark.parametrize("command", ["pause", "snooze"])
def test_a_length_that_is_none(desk: Desk, command: str) -> None:
    """What is no length of time is a usage error that shows how to write one."""
    outcome = desk.run(command, "soon")
    assert outcome.code == 2
    assert "30m" in outcome.complaint


def test_a_start_that_fails_says_why(desk: Desk, learnt: Path) -> None:
    """A start that fails gives the monitor's own line and exit code."""
    outcome = desk.run("start", "--source", CLIP)
    assert (outcome.code, outcome.out) == (3, "")
    assert "sitwell calibrate" in outcome.complaint
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"http://me:secret@127.0.0.1:{port}/video"
    outcome = desk.run("start", "--source", address, "--baseline", learnt)
    assert outcome.code == 4
    assert "no video answers" in outcome.complaint
    log = (desk.data / "sitwell.log").read_text()
    assert "ended by CameraUnavailable, exit code 4" in log
    assert "secret" not in log


def test_ctrl_c_stops_what_start_began(calibrated: Desk) -> None:
    """Whoever gives up waiting for the camera leaves no monitor behind."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        with calibrated.running("start", "--source", address) as running:
            wait_until((calibrated.data / "sitwell.log").exists, "the monitor", 20.0)
            pid = pid_of(calibrated)
            assert running.end(signal.SIGINT, group=True).code == 130
        assert not is_alive(pid)
        with hold(calibrated.data / "monitor.lock"):
            pass


def test_a_terminal_that_closes_ends_the_watch(calibrated: Desk) -> None:
    """A watch that loses its terminal ends, where SIGHUP would have it read the config."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(calibrated.folder)
        environment = calibrated._environment({})
        words = ["-m", "sitwell", "watch", "--source", str(CLIP), "--notifier", "silent"]
        os.execve(sys.executable, [sys.executable, *words], environment)
    said = b""
    while b"Watching" not in said:
        said += os.read(terminal, 4096)
    wait_until(lambda: bool(calibrated.ask()), "its status", 10.0)
    os.close(terminal)
    wait_until(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid, "its end", 15.0)
    with hold(calibrated.data / "monitor.lock"):
        assert (calibrated.data / "sitwell.log").read_text().endswith("stopped\n")


def test_what_is_in_the_sockets_place_is_refused(calibrated: Desk) -> None:
    """A link where the socket should be ends the start with one line, and is left alone."""
    target = calibrated.folder / "target"
    target.write_text("mine")
    (calibrated.data / "control.sock").symlink_to(target)
    outcome = calibrated.run("start", "--source", CLIP)
    assert outcome.code == 1
    assert "control.sock" in outcome.complaint
    assert target.read_text() == "mine"


def test_a_long_folder_name_has_its_socket_elsewhere(learnt: Path, tmp_path: Path) -> None:
    """Where the data folder's path is too long for a socket, it lies in the session's folder."""
    runtime, folder = tmp_path / "run", tmp_path / ("long" * 25)
    runtime.mkdir(mode=0o700)
    folder.mkdir()
    desk = make_desk(folder, learnt)
    outcome = desk.run("start", "--source", CLIP)
    assert outcome.code == 1
    assert "SITWELL_DATA" in outcome.complaint
    extra = {"XDG_RUNTIME_DIR": str(runtime)}
    assert desk.run("start", "--source", CLIP, **extra).code == 0
    assert len(list(runtime.glob("sitwell-*.sock"))) == 1
    assert desk.run("stop", **extra).code == 0
    assert list(runtime.iterdir()) == []
