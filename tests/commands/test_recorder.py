"""From steps of the monitor to the store: nothing lost, nothing invented."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from days import BERLIN
from sitwell.adapters.store import Store, memory_store
from sitwell.commands.recorder import FLUSH_S, Recorder, recall
from sitwell.commands.replay import Step
from sitwell.core.events import NudgeSent, NudgeSettled, SlumpEnded, StateChanged
from sitwell.core.monitor import Monitor
from sitwell.core.movement import Movement
from sitwell.core.nudges import Nudge, NudgeRules, is_open
from sitwell.core.reading import Reading
from sitwell.core.records import (
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    State,
)
from sitwell.core.settle import Stance, Steady
from sitwell.core.sighting import Sighting
from sitwell.errors import StoreUnusable

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
AGES = (NINE - timedelta(days=365), NINE + timedelta(days=365))
MOST_LOST_S = 10.0
LETTERS = {"g": State.UPRIGHT, "s": State.SLUMPED, ".": State.ABSENT}


def steps(script: str) -> list[Step]:
    """Give one step a second; a letter says the state from that second on."""
    given: list[Step] = []
    for t, letter in enumerate(script):
        is_new = t == 0 or script[t - 1] != letter
        events = (StateChanged(float(t), LETTERS[letter], None),) if is_new else ()
        given.append(Step(float(t), None, events))
    return [*given, Step(float(len(script)), None, ())]


def at_nine(t: float) -> datetime:
    """Give the wall clock of somebody who begins at nine."""
    return NINE + timedelta(seconds=t)


def kept(store: Store) -> list[tuple[str, float, float]]:
    """Give state, start (seconds after nine) and length of each span on record."""
    return [
        (span.state.value, (span.start - NINE).total_seconds(), span.duration_s)
        for span in store.read(*AGES).spans
    ]


class FullStore:
    """A store that refuses the first so many saves."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.tries = 0
        self.inner = memory_store()

    def save(self, records: Records) -> None:
        """Refuse, or keep."""
        self.tries += 1
        if self.tries <= self.refusals:
            raise StoreUnusable("the disk is full")
        self.inner.save(records)

    def read(self, since: datetime, until: datetime) -> Records:
        """Give what was kept."""
        return self.inner.read(since, until)


def record(store: object, given: list[Step], now: Callable[[float], datetime] = at_nine) -> None:
    """Write every step down, and close."""
    recorder = Recorder(store, now)  # type: ignore[arg-type]
    for step in given:
        recorder.note(step)
    recorder.close()


def test_spans_are_kept() -> None:
    """Each stretch of one state is one span, with its start and length."""
    store = memory_store()
    record(store, steps("g" * 20 + "s" * 12 + "." * 3))
    assert kept(store) == [("upright", 0, 20), ("slumped", 20, 12), ("absent", 32, 3)]


@pytest.mark.parametrize("length", range(1, 25))
def test_sudden_end_loses_little(length: int) -> None:
    """Without a close, what is missing is less than the 10 s of the contract."""
    store = memory_store()
    recorder = Recorder(store, at_nine)
    for step in steps("g" * length):
        recorder.note(step)
    assert length - sum(duration for _, _, duration in kept(store)) < MOST_LOST_S


@pytest.mark.parametrize(
    "jump_s", [pytest.param(3600.0, id="ahead"), pytest.param(-3600.0, id="back")]
)
def test_clock_jump_invents_nothing(jump_s: float) -> None:
    """When the wall clock is set, the seconds on record stay those of the monitor's own clock."""

    def set_after_ten(t: float) -> datetime:
        return at_nine(t + (jump_s if t > 10 else 0.0))

    store = memory_store()
    record(store, steps("g" * 30), set_after_ten)
    spans = kept(store)
    assert sum(duration for _, _, duration in spans) == pytest.approx(30.0)
    assert sorted(start for _, start, _ in spans) == sorted([0.0, 11.0 + jump_s])


def test_failing_store_costs_nothing_but_time(caplog: pytest.LogCaptureFixture) -> None:
    """What a full disk refuses waits in memory until there is room; one warning is enough."""
    store = FullStore(refusals=4)
    with caplog.at_level(logging.WARNING):
        record(store, steps("g" * 20 + "s" * 20))
    assert kept(store.inner) == [("upright", 0, 20), ("slumped", 20, 20)]
    assert [r.getMessage() for r in caplog.records] == [
        "the disk is full (the watch goes on and keeps trying)"
    ]


def test_failing_store_is_not_tried_each_step() -> None:
    """A locked store blocks for seconds, so it is tried no more often than one that works."""
    store = FullStore(refusals=1000)
    record(store, steps("g" * 60))
    assert store.tries <= 60 / FLUSH_S + 1


def test_episode_is_kept_at_once() -> None:
    """An episode is on record in the step in which it ends."""
    store = memory_store()
    recorder = Recorder(store, at_nine)
    recorder.note(Step(50.0, None, (StateChanged(0.0, State.SLUMPED, None),)))
    recorder.note(Step(51.0, None, (SlumpEnded(51.0, 5.0, 46.0, 21.0),)))
    (episode,) = store.read(*AGES).episodes
    assert (episode.start, episode.duration_s) == (at_nine(5.0), 46.0)


def test_nudge_gets_its_outcome() -> None:
    """A nudge is on record when it is sent, and once only when its outcome is known."""
    store = memory_store()
    recorder = Recorder(store, at_nine)
    sent = Nudge(50.0, NudgeKind.SIT_UP)
    helped = Nudge(50.0, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 8.0)
    recorder.note(Step(50.0, None, (NudgeSent(50.0, sent, Sighting(120.0, 50.0)),)))
    assert store.read(*AGES).nudges[0].outcome is NudgeOutcome.WAITING
    recorder.note(Step(58.0, None, (NudgeSettled(58.0, helped),)))
    (nudge,) = store.read(*AGES).nudges
    assert (nudge.at, nudge.outcome, nudge.response_s) == (at_nine(50), NudgeOutcome.HELPED, 8.0)


def test_recall_counts_back_from_now() -> None:
    """After a restart the nudges of the last day lie in the past of the new clock."""
    store = memory_store()
    hours = (30, 5, 1, -1)  # ago; the last from a recording whose clock ran ahead
    records = [NudgeRecord(NINE - timedelta(hours=h), NudgeKind.SIT_UP) for h in hours]
    store.save(Records(nudges=tuple(records)))
    recalled = recall(store, NINE).sent
    assert [nudge.t for nudge in recalled] == [-5 * 3600.0, -3600.0]
    assert {nudge.outcome for nudge in recalled} == {NudgeOutcome.WAITING}
    assert not any(is_open(nudge, NudgeRules()) for nudge in recalled)


def looks(script: str, start_t: float = 0.0) -> list[Step]:
    """Give a look a second: upright at 2°, slumped at 15°, or nobody; a shift at each change."""
    given, shifts = [], 0
    for place, letter in enumerate(script):
        shifts += place > 0 and script[place - 1] != letter
        t = start_t + place + 1.0
        flexion_deg = {"g": 2.0, "s": 15.0}.get(letter)
        stance = None if flexion_deg is None else Stance(flexion_deg, 12.0, 0.0, 3.0, 11.0)
        reading = Reading(t, LETTERS[letter])
        steady = Steady(LETTERS[letter], reading, flexion_deg or 0.0, (), stance)
        now = Monitor(t, steady, movement=Movement(shifts))
        given.append(Step(t, reading, (), now, 1.0))
    return given


def hours(store: Store) -> tuple[Exposure, ...]:
    """Give the hours of angles on record."""
    return store.read(*AGES).exposures


def test_angles_are_kept_by_the_hour() -> None:
    """Of each look that was judged, its seconds are kept at its degrees, sides and shifts."""
    store = memory_store()
    record(store, looks("g" * 20 + "s" * 12 + "." * 3))
    (hour,) = hours(store)
    assert hour.start == NINE
    assert hour.judged_s == 32.0
    assert hour.flexion_s == ((2, 20.0), (15, 12.0))
    assert hour.rounding_s == ((3, 32.0),)
    assert (hour.head_forward_s, hour.rounded_s) == (32.0, 0.0)
    assert (hour.left_s, hour.right_s, hour.shifts) == (32.0, 0.0, 1)
    assert (hour.level_s[1][1], hour.level_s[3][1]) == (20.0, 12.0)


def test_nobody_there_leaves_no_hours() -> None:
    """A night's absence is not a row for each of its hours."""
    store = memory_store()
    recorder = Recorder(store, at_nine)
    for step in looks("g" * 10):
        recorder.note(step)
    for minute in range(1, 600):
        recorder.note(looks(".", minute * 60.0)[0])
    recorder.close()
    assert [hour.judged_s for hour in hours(store)] == [10.0]


def test_stretch_that_ends_with_the_hour_is_not_lost() -> None:
    """Bent until ten and gone then: the stretch counts where it ended, though nothing else does."""
    store = memory_store()
    record(store, looks("s" * 20 + "." * 3), lambda t: NINE + timedelta(minutes=60, seconds=t - 21))
    before, after = hours(store)
    assert (before.judged_s, after.judged_s) == (20.0, 0.0)
    assert after.level_s[3][1] == 20.0


def test_what_lies_before_is_not_counted_where_it_was_not_seen() -> None:
    """The first look after a gap stands for no time."""
    store = memory_store()
    steps_seen = looks("g" * 10)
    late = looks("g", 1000.0)[0]
    record(store, [*steps_seen, replace(late, seconds=0.0)])
    assert sum(hour.judged_s for hour in hours(store)) == 10.0


def test_growing_hour_waits_for_the_flush() -> None:
    """An hour is not written at each step, but a kill loses no more of it than of anything."""
    store = FullStore(refusals=0)
    recorder = Recorder(store, at_nine)  # type: ignore[arg-type]
    given = looks("g" * 60)
    for step in given:
        recorder.note(step)
    assert store.tries <= 60 / FLUSH_S + 1
    assert hours(store.inner)[0].judged_s > 60 - MOST_LOST_S  # type: ignore[arg-type]


def test_nothing_of_yesterday_is_saved_after_midnight() -> None:
    """What was still to be saved is on record before the first step of a day is over.

    Otherwise it would come back into a record from which the days before were just erased.
    """
    store = memory_store()
    recorder = Recorder(store, lambda t: NINE.replace(hour=23, minute=59, second=48) + at_s(t))
    for step in [Step(0.0, None, (StateChanged(0.0, State.UPRIGHT, None),)), *looks("g" * 12)]:
        recorder.note(step)
    today = (NINE + timedelta(days=1)).date()
    store.erase(today)
    for step in looks("g" * 20, 12.0):
        recorder.note(step)
    recorder.close()
    left = store.read(*AGES)
    assert {span.start.date() for span in left.spans} == {today}
    assert {hour.start.date() for hour in left.exposures} == {today}


@pytest.mark.parametrize(
    ("begun", "today"),
    [
        pytest.param(datetime(2026, 10, 24, 20), date(2026, 10, 26), id="autumn"),
        pytest.param(datetime(2026, 10, 24, 20), date(2026, 10, 27), id="two days into winter"),
        pytest.param(datetime(2026, 3, 28, 20), date(2026, 3, 30), id="spring"),
        pytest.param(datetime(2026, 3, 28, 20), date(2026, 3, 31), id="two days into summer"),
    ],
)
def test_days_go_by_a_clock_changed_under_the_watch(begun: datetime, today: date) -> None:
    """What is erased after summer time has begun or ended is erased up to midnight, no hour off.

    The watch once kept the offset from UTC with which it began: an hour of the 26th of October
    stayed, and one of the 30th of March went with the day before.
    """
    start = begun.replace(tzinfo=BERLIN).astimezone(UTC)

    def by_the_wall(t: float) -> datetime:
        here = (start + at_s(t)).astimezone(BERLIN)
        return here.replace(tzinfo=timezone(here.utcoffset() or timedelta(0)))

    store = memory_store()
    sits_down = Step(0.0, None, (StateChanged(0.0, State.UPRIGHT, None),))
    given = [sits_down, *(Step(60.0 * minute, None, ()) for minute in range(1, 60 * 60))]
    record(store, given, by_the_wall)
    total_s = sum(span.duration_s for span in store.read(*AGES).spans)
    assert total_s == given[-1].t
    store.erase(today)
    midnight = datetime.combine(today, time.min, BERLIN).astimezone(UTC)
    left = store.read(*AGES).spans
    assert left[0].start == midnight
    assert sum(span.duration_s for span in left) == given[-1].t - (midnight - start).total_seconds()


def at_s(t: float) -> timedelta:
    """Give seconds."""
    return timedelta(seconds=t)
