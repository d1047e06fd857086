"""Leaning, stillness and standing as the whole monitor sees them, and how small a change counts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from builders import SCENE, make_baseline, make_pose
from scripts import LAG_S, Watch, watch
from sitwell.core import monitor
from sitwell.core.calibration import personal
from sitwell.core.events import NudgeSent, SlumpStarted
from sitwell.core.monitor import MonitorRules, explain
from sitwell.core.nudges import DAY_S, Bar, NudgeRules
from sitwell.core.posture import Sight
from sitwell.core.posture_rules import PostureRules, Sensitivity
from sitwell.core.records import NudgeKind, NudgeOutcome, State

LEFT, UPRIGHT, BENT = {"side_deg": 27.0}, {}, {"flexion_deg": 14.0}
STANDING = {"rise_m": 0.2}
FAR = MonitorRules(nudges=NudgeRules(break_after_s=DAY_S))


def film(*runs: tuple[int, dict[str, float]], start: float = 0.0) -> Iterator[Sight]:
    """Film a sitter who sits so for so many seconds, one look a second."""
    t = start
    for seconds, body in runs:
        poses = (make_pose(**body),)
        for _ in range(seconds):
            yield Sight(t, poses, SCENE)
            t += 1.0


def test_a_lean_held_long_is_told_and_withdrawn_in_the_middle() -> None:
    """After ten minutes of leaning comes a word that says so, and it goes when they come back."""
    course = Watch(rules=FAR).see(*film((60, UPRIGHT), (700, LEFT), (60, UPRIGHT)))
    (sent,) = course.of(NudgeSent)
    assert (sent.nudge.kind, sent.t) == (NudgeKind.LEAN, pytest.approx(660.0, abs=LAG_S))
    assert sent.seen.leaned_s >= 600.0
    assert sent.seen.lean_deg == pytest.approx(9.7, abs=0.5)  # to the left, as estimated
    assert course.outcomes == [NudgeOutcome.HELPED]


def test_stillness_is_told_and_withdrawn_by_a_shift() -> None:
    """After twenty minutes of stillness comes a word, and any other posture follows it."""
    course = Watch(rules=FAR).see(*film((1300, UPRIGHT), (60, BENT)))
    (sent,) = course.of(NudgeSent)
    assert (sent.nudge.kind, sent.t) == (NudgeKind.MOVE, pytest.approx(1200.0, abs=LAG_S))
    assert course.outcomes == [NudgeOutcome.HELPED]
    assert course.now.movement.shifts == 1


def test_who_shifts_is_not_told_to() -> None:
    """A change of position every ten minutes keeps the word away."""
    course = Watch(rules=FAR).see(*film(*[(600, UPRIGHT), (600, BENT)] * 3))
    assert course.kinds == []
    assert course.now.movement.shifts == 5


def test_standing_up_is_the_break() -> None:
    """Rising after the reminder follows it; five minutes on their feet, and it is not repeated."""
    course = Watch().see(*film((1850, UPRIGHT), (320, STANDING), (1700, UPRIGHT)))
    assert course.kinds == ["break"]
    assert course.outcomes == [NudgeOutcome.HELPED]
    assert course.now.seated_s == pytest.approx(1700.0, abs=2 * LAG_S)
    assert course.now.seat.away_s == pytest.approx(320.0, abs=2 * LAG_S)


def test_a_moment_on_their_feet_is_no_break() -> None:
    """Standing for a minute stops the count of seated time and does not set it back."""
    course = Watch().see(*film((1000, UPRIGHT), (60, STANDING), (900, UPRIGHT)))
    assert [t for _, t in course.nudges] == pytest.approx([1860.0], abs=2 * LAG_S)


@pytest.mark.parametrize("letter", list("gs"))
def test_no_small_request_before_the_break(letter: str) -> None:
    """Who sits still for an hour is asked to get up at half an hour, and not for less before."""
    kinds = [kind for kind, t in watch(f"2400{letter}").nudges if t < 2000.0]
    assert "move" not in kinds


def begins(flexion_deg: float, sensitivity: Sensitivity) -> bool:
    """Say whether a bend of so much becomes a slump, by the personal lines of the default rules."""
    baseline = make_baseline()
    lines = personal(PostureRules(sensitivity=sensitivity), baseline)
    bend = {"flexion_deg": flexion_deg}
    course = Watch(baseline, MonitorRules(lines)).see(*film((30, UPRIGHT), (60, bend)))
    return bool(course.of(SlumpStarted))


def test_high_fires_on_a_smaller_change_than_low() -> None:
    """From a small bend to a large one, high fires first, then normal, then low."""
    first = {
        level: next(deg for deg in range(8, 40) if begins(float(deg), level))
        for level in Sensitivity
    }
    assert first[Sensitivity.HIGH] < first[Sensitivity.NORMAL] < first[Sensitivity.LOW]


def leans(side_deg: float, sensitivity: Sensitivity) -> bool:
    """Say whether a lean of so much counts."""
    rules = MonitorRules(PostureRules(sensitivity=sensitivity))
    course = Watch(rules=rules).see(*film((60, {"side_deg": side_deg})))
    return course.now.movement.lean.seconds > 30.0


def test_sensitivity_moves_the_lean_line_too() -> None:
    """A lean that counts with high sensitivity need not with normal, nor that with low."""
    counted = [[leans(deg, level) for level in Sensitivity] for deg in (19.0, 25.0, 31.0)]
    assert counted == [[False, False, True], [False, True, True], [True, True, True]]


@pytest.mark.parametrize("slump_flexion_deg", [None, 12.0, 30.0])
def test_sensitivity_moves_a_personal_line_likewise(slump_flexion_deg: float | None) -> None:
    """Whoever's own slump sets the line, low lies 1.3 and high 0.8 times as far away."""
    baseline = replace(make_baseline(), slump_flexion_deg=slump_flexion_deg)
    if slump_flexion_deg is not None:
        baseline = replace(baseline, slump=baseline.upright)
    low, normal, high = (
        personal(PostureRules(sensitivity=level), baseline).slump_line_deg for level in Sensitivity
    )
    assert (low, high) == (pytest.approx(1.3 * normal), pytest.approx(0.8 * normal))


def test_why_there_is_no_nudge_yet() -> None:
    """Each kind's measure is told against its threshold, and each angle against its line."""
    course = Watch().play("60g 75s")
    why = explain(course.now, course.rules)
    assert why is not None
    assert (why.state, why.wanted, why.is_silent) == (State.SLUMPED, None, False)
    needs = {need.kind: need for need in why.needs}
    assert list(needs) == [
        *(NudgeKind.LOCUST, NudgeKind.SIT_UP, NudgeKind.BREAK, NudgeKind.EASE, NudgeKind.LEAN),
        *(NudgeKind.MOVE, NudgeKind.CUE),
    ]
    assert needs[NudgeKind.SIT_UP].lasted_s == pytest.approx(70.0, abs=LAG_S)
    assert needs[NudgeKind.SIT_UP].needed_s == 120.0
    assert needs[NudgeKind.BREAK].lasted_s == 135.0
    assert needs[NudgeKind.MOVE].bar is Bar.JUST_CHANGED
    gauges = {gauge.kind: (gauge.deg, gauge.line_deg) for gauge in why.gauges}
    assert gauges[NudgeKind.SIT_UP] == (pytest.approx(18.7, abs=0.5), 11.0)
    assert gauges[NudgeKind.LEAN] == (pytest.approx(0.0, abs=0.5), 8.0)


def test_why_there_is_none_although_the_posture_calls_for_it() -> None:
    """What is wanted and what keeps it back are told apart."""
    course = Watch().play("60g 150s 40g 400s")
    why = explain(course.now, course.rules)
    assert why is not None
    assert (why.wanted, why.is_silent) == (NudgeKind.SIT_UP, True)
    assert why.silence.until_t == pytest.approx(180.0 + 1200.0, abs=LAG_S)
    assert explain(monitor.Monitor(), course.rules) is None
