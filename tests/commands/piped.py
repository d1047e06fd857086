"""A process that holds the camera for a window, as the window has it: started, asked, and left."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from desk import PATIENCE_S, Desk

from sitwell.commands.window_wire import PipeReader


class Piped:
    """The process and what it has said."""

    def __init__(self, process: "subprocess.Popen[bytes]", reader: PipeReader[Any]) -> None:
        self.process = process
        self.heard: list[Any] = []
        self.pictures: list[bytes] = []
        self.said = self._hear(reader)

    def ask(self, wish: StrEnum) -> None:
        """Wish for something."""
        self.process.stdin.write(f"{wish.value}\n".encode())
        self.process.stdin.flush()

    def await_kind(self, kind: type) -> Any:
        """Give the next message of a kind."""
        return next(m for m in self.said if isinstance(m, kind))

    def leave(self) -> int:
        """Close the pipe to it, read on as a window does, and give its exit code."""
        self.process.stdin.close()
        for _ in self.said:
            pass
        return self.process.wait(PATIENCE_S)

    def workers(self) -> list[int]:
        """Give the processes it has started."""
        pid = self.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def _hear(self, reader: PipeReader[Any]) -> Iterator[Any]:
        while more := os.read(self.process.stdout.fileno(), 1 << 20):
            for message, picture in reader.feed(more):
                self.heard.append(message)
                if picture:
                    self.pictures.append(picture)
                yield message


@contextmanager
def piped(desk: Desk, module: str, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a module's process at a desk, hurried; ends it however the test ends."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", module, "--speed=max", *options],
        env=desk._environment({}),
        cwd=desk.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
