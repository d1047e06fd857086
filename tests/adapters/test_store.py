"""What every store promises, whatever it keeps its records in."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from sitwell.adapters.store import NullStore, Store, memory_store, open_store
from sitwell.core.reason import Reason
from sitwell.core.records import (
    CountedBy,
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

KATHMANDU = timezone(timedelta(hours=5, minutes=45))
NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=KATHMANDU)
DAY = (NOON - timedelta(hours=12), NOON + timedelta(hours=12))
FULL = Records(
    spans=(
        Span(NOON, 60.5, State.UPRIGHT),
        Span(NOON + timedelta(minutes=2), 30.0, State.UNKNOWN, Reason.TOO_DARK),
    ),
    episodes=(SlumpEpisode(NOON, 130.0, 21.5),),
    nudges=(
        NudgeRecord(NOON, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 12.125),
        NudgeRecord(NOON + timedelta(minutes=2), NudgeKind.LOCUST),
    ),
    exercises=(
        ExerciseRecord(NOON, "bird_dog", ExerciseOutcome.DONE, 10, CountedBy.CAMERA, 61.25),
        ExerciseRecord(NOON + timedelta(minutes=5), "locust_minivini", ExerciseOutcome.DECLINED),
    ),
    exposures=(
        Exposure(
            NOON,
            2700.5,
            ((-60, 0.25), (0, 2700.0), (60, 0.25)),
            ((-3, 1000.0),),
            ((0.0,) * 8, (10.0,) * 8, (0.0,) * 7 + (90_000.0,), (0.001,) * 8, (0.0,) * 8),
            600.0,
            60.0,
            30.0,
            15.0,
            7,
        ),
        Exposure(NOON + timedelta(hours=1), level_s=((0.0,) * 8,) * 5),
        Exposure(NOON + timedelta(hours=2)),
    ),
)


def one_span(start: datetime = NOON, duration_s: float = 60.0) -> Records:
    """Make records of one upright span."""
    return Records(spans=(Span(start, duration_s, State.UPRIGHT),))


def one_exercise(
    card_id: str = "bird_dog", repetitions: int = 5, duration_s: float = 30.0
) -> Records:
    """Make records of one exercise done."""
    done = ExerciseRecord(NOON, card_id, ExerciseOutcome.DONE, repetitions, duration_s=duration_s)
    return Records(exercises=(done,))


def one_exposure(**changed: Any) -> Records:
    """Make records of one hour, with some of its fields as given."""
    return Records(exposures=(Exposure(NOON, **changed),))


def in_file(folder: Path) -> Store:
    """Open a store in a file."""
    return open_store(folder / "record.db")


def in_memory(_folder: Path) -> Store:
    """Open a store in memory."""
    return memory_store()


def nowhere(_folder: Path) -> Store:
    """Open the store that keeps nothing."""
    return NullStore()


@pytest.fixture(params=[in_file, in_memory])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give each store that remembers."""
    with request.param(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("make", [in_file, in_memory, nowhere])
def test_new_store_is_empty(make: Callable[[Path], Store], tmp_path: Path) -> None:
    """A store that was given nothing has nothing."""
    with make(tmp_path) as opened:
        assert opened.read(*DAY) == Records()


@pytest.mark.parametrize("make", [in_file, in_memory, nowhere])
def test_close_twice(make: Callable[[Path], Store], tmp_path: Path) -> None:
    """Closing a closed store does nothing."""
    opened = make(tmp_path)
    opened.close()
    opened.close()


def test_null_store_forgets() -> None:
    """The null store takes everything and has nothing."""
    with NullStore() as opened:
        opened.save(FULL)
        assert opened.read(*DAY) == Records()


def test_round_trip(store: Store) -> None:
    """What was saved is read back, field for field."""
    store.save(FULL)
    assert store.read(*DAY) == FULL


def test_offset_is_kept(store: Store) -> None:
    """A time comes back with the local offset that it had, not in UTC or this computer's zone."""
    store.save(FULL)
    read = store.read(*DAY)
    times = [*(span.start for span in read.spans), read.episodes[0].start]
    times += [read.nudges[0].at, read.exercises[0].at, read.exposures[0].start]
    assert {moment.utcoffset() for moment in times} == {timedelta(hours=5, minutes=45)}


@pytest.mark.parametrize("minutes", [-210, 0, 60, 765])
def test_any_offset(store: Store, minutes: int) -> None:
    """West or east of Greenwich and in part hours, a time is the same after its round trip."""
    start = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(minutes=minutes)))
    store.save(one_span(start))
    (span,) = store.read(start, start + timedelta(seconds=1)).spans
    assert span.start.isoformat() == start.isoformat()


def test_order_of_time(store: Store) -> None:
    """Records are read in order of time, whatever the order they were saved in."""
    late, early = NOON + timedelta(hours=1), NOON
    store.save(one_span(late))
    store.save(one_span(early))
    assert [span.start for span in store.read(*DAY).spans] == [early, late]


def test_growing_records_replace_themselves(store: Store) -> None:
    """What is saved again with the same start, and kind or card, replaces what was kept."""
    store.save(
        Records(
            (Span(NOON, 10, State.UNKNOWN, Reason.UNSURE),),
            (SlumpEpisode(NOON, 10, 15.0),),
            (NudgeRecord(NOON, NudgeKind.SIT_UP),),
            (ExerciseRecord(NOON, "bird_dog", ExerciseOutcome.STOPPED, 2),),
            (Exposure(NOON, 10.0, ((5, 10.0),)),),
        )
    )
    grown = Records(
        (Span(NOON, 20, State.SLUMPED),),
        (SlumpEpisode(NOON, 20, 18.0),),
        (NudgeRecord(NOON, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 9.0),),
        (ExerciseRecord(NOON, "bird_dog", ExerciseOutcome.DONE, 10, duration_s=60.0),),
        (Exposure(NOON, 20.0, ((4, 10.0), (5, 10.0)), shifts=1),),
    )
    store.save(grown)
    assert store.read(*DAY) == grown


def test_two_kinds_at_once(store: Store) -> None:
    """Two nudges of different kinds at one moment are both kept."""
    both = tuple(NudgeRecord(NOON, kind) for kind in (NudgeKind.BREAK, NudgeKind.SIT_UP))
    store.save(Records(nudges=both))
    assert store.read(*DAY).nudges == both


def test_two_cards_at_once(store: Store) -> None:
    """Two exercises at one moment are both kept."""
    both = tuple(ExerciseRecord(NOON, card, ExerciseOutcome.SKIPPED) for card in ("a", "b"))
    store.save(Records(exercises=both))
    assert store.read(*DAY).exercises == both


@pytest.mark.parametrize(
    ("since_s", "until_s", "found"),
    [
        pytest.param(-10, 0, False, id="before, touching"),
        pytest.param(-10, 1, True, id="its beginning"),
        pytest.param(20, 30, True, id="its middle"),
        pytest.param(59, 90, True, id="its end"),
        pytest.param(60, 90, False, id="after, touching"),
        pytest.param(-10, 90, True, id="all of it"),
    ],
)
def test_read_overlapping(store: Store, since_s: int, until_s: int, found: bool) -> None:
    """Reading finds whatever overlaps the stretch, which has its beginning but not its end."""
    store.save(Records((Span(NOON, 60, State.SLUMPED),), (SlumpEpisode(NOON, 60, 20.0),)))
    read = store.read(NOON + timedelta(seconds=since_s), NOON + timedelta(seconds=until_s))
    assert (len(read.spans), len(read.episodes)) == (int(found), int(found))


@pytest.mark.parametrize(("since_s", "found"), [(0, 1), (1, 0), (-60, 0)])
def test_read_moments(store: Store, since_s: int, found: int) -> None:
    """A nudge, an exercise or an hour belongs to the stretch that begins with it, and no other."""
    exercise = ExerciseRecord(NOON, "bird_dog", ExerciseOutcome.DONE, 10, duration_s=60.0)
    nudge, hour = NudgeRecord(NOON, NudgeKind.BREAK), Exposure(NOON, 60.0)
    store.save(Records(nudges=(nudge,), exercises=(exercise,), exposures=(hour,)))
    since = NOON + timedelta(seconds=since_s)
    read = store.read(since, since + timedelta(seconds=60))
    assert (len(read.nudges), len(read.exercises), len(read.exposures)) == (found, found, found)


def test_span_of_no_length(store: Store) -> None:
    """A span that has only begun is found at its beginning."""
    store.save(one_span(duration_s=0))
    assert len(store.read(NOON, NOON + timedelta(seconds=1)).spans) == 1


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(one_span(NOON.replace(tzinfo=None)), id="time without a zone"),
        pytest.param(one_span(duration_s=-1), id="negative duration"),
        pytest.param(one_span(duration_s=math.nan), id="duration not a number"),
        pytest.param(one_span(duration_s=math.inf), id="endless duration"),
        pytest.param(one_exercise(repetitions=-1), id="negative repetitions"),
        pytest.param(one_exercise(repetitions=10_001), id="more repetitions than a day has"),
        pytest.param(one_exercise(duration_s=-0.5), id="negative duration of an exercise"),
        pytest.param(one_exercise(card_id=""), id="no card"),
        pytest.param(one_exercise(card_id="../secret"), id="a path for a card"),
        pytest.param(one_exercise(card_id="a" * 65), id="a name longer than any card's"),
        pytest.param(one_exposure(judged_s=math.nan), id="judged for no number of seconds"),
        pytest.param(one_exposure(left_s=-1.0), id="leaning for less than nothing"),
        pytest.param(one_exposure(shifts=-1), id="negative shifts"),
        pytest.param(one_exposure(shifts=10_001), id="more shifts than an hour has"),
        pytest.param(one_exposure(flexion_s=((61, 1.0),)), id="further bent than is counted"),
        pytest.param(one_exposure(flexion_s=((5, -1.0),)), id="negative time at a degree"),
        pytest.param(one_exposure(flexion_s=((5, math.inf),)), id="endless time at a degree"),
        pytest.param(one_exposure(rounding_s=((5, 1.0), (5, 1.0))), id="a degree twice"),
        pytest.param(one_exposure(rounding_s=((5, 1.0), (4, 1.0))), id="degrees falling"),
        pytest.param(one_exposure(level_s=((0.0,) * 8,) * 4), id="a level missing"),
        pytest.param(one_exposure(level_s=((0.0,) * 9,) * 5), id="a length too many"),
        pytest.param(one_exposure(level_s=((100_000.0,) * 8,) * 5), id="longer than a day"),
    ],
)
def test_refuse_nonsense(store: Store, records: Records) -> None:
    """A time without a zone or an impossible value is refused, and nothing of it is kept."""
    good = NudgeRecord(NOON, NudgeKind.BREAK)
    with pytest.raises(ValueError, match=r"zone|duration|no number of|is no exercise|is no time"):
        store.save(replace(records, nudges=(good,)))
    assert store.read(*DAY) == Records()


def test_refuse_naive_bounds(store: Store) -> None:
    """Reading between times without a zone is refused."""
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        store.read(naive, naive)
