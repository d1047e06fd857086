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
        sent: The last nudge, by the monitor's clock and by the wall clock as it was then: what
            becomes of it goes by that date, though the clock was set meanwhile.

    Raises:
        ValueError: If the wall clock has no time zone.
    """

    t: float
    wall: datetime
    span_t: float | None = None
    state: State = State.UNKNOWN
    reason: Reason | None = None
    sent: tuple[float, datetime] | None = None

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
    nudges = list[NudgeRecord]()
    for event in events:
        if isinstance(event, NudgeSent):
            ledger = replace(ledger, sent=(event.nudge.t, ledger.date(event.nudge.t)))
        if isinstance(event, NudgeSent | NudgeSettled):
            nudges.append(_nudge(ledger, event.nudge))
    if abs((wall - ledger.date(t)).total_seconds()) > JUMP_S:
        ledger = replace(ledger, t=t, wall=wall, span_t=t)
    elif wall.utcoffset() != ledger.wall.utcoffset():
        ledger = _move(ledger, t, wall.tzinfo)
    return ledger, Records(tuple(spans), episodes, tuple(nudges))


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
    sent_t, at = ledger.sent or (None, ledger.wall)
    at = at if sent_t == nudge.t else ledger.date(nudge.t)
    return NudgeRecord(at, nudge.kind, nudge.outcome, nudge.response_s)
