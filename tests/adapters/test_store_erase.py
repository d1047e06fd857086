"""Erasing: what goes is gone to the last byte, and what stays is whole."""

import sqlite3
import struct
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.adapters.store import NullStore, Store, memory_store, open_store, rows, tallies
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
from sitwell.errors import StoreUnusable

ZONE = timezone(timedelta(hours=1))
DAY = date(2026, 3, 3)
MIDNIGHT = datetime.combine(DAY, time.min, ZONE)
EVER = (MIDNIGHT - timedelta(days=1000), MIDNIGHT + timedelta(days=1000))
OLD_DEG, NEW_DEG = 21.123456789, 22.987654321


def a_day(noon: datetime, flexion_deg: float) -> Records:
    """Make a day's worth of records: enough for many pages, and each of a moment of its own."""
    starts = [noon + timedelta(seconds=30 * n, milliseconds=n % 997) for n in range(700)]
    return Records(
        tuple(Span(start, 29.0, State.UPRIGHT) for start in starts),
        tuple(SlumpEpisode(start, 9.0, flexion_deg) for start in starts[::7]),
        tuple(NudgeRecord(start, NudgeKind.SIT_UP) for start in starts[::5]),
        tuple(an_exercise(start + timedelta(milliseconds=3)) for start in starts[::11]),
        tuple(an_hour(start + timedelta(milliseconds=5), n) for n, start in enumerate(starts[::9])),
    )


def an_exercise(at: datetime) -> ExerciseRecord:
    """Make the record of a set."""
    return ExerciseRecord(at, "bird_dog", ExerciseOutcome.DONE, 10, duration_s=60.0)


def an_hour(start: datetime, shifts: int) -> Exposure:
    """Make the angles of an hour, with a number of seconds that no other hour has."""
    unique_s = rows.to_ms(start) % 10_000_000 / 1000
    return Exposure(start, 9.0, ((-5, 1.5), (21, unique_s)), shifts=shifts)


def size(records: Records) -> int:
    """Say how many records there are."""
    moments = len(records.nudges) + len(records.exercises)
    return len(records.spans) + len(records.episodes) + moments + len(records.exposures)


OLD = a_day(MIDNIGHT - timedelta(hours=12), OLD_DEG)
NEW = a_day(MIDNIGHT + timedelta(hours=12), NEW_DEG)


def key_bytes(ms: int) -> bytes:
    """Give a row's key as SQLite writes it: base 128, all but the last digit with a high bit."""
    digits = [ms & 0x7F]
    while ms := ms >> 7:
        digits.append(ms & 0x7F | 0x80)
    return bytes(reversed(digits))


def traces(records: Records) -> set[bytes]:
    """Give what these records leave in a file: their times and their angles."""
    keys = [record.start for record in (*records.spans, *records.episodes, *records.exposures)]
    found = {key_bytes(rows.to_ms(start)) for start in keys}
    moments = (*records.nudges, *records.exercises)
    found |= {rows.to_ms(moment.at).to_bytes(6, "big") for moment in moments}
    found |= {tallies.write_degrees(hour.flexion_s).encode() for hour in records.exposures}
    return found | {struct.pack(">d", e.mean_flexion_deg) for e in records.episodes}


def seen(marks: Iterable[bytes], path: Path) -> set[bytes]:
    """Give those of the traces that are anywhere in the store's files."""
    names = (path.name, f"{path.name}-wal", f"{path.name}-shm")
    files = [path.with_name(name) for name in names]
    whole = b"".join(file.read_bytes() for file in files if file.exists())
    return {mark for mark in marks if mark in whole}


@pytest.mark.parametrize("when", ["open", "closed"])
def test_days_before_are_gone(tmp_path: Path, when: str) -> None:
    """No byte of the days before is left in any file; before that there was every one."""
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for hour in range(0, len(OLD.spans), 50):  # saved as a monitor does, bit by bit
            store.save(Records(OLD.spans[hour : hour + 50]))
            store.save(Records(NEW.spans[hour : hour + 50]))
        store.save(OLD)
        store.save(NEW)
        assert seen(traces(OLD), path) == traces(OLD)
        gone = store.erase(DAY)
        if when == "open":
            assert seen(traces(OLD), path) == set()
            assert seen(traces(NEW), path) == traces(NEW)
    assert gone == size(OLD)
    assert seen(traces(OLD), path) == set()
    assert seen(traces(NEW), path) == traces(NEW)


def test_everything_is_gone(tmp_path: Path) -> None:
    """Without a day no byte of any record is left, and the store goes on."""
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.save(OLD)
        store.save(NEW)
        assert store.erase() == 2 * size(OLD)
        assert seen(traces(OLD) | traces(NEW), path) == set()
        store.save(NEW)
        assert store.read(*EVER) == NEW


def test_last_copies_are_gone(tmp_path: Path) -> None:
    """A span that grew was written many times; none of its copies outlives it."""
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for length in range(1, 400):
            store.save(Records((Span(OLD.spans[0].start, length, State.UPRIGHT),)))
        assert store.erase(DAY) == 1
        assert seen({key_bytes(rows.to_ms(OLD.spans[0].start))}, path) == set()


def test_beside_a_running_monitor(tmp_path: Path) -> None:
    """Another that has the store open reads what is left, and goes on saving."""
    path = tmp_path / "record.db"
    with open_store(path) as monitor, open_store(path) as eraser:
        monitor.save(OLD)
        eraser.erase(DAY)
        assert monitor.read(*EVER) == Records()
        monitor.save(NEW)
        assert eraser.read(*EVER) == NEW
        assert seen(traces(OLD), path) == set()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("BEGIN IMMEDIATE", id="a writer"),
        pytest.param("BEGIN; SELECT count(*) FROM spans", id="a reader"),
    ],
)
@pytest.mark.parametrize("is_logged", [True, False])
def test_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, is_logged: bool
) -> None:
    """While another holds on to the store nothing is erased, and once let go all is."""
    monkeypatch.setattr("sitwell.adapters.store.database.BUSY_S", 0.05)
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.save(OLD)
    with open_store(path) as store:
        if is_logged:
            store.save(NEW)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            for part in statement.split("; "):
                other.execute(part).fetchall()
            with pytest.raises(StoreUnusable, match=r"another program; close that program"):
                store.erase(DAY)
            assert len(store.read(*EVER).spans) == len(OLD.spans) * (1 + is_logged)
        store.erase(DAY)
        assert store.read(*EVER) == (NEW if is_logged else Records())
        assert seen(traces(OLD), path) == set()


def test_cut_at_midnight() -> None:
    """Of what crosses midnight the part of the new day stays; what touches it from before goes."""
    evening = MIDNIGHT - timedelta(hours=1)
    store = memory_store()
    store.save(
        Records(
            (
                Span(evening - timedelta(hours=1), 7200.0, State.UPRIGHT),
                Span(evening, 5400.5, State.ABSENT),
            ),
            (SlumpEpisode(evening, 3660.0, OLD_DEG),),
        )
    )
    assert store.erase(DAY) == 1
    assert store.read(*EVER) == Records(
        (Span(MIDNIGHT, 1800.5, State.ABSENT),), (SlumpEpisode(MIDNIGHT, 60.0, OLD_DEG),)
    )


def test_longer_one_stays() -> None:
    """Of two spans that begin at midnight, once one of them is cut, the longer one stays."""
    evening = MIDNIGHT - timedelta(hours=1)
    for at_midnight_s, left in ((60.0, State.ABSENT), (6000.0, State.UPRIGHT)):
        with memory_store() as store:
            crossing = Span(evening, 3600.0 + 600.0, State.ABSENT)
            store.save(Records((crossing, Span(MIDNIGHT, at_midnight_s, State.UPRIGHT))))
            assert store.erase(DAY) == 1
            assert [span.state for span in store.read(*EVER).spans] == [left]


def test_day_is_that_of_each_record() -> None:
    """At one moment it is another day elsewhere: each record goes by the clock on its own wall."""
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    east = noon.astimezone(timezone(timedelta(hours=13)))  # the 3rd, 1:00
    west = noon.astimezone(timezone(timedelta(hours=-3)))  # the 2nd, 9:00
    store = memory_store()
    store.save(Records(nudges=(NudgeRecord(east, NudgeKind.BREAK),)))
    store.save(Records(nudges=(NudgeRecord(west, NudgeKind.LOCUST),)))
    store.save(Records(exercises=(an_exercise(east),)))
    store.save(Records(exercises=(an_exercise(west + timedelta(seconds=1)),)))
    store.save(Records(exposures=(Exposure(east),)))
    store.save(Records(exposures=(Exposure(west + timedelta(seconds=1)),)))
    assert store.erase(DAY) == 3
    left = store.read(*EVER)
    assert left.exposures == (Exposure(east),)
    assert [nudge.kind for nudge in left.nudges] == [NudgeKind.BREAK]
    assert left.exercises == (an_exercise(east),)


@pytest.mark.parametrize("make", [memory_store, NullStore])
def test_nothing_to_erase(make: type[Store]) -> None:
    """An empty store has nothing to erase, which is no failure."""
    with make() as store:
        assert (store.erase(DAY), store.erase()) == (0, 0)


offsets = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.builds(
    lambda ms, zone: (MIDNIGHT + timedelta(milliseconds=ms)).astimezone(zone),
    st.integers(-3 * 86_400_000, 3 * 86_400_000),
    offsets,
)
durations = st.integers(0, 2 * 86_400_000).map(lambda ms: ms / 1000)
spans = st.builds(Span, moments, durations, st.sampled_from([State.UPRIGHT, State.ABSENT]))
episodes = st.builds(SlumpEpisode, moments, durations, st.floats(0, 60))
nudges = st.builds(NudgeRecord, moments, st.sampled_from(NudgeKind))
exercises = st.builds(
    ExerciseRecord,
    moments,
    st.sampled_from(("bird_dog", "bridge")),
    st.sampled_from(ExerciseOutcome),
    st.integers(0, 20),
)
exposures = st.builds(Exposure, moments, st.integers(0, 3600).map(float))


def parts_since(stretches: Iterable[Span | SlumpEpisode], day: date) -> set[tuple[int, int, float]]:
    """Give the part of each stretch that lies in the day or after: start, offset and length."""
    parts: dict[int, tuple[int, int, float]] = {}
    for stretch in stretches:
        midnight = datetime.combine(day, time.min, stretch.start.tzinfo)
        start = max(stretch.start, midnight)
        left_s = stretch.duration_s - (start - stretch.start).total_seconds()
        if left_s <= 0 and stretch.start < midnight:
            continue
        start_ms = rows.to_ms(start)
        offset_s = (start.utcoffset() or timedelta(0)).total_seconds()
        part = (start_ms, int(offset_s), round(left_s, 3))
        if start_ms not in parts or parts[start_ms][2] < part[2]:
            parts[start_ms] = part
    return set(parts.values())


@given(
    st.lists(spans),
    st.lists(episodes),
    st.lists(nudges),
    st.lists(exercises),
    st.lists(exposures),
    st.integers(-3, 3),
)
def test_leaves_what_a_filter_would(
    some_spans: list[Span],
    some_episodes: list[SlumpEpisode],
    some_nudges: list[NudgeRecord],
    some_exercises: list[ExerciseRecord],
    some_exposures: list[Exposure],
    days: int,
) -> None:
    """For any records and any day, all that lies in the day or after is left, and nothing else."""
    day = DAY + timedelta(days=days)
    with memory_store() as store:
        moments = tuple(some_nudges), tuple(some_exercises), tuple(some_exposures)
        store.save(Records(tuple(some_spans), tuple(some_episodes), *moments))
        held = store.read(*EVER)
        gone = store.erase(day)
        left = store.read(*EVER)
    assert parts_since(left.spans, date.min) == parts_since(held.spans, day)
    assert parts_since(left.episodes, date.min) == parts_since(held.episodes, day)
    assert left.nudges == tuple(nudge for nudge in held.nudges if nudge.at.date() >= day)
    assert left.exercises == tuple(one for one in held.exercises if one.at.date() >= day)
    assert left.exposures == tuple(one for one in held.exposures if one.start.date() >= day)
    assert gone == size(held) - size(left)
