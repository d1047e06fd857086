"""The report as a page, made and opened when somebody presses the button of a summary.

pressed ──▶ a thread ──▶ `sitwell report` writes the page ──▶ the desktop is asked to open it
                                     │                                  │
                                     └────── it failed ────────────────┴──▶ a word, for the watch
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from sitwell.core.message import Message
from sitwell.errors import SitwellError
from sitwell.reporting import brief

MAKING_S = 60.0
"""Longest that the page may take: 2 s on an idle laptop."""

log = logging.getLogger(__name__)

Make = Callable[[date, int, Path], None]
Show = Callable[[Path], None]


class NoPage:
    """No page: what a watch has that nobody can answer."""

    def turn_to(self, last: date, count: int) -> None:
        """Take no notice."""

    def open(self) -> None:
        """Open nothing."""

    def take_word(self) -> Message | None:
        """Have nothing to say."""
        return None

    def forget(self) -> None:
        """Delete nothing."""


class ReportPage(NoPage):
    """Threads: `open` from any; the others belong to the one that watches. None blocks or raises.

    One page is made at a time, and whoever presses meanwhile gets that one.
    """

    def __init__(self, path: Path, make: Make | None = None, show: Show | None = None) -> None:
        """Begin.

        Args:
            path: Where the page lies while it is there.
            make: Writes it; `sitwell report` in a process of its own unless given.
            show: Opens it; the desktop's portal unless given.

        `make` and `show` raise SitwellError, with the reason, where they cannot.
        """
        self._path = path.absolute()
        self._make = make or make_page
        self._show = show or show_page
        self._subject: tuple[date, int] | None = None
        self._words: SimpleQueue[Message] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()  # of `_thread`

    def turn_to(self, last: date, count: int) -> None:
        """Have `open` show the `count` days that end with `last`."""
        self._subject = (last, count)

    def open(self) -> None:
        """Make the page and have it opened, on a thread of its own."""
        subject = self._subject
        with self._lock:
            if subject is None or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = Thread(
                target=self._work, args=subject, name="sitwell-report", daemon=True
            )
            try:
                self._thread.start()
            except RuntimeError as error:  # the system has no thread to give
                log.warning("the report was not opened: %s", error)
                self._thread = None

    def take_word(self) -> Message | None:
        """Give what is to be said of the last attempt, once."""
        try:
            return self._words.get_nowait()
        except Empty:
            return None

    def forget(self) -> None:
        """Delete the page, which is about days that the person may erase."""
        with suppress(OSError):  # as `sitwell data erase` would say
            self._path.unlink(missing_ok=True)

    def _work(self, last: date, count: int) -> None:
        try:
            self._make(last, count, self._path)
        except SitwellError as error:
            log.warning("the report was not made: %s", error)
            self._words.put(brief.not_made())
            return
        try:
            self._show(self._path)
        except SitwellError as error:
            log.info("the report was not opened: %s", error)
            self._words.put(brief.not_opened(str(self._path)))


def make_page(last: date, count: int, path: Path) -> None:
    """Write the page in a process of its own, whose memory goes with it.

    It is sealed as this one is, and starts nothing.

    Raises:
        SitwellError: If it could not be written.
    """
    words = ["report", "--format", "html", "--day", last.isoformat(), "--days", str(count)]
    command = [sys.executable, "-P", "-m", "sitwell", *words, "--out", str(path)]
    try:
        path.unlink(missing_ok=True)
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=MAKING_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SitwellError(f"it took more than {MAKING_S:.0f} s") from None
    except OSError as error:
        raise SitwellError(str(error.strerror)) from None
    if not path.is_file():  # a damaged record gives both an error and the days that are whole
        raise SitwellError(f"sitwell report ended with {done.returncode}")


def show_page(path: Path) -> None:
    """Have the desktop open the page.

    Raises:
        SitwellError: If it does not.
    """
    if sys.platform != "linux":
        raise SitwellError("only Linux desktops can be asked to")
    from sitwell.adapters import portal  # jeepney is installed on Linux alone

    portal.open_file(path, os.environ)
