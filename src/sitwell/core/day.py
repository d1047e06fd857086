"""Everything that the report of one day says. Renderers draw it and compute nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import fsum

from sitwell.core import exposure, sitting, summary
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeRecord,
    Records,
    State,
)
from sitwell.core.sitting import SittingSummary
from sitwell.core.summary import DaySummary
from sitwell.core.timeline import Piece, lay_out, local_day, seconds_between

HOUR_S = 3600.0
LEAST_FOR_PERCENTILES_S = 3600.0
"""Fewer judged seconds give biased percentiles (science.md section 6, [S49])."""

LEAST_FOR_ENDS_S = 2 * HOUR_S
"""The first and the last hour can be compared where they do not overlap."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day's curve.

    Attributes:
        start_s: Seconds since the day began.
        clock: Its hour on the local clock, 0 to 23.
        upright_s: Seconds upright in it; the others likewise.
    """

    start_s: float
    clock: int
    upright_s: float = 0.0
    slumped_s: float = 0.0
    overextended_s: float = 0.0

    @property
    def judged_s(self) -> float:
        """Seconds with a verdict."""
        return self.upright_s + self.slumped_s + self.overextended_s

    @property
    def slumped_share(self) -> float | None:
        """The slumped part of the judged time; None where nothing was judged."""
        return self.slumped_s / self.judged_s if self.judged_s > 0.0 else None


@dataclass(frozen=True, slots=True)
class Ends:
    """The slumped share, 0 to 1, of the first and of the last judged hour of a day."""

    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Degrees below which 10, 50 and 90 % of the judged time lie (APDF)."""

    p10_deg: float
    p50_deg: float
    p90_deg: float


@dataclass(frozen=True, slots=True)
class ExposureSummary:
    """How far and how long at a stretch the back was bent.

    Attributes:
        judged_s: Seconds that all of this is made of.
        level_s: Seconds by level (rows) and length of stretch (columns); see core/exposure.
        flexion: Its distribution; None where less than an hour was judged.
        rounding: The same of shoulder rounding.
        head_forward_s: Seconds with the head forward; rounded, left and right likewise.
        shifts_per_hour: Posture shifts in an hour of judged time; None where nothing was judged.
    """

    judged_s: float
    level_s: tuple[tuple[float, ...], ...]
    flexion: Percentiles | None
    rounding: Percentiles | None
    head_forward_s: float
    rounded_s: float
    left_s: float
    right_s: float
    shifts_per_hour: float | None

    @property
    def head_forward_share(self) -> float | None:
        """Part of `judged_s` with the head forward, 0 to 1; None where that is nothing."""
        return self._share(self.head_forward_s)

    @property
    def rounded_share(self) -> float | None:
        """The same with rounded shoulders."""
        return self._share(self.rounded_s)

    @property
    def left_share(self) -> float | None:
        """The same leaning to the sitter's left."""
        return self._share(self.left_s)

    @property
    def right_share(self) -> float | None:
        """The same leaning to the sitter's right."""
        return self._share(self.right_s)

    def _share(self, seconds: float) -> float | None:
        return seconds / self.judged_s if self.judged_s > 0.0 else None


@dataclass(frozen=True, slots=True)
class ExerciseCount:
    """What was done of one exercise.

    Attributes:
        card_id: Which.
        done: Sets that were done.
        stopped: Sets that were ended early.
        repetitions: In all of these.
        seen_repetitions: Those among them that the camera counted.
    """

    card_id: str
    done: int = 0
    stopped: int = 0
    repetitions: int = 0
    seen_repetitions: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A local day as the report tells it.

    Attributes:
        day: Which.
        summary: Coverage, states, slump episodes and nudges.
        pieces: The day laid out, for its timeline.
        sitting: Bouts and breaks.
        hours: The hours in which anything was judged, in order.
        ends: First against last hour; None where less than two hours were judged.
        exposure: Levels, percentiles and shifts.
        nudges: The nudges of the day, in order.
        exercises: By card, in the order of first use; only what was begun.
        sets: The sets begun, in order.
    """

    day: date
    summary: DaySummary
    pieces: tuple[Piece, ...]
    sitting: SittingSummary
    hours: tuple[Hour, ...]
    ends: Ends | None
    exposure: ExposureSummary
    nudges: tuple[NudgeRecord, ...]
    exercises: tuple[ExerciseCount, ...]
    sets: tuple[ExerciseRecord, ...] = ()

    @property
    def length_s(self) -> float:
        """Seconds in the day: of 23, 24 or 25 hours."""
        return seconds_between(self.summary.since, self.summary.until)


def tell(records: Records, day: date, zone: tzinfo) -> Day:
    """Add up what lies in a local day.

    Raises:
        ValueError: A time without a zone.
    """
    since, until = local_day(day, zone)
    pieces = lay_out(records.spans, since, until)
    begun = _begun(tuple(e for e in records.exercises if since <= e.at < until))
    return Day(
        day,
        summary.summarize(records, since, until, pieces),
        pieces,
        sitting.summarize(pieces),
        _hours(pieces, since, zone),
        _compare_ends(pieces),
        _expose(tuple(e for e in records.exposures if since <= e.start < until), since),
        tuple(n for n in records.nudges if since <= n.at < until),
        _exercises(begun),
        begun,
    )


def _hours(pieces: tuple[Piece, ...], since: datetime, zone: tzinfo) -> tuple[Hour, ...]:
    seconds: dict[tuple[int, State], float] = {}
    for piece in pieces:
        place = int(piece.start_s // HOUR_S)
        while place * HOUR_S < piece.stop_s:
            begun_s, ended_s = place * HOUR_S, (place + 1) * HOUR_S
            inside_s = min(piece.stop_s, ended_s) - max(piece.start_s, begun_s)
            key = (place, piece.state)
            seconds[key] = seconds.get(key, 0.0) + inside_s
            place += 1
    hours = (
        Hour(
            place * HOUR_S,
            (since + timedelta(hours=place)).astimezone(zone).hour,
            seconds.get((place, State.UPRIGHT), 0.0),
            seconds.get((place, State.SLUMPED), 0.0),
            seconds.get((place, State.OVEREXTENDED), 0.0),
        )
        for place in sorted({place for place, _ in seconds})
    )
    return tuple(hour for hour in hours if hour.judged_s > 0.0)


def _compare_ends(pieces: tuple[Piece, ...]) -> Ends | None:
    judged = [p for p in pieces if p.state not in (State.UNKNOWN, State.ABSENT)]
    if fsum(p.seconds for p in judged) < LEAST_FOR_ENDS_S:
        return None
    return Ends(_share_slumped(judged), _share_slumped(judged[::-1]))


def _share_slumped(judged: list[Piece]) -> float:
    """Give the slumped share of the first hour's worth of these."""
    left_s, slumped_s = HOUR_S, 0.0
    for piece in judged:
        part_s = min(piece.seconds, left_s)
        slumped_s += part_s if piece.state is State.SLUMPED else 0.0
        left_s -= part_s
    return slumped_s / HOUR_S


def _expose(exposures: tuple[Exposure, ...], since: datetime) -> ExposureSummary:
    total = exposure.add(exposures, since)
    hours = total.judged_s / HOUR_S
    return ExposureSummary(
        total.judged_s,
        total.level_s,
        _percentiles(total.flexion_s),
        _percentiles(total.rounding_s),
        total.head_forward_s,
        total.rounded_s,
        total.left_s,
        total.right_s,
        total.shifts / hours if hours > 0.0 else None,
    )


def _percentiles(seconds_at: tuple[tuple[int, float], ...]) -> Percentiles | None:
    if fsum(seconds for _, seconds in seconds_at) < LEAST_FOR_PERCENTILES_S:
        return None
    low, middle, high = (exposure.percentile(seconds_at, share) for share in (0.1, 0.5, 0.9))
    if low is None or middle is None or high is None:
        return None
    return Percentiles(low, middle, high)


def _begun(records: tuple[ExerciseRecord, ...]) -> tuple[ExerciseRecord, ...]:
    return tuple(r for r in records if r.outcome in (ExerciseOutcome.DONE, ExerciseOutcome.STOPPED))


def _exercises(begun: tuple[ExerciseRecord, ...]) -> tuple[ExerciseCount, ...]:
    counts = []
    for card_id in dict.fromkeys(record.card_id for record in begun):
        mine = [record for record in begun if record.card_id == card_id]
        counts.append(
            ExerciseCount(
                card_id,
                sum(r.outcome is ExerciseOutcome.DONE for r in mine),
                sum(r.outcome is ExerciseOutcome.STOPPED for r in mine),
                sum(r.repetitions for r in mine),
                sum(r.repetitions for r in mine if r.counted_by is CountedBy.CAMERA),
            )
        )
    return tuple(counts)
