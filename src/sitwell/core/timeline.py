"""One day as pieces that neither overlap nor leave anything out of what was recorded.

Every moment is counted once. Where spans overlap (the clock was set back, or two sessions ran), the
one that began first keeps the moment, and the later one begins where the earlier ended:

    recorded   |  uuuuuuuuuu        |
               |        ssssssss    |
    laid out   |  uuuuuuuuuussss    |
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from sitwell.core.reason import WISHES, WITHOUT_PICTURE, Reason
from sitwell.core.records import Span, State


class Coverage(StrEnum):
    """What is known of a moment that was recorded."""

    JUDGED = "judged"
    UNCLEAR = "unclear"
    UNSEEN = "unseen"
    PAUSED = "paused"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the day in one state.

    Attributes:
        start_s: Seconds from the beginning of the day to that of the piece.
        stop_s: The same to its end, which is not part of it.
        state: The state throughout.
        reason: Why, where it could not be judged.
    """

    start_s: float
    stop_s: float
    state: State
    reason: Reason | None = None

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.stop_s - self.start_s

    @property
    def coverage(self) -> Coverage:
        """What is known of it: judged, seen but unclear, without a picture, not wanted, or away."""
        if self.state is State.ABSENT:
            return Coverage.AWAY
        if self.state is not State.UNKNOWN:
            return Coverage.JUDGED
        if self.reason in WISHES:
            return Coverage.PAUSED
        return Coverage.UNSEEN if self.reason in WITHOUT_PICTURE else Coverage.UNCLEAR

    @property
    def is_seated(self) -> bool:
        """Whether somebody was seen who sat."""
        is_seen = self.coverage in (Coverage.JUDGED, Coverage.UNCLEAR)
        return is_seen and self.reason is not Reason.STANDING

    @property
    def is_up(self) -> bool:
        """Whether the person was away from the chair."""
        return self.state is State.ABSENT or self.reason is Reason.STANDING


def local_day(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the first moment of a day in a time zone, and that of the next: 23, 24 or 25 hours.

    Both carry their own fixed offset, because Python subtracts two times of one `zoneinfo` zone by
    the clock on the wall and would call each of these days 24 hours long.
    """
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def lay_out(spans: tuple[Span, ...], since: datetime, until: datetime) -> tuple[Piece, ...]:
    """Give the parts of the spans in [since, until), in order, none of them empty.

    Raises:
        ValueError: A time without a zone.
    """
    taken_s, end_s = 0.0, seconds_between(since, until)
    pieces = []
    for span in sorted(spans, key=lambda span: to_utc(span.start)):
        start_s = seconds_between(since, span.start)
        stop_s = min(start_s + span.duration_s, end_s)
        start_s = max(start_s, taken_s)
        if stop_s > start_s:
            pieces.append(Piece(start_s, stop_s, span.state, span.reason))
        taken_s = max(taken_s, stop_s)
    return tuple(pieces)


def seconds_between(earlier: datetime, later: datetime) -> float:
    """Give the seconds from one moment to another, whatever their zones."""
    return (to_utc(later) - to_utc(earlier)).total_seconds()


def to_utc(moment: datetime) -> datetime:
    """Give the moment in UTC, where times can be compared and subtracted; see `local_day`.

    Raises:
        ValueError: A time without a zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"a time without a zone cannot be placed in a day: {moment.isoformat()}")
    return moment.astimezone(UTC)


def _midnight(day: date, zone: tzinfo) -> datetime:
    # Where the clock skips or repeats midnight, fold=0 still names the day's first moment.
    moment = datetime.combine(day, time.min, zone)
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta(0)))
