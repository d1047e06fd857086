"""Why there is no nudge now, and when there may be one."""

import math
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.core.nudges import DAY_S, Nudge, NudgeRules, Quiet, Silence, silence_after
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.status import NextNudge, Rest, find_next_nudge

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
RULES = NudgeRules(apart_s=1200.0, most_per_day=3, patience=2)
UPRIGHT = Reading(0.0, State.UPRIGHT)
FREE = Silence(-math.inf)


def nudges(*times: float, outcome: NudgeOutcome = NudgeOutcome.HELPED) -> tuple[Nudge, ...]:
    """Give nudges sent at these times."""
    return tuple(Nudge(t, NudgeKind.SIT_UP, outcome) for t in times)


@pytest.mark.parametrize(
    ("sent", "rules", "silence"),
    [
        pytest.param((), RULES, FREE, id="none yet"),
        pytest.param(nudges(10.0), RULES, Silence(1210.0, Quiet.APART), id="one"),
        pytest.param(
            nudges(10.0, 2000.0, outcome=NudgeOutcome.IGNORED),
            RULES,
            Silence(4400.0, Quiet.APART),
            id="ignored, so half as often",
        ),
        pytest.param(
            nudges(10.0, 2000.0, 4000.0),
            RULES,
            Silence(10.0 + DAY_S, Quiet.MOST_PER_DAY),
            id="as many as there may be",
        ),
        pytest.param(
            (), NudgeRules(most_per_day=0), Silence(math.inf, Quiet.MOST_PER_DAY), id="none wanted"
        ),
    ],
)
def test_nudges_bring_silence(sent: tuple[Nudge, ...], rules: NudgeRules, silence: Silence) -> None:
    """Until when there is no nudge follows from those sent, with the rule that holds longest."""
    assert silence_after(sent, rules) == silence


def ahead(seconds: float) -> datetime:
    """Give a moment after now."""
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("silence", "rest", "reading", "expected"),
    [
        pytest.param(FREE, None, UPRIGHT, NextNudge(NOW), id="now"),
        pytest.param(
            Silence(160.0, Quiet.APART),
            None,
            UPRIGHT,
            NextNudge(ahead(60), Quiet.APART),
            id="apart",
        ),
        pytest.param(
            Silence(math.inf, Quiet.MOST_PER_DAY),
            None,
            UPRIGHT,
            NextNudge(None, Quiet.MOST_PER_DAY),
            id="never",
        ),
        pytest.param(
            FREE,
            Rest(Reason.PAUSED, ahead(30)),
            UPRIGHT,
            NextNudge(ahead(30), Reason.PAUSED),
            id="paused",
        ),
        pytest.param(
            Silence(160.0, Quiet.APART),
            Rest(Reason.SNOOZED, ahead(30)),
            UPRIGHT,
            NextNudge(ahead(60), Reason.SNOOZED),
            id="snoozed, and the next is further away than its end",
        ),
        pytest.param(
            FREE, Rest(Reason.PAUSED, None), None, NextNudge(None, Reason.PAUSED), id="until told"
        ),
        pytest.param(
            FREE,
            None,
            Reading(0.0, State.UNKNOWN, Reason.TOO_DARK),
            NextNudge(None, Reason.TOO_DARK),
            id="too dark",
        ),
        pytest.param(
            FREE, None, Reading(0.0, State.ABSENT), NextNudge(None, State.ABSENT), id="nobody there"
        ),
        pytest.param(FREE, None, None, NextNudge(None, Reason.NO_FRAMES), id="nothing seen yet"),
    ],
)
def test_what_keeps_a_nudge_back_is_named(
    silence: Silence, rest: Rest | None, reading: Reading | None, expected: NextNudge
) -> None:
    """What keeps a nudge back at t = 100 s is named, with when it ends if that is known."""
    assert find_next_nudge(NOW, 100.0, silence, rest, reading) == expected
