"""The smaller requests: letting go, coming back to the middle, moving, and the cue of the week."""

from dataclasses import replace

import pytest

from sitwell.core.circumstances import ANYWHEN, Circumstances
from sitwell.core.nudges import (
    DAY_S,
    HOUR_S,
    Bar,
    FirstWeek,
    Nudge,
    NudgeRules,
    Nudging,
    Sitting,
    decide,
    find_needs,
)
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting

NOW_T = 10 * DAY_S
NOON = Circumstances(since_midnight_s=12 * HOUR_S, days_since_first=10)
RULES = NudgeRules()
UPRIGHT, EXTENDED = State.UPRIGHT, State.OVEREXTENDED
EASE, LEAN, MOVE, CUE = NudgeKind.EASE, NudgeKind.LEAN, NudgeKind.MOVE, NudgeKind.CUE
SIT_UP, LOCUST, BREAK = NudgeKind.SIT_UP, NudgeKind.LOCUST, NudgeKind.BREAK
HELPED, IGNORED, DECLINED = NudgeOutcome.HELPED, NudgeOutcome.IGNORED, NudgeOutcome.DECLINED
WAITING = NudgeOutcome.WAITING


def make_sitting(
    state: State = UPRIGHT,
    around: Circumstances = NOON,
    *,
    is_changing: bool = False,
    **seen: float,
) -> Sitting:
    """Give a moment of somebody who sits upright, unless told otherwise."""
    sighting = Sighting(**{"lean_deg": 0.0, "flexion_deg": 0.0} | seen)  # type: ignore[arg-type]
    return Sitting(NOW_T, state, sighting, is_changing=is_changing, around=around)


def ago(seconds: float, kind: NudgeKind, outcome: NudgeOutcome = HELPED) -> Nudge:
    """Give a nudge sent so long ago."""
    return Nudge(NOW_T - seconds, kind, outcome)


def sent_kind(sitting: Sitting, *sent: Nudge, rules: NudgeRules = RULES) -> NudgeKind | None:
    """Give the kind of the nudge that is sent now, if any."""
    _, _, nudge = decide(Nudging(sent), sitting, rules)
    return None if nudge is None else nudge.kind


def bar_of(
    kind: NudgeKind, sitting: Sitting, *sent: Nudge, rules: NudgeRules = RULES
) -> Bar | None:
    """Give what speaks against a kind now."""
    return next(need.bar for need in find_needs(sent, sitting, rules) if need.kind is kind)


FAR = NudgeRules(break_after_s=2 * HOUR_S)  # the break is far away, so that there may be less
BACK = {"away_s": 400.0, "seated_s": 5.0}


@pytest.mark.parametrize(
    ("sitting", "rules", "kind"),
    [
        pytest.param(make_sitting(EXTENDED, extended_s=599.0), RULES, None, id="extended briefly"),
        pytest.param(make_sitting(EXTENDED, extended_s=600.0), RULES, EASE, id="held extended"),
        pytest.param(make_sitting(extended_s=600.0), RULES, None, id="not any more"),
        pytest.param(make_sitting(leaned_s=599.0), RULES, None, id="leaning briefly"),
        pytest.param(make_sitting(leaned_s=600.0), RULES, LEAN, id="leaning for ten minutes"),
        pytest.param(make_sitting(leaned_s=600.0, is_changing=True), RULES, None, id="coming back"),
        pytest.param(make_sitting(still_s=1199.0), FAR, None, id="not so still"),
        pytest.param(make_sitting(still_s=1200.0), FAR, MOVE, id="still for twenty minutes"),
        pytest.param(make_sitting(still_s=1200.0, is_changing=True), FAR, None, id="moving now"),
        pytest.param(make_sitting(State.SLUMPED, still_s=1200.0), FAR, None, id="still, slumped"),
        pytest.param(make_sitting(still_s=1300.0, seated_s=1300.0), RULES, None, id="break near"),
        pytest.param(make_sitting(**BACK), RULES, CUE, id="back from a break"),
        pytest.param(make_sitting(away_s=299.0, seated_s=5.0), RULES, None, id="no break yet"),
        pytest.param(make_sitting(away_s=400.0, seated_s=301.0), RULES, None, id="back for long"),
        pytest.param(make_sitting(away_s=7201.0, seated_s=5.0), RULES, None, id="back at work"),
        pytest.param(
            make_sitting(EXTENDED, extended_s=900.0, seated_s=1800.0),
            RULES,
            BREAK,
            id="break first",
        ),
        pytest.param(
            make_sitting(EXTENDED, extended_s=900.0, leaned_s=900.0), RULES, EASE, id="then ease"
        ),
        pytest.param(make_sitting(leaned_s=900.0, still_s=1300.0), FAR, LEAN, id="then lean"),
        pytest.param(make_sitting(still_s=1300.0, **BACK), FAR, MOVE, id="the cue comes last"),
    ],
)
def test_the_most_useful_comes_first(
    sitting: Sitting, rules: NudgeRules, kind: NudgeKind | None
) -> None:
    """Each comes once it has lasted long enough and still does, one at a time, the best first."""
    assert sent_kind(sitting, rules=rules) is kind


@pytest.mark.parametrize("kind", [EASE, LEAN, MOVE])
def test_smaller_requests_are_made_once_an_hour(kind: NudgeKind) -> None:
    """The same small request is not repeated within the hour."""
    sitting = {
        EASE: make_sitting(EXTENDED, extended_s=900.0),
        LEAN: make_sitting(leaned_s=900.0),
        MOVE: make_sitting(still_s=1300.0),
    }[kind]
    assert sent_kind(sitting, ago(3599.0, kind), rules=FAR) is None
    assert sent_kind(sitting, ago(3600.0, kind), rules=FAR) is kind


@pytest.mark.parametrize(
    ("seen", "is_changing", "bar"),
    [
        pytest.param({}, False, Bar.JUST_CHANGED, id="in the middle"),
        pytest.param({"leaned_s": 1.0}, False, None, id="leaning"),
        pytest.param({"leaned_s": 1.0}, True, Bar.JUST_CHANGED, id="on the way back"),
    ],
)
def test_a_lean_that_there_is_not_is_barred(
    seen: dict[str, float], is_changing: bool, bar: Bar | None
) -> None:
    """Whoever does not lean now is not on the way to a nudge for it, as with every other kind."""
    assert bar_of(LEAN, make_sitting(is_changing=is_changing, **seen)) is bar


def test_moving_is_asked_for_where_the_break_was_in_vain() -> None:
    """Before the break nobody is asked for less; after a break that was not taken they are."""
    still = make_sitting(still_s=3000.0, seated_s=3000.0)
    assert sent_kind(still, ago(1200.0, BREAK, IGNORED)) is MOVE
    assert sent_kind(still) is BREAK
    again = make_sitting(still_s=1300.0, seated_s=1300.0)
    assert sent_kind(again, ago(1700.0, BREAK, HELPED)) is None
    assert sent_kind(still, ago(3600.0, BREAK, DECLINED)) is MOVE
    assert bar_of(MOVE, make_sitting(still_s=1300.0, seated_s=1300.0)) is Bar.BREAK_NEAR


@pytest.mark.parametrize(
    ("around", "sent", "rules", "bar"),
    [
        pytest.param(NOON, (), RULES, None, id="none today"),
        pytest.param(NOON, (ago(11 * HOUR_S, CUE),), RULES, Bar.OFTEN_ENOUGH, id="this morning"),
        pytest.param(NOON, (ago(13 * HOUR_S, CUE),), RULES, None, id="yesterday night"),
        pytest.param(ANYWHEN, (), RULES, Bar.NO_CLOCK, id="in a recording"),
        pytest.param(replace(NOON, days_since_first=6), (), RULES, Bar.FIRST_WEEK, id="first week"),
        pytest.param(
            replace(NOON, days_since_first=6),
            (),
            NudgeRules(first_week=FirstWeek.FULL),
            None,
            id="first week, in full",
        ),
    ],
)
def test_cue_comes_once_a_day(
    around: Circumstances, sent: tuple[Nudge, ...], rules: NudgeRules, bar: Bar | None
) -> None:
    """The cue comes once a local day, and takes none of the few nudges of a gentle first week."""
    assert bar_of(CUE, make_sitting(UPRIGHT, around, **BACK), *sent, rules=rules) is bar


def test_three_locusts_a_day() -> None:
    """After three Locusts within 24 hours slumping earns the sit-up nudge again."""
    slumping = make_sitting(State.SLUMPED, slumped_s=900.0)
    locusts = tuple(ago(hours * HOUR_S, LOCUST) for hours in (9, 6, 3))
    assert sent_kind(slumping, *locusts) is SIT_UP
    assert sent_kind(slumping, *locusts[1:]) is LOCUST


@pytest.mark.parametrize("kind", [SIT_UP, BREAK, EASE, LEAN, MOVE, CUE])
def test_declined_means_not_today(kind: NudgeKind) -> None:
    """A kind that was declined does not come again that day, and does on the next."""
    sitting = make_sitting(
        State.SLUMPED if kind is SIT_UP else EXTENDED if kind is EASE else UPRIGHT,
        slumped_s=200.0,
        extended_s=900.0,
        leaned_s=900.0,
        still_s=1300.0,
        seated_s=9000.0 if kind is BREAK else 5.0,
        away_s=400.0,
    )
    assert bar_of(kind, sitting, ago(11 * HOUR_S, kind, DECLINED), rules=FAR) is Bar.DECLINED
    assert bar_of(kind, sitting, ago(13 * HOUR_S, kind, DECLINED), rules=FAR) is None


def test_a_declined_exercise_is_no_word_against_another() -> None:
    """Which exercise is shown is chosen elsewhere: the Locust's kind comes again all the same."""
    slumping = make_sitting(State.SLUMPED, slumped_s=900.0)
    assert sent_kind(slumping, ago(2 * HOUR_S, LOCUST, DECLINED)) is LOCUST


SHIFTED = {"shifted_t": NOW_T - 10.0}


@pytest.mark.parametrize(
    ("kind", "sitting", "outcome"),
    [
        pytest.param(EASE, make_sitting(), HELPED, id="let go"),
        pytest.param(EASE, make_sitting(extended_s=700.0), None, id="let go just now"),
        pytest.param(EASE, make_sitting(State.UNKNOWN), None, id="extended, unseen"),
        pytest.param(LEAN, make_sitting(), HELPED, id="in the middle"),
        pytest.param(LEAN, make_sitting(leaned_s=700.0), None, id="leans on"),
        pytest.param(LEAN, make_sitting(State.UNKNOWN), None, id="leaning, unseen"),
        pytest.param(MOVE, make_sitting(), None, id="sits on"),
        pytest.param(MOVE, replace(make_sitting(), shifted_t=NOW_T - 10.0), HELPED, id="moved"),
        pytest.param(
            MOVE, replace(make_sitting(), shifted_t=NOW_T - 90.0), None, id="moved before"
        ),
        pytest.param(MOVE, make_sitting(State.ABSENT), HELPED, id="got up"),
        pytest.param(CUE, make_sitting(State.ABSENT), None, id="nothing to follow"),
        pytest.param(
            BREAK, replace(make_sitting(State.UNKNOWN), is_standing=True), HELPED, id="up"
        ),
    ],
)
def test_what_follows_a_nudge(kind: NudgeKind, sitting: Sitting, outcome: object) -> None:
    """Each is followed by what it asked for, as far as it is seen, or by getting up."""
    _, settled, _ = decide(Nudging((ago(80.0, kind, WAITING),)), sitting, RULES)
    assert (settled.outcome if settled else None) is outcome
    assert settled is None or settled.response_s == 80.0


def test_a_cue_is_never_ignored() -> None:
    """A cue asks for nothing that can be seen, so it stays as it is."""
    after, settled, _ = decide(Nudging((ago(4000.0, CUE, WAITING),)), make_sitting(), RULES)
    assert settled is None
    assert after.last is not None
    assert after.last.outcome is WAITING
