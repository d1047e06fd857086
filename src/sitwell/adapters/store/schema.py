"""The tables, and the way from every earlier form of them to the present one.

Times are integer milliseconds UTC, each with the local offset of that moment in minutes: an evening
stays in its own day wherever the report is read.
"""

import sqlite3
from contextlib import closing

APPLICATION_ID = 0x53495457
"""Marks the file as ours in SQLite's header: "SITW"."""

_V1 = (
    """
    CREATE TABLE spans (
        start_ms INTEGER PRIMARY KEY,
        offset_min INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT
    )
    """,
    """
    CREATE TABLE episodes (
        start_ms INTEGER PRIMARY KEY,
        offset_min INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        mean_flexion_deg REAL NOT NULL
    )
    """,
    """
    CREATE TABLE nudges (
        at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        response_ms INTEGER,
        PRIMARY KEY (at_ms, kind)
    )
    """,
)

_V2 = (
    """
    CREATE TABLE exercises (
        at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        card_id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        repetitions INTEGER NOT NULL,
        counted_by TEXT NOT NULL,
        duration_ms INTEGER NOT NULL,
        PRIMARY KEY (at_ms, card_id)
    )
    """,
)

_V3 = (
    """
    CREATE TABLE exposures (
        start_ms INTEGER PRIMARY KEY,
        offset_min INTEGER NOT NULL,
        judged_ms INTEGER NOT NULL,
        flexion TEXT NOT NULL,
        rounding TEXT NOT NULL,
        levels TEXT NOT NULL,
        head_forward_ms INTEGER NOT NULL,
        rounded_ms INTEGER NOT NULL,
        left_ms INTEGER NOT NULL,
        right_ms INTEGER NOT NULL,
        shifts INTEGER NOT NULL
    )
    """,
)

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (_V1, _V2, _V3)
"""Applied in order; the file's `user_version` counts those it has had. Append, never edit."""


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Say whether the file is another program's database. An empty file is nobody's yet."""
    if _pragma(connection, "application_id") == APPLICATION_ID:
        return False
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables > 0 or _pragma(connection, "application_id") != 0)


def is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether the file defines our tables to the letter: no view, trigger, index or rule else.

    Such things are programs in SQL: they would run whenever we read or save.
    """
    done = version(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        if done > 0:
            migrate(model, MIGRATIONS[:done])
        return done >= 0 and _definitions(connection) == _definitions(model)


def _definitions(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def version(connection: sqlite3.Connection) -> int:
    """Give how many migrations the file has had."""
    return _pragma(connection, "user_version")


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Apply what the file has not had yet. Call it inside a write transaction."""
    done = version(connection)
    if done >= len(migrations):
        return
    for statements in migrations[done:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
