"""Keeps what the monitor says in the store, often enough that a sudden end loses little."""

import logging
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sitwell.adapters.store import Store
from sitwell.commands.replay import Step
from sitwell.core import exposure, ledger
from sitwell.core.exposure import Exposing, Look
from sitwell.core.ledger import Ledger
from sitwell.core.monitor import Monitor
from sitwell.core.nudges import DAY_S, Nudge, Nudging
from sitwell.core.records import (
    Exposure,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
)
from sitwell.core.settle import Stance
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
        self._exposing: Exposing | None = None
        self._exposures: dict[datetime, Exposure] = {}
        self._shifts = 0
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
        self._expose(step, wall)
        is_new_day = self._turn_page(step.t, wall.date())
        is_due = is_new_day or step.t - self._flushed_t >= FLUSH_S
        if is_due or records.episodes or records.nudges:
            self._flush(step.t)

    def close(self) -> None:
        """Save what is left."""
        self._flush(self._flushed_t)

    def _turn_page(self, t: float, day: date) -> bool:
        """Let each day begin a span of its own: one that still grows is saved again from its start.

        Otherwise an absence overnight would bring back a yesterday that was erased meanwhile; so
        would what is still to be saved. Say whether a day began.
        """
        before, self._day = self._day, day
        if before in (None, day) or self._ledger is None:
            return False
        if self._ledger.span_t is not None:
            self._ledger = replace(self._ledger, span_t=t)
        return True

    def _expose(self, step: Step, wall: datetime) -> None:
        look = _look(step, wall, step.now.movement.shifts - self._shifts)
        self._shifts = step.now.movement.shifts
        self._exposing, hours = exposure.note(self._exposing, look)
        # An hour in which nobody was judged is not worth a row.
        self._exposures |= {hour.start: hour for hour in hours if hour != Exposure(hour.start)}

    def _flush(self, t: float) -> None:
        self._flushed_t = t  # also where saving fails: a locked store must not be tried each step
        spans = tuple(self._spans.values())
        exposures = tuple(self._exposures.values())
        kept = Records(spans, tuple(self._episodes), tuple(self._nudges), exposures=exposures)
        try:
            self._store.save(kept)
        except StoreUnusable as error:
            if not self._is_failing:
                log.warning("%s (the watch goes on and keeps trying)", error)
            self._is_failing = True
            return
        self._is_failing = False
        self._spans.clear()
        self._episodes.clear()
        self._nudges.clear()
        self._exposures.clear()


def _look(step: Step, wall: datetime, shifts: int) -> Look:
    stance = _find_stance(step.now)
    return Look(
        wall,
        step.seconds,
        stance.flexion_deg,
        stance.rounding_deg,
        stance.head_forward_deg,
        stance.side_lean_deg,
        shifts,
    )


def _find_stance(now: Monitor) -> Stance:
    """Give how somebody sits; nothing of it where that cannot be judged."""
    return (now.steady.stance if now.steady is not None else None) or Stance()


def recall(store: Store, now: datetime) -> Nudging:
    """Give the nudges of the last day, timed on a clock that starts at `now`.

    A restart must not start the cap and the gap between nudges afresh. What becomes of the last one
    the monitor before did not live to see, and so nobody knows.
    """
    records = store.read(now - timedelta(seconds=DAY_S), now)
    return Nudging(
        tuple(
            Nudge(
                (record.at - now).total_seconds(),
                record.kind,
                record.outcome,
                record.response_s,
                unseen_s=math.inf,
            )
            for record in records.nudges
        )
    )
