"""Rows of the store, made from our values and turned back into them.

Times are kept to the millisecond: cut, not rounded, so that no moment moves into the next day.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from sitwell.adapters.store import tallies
from sitwell.core.reason import Reason
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    SlumpEpisode,
    Span,
    State,
)

SpanRow = tuple[int, int, int, str, str | None]
EpisodeRow = tuple[int, int, int, float]
NudgeRow = tuple[int, int, str, str, int | None]
ExerciseRow = tuple[int, int, str, str, int, str, int]
ExposureRow = tuple[int, int, int, str, str, str, int, int, int, int, int]

MOST_REPETITIONS = 10_000
"""In one record; a day of lifting at one every 3 s has fewer."""

MOST_SHIFTS = 10_000
"""In one hour; each takes some seconds to be certain of."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FULL_TURN_DEG = 360.0
_CARD_ID = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


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


def exercise_row(exercise: ExerciseRecord) -> ExerciseRow:
    """Make a row of `exercises`."""
    return (
        to_ms(exercise.at),
        _offset_min(exercise.at),
        _card_id(exercise.card_id),
        exercise.outcome.value,
        _repetitions(exercise.repetitions),
        exercise.counted_by.value,
        _duration_ms(exercise.duration_s),
    )


def exercise_from(row: ExerciseRow) -> ExerciseRecord:
    """Read a row of `exercises`; errors as in `span_from`."""
    at_ms, offset_min, card_id, outcome, repetitions, counted_by, duration_ms = row
    return ExerciseRecord(
        _moment(at_ms, offset_min),
        _card_id(card_id),
        ExerciseOutcome(outcome),
        _repetitions(repetitions),
        CountedBy(counted_by),
        _duration_s(duration_ms),
    )


def exposure_row(exposure: Exposure) -> ExposureRow:
    """Make a row of `exposures`."""
    return (
        to_ms(exposure.start),
        _offset_min(exposure.start),
        _duration_ms(exposure.judged_s),
        tallies.write_degrees(exposure.flexion_s),
        tallies.write_degrees(exposure.rounding_s),
        tallies.write_levels(exposure.level_s),
        _duration_ms(exposure.head_forward_s),
        _duration_ms(exposure.rounded_s),
        _duration_ms(exposure.left_s),
        _duration_ms(exposure.right_s),
        _shifts(exposure.shifts),
    )


def exposure_from(row: ExposureRow) -> Exposure:
    """Read a row of `exposures`; errors as in `span_from`."""
    start_ms, offset_min, judged_ms, flexion, rounding, levels = row[:6]
    head_forward_ms, rounded_ms, left_ms, right_ms, shifts = row[6:]
    return Exposure(
        _moment(start_ms, offset_min),
        _duration_s(judged_ms),
        tallies.read_degrees(flexion),
        tallies.read_degrees(rounding),
        tallies.read_levels(levels),
        _duration_s(head_forward_ms),
        _duration_s(rounded_ms),
        _duration_s(left_ms),
        _duration_s(right_ms),
        _shifts(shifts),
    )


def _card_id(card_id: str) -> str:
    """Give an id back that could be a card's: it is shown to the person, and names a file."""
    if not (isinstance(card_id, str) and _CARD_ID.fullmatch(card_id)):
        raise ValueError(f"{card_id!r} is no exercise")
    return card_id


def _repetitions(count: int) -> int:
    if not (isinstance(count, int) and 0 <= count <= MOST_REPETITIONS):
        raise ValueError(f"{count!r} is no number of repetitions")
    return count


def _shifts(count: int) -> int:
    if not (isinstance(count, int) and 0 <= count <= MOST_SHIFTS):
        raise ValueError(f"{count!r} is no number of posture shifts")
    return count


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
