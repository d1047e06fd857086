"""Why there is a nudge, or none: every kind's measure against its threshold, and what holds it."""

from dataclasses import dataclass

from sitwell.core.nudges.needs import Need, Sitting, find_needs
from sitwell.core.nudges.rules import NudgeRules
from sitwell.core.nudges.sent import Nudging
from sitwell.core.nudges.silence import Silence, silence_after
from sitwell.core.posture_rules import PostureRules
from sitwell.core.records import NudgeKind, State


@dataclass(frozen=True, slots=True)
class Gauge:
    """An angle against its line.

    Attributes:
        kind: The nudge that it leads to.
        deg: The settled estimate; None where it is not known.
        line_deg: From where on it counts, the sensitivity taken into account. Below this for
            over-extension, at this or more for all else; a lean counts to either side.
    """

    kind: NudgeKind
    deg: float | None
    line_deg: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is a nudge at this moment, or none.

    Attributes:
        t: When.
        state: The settled state.
        is_judged: Whether it is known how somebody sits; nothing is said where it is not.
        is_held: Whether a nudge would disturb something.
        silence: Until when there is none whatever the posture, and why.
        needs: What speaks for each kind, the most useful first.
        gauges: The angles behind them.
    """

    t: float
    state: State
    is_judged: bool
    is_held: bool
    silence: Silence
    needs: tuple[Need, ...]
    gauges: tuple[Gauge, ...]

    @property
    def wanted(self) -> NudgeKind | None:
        """What the posture calls for, whether or not anything may be said; None for nothing."""
        return next((need.kind for need in self.needs if need.is_met), None)

    @property
    def is_silent(self) -> bool:
        """Whether something keeps every nudge back."""
        return self.is_held or not self.is_judged or self.t < self.silence.until_t


def explain(
    nudging: Nudging, sitting: Sitting, rules: NudgeRules, lines: PostureRules
) -> Explanation:
    """Say what `decide` makes of a moment, after what it has sent then, if it has."""
    seen = sitting.seen
    return Explanation(
        t=sitting.t,
        state=sitting.state,
        is_judged=sitting.is_judged,
        is_held=sitting.around.is_held,
        silence=silence_after(nudging.sent, rules, sitting.t, sitting.around),
        needs=find_needs(nudging.sent, sitting, rules),
        gauges=(
            Gauge(NudgeKind.SIT_UP, seen.flexion_deg, lines.slump_line_deg),
            Gauge(NudgeKind.EASE, seen.flexion_deg, lines.extension_line_deg),
            Gauge(NudgeKind.LEAN, seen.lean_deg, lines.lean_line_deg),
        ),
    )
