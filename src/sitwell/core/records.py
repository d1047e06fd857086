"""What is kept of a day: spans of state, episodes and nudges. No picture, no landmark."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sitwell.core.reason import Reason


class State(StrEnum):
    """The verdict for one moment."""

    UPRIGHT = "upright"
    SLUMPED = "slumped"
    OVEREXTENDED = "overextended"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class NudgeKind(StrEnum):
    """What a nudge suggests."""

    SIT_UP = "sit_up"
    LOCUST = "locust"
    BREAK = "break"


class NudgeOutcome(StrEnum):
    """What became of a nudge."""

    WAITING = "waiting"
    HELPED = "helped"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one state.

    Attributes:
        start: When it began; zone-aware.
        duration_s: How long it lasted by the monitor's own clock, which wall-clock jumps leave
            alone.
        state: The state throughout.
        reason: Why, for unknown; otherwise None.
    """

    start: datetime
    duration_s: float
    state: State
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class SlumpEpisode:
    """A slump that lasted longer than the onset.

    Attributes:
        start: When the slump began (not when it was recognised); zone-aware.
        duration_s: Seconds until it ended or was last seen.
        mean_flexion_deg: Mean estimated flexion above the upright baseline.
    """

    start: datetime
    duration_s: float
    mean_flexion_deg: float


@dataclass(frozen=True, slots=True)
class NudgeRecord:
    """A nudge that was sent.

    Attributes:
        at: When it was sent; zone-aware.
        kind: What it suggested.
        outcome: Whether the person sat up (or got up) afterwards.
        response_s: Seconds until they did; None unless it helped.
    """

    at: datetime
    kind: NudgeKind
    outcome: NudgeOutcome = NudgeOutcome.WAITING
    response_s: float | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """Everything kept about a stretch of time, each in order of time."""

    spans: tuple[Span, ...] = ()
    episodes: tuple[SlumpEpisode, ...] = ()
    nudges: tuple[NudgeRecord, ...] = ()
