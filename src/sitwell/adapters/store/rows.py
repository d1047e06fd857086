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
_FULL_TURN_DEG = 360.0


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
    """Read a row of `spans`.

    Raises:
        ValueError: A word is not known, or a number is none that was saved.
    """
    start_ms, offset_min, duration_ms, state, reason = row
    return Span(
        _moment(start_ms, offset_min),
        _duration_s(duration_ms),
        State(state),
        None if reason is None else Reason(reason),
    )


def episode_row(episode: SlumpEpisode) -> EpisodeRow:
    """Make a row of `episodes`."""
    start = episode.start
    duration_ms = _duration_ms(episode.duration_s)
    return (to_ms(start), _offset_min(start), duration_ms, episode.mean_flexion_deg)


def episode_from(row: EpisodeRow) -> SlumpEpisode:
    """Read a row of `episodes`; errors as in `span_from`."""
    start_ms, offset_min, duration_ms, mean_flexion_deg = row
    if not (isinstance(mean_flexion_deg, float) and abs(mean_flexion_deg) <= _FULL_TURN_DEG):
        raise ValueError(f"{mean_flexion_deg!r} is no angle")
    start, duration_s = _moment(start_ms, offset_min), _duration_s(duration_ms)
    return SlumpEpisode(start, duration_s, mean_flexion_deg)


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
    """Read a row of `nudges`; errors as in `span_from`."""
    at_ms, offset_min, kind, outcome, response_ms = row
    return NudgeRecord(
        _moment(at_ms, offset_min),
        NudgeKind(kind),
        NudgeOutcome(outcome),
        None if response_ms is None else _duration_s(response_ms),
    )


def _offset_min(moment: datetime) -> int:
    offset = moment.utcoffset() or timedelta(0)  # to_ms has refused a missing one
    return offset // timedelta(minutes=1)


def _moment(ms: int, offset_min: int) -> datetime:
    # A file of SQLite may hold anything anywhere, whatever its tables say.
    if not (isinstance(ms, int) and isinstance(offset_min, int)):
        raise ValueError(f"{ms!r} with the offset {offset_min!r} is no time")
    try:
        zone = timezone(timedelta(minutes=offset_min))
        return (_EPOCH + ms * _MILLISECOND).astimezone(zone)
    except OverflowError:
        raise ValueError(f"{ms} with the offset {offset_min} is no time") from None


def _duration_s(ms: int) -> float:
    if not (isinstance(ms, int) and ms >= 0):
        raise ValueError(f"{ms!r} is no duration in milliseconds")
    return ms / 1000


def _duration_ms(duration_s: float) -> int:
    if not 0 <= duration_s < float("inf"):
        raise ValueError(f"a duration must be a number of seconds from 0 up, not {duration_s}")
    return round(duration_s * 1000)
