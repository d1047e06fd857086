"""One window of each kind: a second one asks the first to come forward, and ends."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QObject, QSocketNotifier

from sitwell import paths
from sitwell.adapters.lock import hold

CALL = getattr(signal, "SIGUSR1", None)
"""Asks a window to come forward; Windows has no such signal, and there it stays where it is."""


@contextmanager
def alone(page: str) -> Iterator[None]:
    """Hold the place of this window for as long as the block runs.

    Raises:
        AlreadyRunning: If there is one; `call` asks it to come forward.
        StoreUnusable: If the folder cannot be written.
    """
    with hold(paths.window_lock(page)):
        yield


def call(page: str) -> None:
    """Ask the window that is there to come forward."""
    if CALL is None:
        return
    with suppress(OSError, ValueError):  # it has just ended
        os.kill(int(paths.window_lock(page).read_text(encoding="ascii")), CALL)


def be_deaf() -> None:
    """Let a call pass while the window is being made, which comes forward anyway.

    Unheard, it would end the process.
    """
    if CALL is not None:
        signal.signal(CALL, lambda *_: None)


class Doorbell(QObject):
    """Hears the system's signals in Qt's loop, where Python would hear them at its next line."""

    def __init__(self, on_call: Callable[[], None], on_end: Callable[[], None]) -> None:
        """Have `on_call` called when asked to come forward, `on_end` when asked to end."""
        super().__init__()
        self._inside, self._outside = socket.socketpair()
        for end in (self._inside, self._outside):
            end.setblocking(False)
        signal.set_wakeup_fd(self._outside.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: on_end())
        if CALL is not None:
            signal.signal(CALL, lambda *_: on_call())
        self._notifier = QSocketNotifier(self._inside.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._empty)  # Python then runs the handler

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._inside.close()
        self._outside.close()

    def _empty(self) -> None:
        with suppress(BlockingIOError):
            self._inside.recv(64)
