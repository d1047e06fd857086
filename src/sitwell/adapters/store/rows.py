"""Rows of the store, made from our values and turned back into them.

Times are kept to the millisecond: cut, not rounded, so that no moment moves into the next day.
"""

from datetime import UTC, datetime, timedelta, timezone

from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeOutcome, NudgeRecord, SlumpEpisode, Span, State

SpanRow = tuple[int, int, int, str, str | None]
EpisodeRow = tuple[int, int, int, float]
NudgeRow = tuple[int, int, str, str, int | None]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Give a moment as whole milliseconds UTC.

    Raises:
        ValueError: The time has no zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment.isoformat()}")
    return (moment - _EPOCH) // _MILLISECOND


def span_row(span: Span) -> SpanRow:
    """Make a row of `spans`."""
    reason = None if span.reason is None else span.reason.value
    return (
        to_ms(span.start),
        _offset_min(span.start),
        _duration_ms(span.duration_s),
        span.state.value,
        reason,
    )


def span_from(row: SpanRow) -> Span:
    """Read a row of `spans`; ValueError where a word is not known."""
    start_ms, offset_min, duration_ms, state, reason = row
    return Span(
        _moment(start_ms, offset_min),
        duration_ms / 1000,
        State(state),
        None if reason is None else Reason(reason),
    )


def episode_row(episode: SlumpEpisode) -> EpisodeRow:
    """Make a row of `episodes`."""
    start = episode.start
    duration_ms = _duration_ms(episode.duration_s)
    return (to_ms(start), _offset_min(start), duration_ms, episode.mean_flexion_deg)


def episode_from(row: EpisodeRow) -> SlumpEpisode:
    """Read a row of `episodes`."""
    start_ms, offset_min, duration_ms, mean_flexion_deg = row
    return SlumpEpisode(_moment(start_ms, offset_min), duration_ms / 1000, mean_flexion_deg)


def nudge_row(nudge: NudgeRecord) -> NudgeRow:
    """Make a row of `nudges`."""
    response_ms = None if nudge.response_s is None else _duration_ms(nudge.response_s)
    return (
        to_ms(nudge.at),
        _offset_min(nudge.at),
        nudge.kind.value,
        nudge.outcome.value,
        response_ms,
    )


def nudge_from(row: NudgeRow) -> NudgeRecord:
    """Read a row of `nudges`; ValueError where a word is not known."""
    at_ms, offset_min, kind, outcome, response_ms = row
    return NudgeRecord(
        _moment(at_ms, offset_min),
        NudgeKind(kind),
        NudgeOutcome(outcome),
        None if response_ms is None else response_ms / 1000,
    )


def _offset_min(moment: datetime) -> int:
    offset = moment.utcoffset() or timedelta(0)  # to_ms has refused a missing one
    return offset // timedelta(minutes=1)


def _moment(ms: int, offset_min: int) -> datetime:
    zone = timezone(timedelta(minutes=offset_min))
    return (_EPOCH + ms * _MILLISECOND).astimezone(zone)


def _duration_ms(duration_s: float) -> int:
    if not 0 <= duration_s < float("inf"):
        raise ValueError(f"a duration must be a number of seconds from 0 up, not {duration_s}")
    return round(duration_s * 1000)
