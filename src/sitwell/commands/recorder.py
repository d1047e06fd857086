"""Keeps what the monitor says in the store, often enough that a sudden end loses little."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sitwell.adapters.store import Store
from sitwell.commands.replay import Step
from sitwell.core import ledger
from sitwell.core.ledger import Ledger
from sitwell.core.nudges import DAY_S, Nudge, Nudging
from sitwell.core.records import NudgeOutcome, NudgeRecord, Records, SlumpEpisode, Span
from sitwell.errors import StoreUnusable

FLUSH_S = 5.0  # a kill loses at most this much (the contract allows 10)

log = logging.getLogger(__name__)


class Recorder:
    """Writes down each step; give it every step, in order, and `close` it at the end."""

    def __init__(self, store: Store, now: Callable[[float], datetime]) -> None:
        """Take a store, and a clock that dates a moment `t` of the source."""
        self._store = store
        self._now = now
        self._ledger: Ledger | None = None
        self._day: date | None = None
        self._spans: dict[datetime, Span] = {}
        self._episodes: list[SlumpEpisode] = []
        self._nudges: list[NudgeRecord] = []
        self._flushed_t = 0.0
        self._is_failing = False

    def note(self, step: Step) -> None:
        """Write down one step; the store sees it within `FLUSH_S`, nudges and episodes at once.

        A store that fails costs the record, not the watch: what could not be saved waits in
        memory for the next try. The log hears when that begins.
        """
        wall = self._now(step.t)
        if self._ledger is None:
            self._ledger, self._flushed_t = Ledger(step.t, wall), step.t
        self._ledger, records = ledger.note(self._ledger, step.t, wall, step.events)
        self._spans |= {span.start: span for span in records.spans}
        self._episodes += records.episodes
        self._nudges += records.nudges
        self._turn_page(step.t, wall.date())
        is_due = step.t - self._flushed_t >= FLUSH_S
        if is_due or records.episodes or records.nudges:
            self._flush(step.t)

    def close(self) -> None:
        """Save what is left."""
        self._flush(self._flushed_t)

    def _turn_page(self, t: float, day: date) -> None:
        """Let each day begin a span of its own: one that still grows is saved again from its start.

        Otherwise an absence overnight would bring back a yesterday that was erased meanwhile.
        """
        before, self._day = self._day, day
        if before in (None, day) or self._ledger is None or self._ledger.span_t is None:
            return
        self._ledger = replace(self._ledger, span_t=t)

    def _flush(self, t: float) -> None:
        self._flushed_t = t  # also where saving fails: a locked store must not be tried each step
        spans = tuple(self._spans.values())
        try:
            self._store.save(Records(spans, tuple(self._episodes), tuple(self._nudges)))
        except StoreUnusable as error:
            if not self._is_failing:
                log.warning("%s (the watch goes on and keeps trying)", error)
            self._is_failing = True
            return
        self._is_failing = False
        self._spans.clear()
        self._episodes.clear()
        self._nudges.clear()


def recall(store: Store, now: datetime) -> Nudging:
    """Give the nudges of the last day, timed on a clock that starts at `now`.

    A restart must not start the cap and the gap between nudges afresh.
    """
    records = store.read(now - timedelta(seconds=DAY_S), now)
    return Nudging(
        tuple(
            Nudge(
                (record.at - now).total_seconds(),
                record.kind,
                # The last monitor ended before it saw what became of this one.
                NudgeOutcome.IGNORED if record.outcome is NudgeOutcome.WAITING else record.outcome,
                record.response_s,
            )
            for record in records.nudges
        )
    )
