"""What a settled state rested on, and the angles against their lines."""

import math
from datetime import UTC, datetime

import pytest

from builders import make_angle, make_reading
from sitwell.core.angles import Angle, Angles
from sitwell.core.nudges import NudgeRules, Nudging, Sitting, explain
from sitwell.core.posture_rules import PostureRules, Sensitivity
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, State
from sitwell.core.settle import Stance, Steady
from sitwell.core.sighting import Sighting
from sitwell.core.why import make_verdict, read_dials

AT = datetime(2026, 3, 2, 14, 8, tzinfo=UTC)
LINES = PostureRules()


def make_steady(settled_deg: float = 15.0, newest_deg: float = 18.0) -> Steady:
    """Give a settled slump whose newest reading lies 2 degrees below and 5 above its interval."""
    flexion = Angle(newest_deg, newest_deg - 2.0, newest_deg + 5.0)
    angles = Angles(flexion, None, None, None, make_angle(-3.0, 4.0))
    reading = Reading(0.0, State.SLUMPED, None, None, angles)
    return Steady(State.SLUMPED, reading, settled_deg, (), Stance(settled_deg, -2.0))


def test_a_verdict_rests_on_the_settled_estimate() -> None:
    """A verdict has the median that settled it, with the newest interval around that."""
    verdict = make_verdict(AT, State.SLUMPED, None, make_steady(), LINES)
    assert verdict.flexion == Angle(15.0, 13.0, 20.0)
    assert (verdict.at, verdict.state, verdict.line_deg) == (AT, State.SLUMPED, 11.0)


@pytest.mark.parametrize(
    ("state", "reason", "steady"),
    [
        pytest.param(State.UPRIGHT, None, make_steady(), id="another state since"),
        pytest.param(State.SLUMPED, Reason.UNSURE, make_steady(), id="another reason"),
        pytest.param(State.ABSENT, None, None, id="nothing settled"),
        pytest.param(
            State.UNKNOWN,
            Reason.UNSURE,
            Steady(State.UNKNOWN, make_reading(0.0, 20.0, Reason.UNSURE), math.nan, ()),
            id="not to be acted on",
        ),
    ],
)
def test_a_verdict_claims_no_angle_that_it_did_not_rest_on(
    state: State, reason: Reason | None, steady: Steady | None
) -> None:
    """Where nothing was judged, or something else was, there is no angle."""
    assert make_verdict(AT, state, reason, steady, LINES).flexion is None


@pytest.mark.parametrize(
    ("state", "sensitivity", "line_deg"),
    [
        pytest.param(State.UPRIGHT, Sensitivity.NORMAL, 11.0, id="upright"),
        pytest.param(State.SLUMPED, Sensitivity.HIGH, 8.8, id="slumped"),
        pytest.param(State.OVEREXTENDED, Sensitivity.LOW, -5.2, id="over-extended"),
    ],
)
def test_a_verdict_knows_its_line(state: State, sensitivity: Sensitivity, line_deg: float) -> None:
    """A verdict keeps the line of its own time, the sensitivity taken into account."""
    lines = PostureRules(sensitivity=sensitivity)
    assert make_verdict(AT, state, None, None, lines).line_deg == pytest.approx(line_deg)


def test_each_angle_stands_against_its_line() -> None:
    """Flexion is held against both its lines and the lean against its own, with their releases."""
    seen = Sighting(flexion_deg=15.0, lean_deg=-2.0)
    sitting = Sitting(0.0, State.SLUMPED, seen)
    explanation = explain(Nudging(), sitting, NudgeRules(), LINES)
    dials = {d.gauge.kind: d for d in read_dials(explanation, make_steady())}
    assert dials[NudgeKind.SIT_UP].angle == dials[NudgeKind.EASE].angle == Angle(15.0, 13.0, 20.0)
    assert dials[NudgeKind.LEAN].angle == Angle(-2.0, -6.0, 2.0)
    releases = [dials[k].release_deg for k in (NudgeKind.SIT_UP, NudgeKind.EASE, NudgeKind.LEAN)]
    assert releases == pytest.approx([7.15, -2.6, 5.2])
    assert {d.angle for d in read_dials(explanation, None)} == {None}
