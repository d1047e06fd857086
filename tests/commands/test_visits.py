"""The camera is let go of while nobody is there, and opened for a look now and then."""

from dataclasses import dataclass

from sitwell.commands.visits import EVERY_S, LOOK_S, RELEASE_AFTER_S, Visits
from sitwell.core.episodes import Episodes
from sitwell.core.monitor import Monitor
from sitwell.core.reason import Reason

AWAY = Monitor(episodes=Episodes(gone_since=0.0, is_absent=True))
HERE = Monitor()


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def test_the_camera_is_held_for_five_minutes_and_then_visited() -> None:
    """Five minutes of looking, then 4 s in every 30; back at once when somebody is there."""
    clock = Clock()
    visits = Visits(clock)
    off = []
    for second in range(600):
        clock.now = float(second)
        visits.note(AWAY)
        if visits.find_excuse() is Reason.NOBODY:
            off.append(second)
    assert min(off) == RELEASE_AFTER_S
    assert len(off) == (600 - RELEASE_AFTER_S) / EVERY_S * (EVERY_S - LOOK_S)
    visits.note(HERE)
    clock.now = 601.0
    assert visits.find_excuse() is None


def test_who_is_here_is_looked_at() -> None:
    """While somebody is there nothing speaks against looking, however long that lasts."""
    clock = Clock()
    visits = Visits(clock)
    for minute in range(300):
        clock.now = 60.0 * minute
        visits.note(HERE)
        assert visits.find_excuse() is None
