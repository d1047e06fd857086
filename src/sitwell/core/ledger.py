"""From the monitor's events to what is kept: spans, episodes and nudges on the wall clock.

The monitor's own clock runs evenly; the wall clock may be set, or jump when the computer wakes.
Durations come from the first, dates from the second. A jump closes the span under way, so that no
second is counted twice and none is invented. So does a change of the time zone, or to summer time:
a record's day is that of its own local time.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from sitwell.core.events import Event, NudgeSent, NudgeSettled, SlumpEnded, StateChanged
from sitwell.core.nudges import Nudge
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeRecord, Records, SlumpEpisode, Span, State

JUMP_S = 2.0  # clocks that disagree by more were set; ordinary slewing stays far below


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the two clocks meet, and the span under way.

    Attributes:
        t: A moment on the monitor's clock ...
        wall: ... and on the wall clock; zone-aware.
        span_t: When the span under way began, on the monitor's clock; None before the first.
        state: Its state.
        reason: Its reason.

    Raises:
        ValueError: If the wall clock has no time zone.
    """

    t: float
    wall: datetime
    span_t: float | None = None
    state: State = State.UNKNOWN
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if self.wall.utcoffset() is None:
            raise ValueError("the wall clock must know its time zone")

    def date(self, t: float) -> datetime:
        """Give the wall-clock time of a moment on the monitor's clock."""
        return self.wall + timedelta(seconds=t - self.t)


def note(
    before: Ledger, t: float, wall: datetime, events: tuple[Event, ...]
) -> tuple[Ledger, Records]:
    """Write down one step. The span under way is given each time, a little longer."""
    spans: list[Span] = []
    ledger = before
    for event in events:
        if isinstance(event, StateChanged):
            spans += _close(ledger, event.t)
            ledger = replace(ledger, span_t=event.t, state=event.state, reason=event.reason)
    spans += _close(ledger, t)
    episodes = tuple(_episode(ledger, e) for e in events if isinstance(e, SlumpEnded))
    sent = tuple(_nudge(ledger, e.nudge) for e in events if isinstance(e, NudgeSent | NudgeSettled))
    if abs((wall - ledger.date(t)).total_seconds()) > JUMP_S:
        ledger = replace(ledger, t=t, wall=wall, span_t=t)
    elif wall.utcoffset() != ledger.wall.utcoffset():
        ledger = _move(ledger, t, wall.tzinfo)
    return ledger, Records(tuple(spans), episodes, sent)


def _move(ledger: Ledger, t: float, zone: tzinfo | None) -> Ledger:
    """Tell the same time by the clock of another zone from `t` on."""
    span_t = None if ledger.span_t is None else t
    return replace(ledger, wall=ledger.wall.astimezone(zone), span_t=span_t)


def _close(ledger: Ledger, t: float) -> list[Span]:
    if ledger.span_t is None or t <= ledger.span_t:
        return []
    return [Span(ledger.date(ledger.span_t), t - ledger.span_t, ledger.state, ledger.reason)]


def _episode(ledger: Ledger, event: SlumpEnded) -> SlumpEpisode:
    return SlumpEpisode(ledger.date(event.start), event.duration_s, event.mean_flexion_deg)


def _nudge(ledger: Ledger, nudge: Nudge) -> NudgeRecord:
    return NudgeRecord(ledger.date(nudge.t), nudge.kind, nudge.outcome, nudge.response_s)
