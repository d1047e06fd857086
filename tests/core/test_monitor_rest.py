"""The monitor while the person wants no watching."""

import pytest

from scripts import LAG_S, Watch
from sitwell.core.events import NudgeSettled, StateChanged
from sitwell.core.frame import Outage
from sitwell.core.nudges import NudgeRules, silence_after
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeOutcome, State

WISHES = (Reason.PAUSED, Reason.SNOOZED)
UNSEEN = (*WISHES, Reason.CAMERA_BUSY, Reason.CAMERA_GONE)


def rest(reason: Reason, seconds: int, start: float) -> list[Outage]:
    """Give the outages of a rest, one a second."""
    return [Outage(start + n, reason) for n in range(seconds)]


@pytest.mark.parametrize("reason", WISHES)
@pytest.mark.parametrize("slumped_s", range(114, 128))
def test_no_nudge_comes_once_it_is_paused(reason: Reason, slumped_s: int) -> None:
    """From the first moment of a rest there is no nudge, however close it was, and none is counted.

    The median of the last seconds went on slumping into the pause, and a nudge came in it.
    """
    watch = Watch().play(f"60g {slumped_s}s")
    begun = watch.now.t + 1.0
    watch.see(*rest(reason, 30, begun))
    assert [t for _, t in watch.nudges if t >= begun] == []
    assert len(watch.now.nudging.sent) == len(watch.nudges)


@pytest.mark.parametrize("reason", WISHES)
def test_a_rest_is_unknown_from_its_first_moment(reason: Reason) -> None:
    """The record says paused or snoozed for the whole rest, and not what was before or after it."""
    watch = Watch().play("60g").see(*rest(reason, 20, 61.0)).play("30s")
    changes = [(e.state, e.reason, e.t) for e in watch.of(StateChanged)]
    assert changes[1] == (State.UNKNOWN, reason, 60.0)
    assert changes[2][0] is State.SLUMPED
    assert changes[2][2] == 80.0


def test_a_long_rest_ends_the_slump() -> None:
    """A slump is not bridged over a pause: what was before it does not earn a nudge after it."""
    watch = Watch().play("60g 100s").see(*rest(Reason.PAUSED, 600, 161.0)).play("100s")
    assert watch.nudges == []


@pytest.mark.parametrize("reason", WISHES)
def test_no_break_is_due_after_a_long_rest(reason: Reason) -> None:
    """Whoever paused for lunch is not told to get up because of the sitting before it.

    A rest comes as one moment a second, and only a gap in one step had set the count back: five
    minutes after the hour came "You have been seated for about 30 min".
    """
    watch = Watch().play("1500g").see(*rest(reason, 3600, 1501.0)).play("600g")
    assert watch.nudges == []
    assert watch.now.seated_s == pytest.approx(600.0, abs=LAG_S)


@pytest.mark.parametrize("reason", UNSEEN)
def test_sitting_goes_on_over_a_short_rest_or_a_call(reason: Reason) -> None:
    """Two minutes of rest are no break; nor is a call of an hour, which people sit through."""
    seconds = 120 if reason in WISHES else 3600
    watch = Watch().play("1500g").see(*rest(reason, seconds, 1501.0)).play("600g")
    assert watch.kinds == ["break"]


@pytest.mark.parametrize("reason", UNSEEN)
def test_what_was_not_seen_was_not_ignored(reason: Reason) -> None:
    """Three nudges, each followed by a rest or a call: nobody knows of any what became of it.

    The five minutes after which a nudge counts as ignored ran on meanwhile, and the next nudges
    came half as often.
    """
    watch = Watch().play("10g")
    for _ in range(3):
        watch.play("150s").see(*rest(reason, 1200, watch.now.t + 1.0)).play("60g")
    assert watch.kinds == ["sit_up"] * 3
    assert watch.outcomes == []
    sent, rules = watch.now.nudging.sent, NudgeRules()
    assert silence_after(sent, rules).until_t == sent[-1].t + rules.apart_s


@pytest.mark.parametrize("reason", UNSEEN)
def test_five_minutes_that_were_seen_make_it_ignored(reason: Reason) -> None:
    """Two minutes unseen put it off by as much: slumping on before and after is ignoring it."""
    watch = Watch().play("60g 150s").see(*rest(reason, 120, 211.0)).play("400s")
    (settled,) = watch.of(NudgeSettled)
    assert settled.nudge.outcome is NudgeOutcome.IGNORED
    assert settled.t == pytest.approx(settled.nudge.t + 300.0 + 120.0, abs=2 * LAG_S)
