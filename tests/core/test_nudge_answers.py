"""What the person answers to a nudge."""

import pytest

from scripts import Watch
from sitwell.core import monitor
from sitwell.core.events import NudgeSettled, withdraws
from sitwell.core.message import Answer
from sitwell.core.nudges import Nudge, NudgeRules, Nudging, answer, silence_after
from sitwell.core.records import NudgeKind, NudgeOutcome

WAITING, HELPED, IGNORED = NudgeOutcome.WAITING, NudgeOutcome.HELPED, NudgeOutcome.IGNORED
SNOOZED, DECLINED = NudgeOutcome.SNOOZED, NudgeOutcome.DECLINED


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        pytest.param(WAITING, Answer.SNOOZE, SNOOZED, id="snoozed"),
        pytest.param(IGNORED, Answer.SNOOZE, SNOOZED, id="snoozed late"),
        pytest.param(HELPED, Answer.SNOOZE, HELPED, id="snoozed after it helped"),
        pytest.param(WAITING, Answer.DECLINE, DECLINED, id="declined"),
        pytest.param(IGNORED, Answer.DECLINE, DECLINED, id="declined late"),
        pytest.param(HELPED, Answer.DECLINE, DECLINED, id="declined after it helped"),
        pytest.param(WAITING, Answer.SHOW, WAITING, id="shown"),
        pytest.param(IGNORED, Answer.SHOW, IGNORED, id="shown late"),
        pytest.param(WAITING, Answer.OPEN, WAITING, id="a report opened, which is no answer to it"),
        pytest.param(DECLINED, Answer.SNOOZE, DECLINED, id="snoozed after it was declined"),
    ],
)
def test_an_answer_settles(before: NudgeOutcome, given: Answer, after: NudgeOutcome) -> None:
    """Snooze and decline settle the last nudge, even late; to be shown more settles nothing."""
    earlier, last = Nudge(0.0, NudgeKind.BREAK), Nudge(2000.0, NudgeKind.SIT_UP, before)
    nudging, told = answer(Nudging((earlier, last)), 2100.0, given)
    assert nudging.sent[0] == earlier
    assert nudging.sent[1].outcome is after
    assert (None if told is None else told.outcome) is (None if after is before else after)


def test_nothing_to_answer() -> None:
    """An answer without a nudge changes nothing."""
    assert answer(Nudging(), 5.0, Answer.DECLINE) == (Nudging(), None)


def test_an_answered_nudge_is_not_ignored() -> None:
    """Only helped and ignored ones count when three in a row are: answers are left out."""
    sent = [Nudge(2000.0 * n, NudgeKind.SIT_UP, IGNORED) for n in range(4)]
    rules = NudgeRules(apart_s=1200.0)
    assert silence_after(tuple(sent), rules).until_t == 6000.0 + 2400.0
    sent[3] = Nudge(6000.0, NudgeKind.SIT_UP, SNOOZED)
    assert silence_after(tuple(sent), rules).until_t == 6000.0 + 2400.0
    sent[2] = Nudge(4000.0, NudgeKind.SIT_UP, DECLINED)
    assert silence_after(tuple(sent), rules).until_t == 6000.0 + 1200.0


def play(given: Answer) -> Watch:
    """Slump until the nudge comes at three minutes, and answer it two minutes later."""
    watch = Watch().play("60g 240s")
    watch.now, events = monitor.answer(watch.now, 300.0, given)
    watch.events.extend(events)
    return watch


def test_declined_is_said_by_the_monitor() -> None:
    """The monitor says that a nudge was declined; on the screen nothing is taken back for it."""
    watch = play(Answer.DECLINE)
    (settled,) = watch.of(NudgeSettled)
    assert (settled.t, settled.nudge.outcome) == (300.0, DECLINED)
    assert not withdraws(settled)
    watch.play("200g 1300s")
    assert "sit_up" not in watch.kinds[1:]


def test_whoever_reads_has_time_anew() -> None:
    """Shown the exercise, they have five minutes from then on; otherwise five from the nudge."""
    assert play(Answer.SHOW).play("200s").outcomes == []
    assert play(Answer.SHOW).play("320s").outcomes == [IGNORED]
    assert Watch().play("60g 240s 200s").outcomes == [IGNORED]
    helped = play(Answer.SHOW).play("250s 60g").of(NudgeSettled)[0].nudge
    assert helped.outcome is HELPED
    assert helped.response_s == pytest.approx(380.0, abs=15.0)
