"""What a stretch of time, mostly a day, adds up to. Counts and seconds only; no words.

Every moment is counted once. Where spans overlap (the clock was set back, or two sessions ran), the
one that began first keeps the moment, and the later one begins where the earlier ended:

    recorded   |  uuuuuuuuuu        |
               |        ssssssss    |
    counted    |  uuuuuuuuuussss    |
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from math import fsum
from statistics import median

from sitwell.core.reason import Reason
from sitwell.core.records import (
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)


@dataclass(frozen=True, slots=True)
class ReasonSeconds:
    """Seconds that could not be judged for one reason; None where none was recorded."""

    reason: Reason | None
    seconds: float


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many nudges of one kind were sent."""

    kind: NudgeKind
    sent: int


@dataclass(frozen=True, slots=True)
class SlumpSummary:
    """The slump episodes of the stretch, each clipped to it.

    Attributes:
        number: How many there were, even in part.
        longest_s: The longest; 0 where there was none.
        per_judged_hour: Their number in an hour of judged time; None where nothing was judged.
        mean_flexion_deg: Estimated flexion above the person's own upright, weighted by time; None
            where there was no episode.
    """

    number: int = 0
    longest_s: float = 0.0
    per_judged_hour: float | None = None
    mean_flexion_deg: float | None = None


@dataclass(frozen=True, slots=True)
class NudgeSummary:
    """The nudges sent during the stretch.

    Attributes:
        sent: How many.
        by_kind: The same by kind: every kind, in the order of NudgeKind.
        helped: How many were followed by sitting up, or by getting up.
        median_response_s: Half of those that helped did so within this time; None without any.
    """

    sent: int
    by_kind: tuple[KindCount, ...]
    helped: int
    median_response_s: float | None = None


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The stretch [since, until): seconds in each state, episodes and nudges.

    Attributes:
        since: Where it begins; zone-aware.
        until: Where it ends; zone-aware, not part of it.
        upright_s: Seconds upright; the other states likewise.
        unknown_by_reason: The parts of unknown_s, the largest first.
        slumps: The slump episodes.
        nudges: The nudges.
    """

    since: datetime
    until: datetime
    upright_s: float
    slumped_s: float
    overextended_s: float
    unknown_s: float
    absent_s: float
    unknown_by_reason: tuple[ReasonSeconds, ...]
    slumps: SlumpSummary
    nudges: NudgeSummary

    @property
    def judged_s(self) -> float:
        """Seconds with a verdict: the denominator of every share."""
        return self.upright_s + self.slumped_s + self.overextended_s

    @property
    def seen_s(self) -> float:
        """Seconds at the desk, judged or not."""
        return self.judged_s + self.unknown_s

    @property
    def recorded_s(self) -> float:
        """Seconds that the monitor ran: seen and absent."""
        return self.seen_s + self.absent_s

    @property
    def upright_share(self) -> float | None:
        """Upright part of the judged time, 0 to 1; None where nothing was judged."""
        return self._share(self.upright_s)

    @property
    def slumped_share(self) -> float | None:
        """Slumped part of the judged time, 0 to 1; None where nothing was judged."""
        return self._share(self.slumped_s)

    @property
    def overextended_share(self) -> float | None:
        """Overextended part of the judged time, 0 to 1; None where nothing was judged."""
        return self._share(self.overextended_s)

    def _share(self, seconds: float) -> float | None:
        return seconds / self.judged_s if self.judged_s > 0 else None


def local_day(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the first moment of a day in a time zone, and that of the next: 23, 24 or 25 hours.

    Both carry their own fixed offset, because Python subtracts two times of one `zoneinfo` zone by
    the clock on the wall and would call each of these days 24 hours long.
    """
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def summarize(records: Records, since: datetime, until: datetime) -> DaySummary:
    """Add up the part of the records that lies in [since, until).

    Raises:
        ValueError: A time without a zone.
    """
    parts = _parts(records.spans, since, until)
    by_state = {state: fsum(s for span, s in parts if span.state is state) for state in State}
    judged_s = by_state[State.UPRIGHT] + by_state[State.SLUMPED] + by_state[State.OVEREXTENDED]
    return DaySummary(
        since,
        until,
        upright_s=by_state[State.UPRIGHT],
        slumped_s=by_state[State.SLUMPED],
        overextended_s=by_state[State.OVEREXTENDED],
        unknown_s=by_state[State.UNKNOWN],
        absent_s=by_state[State.ABSENT],
        unknown_by_reason=_by_reason(parts),
        slumps=_slumps(records.episodes, since, until, judged_s),
        nudges=_nudges(records.nudges, since, until),
    )


def _midnight(day: date, zone: tzinfo) -> datetime:
    # Where the clock skips or repeats midnight, fold=0 still names the day's first moment.
    moment = datetime.combine(day, time.min, zone)
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta(0)))


def _parts(
    spans: tuple[Span, ...], since: datetime, until: datetime
) -> tuple[tuple[Span, float], ...]:
    """Give each span with the seconds that are counted for it."""
    taken_s, end_s = 0.0, _seconds_between(since, until)
    parts = []
    for span in sorted(spans, key=lambda span: _utc(span.start)):
        start_s = _seconds_between(since, span.start)
        stop_s = min(start_s + span.duration_s, end_s)
        parts.append((span, max(0.0, stop_s - max(start_s, taken_s))))
        taken_s = max(taken_s, stop_s)
    return tuple(parts)


def _by_reason(parts: tuple[tuple[Span, float], ...]) -> tuple[ReasonSeconds, ...]:
    seconds: dict[Reason | None, float] = {}
    for span, part_s in parts:
        if span.state is State.UNKNOWN and part_s > 0:
            seconds[span.reason] = seconds.get(span.reason, 0.0) + part_s
    largest_first = sorted(seconds.items(), key=lambda item: -item[1])
    return tuple(ReasonSeconds(reason, total_s) for reason, total_s in largest_first)


def _slumps(
    episodes: tuple[SlumpEpisode, ...], since: datetime, until: datetime, judged_s: float
) -> SlumpSummary:
    end_s = _seconds_between(since, until)
    clipped = []
    for episode in episodes:
        start_s = _seconds_between(since, episode.start)
        inside_s = min(start_s + episode.duration_s, end_s) - max(start_s, 0.0)
        if inside_s > 0:
            clipped.append((inside_s, episode.mean_flexion_deg))
    rate = len(clipped) / (judged_s / 3600) if judged_s > 0 else None
    if not clipped:
        return SlumpSummary(per_judged_hour=rate)
    total_s = fsum(inside_s for inside_s, _ in clipped)
    mean_deg = fsum(inside_s * flexion_deg for inside_s, flexion_deg in clipped) / total_s
    return SlumpSummary(len(clipped), max(inside_s for inside_s, _ in clipped), rate, mean_deg)


def _nudges(nudges: tuple[NudgeRecord, ...], since: datetime, until: datetime) -> NudgeSummary:
    begin, end = _utc(since), _utc(until)
    sent = [nudge for nudge in nudges if begin <= _utc(nudge.at) < end]
    helped = [nudge for nudge in sent if nudge.outcome is NudgeOutcome.HELPED]
    responses_s = [nudge.response_s for nudge in helped if nudge.response_s is not None]
    return NudgeSummary(
        len(sent),
        tuple(KindCount(kind, sum(n.kind is kind for n in sent)) for kind in NudgeKind),
        len(helped),
        median(responses_s) if responses_s else None,
    )


def _seconds_between(earlier: datetime, later: datetime) -> float:
    return (_utc(later) - _utc(earlier)).total_seconds()


def _utc(moment: datetime) -> datetime:
    """Give the moment in UTC, where times can be compared and subtracted; see `local_day`."""
    if moment.utcoffset() is None:
        raise ValueError(f"a time without a zone cannot be placed in a day: {moment.isoformat()}")
    return moment.astimezone(UTC)
