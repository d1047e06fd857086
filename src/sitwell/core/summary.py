"""What a stretch of time, mostly a day, adds up to. Counts and seconds only; no words."""

from dataclasses import dataclass
from datetime import datetime
from math import fsum
from statistics import median

from sitwell.core.reason import Reason
from sitwell.core.records import (
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    State,
)
from sitwell.core.timeline import Coverage, Piece, lay_out, seconds_between, to_utc


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
        median_s: Half of them were shorter; None where there was none.
        per_judged_hour: Their number in an hour of judged time; None where nothing was judged.
        mean_flexion_deg: Estimated flexion above the person's own upright, weighted by time; None
            where there was no episode.
    """

    number: int = 0
    longest_s: float = 0.0
    per_judged_hour: float | None = None
    mean_flexion_deg: float | None = None
    median_s: float | None = None


@dataclass(frozen=True, slots=True)
class NudgeSummary:
    """The nudges sent during the stretch.

    Attributes:
        sent: How many.
        by_kind: The same by kind: every kind, in the order of NudgeKind.
        helped: How many were followed by sitting up, or by getting up.
        median_response_s: Half of those that helped did so within this time; None without any.
        ignored: How many were not followed.
    """

    sent: int
    by_kind: tuple[KindCount, ...]
    helped: int
    median_response_s: float | None = None
    ignored: int = 0


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The stretch [since, until): seconds in each state, episodes and nudges.

    Attributes:
        since: Where it begins; zone-aware.
        until: Where it ends; zone-aware, not part of it.
        upright_s: Seconds upright; the other states likewise.
        paused_s: The part of unknown_s in which the person wanted no watching.
        unseen_s: The part of unknown_s without a picture for another reason.
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
    paused_s: float = 0.0
    unseen_s: float = 0.0

    @property
    def judged_s(self) -> float:
        """Seconds with a verdict: the denominator of every share."""
        return self.upright_s + self.slumped_s + self.overextended_s

    @property
    def unclear_s(self) -> float:
        """Seconds at which somebody was seen who could not be judged."""
        return max(0.0, self.unknown_s - self.paused_s - self.unseen_s)

    @property
    def seen_s(self) -> float:
        """Seconds at the desk, judged or not."""
        return self.judged_s + self.unclear_s

    @property
    def recorded_s(self) -> float:
        """Seconds that the monitor ran, paused or not."""
        return self.judged_s + self.unknown_s + self.absent_s

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


def summarize(
    records: Records, since: datetime, until: datetime, pieces: tuple[Piece, ...] | None = None
) -> DaySummary:
    """Add up the part of the records that lies in [since, until).

    Args:
        records: What was kept.
        since: The beginning.
        until: The end, not part of it.
        pieces: The spans laid out in it; None where the caller has not done so.

    Raises:
        ValueError: A time without a zone.
    """
    if pieces is None:
        pieces = lay_out(records.spans, since, until)
    by_state = {state: fsum(p.seconds for p in pieces if p.state is state) for state in State}
    unknown = tuple(piece for piece in pieces if piece.state is State.UNKNOWN)
    covered = {kind: fsum(p.seconds for p in unknown if p.coverage is kind) for kind in Coverage}
    judged_s = by_state[State.UPRIGHT] + by_state[State.SLUMPED] + by_state[State.OVEREXTENDED]
    return DaySummary(
        since,
        until,
        upright_s=by_state[State.UPRIGHT],
        slumped_s=by_state[State.SLUMPED],
        overextended_s=by_state[State.OVEREXTENDED],
        unknown_s=by_state[State.UNKNOWN],
        absent_s=by_state[State.ABSENT],
        unknown_by_reason=_by_reason(pieces),
        slumps=_slumps(records.episodes, since, until, judged_s),
        nudges=_nudges(records.nudges, since, until),
        paused_s=covered[Coverage.PAUSED],
        unseen_s=covered[Coverage.UNSEEN],
    )


def _by_reason(pieces: tuple[Piece, ...]) -> tuple[ReasonSeconds, ...]:
    seconds: dict[Reason | None, float] = {}
    for piece in pieces:
        if piece.state is State.UNKNOWN:
            seconds[piece.reason] = seconds.get(piece.reason, 0.0) + piece.seconds
    largest_first = sorted(seconds.items(), key=lambda item: -item[1])
    return tuple(ReasonSeconds(reason, total_s) for reason, total_s in largest_first)


def _slumps(
    episodes: tuple[SlumpEpisode, ...], since: datetime, until: datetime, judged_s: float
) -> SlumpSummary:
    end_s = seconds_between(since, until)
    clipped = []
    for episode in episodes:
        start_s = seconds_between(since, episode.start)
        inside_s = min(start_s + episode.duration_s, end_s) - max(start_s, 0.0)
        if inside_s > 0:
            clipped.append((inside_s, episode.mean_flexion_deg))
    rate = len(clipped) / (judged_s / 3600) if judged_s > 0 else None
    if not clipped:
        return SlumpSummary(per_judged_hour=rate)
    total_s = fsum(inside_s for inside_s, _ in clipped)
    mean_deg = fsum(inside_s * flexion_deg for inside_s, flexion_deg in clipped) / total_s
    lengths_s = [inside_s for inside_s, _ in clipped]
    return SlumpSummary(len(clipped), max(lengths_s), rate, mean_deg, median(lengths_s))


def _nudges(nudges: tuple[NudgeRecord, ...], since: datetime, until: datetime) -> NudgeSummary:
    begin, end = to_utc(since), to_utc(until)
    sent = [nudge for nudge in nudges if begin <= to_utc(nudge.at) < end]
    helped = [nudge for nudge in sent if nudge.outcome is NudgeOutcome.HELPED]
    responses_s = [nudge.response_s for nudge in helped if nudge.response_s is not None]
    return NudgeSummary(
        len(sent),
        tuple(KindCount(kind, sum(n.kind is kind for n in sent)) for kind in NudgeKind),
        len(helped),
        median(responses_s) if responses_s else None,
        sum(nudge.outcome is NudgeOutcome.IGNORED for nudge in sent),
    )
