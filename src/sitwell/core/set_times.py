"""When the sets of a guided exercise began and ended on the wall.

breath       READY | set 1 ……… | PAUSE | set 2 ……… | REST
wall clock         begun       ended    begun      ended
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sitwell.core.pacing import Tally


@dataclass(frozen=True, slots=True)
class SetTimes:
    """Of one set, pauses within it included.

    Attributes:
        begun: At its first breath; zone-aware.
        ended: After its last one; None where it has not been gone through.
    """

    begun: datetime
    ended: datetime | None = None


def note(
    known: Sequence[SetTimes], tallies: Sequence[Tally], now: datetime
) -> tuple[SetTimes, ...]:
    """Take into account which sets have begun or ended by now; to be asked several times a second.

    Args:
        known: Those noted so far, in order.
        tallies: What was done of each set that was begun.
        now: The wall clock.
    """
    begun = (*known, *(SetTimes(now) for _ in tallies[len(known) :]))
    return tuple(
        replace(times, ended=now) if done.is_done and times.ended is None else times
        for times, done in zip(begun, tallies, strict=True)
    )
