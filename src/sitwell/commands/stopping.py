"""Ctrl-C and SIGTERM as the orderly end of a long command."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def clean_stop(stop: threading.Event) -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C and SIGTERM end the work after the frame at hand; a second one ends it now.

    Gives a function that says whether it was Ctrl-C: SIGTERM is an orderly end and exits with 0.
    """
    interrupted = threading.Event()

    def on_signal(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        if number == signal.SIGINT:
            interrupted.set()
        stop.set()

    before = {n: signal.signal(n, on_signal) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupted.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
