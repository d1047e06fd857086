"""The last hour as stretches of one state: what the record has, and the monitor's last changes.

record     |uuuuuuuu  ....ssssuuuu  |          saved every minute
changes                    |ssssuuuuss>        as they happen, until the last answer
laid out   |uuuuuuuu  .....|ssssuuuuss|
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sitwell.core.records import Span
from sitwell.desktop.why.answer import Change

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one state, in seconds before now; `start_s` is the larger."""

    start_s: float
    stop_s: float
    state: str
    reason: str | None = None


def lay_out(
    changes: tuple[Change, ...], spans: tuple[Span, ...], now: datetime, until: datetime
) -> tuple[Stretch, ...]:
    """Give the stretches of the last hour in order of time; where nothing is known there is none.

    Args:
        changes: The last changes, the newest first.
        spans: What the record has of the hour.
        now: The end of the hour.
        until: When the monitor answered last: until then the newest change is known to have lasted.
    """
    known = changes[::-1]
    from_s, until_s = _ago(known[0].at, now) if known else 0.0, _ago(until, now)
    stretches = []
    for span in spans:
        start_s = _ago(span.start, now)
        stop_s = _ago(span.start + timedelta(seconds=span.duration_s), now)
        reason = None if span.reason is None else span.reason.value
        stretches.append(Stretch(start_s, max(stop_s, from_s), span.state.value, reason))
    ends_s = [_ago(change.at, now) for change in known[1:]] + [until_s]
    for change, stop_s in zip(known, ends_s[: len(known)], strict=True):
        stretches.append(Stretch(_ago(change.at, now), stop_s, change.state, change.reason))
    return tuple(
        Stretch(min(s.start_s, HOUR_S), s.stop_s, s.state, s.reason)
        for s in sorted(stretches, key=lambda s: -s.start_s)
        if s.start_s > s.stop_s and s.stop_s < HOUR_S
    )


def _ago(moment: datetime, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds())
