"""Sitwell as a person has it: a command line, a folder of data and a config of one's own."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sitwell.adapters.control import Command, Request, ask
from sitwell.errors import ControlUnusable, NotRunning

SAMPLES = Path(__file__).parents[2] / "samples"
SHARED = Path(__file__).parents[3] / "shared"
PATIENCE_S = 280.0  # half an hour of recording takes 40 s on an idle machine with two cores

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: exit code, results and messages."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Json]:
        """The results, one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line in which a failed command says why; fails the test if there is more."""
        assert self.err.startswith("sitwell: "), self.err
        assert self.err.count("\n") == 1, self.err
        words = self.err.removeprefix("sitwell: ").rstrip("\n")
        assert words[0] == words[0].lower(), words
        return words


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which one person's Sitwell lives, out of reach of any real desktop.

    Attributes:
        folder: Where the person is at home.
        extra: More of the environment.
        umask: Of the commands; that of the tests unless given.
        group: Number of the group whose every new file is then; that of the tests unless given.
    """

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    umask: int = -1
    group: int | None = None

    @property
    def data(self) -> Path:
        """The folder of baseline, store and log."""
        return self.folder / "data"

    @property
    def config(self) -> Path:
        """The config file."""
        return self.folder / "config.toml"

    @property
    def baseline(self) -> Path:
        """The baseline of the default profile."""
        return self.data / "baselines" / "default.json"

    @property
    def store(self) -> Path:
        """The record of the days."""
        return self.data / "sitwell.db"

    def ask(self, command: Command = Command.STATUS) -> Json:
        """Give what the monitor says of itself, asked as windows ask; empty if nobody answers.

        For waiting: `sitwell status` costs half a second of the processor each time.
        """
        try:
            reply = ask(self.data / "control.sock", Request(command))
        except (NotRunning, ControlUnusable):
            return {}
        return reply.status or {}

    def run(self, *words: str | Path, **extra: str) -> Outcome:
        """Run a command to its end."""
        done = subprocess.run(
            _command(words),
            env=self._environment(extra),
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
            umask=self.umask,
            group=self.group,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def running(
        self, *words: str | Path, stdout: int | None = None, **extra: str
    ) -> Iterator["Running"]:
        """Run a command beside the test, in a process group of its own as a terminal would.

        Its messages go to a file; so do its results, unless `stdout` is a descriptor for them.
        """
        out, err = self.folder / "out.txt", self.folder / "err.txt"
        with out.open("w") as out_file, err.open("w") as err_file:
            process = subprocess.Popen(
                _command(words),
                env=self._environment(extra),
                cwd=self.folder,
                stdout=out_file if stdout is None else stdout,
                stderr=err_file,
                start_new_session=True,
            )
        try:
            yield Running(process, out, err)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(f"exit code {process.returncode}; it said:\n{err.read_text()}")  # if a test fails

    def _environment(self, extra: dict[str, str]) -> dict[str, str]:
        # Nothing of the caller's: no session bus, no display, no wish for colours.
        own = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "SITWELL_DATA": str(self.data),
            "SITWELL_CONFIG": str(self.config),
        }
        return own | self.extra | extra


@dataclass(frozen=True, slots=True)
class Running:
    """A command under way."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def children(self) -> list[int]:
        """Give the processes it has started: MediaPipe's worker, and Python's tracker of memory."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in tasks.read_text().split()]

    def await_words(self, words: str, where: Path | None = None) -> None:
        """Wait until a message (or a result) has been written."""
        path = where or self.err
        wait_until(lambda: words in path.read_text(), f"'{words}' in {path.name}")

    def end(self, number: int, *, group: bool) -> Outcome:
        """Send a signal to the command, or to its whole group as a terminal does."""
        if group:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        code = self.process.wait(30.0)
        return Outcome(code, self.out.read_text(), self.err.read_text())


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the sitter of a rendered session does from `start` until `end`, in seconds."""

    what: str
    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds."""
        return self.end - self.start

    def overlap(self, start: float, end: float) -> float:
        """Give the seconds shared with another stretch."""
        return max(0.0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True, slots=True)
class Session:
    """A rendered session with its truth, and what Sitwell made of it."""

    folder: Path
    desk: Desk
    calibrated: Outcome
    replayed: Outcome

    @property
    def events(self) -> list[Json]:
        """What happened, according to Sitwell."""
        return self.replayed.lines

    @property
    def truth(self) -> list[Stretch]:
        """What happened."""
        with (self.folder / "truth.csv").open() as file:
            rows = [(float(row["t"]), row["what"]) for row in csv.DictReader(file)]
        runs = [(what, list(run)) for what, run in groupby(rows, key=lambda row: row[1])]
        return [Stretch(what, run[0][0], run[-1][0] + 1.0) for what, run in runs]

    @property
    def long_slumps(self) -> list[Stretch]:
        """The true slumps that must be found."""
        return [s for s in self.truth if s.what == "slump" and s.length >= 200.0]

    @property
    def episodes(self) -> list[Stretch]:
        """The slump episodes that Sitwell found."""
        ends = named(self.events, "slump_end")
        return [Stretch("episode", e["start"], e["start"] + e["duration_s"]) for e in ends]


def replay_session(folder: Path, desk: Desk, *, interval_s: float = 1.0) -> Session:
    """Calibrate on a rendered sitter, then replay their session with a look every so often."""
    desk.config.write_text(f"[watch]\ninterval_s = {interval_s}\n")
    calibrated = desk.run("calibrate", "--source", folder / "calibration.mp4")
    replayed = desk.run("replay", folder / "session.mp4", "--json")
    return Session(folder, desk, calibrated, replayed)


def named(events: list[Json], name: str) -> list[Json]:
    """Give the events of one name."""
    return [event for event in events if event["event"] == name]


def wait_until(holds: Callable[[], bool], what: str, deadline_s: float = 60.0) -> None:
    """Wait for something outside this process; fail the test when it does not come."""
    end = time.monotonic() + deadline_s
    while not holds():
        assert time.monotonic() < end, f"waited {deadline_s:.0f} s for {what}"
        time.sleep(0.05)


def _command(words: tuple[str | Path, ...]) -> list[str]:
    return [sys.executable, "-m", "sitwell", *map(str, words)]
