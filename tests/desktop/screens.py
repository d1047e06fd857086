"""A screen of the test's own, with a tray, to which programs are started as a person would."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("Xvfb", "dbus-daemon", "trayer", "xdotool", "import")
PATIENCE_S = 20.0
PICTURES = os.environ.get("SITWELL_PICTURES")

# No service folders: nothing may start programs of the machine's own on this bus.
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


def find_missing() -> str | None:
    """Say what the tests on a screen lack here; None if nothing."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"needs {', '.join(missing)}" if missing else None


class Screen:
    """A virtual screen with a session bus and, while wanted, a panel that has a tray."""

    def __init__(self, folder: Path, size: str = "1000x700") -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[str]] = []
        self.env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "SITWELL_DATA": str(folder / "data"),
            "SITWELL_CONFIG": str(folder / "config.toml"),
            "QT_QPA_PLATFORM": "xcb",
        }
        screen = ("Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp")
        self.env["DISPLAY"] = ":" + self._read_first_line(self._spawn(screen))
        config = folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(folder=folder), encoding="utf-8")
        bus = ("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._read_first_line(self._spawn(bus))

    @contextmanager
    def tray(self, colour: str = "0x202326", height: int = 26) -> Iterator[None]:
        """Have a panel with a tray at the lower right, for as long as the block runs."""
        panel = self._spawn(
            (
                *("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "pixel"),
                *("--width", "200", "--heighttype", "pixel", "--height", str(height)),
                *("--transparent", "true", "--alpha", "0", "--tint", colour),
            )
        )
        try:
            yield
        finally:
            end(panel)

    @contextmanager
    def running(self, *words: str, **extra: str) -> Iterator["subprocess.Popen[str]"]:
        """Run `python -m` with these words beside the test; what it says is shown afterwards."""
        said = self.folder / f"said by {' '.join(words)}.txt"
        with said.open("w") as file:
            process = subprocess.Popen(
                (sys.executable, "-P", "-m", *words),
                env=self.env | extra,
                stdout=file,
                stderr=file,
                text=True,
            )
        try:
            yield process
        finally:
            end(process)
            if words := said.read_text():
                print(f"exit code {process.returncode}; it said:\n{words}")

    def call(self, *command: str) -> str:
        """Run a program of the screen to its end, and give what it said."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        return done.stdout.strip()

    def find_windows(self, title: str) -> list[str]:
        """Give the windows of that title that are shown."""
        return self.call("xdotool", "search", "--onlyvisible", "--name", f"^{title}$").split()

    def photograph(self, name: str) -> Path:
        """Keep a picture of the whole screen; where pictures are collected, there too."""
        path = self.folder / f"{name}.png"
        self.call("import", "-window", "root", str(path))
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, PICTURES)
        return path

    def stop(self) -> None:
        """End every process that was started."""
        for process in reversed(self._processes):
            end(process)

    def _spawn(self, command: tuple[str, ...]) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._processes.append(process)
        return process

    @staticmethod
    def _read_first_line(process: "subprocess.Popen[str]") -> str:
        assert process.stdout is not None
        too_late = threading.Timer(PATIENCE_S, process.kill)
        too_late.start()
        line = process.stdout.readline().strip()
        too_late.cancel()
        assert line, f"{process.args} did not start"
        return line


def end(process: "subprocess.Popen[str]") -> None:
    """End a process, and wait until it has ended."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait(timeout=PATIENCE_S)
    if process.stdout is not None:
        process.stdout.close()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait for another process; the only place of this room that waits by the clock."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.05)
