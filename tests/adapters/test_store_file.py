"""The store's file: who may read it, what is refused, and what survives."""

import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from file_modes import mode, umask
from sitwell.adapters.store import open_store, schema
from sitwell.core.reason import Reason
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.errors import StoreUnusable

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVER = (START - timedelta(days=1), START + timedelta(days=365))
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")


def upright(minute: int) -> Records:
    """Make a span of a minute."""
    return Records(spans=(Span(START + timedelta(minutes=minute), 60, State.UPRIGHT),))


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_private(tmp_path: Path, mask: int) -> None:
    """Under any umask the file, -wal and -shm are 0600, and new folders 0700."""
    path = tmp_path / "share" / "sitwell" / "record.db"
    with umask(mask), open_store(path) as store:
        store.save(upright(0))
        files = {file.name: mode(file) for file in path.parent.iterdir()}
    assert files == {"record.db": 0o600, "record.db-wal": 0o600, "record.db-shm": 0o600}
    assert (mode(path.parent), mode(path.parent.parent)) == (0o700, 0o700)


@posix
def test_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that was there already is the user's, and keeps its mode."""
    tmp_path.chmod(0o755)
    open_store(tmp_path / "record.db").close()
    assert mode(tmp_path) == 0o755


@posix
def test_loose_file_is_tightened(tmp_path: Path) -> None:
    """A record that others could read becomes private when it is opened."""
    path = tmp_path / "record.db"
    open_store(path).close()
    path.chmod(0o644)
    open_store(path).close()
    assert mode(path) == 0o600


def test_reopened(tmp_path: Path) -> None:
    """Closing and opening again loses nothing."""
    for minute in range(3):
        with open_store(tmp_path / "record.db") as store:
            store.save(upright(minute))
    with open_store(tmp_path / "record.db") as store:
        assert len(store.read(*EVER).spans) == 3


def test_report_beside_monitor(tmp_path: Path) -> None:
    """A second reader sees what the open writer has saved."""
    with open_store(tmp_path / "a b#?%.db") as writer, open_store(tmp_path / "a b#?%.db") as reader:
        writer.save(upright(0))
        assert reader.read(*EVER) == upright(0)


def a_record(path: Path) -> bytes:
    """Write a record large enough to damage, and give its bytes."""
    with open_store(path) as store:
        for hour in range(20):
            moments = [START + timedelta(hours=hour, seconds=second) for second in range(100)]
            store.save(Records(spans=tuple(Span(m, 1, State.UPRIGHT) for m in moments)))
    return path.read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"x", id="one byte"),
        pytest.param(lambda _: b"Dear diary, today I sat. " * 400, id="a text"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut in half"),
        pytest.param(lambda whole: whole[:4096] + b"\xff" * (len(whole) - 4096), id="overwritten"),
        pytest.param(lambda whole: b"\0" * 4096 + whole[4096:], id="first page zeroed"),
        pytest.param(
            lambda whole: whole[: 2 * 4096] + os.urandom(4096) + whole[3 * 4096 :], id="one page"
        ),
    ],
)
def test_damaged(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    """A damaged file is refused in one line with what to do, and stays as it was, byte for byte."""
    path = tmp_path / "record.db"
    damaged = damage(a_record(path))
    path.write_bytes(damaged)
    with pytest.raises(StoreUnusable, match="move it") as caught:
        open_store(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == damaged


def test_damaged_beside_its_log(tmp_path: Path) -> None:
    """A damaged file with a log that was never written into it: both stay, byte for byte."""
    live, path = tmp_path / "live.db", tmp_path / "record.db"
    a_record(live)
    with open_store(live) as store:
        store.save(upright(0))
        log = live.with_name("live.db-wal").read_bytes()
        whole = live.read_bytes()
    assert len(log) > 4096
    damaged = whole[:-8192] + b"\xff" * 8192
    path.write_bytes(damaged)
    path.with_name("record.db-wal").write_bytes(log)
    with pytest.raises(StoreUnusable, match="damaged"):
        open_store(path)
    assert path.read_bytes() == damaged
    assert path.with_name("record.db-wal").read_bytes() == log


def test_another_programs_database(tmp_path: Path) -> None:
    """A database of another program is refused, and stays as it was."""
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="not a Sitwell record"):
        open_store(path)
    assert path.read_bytes() == before


def test_newer_schema(tmp_path: Path) -> None:
    """A record from a newer Sitwell is refused, and stays as it was."""
    path = tmp_path / "record.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match=r"newer Sitwell \(schema 99.*update Sitwell"):
        open_store(path)
    assert path.read_bytes() == before


def test_unknown_word(tmp_path: Path) -> None:
    """A state that this Sitwell does not know is reported, not guessed."""
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.save(upright(0))
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE spans SET state = 'levitating'")
        with pytest.raises(StoreUnusable, match="levitating"):
            store.read(*EVER)


@pytest.mark.parametrize("when", ["opening", "saving"])
def test_locked(tmp_path: Path, when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the file it is called locked, and once let go all is well."""
    monkeypatch.setattr("sitwell.adapters.store.database.BUSY_S", 0.05)
    path = tmp_path / "record.db"
    with open_store(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnusable, match="locked by another program; close"):
                open_store(path) if when == "opening" else store.save(upright(0))
        store.save(upright(1))
        assert store.read(*EVER) == upright(1)


@posix
def test_read_only_file(as_nobody: Path) -> None:
    """A file that may not be written is refused, and stays protected."""
    path = as_nobody / "record.db"
    open_store(path).close()
    path.chmod(0o400)
    with pytest.raises(StoreUnusable, match="cannot be written"):
        open_store(path)
    assert mode(path) == 0o400


@posix
@pytest.mark.parametrize("exists", [True, False])
def test_read_only_folder(as_nobody: Path, exists: bool) -> None:
    """A record in a folder that may not be written is refused, whether it is new or not."""
    path = as_nobody / "record.db"
    if exists:
        open_store(path).close()
    as_nobody.chmod(0o500)
    with pytest.raises(StoreUnusable, match="cannot be written"):
        open_store(path)


@pytest.mark.parametrize("name", ["file/record.db", "folder"])
def test_impossible_path(tmp_path: Path, name: str) -> None:
    """A path through a file, or that is a folder, is refused."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreUnusable, match="cannot be written"):
        open_store(tmp_path / name)


def test_migrations_in_order() -> None:
    """Each migration a file has not had is applied once, in order; its records stay."""
    second = ("ALTER TABLE spans ADD COLUMN mood TEXT",)
    third = ("UPDATE spans SET mood = 'calm'",)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        connection.execute("INSERT INTO spans VALUES (0, 0, 1, 'upright', NULL)")
        for _ in range(2):
            schema.migrate(connection, (*schema.MIGRATIONS, second, third))
        assert connection.execute("SELECT * FROM spans").fetchall() == [
            (0, 0, 1, "upright", None, "calm")
        ]
        assert schema.version(connection) == len(schema.MIGRATIONS) + 2


V1 = """
    CREATE TABLE spans (
        start_ms INTEGER PRIMARY KEY,
        offset_min INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT
    )
    ;
    CREATE TABLE episodes (
        start_ms INTEGER PRIMARY KEY,
        offset_min INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        mean_flexion_deg REAL NOT NULL
    )
    ;
    CREATE TABLE nudges (
        at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        response_ms INTEGER,
        PRIMARY KEY (at_ms, kind)
    )
    ;
    INSERT INTO spans VALUES (1772442000000, 60, 600000, 'slumped', NULL);
    INSERT INTO spans VALUES (1772442600000, 60, 30500, 'unknown', 'too_dark');
    INSERT INTO episodes VALUES (1772442000000, 60, 590000, 21.5);
    INSERT INTO nudges VALUES (1772442120000, 60, 'sit_up', 'helped', 9125);
    PRAGMA application_id = 1397314647;
    PRAGMA user_version = 1;
"""


def test_record_of_version_0_1(tmp_path: Path) -> None:
    """A record as Sitwell 0.1 wrote it, to the letter, is carried over whole and takes more."""
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(V1)
    start = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1)))
    before = Records(
        (
            Span(start, 600.0, State.SLUMPED),
            Span(start + timedelta(minutes=10), 30.5, State.UNKNOWN, Reason.TOO_DARK),
        ),
        (SlumpEpisode(start, 590.0, 21.5),),
        (NudgeRecord(start + timedelta(minutes=2), NudgeKind.SIT_UP, NudgeOutcome.HELPED, 9.125),),
    )
    done = ExerciseRecord(start, "bird_dog", ExerciseOutcome.DONE, 10)
    hour = Exposure(start, 600.0, ((21, 600.0),))
    with open_store(path) as store:
        assert store.read(*EVER) == before
        store.save(Records(exercises=(done,), exposures=(hour,)))
    with open_store(path) as store:
        assert store.read(*EVER) == replace(before, exercises=(done,), exposures=(hour,))
