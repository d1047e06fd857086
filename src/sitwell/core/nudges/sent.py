"""The nudges that were sent."""

from dataclasses import dataclass

from sitwell.core.records import NudgeKind, NudgeOutcome


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge that was sent.

    Attributes:
        t: When.
        kind: What it suggested.
        outcome: What became of it.
        response_s: Seconds until the person followed; None unless it helped.
        shown_t: When they asked to see more: from then on they have time anew; None if they did
            not.
        unseen_s: Seconds since then at which nobody knew how they sit; infinite where an earlier
            watch has sent it.
    """

    t: float
    kind: NudgeKind
    outcome: NudgeOutcome = NudgeOutcome.WAITING
    response_s: float | None = None
    shown_t: float | None = None
    unseen_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Nudging:
    """What was sent in the last day, oldest first."""

    sent: tuple[Nudge, ...] = ()

    @property
    def last(self) -> Nudge | None:
        """The newest nudge."""
        return self.sent[-1] if self.sent else None
