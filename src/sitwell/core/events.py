"""What happened, as values: the monitor gives them, commands act on them."""

from dataclasses import dataclass

from sitwell.core.episodes import Changes
from sitwell.core.nudges import Nudge
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeOutcome, State
from sitwell.core.sighting import Sighting


@dataclass(frozen=True, slots=True)
class StateChanged:
    """A new settled state (or a new reason for unknown), in force since `t`."""

    t: float
    state: State
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class SlumpStarted:
    """A slump has lasted long enough to count; it began at `start`."""

    t: float
    start: float


@dataclass(frozen=True, slots=True)
class SlumpEnded:
    """A slump episode is over.

    Attributes:
        t: When that became certain.
        start: When the slump began.
        duration_s: From `start` until it was last seen.
        mean_flexion_deg: Mean estimated flexion while slumped.
    """

    t: float
    start: float
    duration_s: float
    mean_flexion_deg: float


@dataclass(frozen=True, slots=True)
class AbsentStarted:
    """The person has been away long enough to count, since `since`."""

    t: float
    since: float


@dataclass(frozen=True, slots=True)
class AbsentEnded:
    """The person is back."""

    t: float


@dataclass(frozen=True, slots=True)
class NudgeSent:
    """It is time for a nudge.

    Attributes:
        t: Now.
        nudge: What to say.
        seen: What it can speak of.
    """

    t: float
    nudge: Nudge
    seen: Sighting


@dataclass(frozen=True, slots=True)
class NudgeSettled:
    """The last nudge helped (then it is withdrawn), was ignored, snoozed or declined."""

    t: float
    nudge: Nudge


Event = (
    StateChanged
    | SlumpStarted
    | SlumpEnded
    | AbsentStarted
    | AbsentEnded
    | NudgeSent
    | NudgeSettled
)


def announce(changes: Changes, t: float) -> tuple[Event, ...]:
    """Give the events of what began and ended in the episodes at a moment."""
    events: list[Event] = []
    if changes.slump_started is not None:
        events.append(SlumpStarted(t, changes.slump_started.start))
    if changes.slump_ended is not None:
        slump = changes.slump_ended
        events.append(SlumpEnded(t, slump.start, slump.last - slump.start, slump.mean_flexion_deg))
    if changes.absence_started is not None:
        events.append(AbsentStarted(t, changes.absence_started))
    if changes.absence_ended:
        events.append(AbsentEnded(t))
    return tuple(events)


def withdraws(event: Event) -> bool:
    """Say whether an event takes the nudge on the screen back."""
    return isinstance(event, NudgeSettled) and event.nudge.outcome is NudgeOutcome.HELPED
