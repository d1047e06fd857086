"""SQLite's failures in the user's words: what happened, and what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitwell.errors import StoreUnusable

DAMAGED = "is damaged; move it and its -wal file elsewhere, and a new record will be started"
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
_PRIMARY = 0xFF  # extended result codes keep the primary one in the low byte


def unusable(path: Path, cause: str) -> StoreUnusable:
    """Give the error for this file, to be raised by the caller."""
    return StoreUnusable(f"the record {path} {cause}")


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
