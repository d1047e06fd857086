"""From steps of the monitor to the store: nothing lost, nothing invented."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.adapters.store import Store, memory_store
from sitwell.commands.recorder import FLUSH_S, Recorder, recall
from sitwell.commands.replay import Step
from sitwell.core.events import NudgeSent, NudgeSettled, SlumpEnded, StateChanged
from sitwell.core.nudges import Nudge
from sitwell.core.records import NudgeKind, NudgeOutcome, NudgeRecord, Records, State
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
    recorder.note(Step(50.0, None, (NudgeSent(50.0, sent, 120.0, 50.0),)))
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
    assert {nudge.outcome for nudge in recalled} == {NudgeOutcome.IGNORED}
