"""A desktop of our own: a virtual screen, a session bus and dunst, all in a folder of the test."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAMS = ("Xvfb", "dbus-daemon", "dbus-send", "dunst", "dunstctl", "busctl", "notify-send")
PATIENCE_S = 10.0

# No service folders: the bus must not start a second dunst after the test has killed the first.
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Desktop:
    """A virtual screen with a session bus and dunst."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pressed = folder / "pressed"
        self._processes: list[subprocess.Popen[str]] = []
        self._dunst: subprocess.Popen[str] | None = None
        self.env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
        }

    def start(self) -> None:
        """Start the screen, the bus and dunst."""
        screen = ("Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp")
        self.env["DISPLAY"] = ":" + self._read_first_line(self._spawn(screen))
        config = self._folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(folder=self._folder), encoding="utf-8")
        bus = ("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._read_first_line(self._spawn(bus))
        menu = self._folder / "menu"
        menu.write_text(f"#!/bin/sh\nexec grep -m1 -F -f '{self._pressed}'\n", encoding="utf-8")
        menu.chmod(0o755)
        config = f"[global]\nmarkup = full\ndmenu = {menu}\n"
        (self._folder / "dunstrc").write_text(config, encoding="utf-8")
        self.revive_dunst()

    def revive_dunst(self) -> None:
        """Start dunst unless it runs, and wait until it answers."""
        if self._dunst is not None and self._dunst.poll() is None:
            return
        self._dunst = self._spawn(("dunst", "-conf", str(self._folder / "dunstrc")))
        wait_until(lambda: self._call("dunstctl", "is-paused").returncode == 0)

    def kill_dunst(self) -> None:
        """Kill dunst, and wait until the bus knows."""
        assert self._dunst is not None
        self._dunst.kill()
        self._dunst.wait()
        wait_until(lambda: self._call("dunstctl", "is-paused").returncode != 0)

    def freeze_dunst(self) -> None:
        """Stop dunst in its tracks: it keeps its name on the bus and answers nothing."""
        assert self._dunst is not None
        self._dunst.send_signal(signal.SIGSTOP)

    def thaw_dunst(self) -> None:
        """Let a frozen dunst go on."""
        assert self._dunst is not None
        self._dunst.send_signal(signal.SIGCONT)

    def press(self, words: str) -> None:
        """Press the button with those words, through dunst's own menu."""
        self._pressed.write_text(words, encoding="utf-8")
        assert self._call("dunstctl", "context").returncode == 0

    def count_shown(self) -> int:
        """Say how many popups are on the screen."""
        return int(self._call("dunstctl", "count", "displayed").stdout)

    def empty(self) -> None:
        """Have dunst running, with nothing on the screen and nothing in its history."""
        self.revive_dunst()
        kinds = ("displayed", "waiting", "history")
        if any(self._call("dunstctl", "count", kind).stdout.strip() != "0" for kind in kinds):
            self.kill_dunst()
            self.revive_dunst()

    def take_shown(self) -> list[dict[str, object]]:
        """Give all that dunst has shown since the last call, oldest first, and forget it."""
        self._call("dunstctl", "close-all")
        wait_until(lambda: self._call("dunstctl", "count", "displayed").stdout.strip() == "0")
        history = json.loads(self._call("dunstctl", "history").stdout)["data"][0]
        shown = [{key: field["data"] for key, field in one.items()} for one in reversed(history)]
        self.kill_dunst()
        self.revive_dunst()
        return shown

    def stop(self) -> None:
        """Kill every process that was started."""
        for process in reversed(self._processes):
            process.kill()
        for process in self._processes:
            process.wait(timeout=PATIENCE_S)

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )

    def _spawn(self, command: tuple[str, ...]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._processes.append(process)
        return process

    @staticmethod
    def _read_first_line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        too_late = threading.Timer(PATIENCE_S, process.kill)
        too_late.start()
        line = process.stdout.readline().strip()
        too_late.cancel()
        assert line, f"{process.args} did not start"
        return line


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for another process; the only place where a test of this room waits by the clock."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "the desktop did not get there in time"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def running_desktop() -> Iterator[Desktop]:
    """Give one desktop for all tests of a run."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    # A short path: a socket's may have 107 characters, and pytest's folders come close.
    with tempfile.TemporaryDirectory(prefix="sitwell-", ignore_cleanup_errors=True) as folder:
        desktop = Desktop(Path(folder))
        try:
            desktop.start()
            yield desktop
        finally:
            desktop.stop()


@pytest.fixture
def desktop(running_desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """Give the desktop with dunst running and empty, and put this process on it."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in running_desktop.env.items():
        monkeypatch.setenv(name, value)
    running_desktop.empty()
    return running_desktop


class FakeNotifySend:
    """A PATH that holds a `notify-send` of ours and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "calls"
        self._pids = folder / "pids"
        self.env = {
            "PATH": str(folder),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
            "XDG_RUNTIME_DIR": str(folder),
        }

    def install(self, *, hang_s: int = 0) -> None:
        """Put the script in place; with `hang_s` it stays that long, as a hung daemon makes it."""
        script = self._folder / "notify-send"
        lines = ["#!/bin/sh", f"for word; do printf '%s\\n' \"$word\" >> '{self._log}'; done"]
        if hang_s:
            lines += [f"echo $$ >> '{self._pids}'", f"exec /bin/sleep {hang_s}"]
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        script.chmod(0o755)

    def read_words(self) -> list[str]:
        """Give the words of all calls so far."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    def stop(self) -> None:
        """Kill the scripts that still run."""
        for pid in self._pids.read_text().split() if self._pids.exists() else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), 9)


@pytest.fixture
def notify_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNotifySend]:
    """Give a fake notify-send, the only program on this process's PATH, with a bus address."""
    fake = FakeNotifySend(tmp_path)
    for name, value in fake.env.items():
        monkeypatch.setenv(name, value)
    yield fake
    fake.stop()
