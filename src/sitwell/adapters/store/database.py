"""The store in SQLite: one file, written by one monitor and read by any number of reports.

Every save is one transaction in a write-ahead log, flushed to the disk before it returns: a killed
process or a power cut loses what was not yet saved, and nothing else. A file that cannot be
understood is left exactly as it was found.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Literal, Self

from sitwell.adapters.store import erasure, queries, rows, schema
from sitwell.adapters.store.failures import DAMAGED, FOREIGN, UNWRITABLE, translated, unusable
from sitwell.core.records import ExerciseRecord, Records
from sitwell.guard import files

BUSY_S = 2.0
"""Seconds to wait for another writer: a save takes milliseconds, so more means it is stuck."""

SMALLEST_BYTES = 512
"""The smallest page of an SQLite file. It takes a file of one byte for an empty one (3.40 does)."""

_RETRY_S = 0.01
_AS_EFFECTIVE_USER = os.access in os.supports_effective_ids
_SAVE_SPAN = "INSERT OR REPLACE INTO spans VALUES (?, ?, ?, ?, ?)"
_SAVE_EPISODE = "INSERT OR REPLACE INTO episodes VALUES (?, ?, ?, ?)"
_SAVE_NUDGE = "INSERT OR REPLACE INTO nudges VALUES (?, ?, ?, ?, ?)"
_SAVE_EXERCISE = "INSERT OR REPLACE INTO exercises VALUES (?, ?, ?, ?, ?, ?, ?)"
_SAVE_EXPOSURE = "INSERT OR REPLACE INTO exposures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class SqliteStore:
    """A `Store` over an open connection; made by `open_store` or `memory_store`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def save(self, records: Records) -> None:
        """Keep all of these, or none where it fails; see `Store.save`."""
        spans = [rows.span_row(span) for span in records.spans]
        episodes = [rows.episode_row(episode) for episode in records.episodes]
        nudges = [rows.nudge_row(nudge) for nudge in records.nudges]
        exercises = [rows.exercise_row(exercise) for exercise in records.exercises]
        exposures = [rows.exposure_row(exposure) for exposure in records.exposures]
        with translated(self._path), _write(self._connection):
            self._connection.executemany(_SAVE_SPAN, spans)
            self._connection.executemany(_SAVE_EPISODE, episodes)
            self._connection.executemany(_SAVE_NUDGE, nudges)
            self._connection.executemany(_SAVE_EXERCISE, exercises)
            self._connection.executemany(_SAVE_EXPOSURE, exposures)

    def read(self, since: datetime, until: datetime) -> Records:
        """Give everything that overlaps [since, until); see `Store.read`."""
        since_ms, until_ms = rows.to_ms(since), rows.to_ms(until)
        with self._readable():
            return queries.read(self._connection, since_ms, until_ms)

    def read_exercises(self) -> tuple[ExerciseRecord, ...]:
        """Give every exercise on record, in order of time; see `Store.read_exercises`."""
        with self._readable():
            return queries.read_exercises(self._connection)

    def first_day(self) -> date | None:
        """Give the local date of the first span on record; see `Store.first_day`."""
        with self._readable():
            first = queries.read_first_span(self._connection)
        return None if first is None else first.start.date()

    def erase(self, before: date | None = None) -> int:
        """Take out for good what lies before a day, or everything; see `Store.erase`."""
        with translated(self._path):
            erasure.claim(self._connection, self._path)
            with _write(self._connection):
                gone = erasure.delete(self._connection, before)
            erasure.scrub(self._connection, self._path)
        return gone

    @contextmanager
    def _readable(self) -> Iterator[None]:
        with translated(self._path):
            try:
                yield
            except UnicodeDecodeError:
                raise  # of a damaged definition, which is told apart elsewhere
            except ValueError as error:
                raise unusable(self._path, f"{DAMAGED} ({error})") from error

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with translated(self._path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_store(path: Path) -> SqliteStore:
    """Open the record, or start one: the file 0600, folders that were missing 0700.

    Raises:
        StoreUnusable: It is damaged, another program's, from a newer Sitwell, locked for longer
            than `BUSY_S`, or cannot be written.
    """
    with translated(path):
        _make_private(path)
        # A read-only look first: a writer, when it closes, writes the log into a damaged file too.
        with closing(connect(path, "ro")) as connection:
            _check(connection, path)
        connection = connect(path, "rw")
        try:
            _use_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            with _write(connection):
                schema.migrate(connection)
        except BaseException:
            connection.close()
            raise
    return SqliteStore(connection, path)


def refuse_dead_end(path: Path) -> None:
    """Make sure that a record could be started there; nothing is made.

    Raises:
        StoreUnusable: It could not: somebody would wait in vain for a day to fill in.
    """
    with translated(path):
        home = next(folder for folder in path.absolute().parents if os.path.lexists(folder))
        if not home.is_dir() or not os.access(home, os.W_OK, effective_ids=_AS_EFFECTIVE_USER):
            raise unusable(path, UNWRITABLE)


def memory_store() -> SqliteStore:
    """Make a store that is forgotten when it is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with _write(connection):
        schema.migrate(connection)
    return SqliteStore(connection, Path(":memory:"))


def connect(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """Open a file that is there, and trust nothing in it; raises what SQLite raises."""
    # Never `rwc`: the file is there by now with its mode, which SQLite gives to -wal and -shm too.
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
    connection.text_factory = _decode
    # Nothing that a file defines may call a function with an effect, and no page is trusted.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _decode(text: bytes) -> str:
    return text.decode("utf-8", errors="replace")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that we must not write to, before anything is written."""
    refuse_others(connection, path)
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise unusable(path, DAMAGED)


def refuse_others(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, or defines what is not, before anything there is run.

    Raises:
        StoreUnusable: It is another program's, from a newer Sitwell, or damaged in this respect.
    """
    connection.execute("BEGIN")  # one view of the file, though another process may be starting it
    if 0 < path.stat().st_size < SMALLEST_BYTES or schema.is_foreign(connection):
        raise unusable(path, FOREIGN)
    found, known = schema.version(connection), len(schema.MIGRATIONS)
    if found > known:
        cause = f"is from a newer Sitwell (schema {found}, this one knows {known}); update Sitwell"
        raise unusable(path, cause)
    if not schema.is_ours(connection):  # before anything that may be defined there is run
        raise unusable(path, DAMAGED)


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch a new file to the write-ahead log; SQLite does not wait for others here, so we do."""
    deadline_s = monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline_s:
                raise
            sleep(_RETRY_S)


@contextmanager
def _write(connection: sqlite3.Connection) -> Iterator[None]:
    """Run one write transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite may have rolled back already
            connection.execute("ROLLBACK")
        raise


def _make_private(path: Path) -> None:
    """Create what is missing, for the owner alone whatever the umask; never widen a mode."""
    files.make_folder(path.parent)
    for suffix in ("", "-wal", "-shm", "-journal"):
        files.refuse_link(path.with_name(path.name + suffix))
    if not path.exists():
        # Only a file that did not exist is opened here: closing any other descriptor of a live
        # database would drop this process's locks on it (sqlite.org/howtocorrupt.html, 2.2).
        os.close(files.open_private(path, os.O_RDWR))
    if not path.is_file() or not os.access(path, os.W_OK, effective_ids=_AS_EFFECTIVE_USER):
        raise unusable(path, UNWRITABLE)
    mode = path.stat().st_mode
    if mode & 0o077:
        path.chmod(mode & 0o700)
