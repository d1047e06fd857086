"""Records that no Sitwell wrote: good ones, or one line that refuses, and nothing is ever run."""

import math
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hostile import attempt, mutated
from sitwell.adapters.store import open_store
from sitwell.core.exposure import add
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.report import compile_report
from sitwell.errors import StoreUnusable
from sitwell.reporting.programs import csv_report, json_report
from sitwell.reporting.text import report as text

pytestmark = pytest.mark.timeout(60)

START = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))
DAY = (START - timedelta(hours=9), START + timedelta(hours=15))
EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
START_MS = int(START.timestamp() * 1000)
GOOD = Records(
    spans=tuple(Span(START + timedelta(minutes=m), 60.0, State.UPRIGHT) for m in range(5)),
    episodes=(SlumpEpisode(START, 200.0, 21.5),),
    nudges=(NudgeRecord(START, NudgeKind.SIT_UP),),
    exercises=(ExerciseRecord(START, "bird_dog", ExerciseOutcome.DONE, 10, duration_s=60.0),),
    exposures=(Exposure(START, 200.0, ((21, 200.0),), (), ((0.0,) * 8,) * 5, shifts=2),),
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a good record."""
    path = tmp_path_factory.mktemp("good") / "record.db"
    with open_store(path) as store:
        store.save(GOOD)
    return path


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give places for records, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    return (folder / str(number) / "record.db" for number in count())


def lay(places: Iterator[Path], content: bytes) -> Path:
    """Write a file at a new place."""
    path = next(places)
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def prove_safe(path: Path) -> None:
    """Fail the test unless the file is refused and left alone, or works as a record does."""
    before = path.read_bytes()
    store = attempt(lambda: open_store(path), StoreUnusable, path.name)
    if store is None:
        assert path.read_bytes() == before
        return
    with store:
        for bounds in (DAY, EVER):
            records = attempt(partial(store.read, *bounds), StoreUnusable, "is damaged")
            if records is not None:
                prove_finite(records)


def prove_finite(records: Records) -> None:
    """Fail the test unless a report can be made of these records."""
    assert all(0.0 <= span.duration_s < math.inf for span in records.spans)
    assert all(math.isfinite(episode.mean_flexion_deg) for episode in records.episodes)
    assert all(0 <= exercise.repetitions <= 10_000 for exercise in records.exercises)
    assert all(0.0 <= exercise.duration_s < math.inf for exercise in records.exercises)
    assert all(exercise.card_id.isidentifier() for exercise in records.exercises)
    total = add(records.exposures, START)
    assert math.isfinite(total.judged_s + math.fsum(s for _, s in total.flexion_s))
    assert math.isfinite(math.fsum(map(math.fsum, total.level_s)))
    report = compile_report(records, START.date(), 2, UTC)
    assert math.isfinite(report.last.summary.recorded_s)
    assert "nan" not in text.render(report)
    assert "NaN" not in json_report.render(report)
    assert "nan" not in csv_report.render(report.days)


def change(path: Path, statement: str, *values: Any) -> None:
    """Run a statement on the file, as any program could."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement, values)


@given(st.binary(max_size=600))
def test_any_bytes(places: Iterator[Path], content: bytes) -> None:
    """Whatever bytes a file holds, it is refused in one line, and stays as it is."""
    assume(content)
    with pytest.raises(StoreUnusable):
        open_store(lay(places, content))


@settings(max_examples=120)
@given(st.data())
def test_damaged(places: Iterator[Path], good: Path, data: st.DataObject) -> None:
    """A good record, damaged, still gives records or is refused in one line."""
    content = data.draw(mutated(good.read_bytes()))
    assume(content)
    prove_safe(lay(places, content))


@settings(max_examples=60)
@given(st.data())
def test_damaged_log(places: Iterator[Path], good: Path, data: st.DataObject) -> None:
    """A good record beside a damaged log still gives records or is refused in one line."""
    path = next(places)
    path.parent.mkdir()
    shutil.copy(good, path)
    with open_store(path) as store:
        store.save(GOOD)
        log = path.with_name("record.db-wal").read_bytes()
    path.with_name("record.db-wal").write_bytes(data.draw(mutated(log)))
    prove_safe(path)


COLUMNS = [
    *(f"spans.{name}" for name in ("offset_min", "duration_ms", "state", "reason")),
    *(f"episodes.{name}" for name in ("offset_min", "duration_ms", "mean_flexion_deg")),
    *(f"nudges.{name}" for name in ("at_ms", "offset_min", "kind", "outcome", "response_ms")),
    *(f"exercises.{name}" for name in ("at_ms", "offset_min", "card_id", "outcome")),
    *(f"exercises.{name}" for name in ("repetitions", "counted_by", "duration_ms")),
    *(f"exposures.{name}" for name in ("offset_min", "judged_ms", "flexion", "rounding")),
    *(f"exposures.{name}" for name in ("levels", "left_ms", "shifts")),
]
VALUES = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from((-1, 0, 10**12, 1440, 2**63 - 1, -(2**63))),
    st.floats(allow_nan=False),
    st.sampled_from(("upright", "", "a\nb", "\0", "1e400", "unknown", "helped", "0:1 0:1")),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    st.binary(max_size=8),
)


@settings(max_examples=150)
@given(changes=st.lists(st.tuples(st.sampled_from(COLUMNS), VALUES), min_size=1, max_size=2))
def test_any_values(
    places: Iterator[Path], good: Path, changes: list[tuple[str, int | float | str | bytes]]
) -> None:
    """Columns with values of any kind give a report of finite numbers, or are refused."""
    path = lay(places, good.read_bytes())
    for column, value in changes:
        table, name = column.split(".")
        change(path, f"UPDATE OR REPLACE {table} SET {name} = ?", value)
    prove_safe(path)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        pytest.param("UPDATE spans SET duration_ms = ?", -1, id="negative duration"),
        pytest.param("UPDATE spans SET duration_ms = ?", "long", id="duration in words"),
        pytest.param("UPDATE spans SET duration_ms = ?", math.inf, id="endless"),
        pytest.param("UPDATE spans SET offset_min = ?", 1440, id="a day from Greenwich"),
        pytest.param("UPDATE spans SET offset_min = ?", 2**62, id="far from Greenwich"),
        pytest.param("UPDATE spans SET state = ?", "a\nb", id="unknown word of two lines"),
        pytest.param("UPDATE spans SET state = CAST(? AS TEXT)", b"\xff", id="no UTF-8"),
        pytest.param("UPDATE episodes SET mean_flexion_deg = ?", 1e308, id="angle beyond a turn"),
        pytest.param("UPDATE episodes SET mean_flexion_deg = ?", "bent", id="angle in words"),
        pytest.param("UPDATE nudges SET outcome = ?", b"helped", id="bytes for a word"),
        pytest.param("UPDATE exercises SET outcome = ?", "helped", id="another table's outcome"),
        pytest.param("UPDATE exercises SET counted_by = ?", "a friend", id="unknown counter"),
        pytest.param("UPDATE exercises SET repetitions = ?", -1, id="negative repetitions"),
        pytest.param("UPDATE exercises SET repetitions = ?", 2**62, id="endless repetitions"),
        pytest.param("UPDATE exercises SET repetitions = ?", 2.5, id="half a repetition"),
        pytest.param("UPDATE exercises SET duration_ms = ?", -1, id="negative length"),
        pytest.param("UPDATE exercises SET card_id = ?", "a\x1b[2J", id="escape for a card"),
        pytest.param("UPDATE exercises SET card_id = ?", "../../etc", id="path for a card"),
        pytest.param("UPDATE exercises SET card_id = ?", b"bird_dog", id="bytes for a card"),
        pytest.param("UPDATE exposures SET judged_ms = ?", -1, id="judged for less than nothing"),
        pytest.param("UPDATE exposures SET flexion = ?", "0:", id="degree without a time"),
        pytest.param("UPDATE exposures SET flexion = ?", "1:5 1:5", id="degree twice"),
        pytest.param("UPDATE exposures SET flexion = ?", "61:5", id="degree that is not counted"),
        pytest.param("UPDATE exposures SET flexion = ?", "0:5\n", id="more than a time"),
        pytest.param("UPDATE exposures SET flexion = ?", b"0:5", id="bytes for times"),
        pytest.param("UPDATE exposures SET rounding = ?", "0:" + "9" * 9, id="longer than a day"),
        pytest.param("UPDATE exposures SET rounding = ?", "9" * 10**7, id="endless column"),
        pytest.param("UPDATE exposures SET levels = ?", "0 0 0/0 0 0", id="other classes"),
        pytest.param("UPDATE exposures SET levels = ?", 12, id="number for a matrix"),
        pytest.param("UPDATE exposures SET shifts = ?", 2**40, id="endless shifts"),
        pytest.param(
            "UPDATE OR REPLACE spans SET start_ms = ?, duration_ms = 9223372036854775807",
            -(2**63),
            id="before the calendar",
        ),
    ],
)
def test_impossible_value(good: Path, tmp_path: Path, statement: str, value: object) -> None:
    """A value that Sitwell never saved is called damage when it is read, in one line."""
    path = tmp_path / "record.db"
    shutil.copy(good, path)
    change(path, statement, value)
    with pytest.raises(StoreUnusable, match="damaged") as refused, open_store(path) as store:
        store.read(*EVER)
    assert str(refused.value).isprintable()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            ["CREATE TRIGGER t AFTER INSERT ON spans BEGIN DELETE FROM nudges; END"], id="trigger"
        ),
        pytest.param(
            ["DROP TABLE spans", f"CREATE VIEW spans AS {ENDLESS} i AS start_ms FROM n"],
            id="endless view for a table",
        ),
        pytest.param(["CREATE VIEW more AS SELECT 1"], id="view"),
        pytest.param(["CREATE INDEX i ON spans (abs(duration_ms))"], id="index that computes"),
        pytest.param(
            ["ALTER TABLE spans ADD COLUMN x AS (zeroblob(1000000000))"], id="column that computes"
        ),
        pytest.param(
            [
                "DROP TABLE nudges",
                "CREATE TABLE nudges (at_ms, offset_min, kind, outcome, response_ms, "
                "CHECK (length(zeroblob(1000000000)) > 0))",
            ],
            id="check that computes",
        ),
        pytest.param(["CREATE TABLE songs (name)"], id="table"),
        pytest.param(["DROP TABLE nudges"], id="table missing"),
        pytest.param(["PRAGMA user_version = 1"], id="tables of a later version"),
        pytest.param(["DROP TABLE exposures"], id="tables of an earlier version"),
        pytest.param(["PRAGMA user_version = 0"], id="tables of no version"),
        pytest.param(["PRAGMA user_version = -1"], id="version below none"),
    ],
)
def test_definitions_of_others(good: Path, tmp_path: Path, statements: list[str]) -> None:
    """A record that defines anything but our tables is refused before any of it can run."""
    path = tmp_path / "record.db"
    shutil.copy(good, path)
    for statement in statements:
        change(path, statement)
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="damaged"):
        open_store(path)
    assert path.read_bytes() == before


def test_definition_that_is_no_text(good: Path, tmp_path: Path) -> None:
    """A definition that SQLite itself cannot quote without an error of Python's is damage too."""
    path = tmp_path / "record.db"
    shutil.copy(good, path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET name = CAST(x'80' AS TEXT), sql = 'CREATE TABLE ('")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="damaged"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_link(good: Path, tmp_path: Path, suffix: str) -> None:
    """A link in place of the record or of a file that SQLite keeps beside it is not followed."""
    path, target = tmp_path / "record.db", tmp_path / "target"
    shutil.copy(good, path)
    shutil.copy(good, target)
    before = target.read_bytes()
    link = path.with_name(path.name + suffix)
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    with pytest.raises(StoreUnusable, match="symbolic link"):
        open_store(path)
    assert target.read_bytes() == before
