"""What is still read of a damaged record: whole days, and never a word written."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hostile import mutated
from sitwell.adapters.store import Bounds, Salvage, open_store, partly_damaged, salvage, schema
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
from sitwell.errors import StoreDamaged, StoreUnusable

MONDAY = date(2026, 3, 2)
PAGE = 4096


def bounds_of(day: date) -> Bounds:
    """Give a day's bounds."""
    since = datetime.combine(day, time.min, UTC)
    return Bounds(day, since, since + timedelta(days=1))


WEEK = [bounds_of(MONDAY + timedelta(days=n)) for n in range(7)]


def records_of(bounds: Bounds) -> Records:
    """Make a day's records, enough for several pages."""
    nine = bounds.since + timedelta(hours=9)
    starts = [nine + timedelta(seconds=30 * n) for n in range(300)]
    return Records(
        tuple(Span(start, 30.0, State.UPRIGHT) for start in starts),
        tuple(SlumpEpisode(start, 30.0, 15.0) for start in starts[::10]),
        tuple(NudgeRecord(start, NudgeKind.SIT_UP) for start in starts[::20]),
        (ExerciseRecord(nine, "bird_dog", ExerciseOutcome.DONE, 5),),
        tuple(Exposure(nine + timedelta(hours=h), 60.0, ((5, 60.0),)) for h in range(9)),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a good record of a week."""
    path = tmp_path_factory.mktemp("whole") / "record.db"
    with open_store(path) as store:
        for bounds in WEEK:
            store.save(records_of(bounds))
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """Give a copy of it to damage."""
    return Path(shutil.copy(whole, tmp_path / "record.db"))


def pages_with(content: bytes, marks: list[bytes]) -> list[int]:
    """Give the pages on which every one of these bytes is found."""
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    return [n for n, page in enumerate(pages) if all(mark in page for mark in marks)]


def expected(*lost: int) -> Salvage:
    """Give what is left of the week without some of its days."""
    parts = [records_of(bounds) for n, bounds in enumerate(WEEK) if n not in lost]
    kinds = ("spans", "episodes", "nudges", "exercises", "exposures")
    return Salvage(
        Records(*(tuple(one for part in parts for one in getattr(part, kind)) for kind in kinds)),
        tuple(WEEK[n].day for n in lost),
    )


def test_good_record_is_read_whole(path: Path) -> None:
    """Where nothing is damaged, nothing is lost."""
    assert salvage(path, WEEK) == expected()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE spans SET state = 'levitating' WHERE start_ms = :ms",
        "UPDATE spans SET duration_ms = -1 WHERE start_ms = :ms",
        "UPDATE episodes SET mean_flexion_deg = 'bent' WHERE start_ms = :ms",
        "UPDATE nudges SET kind = 'push' WHERE at_ms = :ms",
        "UPDATE exercises SET repetitions = -1 WHERE at_ms = :ms",
        "UPDATE exposures SET levels = 'high' WHERE start_ms = :ms",
    ],
)
def test_day_with_a_bad_row_is_lost_alone(path: Path, statement: str) -> None:
    """One value that nobody saved costs its day, and no other."""
    tuesday_ms = int((WEEK[1].since + timedelta(hours=9)).timestamp() * 1000)
    with closing(sqlite3.connect(path)) as other, other:
        assert other.execute(statement, {"ms": tuesday_ms}).rowcount == 1
    assert salvage(path, WEEK) == expected(1)


def test_damaged_page_costs_its_days_alone(path: Path) -> None:
    """A page of spans that is overwritten costs the day it is of; the file stays as it was."""
    content = path.read_bytes()
    starts = [int(s.start.timestamp() * 1000) for s in records_of(WEEK[2]).spans[100:130]]
    keys = [_key(ms) for ms in starts]
    (page, *_) = pages_with(content, keys)
    damaged = content[: page * PAGE] + b"\xff" * PAGE + content[(page + 1) * PAGE :]
    path.write_bytes(damaged)
    with pytest.raises(StoreDamaged):
        open_store(path)
    assert salvage(path, WEEK) == expected(2)
    assert path.read_bytes() == damaged


def _key(ms: int) -> bytes:
    digits = [ms & 0x7F]
    while ms := ms >> 7:
        digits.append(ms & 0x7F | 0x80)
    return bytes(reversed(digits))


def test_night_over_midnight_is_in_both_days(tmp_path: Path) -> None:
    """What began on the evening before the first day is given, too."""
    late = Records((Span(WEEK[0].since - timedelta(hours=2), 3 * 3600.0, State.ABSENT),))
    with open_store(tmp_path / "record.db") as store:
        store.save(late)
    assert salvage(tmp_path / "record.db", WEEK).records == late


def test_beside_a_running_monitor(path: Path) -> None:
    """What a monitor has saved, and not yet moved from its log into the file, is read."""
    new = Records((Span(WEEK[6].since + timedelta(hours=20), 60.0, State.SLUMPED),))
    with open_store(path) as store:
        store.save(new)
        assert new.spans[0] in salvage(path, WEEK).records.spans


def test_record_of_an_earlier_version(tmp_path: Path) -> None:
    """A file without the newer tables has what it has."""
    old = tmp_path / "record.db"
    with closing(sqlite3.connect(old)) as connection:
        schema.migrate(connection, schema.MIGRATIONS[:1])
        connection.execute("INSERT INTO spans VALUES (1772442000000, 60, 1000, 'upright', NULL)")
        connection.commit()
    found = salvage(old, WEEK)
    assert (len(found.records.spans), found.damaged) == (1, ())


@pytest.mark.parametrize(
    "statement", ["CREATE VIEW more AS SELECT 1", "PRAGMA user_version = 99", "DROP TABLE nudges"]
)
def test_what_is_not_ours_is_not_read(path: Path, statement: str) -> None:
    """A file that defines anything else is refused here as well."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement)
    with pytest.raises(StoreUnusable):
        salvage(path, WEEK)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a place for one record after the other."""
    return tmp_path_factory.mktemp("hostile") / "record.db"


@settings(max_examples=60)
@given(st.data())
def test_any_damage(place: Path, whole: Path, data: st.DataObject) -> None:
    """However it is damaged, each day is given or named, or the file is refused; it stays."""
    content = data.draw(mutated(whole.read_bytes()))
    assume(content)
    place.write_bytes(content)
    try:
        found = salvage(place, WEEK)
    except StoreUnusable:
        return
    finally:
        assert place.read_bytes() == content
    assert set(found.damaged) <= {bounds.day for bounds in WEEK}
    lost = {span.start.date() for span in found.records.spans} & set(found.damaged)
    assert lost == set()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(0, "damaged, but no day of this report is; keep a copy", id="elsewhere"),
        pytest.param(1, "damaged: 2026-03-02 cannot be read; keep a copy", id="one"),
        pytest.param(3, "2026-03-02, 2026-03-03 and 2026-03-04 cannot be read", id="some"),
        pytest.param(7, "7 days, from 2026-03-02 to 2026-03-08, cannot be read", id="many"),
    ],
)
def test_words(days: int, words: str) -> None:
    """The error names the file, the days, and what to do, on one line."""
    error = partly_damaged(Path("record.db"), [bounds.day for bounds in WEEK[:days]])
    assert words in str(error)
    assert "move it" in str(error)
    assert error.exit_code == 8
