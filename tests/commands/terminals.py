"""A command with a person before it: what they see, press and close."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desk import Desk

PATIENCE_S = 30.0


@dataclass(slots=True)
class Terminal:
    """A command with a person before it.

    Attributes:
        process: The command.
        side: The person's side of the terminal.
        shown: All that it showed so far.
        is_open: Whether its window is there.
    """

    process: subprocess.Popen[bytes]
    side: int
    shown: bytes = b""
    is_open: bool = True

    def await_words(self, *words: str) -> None:
        """Read until all of these were shown."""
        end_s = time.monotonic() + PATIENCE_S
        while not all(word.encode() in self.shown for word in words):
            assert time.monotonic() < end_s, (words, self.shown[-500:])
            if not self._read():
                break
        assert all(word.encode() in self.shown for word in words), self.shown[-500:]

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.side, keys.encode())

    def end(self) -> int:
        """Read to the end, and give the exit code."""
        while self._read():
            continue
        return self.process.wait(PATIENCE_S)

    def close(self) -> int:
        """Close its window, and give the exit code; a shell passes the hangup on, as here."""
        os.close(self.side)
        self.is_open = False
        self.process.send_signal(signal.SIGHUP)
        return self.process.wait(PATIENCE_S)

    def _read(self) -> bool:
        try:
            read = os.read(self.side, 4096)
        except OSError:  # Linux says so when the other side has closed
            return False
        self.shown += read
        return read != b""


@contextmanager
def at_a_terminal(desk: Desk, *words: str) -> Iterator[Terminal]:
    """Run a command in a terminal of 80 columns, whose Ctrl-C reaches it."""
    side, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", START, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=desk.folder,
        start_new_session=True,
        env={
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "TERM": "xterm",
            "COLUMNS": "80",
            "SITWELL_DATA": str(desk.data),
            "SITWELL_CONFIG": str(desk.config),
        },
    )
    os.close(theirs)
    terminal = Terminal(process, side)
    try:
        yield terminal
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if terminal.is_open:
            os.close(side)


# The terminal becomes that of the new session, as a shell's is.
START = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from sitwell.__main__ import main
main()
"""
