"""Reads what can be read of a damaged record, a day at a time, and writes nothing to it.

    pages of the file    |good|good|bad |good|
    days                 |..mo|nday|tues|day..wednesday|
    given                |monday   |             |wednesday|

A day with anything in it that cannot be read is given up whole: what is left of it would look like
a shorter day.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from pathlib import Path

from sitwell.adapters.store import queries, rows
from sitwell.adapters.store.database import connect, refuse_others
from sitwell.adapters.store.failures import translated
from sitwell.core.records import Records

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF


@dataclass(frozen=True, slots=True)
class Bounds:
    """A local day, from its first moment to that of the next; both zone-aware."""

    day: date
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read.

    Attributes:
        records: Those of the good days, in order of time.
        damaged: The other days, in order.
    """

    records: Records
    damaged: tuple[date, ...]


def salvage(path: Path, days: Sequence[Bounds]) -> Salvage:
    """Read these consecutive days.

    Raises:
        StoreUnusable: No day can be read, or the file is not ours, or locked.
    """
    with translated(path), closing(connect(path, "ro")) as connection:
        refuse_others(connection, path)
        # A night that began on the day before the first; where it is lost, the day is not.
        evening = _read(connection, days[0].since - timedelta(days=1), days[0].since)
        found = {bounds.day: _read(connection, bounds.since, bounds.until) for bounds in days}
    parts = [evening, *found.values()]
    good = [part for part in parts if part is not None]
    damaged = tuple(day for day, part in found.items() if part is None)
    return Salvage(reduce(_join, good, Records()), damaged)


def _read(connection: sqlite3.Connection, since: datetime, until: datetime) -> Records | None:
    try:
        since_ms, until_ms = rows.to_ms(since), rows.to_ms(until)
        return queries.read(connection, since_ms, until_ms, begun_before=False)
    except ValueError:
        return None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY not in _DAMAGE:
            raise
        return None


def _join(first: Records, second: Records) -> Records:
    return Records(
        first.spans + second.spans,
        first.episodes + second.episodes,
        first.nudges + second.nudges,
        first.exercises + second.exercises,
        first.exposures + second.exposures,
    )
