"""The camera is let go of while nobody is there, and opened for a look now and then."""

from dataclasses import dataclass

import pytest

from sitwell.commands.visits import EVERY_S, LONGEST_S, LOOK_S, RELEASE_AFTER_S, Visits
from sitwell.core.episodes import Episodes
from sitwell.core.monitor import Monitor
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.settle import Steady

AWAY = Monitor(episodes=Episodes(gone_since=0.0, is_absent=True))
HERE = Monitor()
DUE_T = RELEASE_AFTER_S + EVERY_S - LOOK_S  # the first visit of an absence that began at 0


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def stay_away(reason: Reason) -> Monitor:
    """Make a monitor to which nobody is there, and whose last step was without a picture."""
    state = State.ABSENT if reason is Reason.NOBODY else State.UNKNOWN
    reading = Reading(0.0, state, reason)
    return Monitor(steady=Steady(state, reading, 0.0, (reading,)), episodes=AWAY.episodes)


def visit(opens_in_s: float, then: Monitor | None, seconds: int = 60) -> str:
    """Give each second from the first visit on: o the camera is on, . it is off.

    Each time it takes so long to open, and is then told every second of what was seen; None for a
    camera that shows nothing and does not fail.
    """
    clock = Clock()
    visits, on, opening_t = Visits(clock), "", None
    visits.note(AWAY)
    for second in range(seconds):
        clock.now = DUE_T + second
        if visits.find_excuse() is Reason.NOBODY:
            on, opening_t = on + ".", None
            visits.note(stay_away(Reason.NOBODY))
            continue
        on += "o"
        opening_t = clock.now if opening_t is None else opening_t
        if then is not None and clock.now >= opening_t + opens_in_s:
            visits.note(then)
    return on


def test_the_camera_is_held_for_five_minutes_and_then_visited() -> None:
    """Five minutes of looking, then 4 s in every 30; back at once when somebody is there."""
    clock = Clock()
    visits = Visits(clock)
    off = []
    for second in range(600):
        clock.now = float(second)
        if visits.find_excuse() is Reason.NOBODY:
            off.append(second)
        visits.note(AWAY)
    assert min(off) == RELEASE_AFTER_S
    assert len(off) == (600 - RELEASE_AFTER_S) / EVERY_S * (EVERY_S - LOOK_S)
    visits.note(HERE)
    clock.now = 601.0
    assert visits.find_excuse() is None


@pytest.mark.parametrize("opens_in_s", [0, 3, 5, 8])
def test_a_visit_looks_for_as_long_however_slow_the_camera(opens_in_s: int) -> None:
    """The 4 s of a visit begin with what is seen first; the next one begins half a minute later.

    They were counted from the beginning, and a camera that took 4 s to open was never looked at.
    """
    on_s = opens_in_s + int(LOOK_S)
    one = "o" * on_s + "." * (int(EVERY_S) - on_s)
    assert visit(opens_in_s, AWAY) == one * 2


def test_a_camera_that_fails_ends_its_visit() -> None:
    """A camera that is said to be gone after 10 s is not tried for longer than another is."""
    on = visit(10.0, stay_away(Reason.CAMERA_GONE))
    assert on == ("o" * 14 + "." * 16) * 2


def test_a_camera_that_shows_nothing_is_let_go_of() -> None:
    """Where neither a picture nor a failure comes, the visit ends all the same."""
    longest_s = int(LONGEST_S)
    assert visit(0.0, None, 30) == "o" * longest_s + "." * (30 - longest_s)


def test_a_visit_that_is_overdue_begins_at_once() -> None:
    """Who unlocks the screen after an hour does not wait for the next half minute to be over."""
    clock = Clock()
    visits = Visits(clock)
    visits.note(AWAY)
    clock.now = DUE_T + 3600.0 + 7.0
    assert visits.find_excuse() is None


def test_who_is_here_is_looked_at() -> None:
    """While somebody is there nothing speaks against looking, however long that lasts."""
    clock = Clock()
    visits = Visits(clock)
    for minute in range(300):
        clock.now = 60.0 * minute
        visits.note(HERE)
        assert visits.find_excuse() is None
