"""Nudges as the whole monitor sends them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from scripts import LAG_S, any_script, watch
from sitwell.core.events import (
    NudgeSent,
    StateChanged,
    withdraws,
)
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.nudges import DAY_S, Nudge, NudgeRules, Nudging
from sitwell.core.records import NudgeKind, NudgeOutcome, State


def test_nudges_are_twenty_minutes_apart():
    """A second slump within 20 min of a nudge passes without one; the one after it has its own."""
    course = watch("60g 150s 300g 150s 600g 150s 60g")
    assert [t for _, t in course.nudges] == pytest.approx([180.0, 1380.0], abs=LAG_S + 5.0)
    assert len(course.slumps) == 3


def test_locust_comes_when_the_gap_allows():
    """Ten minutes in one go earn the Locust, but not before 20 min after the sit-up nudge."""
    course = watch("60g 1500s")
    assert course.nudges == [
        ("sit_up", pytest.approx(180.0, abs=LAG_S)),
        ("locust", pytest.approx(1380.0, abs=LAG_S)),
    ]
    assert course.outcomes == [NudgeOutcome.IGNORED]


def test_locust_comes_for_twenty_minutes_within_the_hour():
    """Slumps that add up to 20 min after a nudge that did not help earn the Locust."""
    course = watch("30g 500s 200g 590s 100g 300s 30g")
    kinds, times = zip(*course.nudges, strict=True)
    assert kinds == ("sit_up", "locust")
    assert times[1] == pytest.approx(1540.0, abs=2 * LAG_S)


def test_slumps_of_more_than_an_hour_ago_are_forgotten():
    """A slump from before the last hour no longer adds up to the Locust's 20 min."""
    rules = MonitorRules(nudges=NudgeRules(break_after_s=DAY_S, still_after_s=DAY_S))
    course = watch("30g 590s 730g 500s 2740g 150s", rules=rules)
    assert course.kinds == ["sit_up", "sit_up", "sit_up"]


def test_after_three_ignored_half_as_often():
    """Whoever ignores three nudges in a row hears from us every 40 min instead of every 20."""
    course = watch("30g 9000s", hz=0.2)
    times = [t for _, t in course.nudges]
    apart = [later - t for t, later in pairwise(times)]
    assert apart == pytest.approx([1200.0, 1200.0, 2400.0, 2400.0], abs=6.0)


def test_no_more_than_twelve_a_day():
    """A long day of slumping gets twelve nudges in any 24 hours, and the next day its own."""
    course = watch("200g 200s" * 260, hz=0.1)
    times = [t for _, t in course.nudges]
    assert all(sum(t <= other < t + DAY_S for other in times) <= 12 for t in times)
    assert len(times) > 12


def test_history_counts():
    """A monitor that starts with twelve nudges behind it stays silent until they are a day old."""
    sent = tuple(
        Nudge(-1300.0 * n, NudgeKind.SIT_UP, NudgeOutcome.HELPED) for n in range(12, 0, -1)
    )
    assert watch("30g 200s 30g", now=Monitor(nudging=Nudging(sent))).kinds == []
    assert watch("30g 200s 30g", now=Monitor(nudging=Nudging(sent[1:]))).kinds == ["sit_up"]


@pytest.mark.parametrize(
    ("script", "outcomes"),
    [
        pytest.param("60g 150s 30g", [NudgeOutcome.HELPED], id="sat up"),
        pytest.param("60g 150s 90.", [NudgeOutcome.HELPED], id="got up"),
        pytest.param("60g 150s 5g 60s", [], id="sat up for five seconds"),
        pytest.param("60g 150s 30.", [], id="out of the picture for half a minute"),
        pytest.param("60g 150s 120?", [], id="lost from sight"),
        pytest.param("60g 150s 60? 30g", [NudgeOutcome.HELPED], id="lost, then seen upright"),
        pytest.param("60g 440s", [NudgeOutcome.IGNORED], id="slumped on"),
    ],
)
def test_only_what_was_seen_has_helped(script, outcomes):
    """A nudge is withdrawn when they are seen to sit or get up, not when lost from sight."""
    course = watch(script)
    assert course.kinds == ["sit_up"]
    assert course.outcomes == outcomes
    taken_back = [event for event in course.events if withdraws(event)]
    assert len(taken_back) == outcomes.count(NudgeOutcome.HELPED)


@pytest.mark.parametrize(
    ("script", "times"),
    [
        pytest.param("1900g", [1800.0], id="half an hour"),
        pytest.param("1790g", [], id="not quite"),
        pytest.param("1000g 90. 900g", [1890.0], id="a walk of 90 s: no break, no sitting"),
        pytest.param("1000g 310. 1700g", [], id="five minutes away are a break"),
        pytest.param("1000g 310. 1900g", [3110.0], id="the count begins anew after it"),
        pytest.param("1000g 600? 900g", [2400.0], id="unseen time is not sitting"),
        pytest.param("2000.", [], id="an empty chair"),
    ],
)
def test_break_after_half_an_hour_seated(script, times):
    """The break reminder comes after 30 min seated; 5 min away set the count back, 90 s do not."""
    course = watch(script)
    assert course.kinds == ["break"] * len(times)
    assert [t for _, t in course.nudges] == pytest.approx(times, abs=2 * LAG_S)


def test_break_taken_is_a_nudge_followed():
    """Getting up after the break reminder is following it; sitting upright is not."""
    assert watch("1850g 90.").outcomes == [NudgeOutcome.HELPED]
    assert watch("2200g").outcomes == [NudgeOutcome.IGNORED]


@settings(max_examples=30)
@given(script=any_script)
def test_nobody_is_nudged_unseen(script):
    """Whatever happens, no nudge is sent to an empty chair or to somebody who cannot be judged."""
    eager = NudgeRules(
        sit_up_after_s=5.0, locust_after_s=20.0, break_after_s=20.0, apart_s=7.0, most_per_day=99
    )
    state = None
    for event in watch(script, rules=MonitorRules(nudges=eager)).events:
        if isinstance(event, StateChanged):
            state = event.state
        if isinstance(event, NudgeSent):
            assert state not in (State.ABSENT, State.UNKNOWN)
