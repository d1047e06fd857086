"""The end of the pipe at which the camera is: for the processes that a window starts.

Such a process writes messages to its standard output (`window_wire`), hears wishes on its standard
input, and ends once the window closes that, however the window ends.
"""

# Light ones alone: the landmarker's worker imports the module of its process too.
import argparse
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from io import FileIO
from types import FrameType
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from sitwell.commands.window_wire import Failed, write
from sitwell.errors import SitwellError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TERMINATED = 143
GRACE_S = 4.0  # a driver that hangs holds the camera for 3 s

W = TypeVar("W", bound=StrEnum)

Tell = Callable[["DataclassInstance", bytes], None]
"""Hands a message and its picture to the window; raises where there is none any more."""


class _Gone(Exception):
    """The window is not there any more."""


class Ear(Generic[W]):
    """Hears the wishes on standard input, in a thread of its own, and that it was closed."""

    def __init__(self, wish: type[W]) -> None:
        """Take what may be wished for."""
        self._wish = wish
        self._wishes: queue.SimpleQueue[W] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_over = False
        self._end: Callable[[], None] = lambda: None
        threading.Thread(target=self._hear, name="sitwell-wishes", daemon=True).start()

    def take(self) -> list[W]:
        """Give what was wished for since this was last called."""
        found = []
        with suppress(queue.Empty):
            while True:
                found.append(self._wishes.get_nowait())
        return found

    def on_end(self, end: Callable[[], None]) -> None:
        """Have this called, from the ear's thread, once the window is gone; or now if it is."""
        with self._lock:
            self._end, is_over = end, self._is_over
        if is_over:
            end()

    def _hear(self) -> None:
        with suppress(OSError, ValueError):
            for line in sys.stdin:
                with suppress(ValueError):
                    self._wishes.put(self._wish(line.strip()))
        with self._lock:
            self._is_over, end = True, self._end
        end()
        # The window may have stopped reading as well: a write that waits for it would never end.
        killer = threading.Timer(GRACE_S, os.kill, (os.getpid(), signal.SIGTERM))
        killer.daemon = True
        killer.start()


def serve(run: Callable[[Tell], None]) -> NoReturn:
    """Run for the window until it closes the pipe; a fault is told to it, then exit."""
    signal.signal(signal.SIGTERM, _unwind)
    for name in ("SIGINT", "SIGHUP"):  # the window's, if begun in a terminal, which then ends us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    out = _take_output()
    code = 0
    try:
        run(lambda message, picture: _tell(out, message, picture))
    except _Gone:
        pass
    except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
        code = _explain(out, error)
    with suppress(OSError):
        out.close()
    sys.exit(code)


def make_parser(name: str) -> argparse.ArgumentParser:
    """Give what reads the words that every such process takes."""
    parser = argparse.ArgumentParser(prog=name)
    parser.add_argument("--source")
    parser.add_argument("--speed", choices=("realtime", "max"), default="realtime")
    return parser


def _take_output() -> FileIO:
    """Keep standard output for messages: what a library prints goes where errors go."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return open(kept, "wb", buffering=0)


def _tell(out: FileIO, message: "DataclassInstance", picture: bytes) -> None:
    try:
        left = memoryview(write(message, picture))
        while left:
            left = left[out.write(left) :]
    except OSError:
        raise _Gone from None


def _explain(out: FileIO, error: Exception) -> int:
    is_ours = isinstance(error, SitwellError)
    words = str(error) if is_ours else f"{type(error).__name__}: {error}"
    code = error.exit_code if isinstance(error, SitwellError) else 1
    with suppress(_Gone):
        _tell(out, Failed(" ".join(words.split()), code), b"")
    return code


def _unwind(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)
