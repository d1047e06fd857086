"""How long the computer slept, from two clocks of which one stands still meanwhile.

awake    10   11   12                  13   14
through  10   11   12  (an hour's sleep)  3613 3614
"""

from dataclasses import dataclass

CLOCKS_APART_S = 1.0
"""Least difference taken for sleep between clocks that nobody can set. Both are read one after the
other, so a busy computer may come between them; a real suspend takes longer than this."""

WALL_APART_S = 60.0
"""The same where the second is the wall clock. Time servers correct it in steps of seconds, and
people by more: a wall clock that is put forward further than this is taken for sleep, as it cannot
be told from it. Summer time does not move it, as it is read in UTC."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Clocks read at one moment, each from any origin.

    Attributes:
        awake_s: Stands still while the computer sleeps.
        through_s: Runs on meanwhile, and cannot be set; None where the system has none.
        wall_s: The wall clock in UTC, which runs on meanwhile too, but can be set.
    """

    awake_s: float
    through_s: float | None
    wall_s: float


def measure_sleep(before: Clocks, now: Clocks) -> float:
    """Give how many seconds the computer slept between two readings; 0 if it did not."""
    awake_s = now.awake_s - before.awake_s
    if before.through_s is not None and now.through_s is not None:
        slept_s = now.through_s - before.through_s - awake_s
        return slept_s if slept_s > CLOCKS_APART_S else 0.0
    slept_s = now.wall_s - before.wall_s - awake_s
    return slept_s if slept_s > WALL_APART_S else 0.0
