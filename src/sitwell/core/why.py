"""Why there is a nudge, or none, with what was seen and said before: what `sitwell why` says."""

from dataclasses import dataclass
from datetime import datetime

from sitwell.core.angles import Angle
from sitwell.core.nudges import Explanation, Gauge, NudgeRules
from sitwell.core.posture_rules import PostureRules
from sitwell.core.presence import Hold
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeRecord, State
from sitwell.core.settle import RELEASE, Steady
from sitwell.core.sighting import Sighting
from sitwell.core.status import Channel, NextNudge, Rest


@dataclass(frozen=True, slots=True)
class Verdict:
    """A settled state, and what it rested on when it began.

    Attributes:
        at: When it began; zone-aware.
        state: The state.
        reason: Why it could not be judged, or why nobody is there; None where there is none.
        flexion: The estimate; None where nothing was judged.
        line_deg: The line it was held against then: that of over-extension for an over-extended
            moment, of slumping for all else.
    """

    at: datetime
    state: State
    reason: Reason | None
    flexion: Angle | None
    line_deg: float


@dataclass(frozen=True, slots=True)
class Said:
    """A nudge, and what was seen when it was sent; None where an earlier watch has sent it."""

    nudge: NudgeRecord
    seen: Sighting | None = None


@dataclass(frozen=True, slots=True)
class Dial:
    """An angle with its interval against its line.

    Attributes:
        gauge: The estimate and the line.
        angle: The estimate with its interval; None where nothing is judged.
        release_deg: Where what has crossed the line ends: nearer to upright.
    """

    gauge: Gauge
    angle: Angle | None
    release_deg: float


@dataclass(frozen=True, slots=True)
class Why:
    """Everything about why there is a nudge, or none.

    Attributes:
        now: When this was found out; every moment here is zone-aware.
        explanation: What the nudge rules make of it; None before the first look.
        state: The settled state; None before the first look.
        reason: Why it could not be judged, or why nobody is there.
        rest: Whether the person wants no watching now.
        hold: What a nudge would disturb now.
        next_nudge: When the next may come.
        rules: Those of the nudges.
        channel: The way they take.
        dials: The angles.
        verdicts: The last changes of the settled state, the newest first.
        said: The last nudges, the newest first.
    """

    now: datetime
    explanation: Explanation | None
    state: State | None
    reason: Reason | None
    rest: Rest | None
    hold: Hold | None
    next_nudge: NextNudge
    rules: NudgeRules
    channel: Channel
    dials: tuple[Dial, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    said: tuple[Said, ...] = ()


def read_dials(explanation: Explanation, steady: Steady | None) -> tuple[Dial, ...]:
    """Give each angle with its interval against its line."""
    angles = None if steady is None else steady.reading.angles
    flexion = None if angles is None else angles.flexion
    lean = None if angles is None else angles.side_lean
    return tuple(
        Dial(
            gauge,
            _spread(gauge.deg, lean if gauge.kind is NudgeKind.LEAN else flexion),
            gauge.line_deg * RELEASE,
        )
        for gauge in explanation.gauges
    )


def make_verdict(
    at: datetime, state: State, reason: Reason | None, steady: Steady | None, lines: PostureRules
) -> Verdict:
    """Give the verdict that began with a change of state.

    Args:
        at: When that was.
        state: What began.
        reason: Likewise.
        steady: Where it was settled; nothing of it counts if it says something else.
        lines: Those in force.
    """
    is_over = state is State.OVEREXTENDED
    line_deg = lines.extension_line_deg if is_over else lines.slump_line_deg
    if steady is None or (steady.state, steady.reading.reason) != (state, reason):
        return Verdict(at, state, reason, None, line_deg)
    angles, stance = steady.reading.angles, steady.stance
    newest = None if angles is None else angles.flexion
    settled_deg = None if stance is None else stance.flexion_deg
    return Verdict(at, state, reason, _spread(settled_deg, newest), line_deg)


def _spread(settled_deg: float | None, newest: Angle | None) -> Angle | None:
    """Put the newest interval around the settled estimate.

    A median of seconds is no surer than its parts: what makes them wrong is the same in all.
    """
    if settled_deg is None or newest is None:
        return None
    below_deg, above_deg = newest.deg - newest.low_deg, newest.high_deg - newest.deg
    return Angle(settled_deg, settled_deg - below_deg, settled_deg + above_deg)
