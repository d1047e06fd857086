"""Single keys from the terminal, without waiting for Enter."""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol, TextIO

NO_KEY = ""

END = "\x04"
"""Ctrl-D, and what a terminal that went away gives."""

_ESCAPE = b"\x1b"
_POLL_S = 0.02  # Windows has no way to wait for a key and for a time at once


class Keyboard(Protocol):
    """Gives keys one at a time. Ctrl-C is none of them: it interrupts, as always."""

    def read(self, wait_s: float) -> str:
        """Wait so long for a key and give it, in lower case; `NO_KEY` where none came.

        A terminal that went away gives `END`.
        """
        ...


class NoKeyboard:
    """Nobody is there to press a key; the time passes."""

    def read(self, wait_s: float) -> str:
        """Wait and give no key."""
        time.sleep(wait_s)
        return NO_KEY


@contextmanager
def open_keyboard(stream: TextIO | None) -> Iterator[Keyboard]:
    """Take keys from a terminal while this lasts, unseen; anything else has no keys."""
    if stream is None or not stream.isatty():
        yield NoKeyboard()
    elif sys.platform == "win32":
        yield _WindowsKeyboard()
    else:
        with _single_keys(stream.fileno()) as keyboard:
            yield keyboard


if sys.platform == "win32":
    import msvcrt

    class _WindowsKeyboard:
        def read(self, wait_s: float) -> str:
            end_s = time.monotonic() + wait_s
            while not msvcrt.kbhit():
                left_s = end_s - time.monotonic()
                if left_s <= 0:
                    return NO_KEY
                time.sleep(min(_POLL_S, left_s))
            key = msvcrt.getwch()
            if key in ("\0", "\xe0"):  # an arrow or a function key, whose code follows
                msvcrt.getwch()
                return NO_KEY
            if key == "\x03":  # getwch takes Ctrl-C for a key
                raise KeyboardInterrupt
            return _plain(key)

else:
    import termios
    import tty

    class _PosixKeyboard:
        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor

        def read(self, wait_s: float) -> str:
            if not select.select([self._descriptor], [], [], wait_s)[0]:
                return NO_KEY
            try:
                pressed = os.read(self._descriptor, 1)
                if pressed == _ESCAPE:  # an arrow or a function key, whose code follows
                    self._drop_what_follows()
                    return NO_KEY
            except OSError:
                return END
            return _plain(pressed.decode("ascii", "ignore")) if pressed else END

        def _drop_what_follows(self) -> None:
            if select.select([self._descriptor], [], [], 0.0)[0]:
                os.read(self._descriptor, 64)

    @contextmanager
    def _single_keys(descriptor: int) -> Iterator[Keyboard]:
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        try:
            yield _PosixKeyboard(descriptor)
        finally:
            with suppress(termios.error):  # the terminal went away
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _plain(key: str) -> str:
    return "\n" if key == "\r" else key.lower()
