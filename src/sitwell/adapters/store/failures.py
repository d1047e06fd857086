"""SQLite's failures in the user's words: what happened, and what to do about it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sitwell.errors import StoreDamaged, StoreUnusable

DAMAGED = "is damaged; move it and its -wal file elsewhere, and a new record will be started"
REPAIR = "keep a copy, then move it and its -wal file elsewhere, and a new record will be started"
FOREIGN = "is not a Sitwell record; move it elsewhere, and a new record will be started"
UNWRITABLE = "cannot be written; check that the file and its folder belong to you and are writable"
READ = "is being read by another program; close that program and try again"

_LOCKED = "is locked by another program; close that program and try again"
_FULL = "cannot grow because the disk is full; free some space and try again"
_FAILING = "could not be read or written; the disk may be full or failing, so check it"

_CAUSES = {
    sqlite3.SQLITE_NOTADB: FOREIGN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAILING,
}
_MOST_NAMED = 5
_PRIMARY = 0xFF  # extended result codes keep the primary one in the low byte


def unusable(path: Path, cause: str) -> StoreUnusable:
    """Give the error for this file, to be raised by the caller."""
    kind = StoreDamaged if cause.startswith(DAMAGED) else StoreUnusable
    return kind(f"the record {path} {cause}")


def partly_damaged(path: Path, days: Sequence[date]) -> StoreDamaged:
    """Give the error for a file of which these days, of those of a report, cannot be read."""
    lost = f": {_list(days)} cannot be read" if days else ", but no day of this report is"
    return StoreDamaged(f"the record {path} is damaged{lost}; {REPAIR}")


def _list(days: Sequence[date]) -> str:
    if len(days) > _MOST_NAMED:
        return f"{len(days)} days, from {days[0]} to {days[-1]},"
    *others, last = (day.isoformat() for day in days)
    return f"{', '.join(others)} and {last}" if others else last


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn failures of the file or of SQLite into StoreUnusable; mistakes of ours pass through."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a closed connection or the wrong thread: a defect, not the user's file
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        cause = _CAUSES.get(code, f"cannot be used ({error}); move it elsewhere to start a new one")
        raise unusable(path, cause) from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged definition in its own message
        raise unusable(path, DAMAGED) from error
    except OSError as error:
        raise unusable(path, f"{UNWRITABLE} ({error.strerror})") from error
