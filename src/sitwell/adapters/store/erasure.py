"""Takes records out of the file for good: not their rows alone, but their bytes.

SQLite leaves what was deleted in the gaps of its pages, in unused pages and in the log. So it is
told to write zeros over it (secure_delete), then to write the file anew (VACUUM), then to move the
log into the file and cut it to nothing (sqlite.org/pragma.html, sqlite.org/lang_vacuum.html).
"""

import sqlite3
from datetime import date
from pathlib import Path

from sitwell.adapters.store import schema
from sitwell.adapters.store.failures import READ, unusable

_EPOCH = date(1970, 1, 1)
_DAY_MS = 24 * 60 * 60_000
_STRETCHES = ("spans", "episodes")
_MOMENTS = ("nudges", "exercises")
_HOURS = ("exposures",)
_TABLES = (*_STRETCHES, *_MOMENTS, *_HOURS)
_COUNT = " + ".join(f"(SELECT count(*) FROM {table})" for table in _TABLES)

# A record's own day is that of the clock on its own wall: milliseconds of local time.
_START = "(start_ms + offset_min * 60000)"
_AT = "(at_ms + offset_min * 60000)"


def claim(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that nobody is in the way, before anything is erased.

    Raises:
        StoreUnusable: Another program is reading: what it sees would stay in the file.
    """
    # While the log is empty a reader is in nobody's way, so there has to be something in it.
    connection.execute(f"PRAGMA user_version = {schema.version(connection)}")
    _empty_log(connection, path)


def delete(connection: sqlite3.Connection, before: date | None) -> int:
    """Delete what lies before a local day, or everything, and give how many records went.

    Call it inside a write transaction. A stretch that crosses into the day is cut at midnight:

        before   |     ssssss|sssss     |
        after    |           |sssss     |
    """
    connection.execute("PRAGMA secure_delete = ON")
    held = _count(connection)
    if before is None:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table}")
        return held
    midnight_ms = (before - _EPOCH).days * _DAY_MS
    for table in _STRETCHES:
        _delete_stretches(connection, table, midnight_ms)
    for table in _MOMENTS:
        connection.execute(f"DELETE FROM {table} WHERE {_AT} < ?", (midnight_ms,))
    for table in _HOURS:  # none of them crosses midnight
        connection.execute(f"DELETE FROM {table} WHERE {_START} < ?", (midnight_ms,))
    return held - _count(connection)


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew from what is left, and empty the log; takes longer for a long record.

    Raises:
        StoreUnusable: Another program began to read meanwhile; another try finishes it.
    """
    connection.execute("PRAGMA temp_store = MEMORY")  # what is left goes to no other folder
    connection.execute("VACUUM")
    _empty_log(connection, path)


def _delete_stretches(connection: sqlite3.Connection, table: str, midnight_ms: int) -> None:
    midnight = {"midnight_ms": midnight_ms}
    begins_before = f"{_START} < :midnight_ms"
    connection.execute(
        f"DELETE FROM {table} WHERE {begins_before} AND {_START} + duration_ms <= :midnight_ms",
        midnight,
    )
    crossing = connection.execute(
        f"SELECT start_ms, :midnight_ms - {_START} FROM {table} WHERE {begins_before}", midnight
    ).fetchall()
    for start_ms, before_ms in crossing:
        _cut(connection, table, start_ms, before_ms)


def _cut(connection: sqlite3.Connection, table: str, start_ms: int, before_ms: int) -> None:
    """Take the first milliseconds off a stretch.

    Where another begins at that very moment (the clock was set back), the longer of them stays.
    """
    cut = {"old": start_ms, "new": start_ms + before_ms, "before_ms": before_ms}
    connection.execute(
        f"""
        DELETE FROM {table} WHERE start_ms = :old AND EXISTS (
            SELECT * FROM {table} AS other
            WHERE other.start_ms = :new AND other.duration_ms >= {table}.duration_ms - :before_ms
        )
        """,
        cut,
    )
    connection.execute(
        f"""
        UPDATE OR REPLACE {table} SET start_ms = :new, duration_ms = duration_ms - :before_ms
        WHERE start_ms = :old
        """,
        cut,
    )


def _count(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute(f"SELECT {_COUNT}").fetchone()
    return int(count)


def _empty_log(connection: sqlite3.Connection, path: Path) -> None:
    is_blocked, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_blocked:
        raise unusable(path, READ)
