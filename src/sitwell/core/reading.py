"""The verdict on one moment."""

from dataclasses import dataclass

from sitwell.core.angles import Angles
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.view import View


@dataclass(frozen=True, slots=True)
class Reading:
    """The verdict for one moment.

    Attributes:
        t: Seconds on the source's clock.
        state: What the person is doing.
        reason: Why it cannot be judged; None unless the state is unknown.
        view: Where the camera stands; None where nobody is seen.
        angles: The estimates; None where nothing can be said. Given during unknown too where
            they could be computed: the state says not to act on them.
    """

    t: float
    state: State
    reason: Reason | None = None
    view: View | None = None
    angles: Angles | None = None

    @property
    def flexion_deg(self) -> float | None:
        """The flexion estimate, if there is one."""
        if self.angles is None or self.angles.flexion is None:
            return None
        return self.angles.flexion.deg
