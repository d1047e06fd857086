"""Days that are too old leave the record by themselves."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from desk import SAMPLES, Desk

from sitwell.adapters.store import NullStore, memory_store, open_store
from sitwell.commands.recorder import FLUSH_S, Recorder
from sitwell.commands.replay import Step
from sitwell.commands.retention import Retention, read_before
from sitwell.core.events import StateChanged
from sitwell.core.records import Records, Span, State
from sitwell.errors import StoreUnusable

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
EVER = (NOON - timedelta(days=1000), NOON + timedelta(days=1000))


class RefusingStore(NullStore):
    """A store with one old record that it refuses to erase."""

    def __init__(self) -> None:
        self.tries = 0

    def read(self, since: datetime, until: datetime) -> Records:  # noqa: ARG002 (a fake)
        """Give the old record."""
        return Records(week().spans[:1])

    def erase(self, before: date | None = None) -> int:  # noqa: ARG002 (a fake)
        """Refuse."""
        self.tries += 1
        raise StoreUnusable("the record is being read")


def week() -> Records:
    """Make an hour of each of seven days, the last of them NOON's."""
    noons = [NOON - timedelta(days=back) for back in reversed(range(7))]
    return Records(tuple(Span(noon, 3600.0, State.UPRIGHT) for noon in noons))


def test_midnight_after_midnight() -> None:
    """On each new day the oldest one goes, so that there are never more than wanted."""
    store = memory_store()
    store.save(week())
    retention = Retention(store, keep_days=3)
    for days_on, left in ((0, 3), (0, 3), (1, 2), (4, 0)):
        retention.enforce(NOON.date() + timedelta(days=days_on))
        assert len(store.read(*EVER).spans) == left


def test_day_that_grows_meanwhile() -> None:
    """Within a day it looks no further: it may be told the day at every frame."""
    store = memory_store()
    retention = Retention(store, keep_days=3)
    retention.enforce(NOON.date())
    store.save(week())
    retention.enforce(NOON.date())
    assert store.read(*EVER) == week()


def test_failing_store_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """A store that cannot erase costs a line in the log, once a day, and not the watch."""
    store = RefusingStore()
    retention = Retention(store, keep_days=3)
    with caplog.at_level(logging.WARNING):
        for days_on in (0, 0, 0, 1, 1):
            retention.enforce(NOON.date() + timedelta(days=days_on))
    assert store.tries == 2
    assert [record.getMessage() for record in caplog.records] == [
        f"the record is being read (the watch goes on; days before 2026-03-{day:02} are still kept)"
        for day in (8, 9)
    ]


def test_read_before() -> None:
    """What began before a day is found, and nothing of the day itself."""
    store = memory_store()
    store.save(week())
    assert read_before(store, NOON.date()).spans == week().spans[:-1]


def test_erased_yesterday_stays_erased() -> None:
    """An absence that lasts over midnight used to bring back, as it grew, what had been erased.

    The monitor saves the span under way from its start, which was yesterday.
    """
    evening, store = NOON.replace(hour=23, minute=59), memory_store()
    recorder = Recorder(store, lambda t: evening + timedelta(seconds=t))
    midnight = (evening + timedelta(minutes=1)).replace(minute=0)
    recorder.note(Step(0.0, None, (StateChanged(0.0, State.ABSENT, None),)))
    for second in range(1, 300):
        recorder.note(Step(float(second), None, ()))
        if second == 60 + 2 * FLUSH_S:
            store.erase(midnight.date())
    recorder.close()
    kept = store.read(*EVER).spans
    assert min(span.start for span in kept) == midnight
    assert sum(span.duration_s for span in kept) == 299 - 60


def test_watch_begins_with_it(calibrated: Desk) -> None:
    """Watching begins with the erasure of what the config calls too old, and of nothing else."""
    calibrated.config.write_text("[privacy]\nkeep_days = 10\n")
    now = datetime.now().astimezone()
    old, young = now - timedelta(days=12), now - timedelta(days=8)
    with open_store(calibrated.store) as store:
        store.save(Records(tuple(Span(day, 60.0, State.ABSENT) for day in (old, young))))
    clip = SAMPLES / "front" / "calibration.mp4"
    outcome = calibrated.run("watch", "--source", clip, "--speed", "max", "--notifier", "silent")
    assert outcome.code == 0, outcome.err
    with open_store(calibrated.store) as store:
        kept = store.read(now - timedelta(days=30), now + timedelta(days=1)).spans
    assert kept[0].start.date() == young.date()
    assert len(kept) > 1
