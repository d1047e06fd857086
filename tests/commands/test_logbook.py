"""What the logbook of a running watch remembers."""

from datetime import UTC, datetime, timedelta

from builders import make_reading
from sitwell.commands.logbook import MOST_KEPT, Logbook
from sitwell.commands.replay import Step
from sitwell.core.events import NudgeSent, StateChanged
from sitwell.core.monitor import Monitor
from sitwell.core.nudges import Nudge
from sitwell.core.posture_rules import PostureRules, Sensitivity
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, State
from sitwell.core.settle import Stance, Steady
from sitwell.core.sighting import Sighting

NOW = datetime(2026, 3, 2, 14, 8, tzinfo=UTC)


def make_logbook() -> Logbook:
    """Give an empty one, on clocks that stand still."""
    return Logbook(lambda: 0.0, lambda: NOW)


def change(t: float, since: float, state: State, reason: Reason | None = None) -> Step:
    """Give a step at `t` in which the state has changed at `since`."""
    reading = make_reading(t, 15.0)
    now = Monitor(t, Steady(State.SLUMPED, reading, 15.0, (), Stance(15.0)))
    return Step(t, reading, (StateChanged(since, state, reason),), now)


def test_changes_of_state_are_remembered() -> None:
    """A change is kept with when it was on the wall, its angle and the line in force then."""
    logbook = make_logbook()
    logbook.write(change(10.0, 4.0, State.UNKNOWN, Reason.NO_FRAMES))
    logbook.lines = lambda: PostureRules(sensitivity=Sensitivity.HIGH)
    logbook.write(change(20.0, 20.0, State.SLUMPED))
    blind, slumped = logbook.page.verdicts
    assert (blind.at, blind.reason) == (NOW - timedelta(seconds=6), Reason.NO_FRAMES)
    assert (blind.flexion, blind.line_deg) == (None, 11.0)
    assert (slumped.at, slumped.state, slumped.line_deg) == (NOW, State.SLUMPED, 8.8)
    assert slumped.flexion is not None
    assert slumped.flexion.deg == 15.0


def test_a_step_without_a_change_adds_nothing() -> None:
    """What stays as it is costs no memory."""
    logbook = make_logbook()
    logbook.write(Step(1.0, make_reading(1.0), ()))
    assert (logbook.page.verdicts, logbook.page.told) == ((), ())


def test_the_memory_is_short() -> None:
    """However long it watches, a few changes and nudges are kept: the newest."""
    logbook = make_logbook()
    for t in range(3 * MOST_KEPT):
        logbook.write(change(t, t - 1.0, State.UPRIGHT))
        nudge = NudgeSent(t, Nudge(t, NudgeKind.SIT_UP), Sighting(slumped_s=t))
        logbook.write(Step(t, make_reading(t), (nudge,)))
    page = logbook.page
    assert len(page.verdicts) == len(page.told) == MOST_KEPT
    assert page.told[-1].event.seen.slumped_s == 3 * MOST_KEPT - 1
    assert page.told[-1].at == NOW
