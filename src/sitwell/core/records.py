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
    EASE = "ease"
    LEAN = "lean"
    MOVE = "move"
    CUE = "cue"


class NudgeOutcome(StrEnum):
    """What became of a nudge."""

    WAITING = "waiting"
    HELPED = "helped"
    IGNORED = "ignored"
    SNOOZED = "snoozed"
    DECLINED = "declined"


class ExerciseOutcome(StrEnum):
    """How an exercise ended."""

    DONE = "done"
    STOPPED = "stopped"
    SKIPPED = "skipped"
    DECLINED = "declined"


class CountedBy(StrEnum):
    """Who counted the repetitions."""

    CAMERA = "camera"
    PERSON = "person"


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
class ExerciseRecord:
    """An exercise that was begun, skipped or declined.

    Attributes:
        at: When; zone-aware.
        card_id: Which card.
        outcome: How it ended; declined means "not for me", until it is done again.
        repetitions: How many; 0 where none were.
        counted_by: Who counted them.
        duration_s: Seconds from the first breath to the end; 0 where it was not begun.
    """

    at: datetime
    card_id: str
    outcome: ExerciseOutcome
    repetitions: int = 0
    counted_by: CountedBy = CountedBy.PERSON
    duration_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Exposure:
    """How far and how long the back was bent in one hour of the local clock; see core/exposure.

    Attributes:
        start: The first moment of the hour that was seen; zone-aware.
        judged_s: Seconds with a verdict; all else here is part of them.
        flexion_s: Seconds at each degree of flexion, (degree, seconds), degrees rising.
        rounding_s: The same of shoulder rounding, where it could be told.
        level_s: Seconds by level of flexion (rows) and by how long that level lasted in one go
            (columns), as exposure.LEVELS_DEG and exposure.LENGTHS_S divide them.
        head_forward_s: Seconds with the head forward.
        rounded_s: Seconds with rounded shoulders.
        left_s: Seconds leaning to the sitter's left.
        right_s: Seconds leaning to the sitter's right.
        shifts: Times that the person took up another posture.
    """

    start: datetime
    judged_s: float = 0.0
    flexion_s: tuple[tuple[int, float], ...] = ()
    rounding_s: tuple[tuple[int, float], ...] = ()
    level_s: tuple[tuple[float, ...], ...] = ()
    head_forward_s: float = 0.0
    rounded_s: float = 0.0
    left_s: float = 0.0
    right_s: float = 0.0
    shifts: int = 0


@dataclass(frozen=True, slots=True)
class Records:
    """Everything kept about a stretch of time, each in order of time."""

    spans: tuple[Span, ...] = ()
    episodes: tuple[SlumpEpisode, ...] = ()
    nudges: tuple[NudgeRecord, ...] = ()
    exercises: tuple[ExerciseRecord, ...] = ()
    exposures: tuple[Exposure, ...] = ()
