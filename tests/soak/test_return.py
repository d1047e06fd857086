"""Who comes back after a long absence is seen, however long the camera takes to show a picture."""

from datetime import timedelta
from pathlib import Path

import pytest
from life import Life
from simulation import MONDAY, Universe, simulate

from sitwell.core.records import State

GONE_T, BACK_T, END_T = 300.0, 1200.0, 1800.0


class Absence(Life):
    """Somebody sits upright, is away for a quarter of an hour, and slumps from then on."""

    def __init__(self) -> None:
        self.length_s = END_T
        self.troubles = []

    def show(self, t: float) -> str:
        """Give what is to be seen."""
        if t < GONE_T:
            return "g"
        return "." if t < BACK_T else "s"

    def is_night(self, t: float) -> bool:  # noqa: ARG002
        """Be by day."""
        return False


@pytest.mark.parametrize("dark_s", [0.0, 1.0])
@pytest.mark.parametrize("open_s", [0.5, 3.0, 5.0, 8.0])
def test_who_comes_back_is_seen(open_s: float, dark_s: float, tmp_path: Path) -> None:
    """Slumping is on record within a minute of the return, from cameras that are slow or dark.

    One that took 4 s to open, or whose first picture was black, recorded the rest of the day as
    away: each visit ended with its first picture, or before.
    """
    universe = Universe(Absence(), open_s=open_s, dark_s=dark_s)
    records = simulate(universe, tmp_path / "sitwell.db")
    back = MONDAY + timedelta(seconds=BACK_T)
    slumped = [span.start for span in records.spans if span.state is State.SLUMPED]
    assert slumped
    assert min(slumped) <= back + timedelta(seconds=60.0)
