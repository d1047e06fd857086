"""The seconds in which somebody sits still for an anchor: first settle, then hold.

settle 3 s | hold 10 s, every sight kept | learn
"""

from dataclasses import dataclass, replace

from sitwell.core.posture import Sight

HOLD_S = 10.0  # design.md: upright for 10 s
SETTLE_S = 3.0  # time to sit up after reading the words


@dataclass(frozen=True, slots=True)
class Anchoring:
    """One anchor under way.

    Attributes:
        since_t: When it began, seconds on the source's clock.
        t: Of the last sight.
        sights: What was seen while holding.
    """

    since_t: float
    t: float
    sights: tuple[Sight, ...] = ()

    @property
    def settle_s(self) -> float:
        """Seconds left to settle; 0 while holding."""
        return max(0.0, SETTLE_S - (self.t - self.since_t))

    @property
    def share(self) -> float:
        """How much of the holding is done, 0 to 1."""
        return min(1.0, max(0.0, (self.t - self.since_t - SETTLE_S) / HOLD_S))

    @property
    def is_whole(self) -> bool:
        """Whether all of it was seen."""
        return self.share >= 1.0


def take(now: Anchoring, sight: Sight) -> Anchoring:
    """Take a sight into account."""
    moved = replace(now, t=sight.t)
    return moved if moved.settle_s > 0.0 else replace(moved, sights=(*now.sights, sight))
