"""The log of a watch: what Sitwell did and why, and nothing of the person.

No angle, no address, no name of a file or folder of theirs. It turns over at a megabyte.
"""

import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from sitwell.core.status import Fault
from sitwell.guard import files

SCHEMA = 1
LARGEST_BYTES = 1_000_000
OLD_ONES = 2  # beside the one that is being written

_ADDRESS = re.compile(r"\b\w+://\S+")
_PATH = re.compile(r"(?<![\w/])(?:[\w.]*/|[A-Za-z]:\\)(?:[^\s/\\]*[/\\])*[^\s/\\,;()]*")

log = logging.getLogger(__name__)


class PrivateLog(RotatingFileHandler):
    """A log file for its owner alone; one that fails costs the log and nothing else."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            OSError: If it cannot be written, or is no plain file.
        """
        super().__init__(
            path, maxBytes=LARGEST_BYTES, backupCount=OLD_ONES, encoding="utf-8", errors="replace"
        )

    def _open(self) -> TextIOWrapper:
        handle = files.open_private(Path(self.baseFilename), os.O_WRONLY | os.O_APPEND)
        return open(handle, "a", encoding="utf-8", errors="replace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Let a line be lost: a full disk is no reason to fill the terminal."""

    def close(self) -> None:
        """Close it; what a full disk left unwritten is lost."""
        with suppress(OSError):
            super().close()


class LastFault(logging.Handler):
    """Remembers the newest warning, for the status."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.fault: Fault | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone()
        self.fault = Fault(" ".join(record.getMessage().split()), at)


class _Line(logging.Formatter):
    """One line for people; a trace, which only a fault of ours has, follows it."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        line = f"{_moment(record)} {record.levelname.lower():<7} {_words(record)}"
        if not record.exc_info:
            return line
        return f"{line}\n{_depersonalize(self.formatException(record.exc_info))}"


class _JsonLine(logging.Formatter):
    """One JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        plain = {
            "schema": SCHEMA,
            "at": _moment(record),
            "level": record.levelname.lower(),
            "words": _words(record),
        }
        if record.exc_info:
            plain["trace"] = _depersonalize(self.formatException(record.exc_info))
        return json.dumps(plain)


@contextmanager
def keep_log(path: Path, *, as_json: bool = False) -> Iterator[LastFault]:
    """Write what Sitwell's modules log to a file for as long as the block runs.

    Warnings reach stderr as before. Gives what remembers the last of them.
    """
    ours, last = logging.getLogger("sitwell"), LastFault()
    handlers: list[logging.Handler] = [last]
    try:
        file = PrivateLog(path)
        file.setFormatter(_JsonLine() if as_json else _Line())
        handlers.append(file)
    except OSError as error:
        log.warning("%s cannot be written (%s); going on without a log", path, error.strerror)
    level_before = ours.level
    for handler in logging.getLogger().handlers:
        handler.setLevel(max(handler.level, logging.WARNING))
    ours.setLevel(logging.INFO)
    for handler in handlers:
        ours.addHandler(handler)
    try:
        yield last
    finally:
        ours.setLevel(level_before)
        for handler in handlers:
            ours.removeHandler(handler)
            handler.close()


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="seconds")


def _words(record: logging.LogRecord) -> str:
    return _depersonalize(" ".join(record.getMessage().split()))


def _depersonalize(words: str) -> str:
    """Leave out every address and path."""
    return _PATH.sub("(a file)", _ADDRESS.sub("(an address)", words))
