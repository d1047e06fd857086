"""When to speak."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.circumstances import Circumstances
from sitwell.core.nudges import DAY_S, HOUR_S, Nudge, NudgeRules, Nudging, Sitting, decide
from sitwell.core.records import NudgeKind, NudgeOutcome, State
from sitwell.core.sighting import Sighting

RULES = NudgeRules()
SIT_UP, LOCUST, BREAK = NudgeKind.SIT_UP, NudgeKind.LOCUST, NudgeKind.BREAK
WAITING, HELPED, IGNORED = NudgeOutcome.WAITING, NudgeOutcome.HELPED, NudgeOutcome.IGNORED


def make_sitting(
    t: float = 10_000.0,
    state: State = State.SLUMPED,
    *,
    slumped_s: float = 0.0,
    slumped_in_hour_s: float = 0.0,
    seated_s: float = 0.0,
) -> Sitting:
    """Give a moment of somebody who slumps, unless told otherwise."""
    seen = Sighting(slumped_s=slumped_s, seated_s=seated_s)
    return Sitting(t, state, seen, max(slumped_in_hour_s, slumped_s))


def sent_kind(sitting: Sitting, *sent: Nudge, rules: NudgeRules = RULES) -> NudgeKind | None:
    """Give the kind of the nudge that is sent now, if any."""
    _, _, nudge = decide(Nudging(sent), sitting, rules)
    return None if nudge is None else nudge.kind


def ago(seconds: float, kind: NudgeKind = SIT_UP, outcome: NudgeOutcome = IGNORED) -> Nudge:
    """Give a nudge sent so long before `make_sitting`'s moment."""
    return Nudge(10_000.0 - seconds, kind, outcome)


@pytest.mark.parametrize(
    ("sitting", "kind"),
    [
        pytest.param(make_sitting(slumped_s=119.0), None, id="slumped too short"),
        pytest.param(make_sitting(slumped_s=120.0), SIT_UP, id="slumped two minutes"),
        pytest.param(make_sitting(slumped_s=599.0), SIT_UP, id="not yet ten minutes"),
        pytest.param(make_sitting(slumped_s=600.0), LOCUST, id="ten minutes in one go"),
        pytest.param(make_sitting(seated_s=1799.0), None, id="seated too short"),
        pytest.param(make_sitting(seated_s=1800.0), BREAK, id="seated half an hour"),
        pytest.param(
            make_sitting(state=State.UPRIGHT, seated_s=1800.0), BREAK, id="seated upright as well"
        ),
        pytest.param(
            make_sitting(slumped_s=120.0, seated_s=1800.0), SIT_UP, id="slumping comes first"
        ),
        pytest.param(
            make_sitting(state=State.UPRIGHT, slumped_s=600.0), None, id="just sat up: no reproach"
        ),
    ],
)
def test_says_the_most_useful_thing(sitting, kind):
    """Sit up after 2 min slumped, Locust after 10, a break after 30 seated; one at a time."""
    assert sent_kind(sitting) is kind


@pytest.mark.parametrize("state", [State.ABSENT, State.UNKNOWN])
def test_says_nothing_to_whom_it_cannot_judge(state):
    """Nobody there, or somebody who cannot be judged, gets no nudge of any kind."""
    assert sent_kind(make_sitting(state=state, slumped_s=700.0, seated_s=3000.0)) is None


@pytest.mark.parametrize(
    ("sent", "in_hour_s", "kind"),
    [
        pytest.param(ago(1500.0), 1200.0, LOCUST, id="twenty minutes, nudge ignored"),
        pytest.param(ago(1500.0), 1199.0, SIT_UP, id="less than twenty minutes"),
        pytest.param(ago(1500.0, outcome=HELPED), 1200.0, SIT_UP, id="the nudge had helped"),
        pytest.param(ago(1500.0, BREAK), 1200.0, SIT_UP, id="it was about a break"),
        pytest.param(ago(HOUR_S + 1.0), 1200.0, SIT_UP, id="it was more than an hour ago"),
    ],
)
def test_locust_when_sitting_up_did_not_help(sent, in_hour_s, kind):
    """Twenty minutes within the hour earn the Locust after a sit-up nudge that did not help."""
    assert sent_kind(make_sitting(slumped_s=150.0, slumped_in_hour_s=in_hour_s), sent) is kind


@pytest.mark.parametrize(
    ("sent", "speaks"),
    [
        pytest.param([ago(1199.0)], False, id="a second too soon"),
        pytest.param([ago(1200.0)], True, id="twenty minutes later"),
        pytest.param([ago(1199.0, BREAK)], False, id="after another kind of nudge too"),
        pytest.param([ago(1199.0, outcome=HELPED)], False, id="even if it helped"),
        pytest.param([ago(4000.0), ago(2800.0), ago(1600.0)], False, id="three ignored in a row"),
        pytest.param([ago(6000.0), ago(4000.0), ago(2400.0)], True, id="then half as often"),
        pytest.param(
            [ago(4000.0), ago(2800.0), ago(1600.0, outcome=HELPED)], True, id="the last one helped"
        ),
        pytest.param(
            [ago(4000.0), ago(2800.0, outcome=HELPED), ago(1600.0)], True, id="the second helped"
        ),
        pytest.param([ago(2800.0), ago(1600.0)], True, id="two ignored"),
    ],
)
def test_nudges_are_rare(sent, speaks):
    """Twenty minutes lie between two nudges, and twice that after three ignored in a row."""
    assert (sent_kind(make_sitting(slumped_s=150.0), *sent) is not None) is speaks


@pytest.mark.parametrize(
    ("sent", "speaks"),
    [
        pytest.param(12, False, id="twelve in the last day"),
        pytest.param(11, True, id="eleven"),
    ],
)
def test_daily_cap(sent, speaks):
    """No more than twelve nudges come within 24 hours."""
    history = [ago(DAY_S - 1.0 - 1300.0 * n, outcome=HELPED) for n in range(sent)]
    assert (sent_kind(make_sitting(slumped_s=150.0), *history) is not None) is speaks


def test_cap_forgets_after_a_day():
    """The thirteenth nudge comes once the first is 24 hours old."""
    history = [ago(DAY_S - 1300.0 * n, outcome=HELPED) for n in range(12)]
    after, _, nudge = decide(Nudging(tuple(history)), make_sitting(slumped_s=150.0), RULES)
    assert nudge is not None
    assert len(after.sent) == 12
    assert history[0] not in after.sent


def test_cap_survives_a_restart():
    """Nudges from before the start have negative times, and count for cap and distance alike."""
    day = tuple(Nudge(-60.0 - 1300.0 * n, SIT_UP, HELPED) for n in reversed(range(12)))
    now = make_sitting(t=1300.0, slumped_s=150.0)
    assert sent_kind(now, *day) is None
    assert sent_kind(now, *day[1:]) is SIT_UP
    assert sent_kind(replace(now, t=1139.0), *day[1:]) is None


def test_no_nudge_may_be_allowed_at_all():
    """A cap of zero silences every nudge."""
    assert sent_kind(make_sitting(slumped_s=150.0), rules=NudgeRules(most_per_day=0)) is None


def test_break_is_recalled_every_half_hour():
    """Whoever does not get up is reminded again half an hour later, not at every chance."""
    now = make_sitting(state=State.UPRIGHT, seated_s=4000.0)
    assert sent_kind(now, ago(1799.0, BREAK)) is None
    assert sent_kind(now, ago(1800.0, BREAK)) is BREAK


@pytest.mark.parametrize(
    ("kind", "sitting", "outcome"),
    [
        pytest.param(SIT_UP, make_sitting(state=State.UPRIGHT), HELPED, id="sat up"),
        pytest.param(LOCUST, make_sitting(state=State.OVEREXTENDED), HELPED, id="stretched"),
        pytest.param(SIT_UP, make_sitting(state=State.ABSENT), HELPED, id="got up"),
        pytest.param(BREAK, make_sitting(state=State.ABSENT), HELPED, id="took the break"),
        pytest.param(BREAK, make_sitting(state=State.UPRIGHT), None, id="sat on, if upright"),
        pytest.param(SIT_UP, make_sitting(slumped_s=200.0), None, id="slumps on"),
        pytest.param(
            SIT_UP,
            make_sitting(state=State.UPRIGHT, slumped_s=200.0),
            None,
            id="upright, but the slump is not over yet",
        ),
        pytest.param(SIT_UP, make_sitting(state=State.UNKNOWN), None, id="lost from sight"),
    ],
)
def test_what_helps(kind, sitting, outcome):
    """A nudge helped if they were seen to sit up or to get up; out of sight is neither."""
    _, settled, _ = decide(Nudging((ago(80.0, kind, WAITING),)), sitting, RULES)
    assert (settled.outcome if settled else None) is outcome


def test_help_takes_its_time():
    """A nudge that helped says after how many seconds."""
    _, settled, _ = decide(
        Nudging((ago(80.0, outcome=WAITING),)), make_sitting(state=State.UPRIGHT), RULES
    )
    assert settled is not None
    assert settled.response_s == 80.0


@pytest.mark.parametrize(("waited_s", "outcome"), [(299.0, None), (300.0, IGNORED)])
def test_not_followed_is_ignored(waited_s, outcome):
    """A nudge that was not followed within five minutes was ignored, and has no response time."""
    sent = Nudging((ago(waited_s, outcome=WAITING),))
    _, settled, _ = decide(sent, make_sitting(slumped_s=420.0), RULES)
    assert (settled.outcome if settled else None) is outcome
    assert settled is None or settled.response_s is None


def test_settled_once():
    """What became of a nudge is said once and does not change afterwards."""
    sent = Nudging((ago(80.0, outcome=WAITING),))
    after, _, _ = decide(sent, make_sitting(state=State.UPRIGHT), RULES)
    later, settled, _ = decide(after, make_sitting(10_400.0, slumped_s=420.0), RULES)
    assert settled is None
    assert later.last is not None
    assert later.last.outcome is HELPED


moments = st.lists(
    st.tuples(
        st.floats(1.0, 900.0),
        st.sampled_from(State),
        st.floats(0.0, 2000.0),
        st.floats(0.0, 4000.0),
    ),
    max_size=200,
)


@given(moments=moments)
def test_never_too_many_nor_too_close(moments):
    """Whatever happens, nudges are 20 min apart and at most twelve within any 24 hours."""
    nudging, t, times = Nudging(), 0.0, []
    for step, state, slumped_s, seated_s in moments:
        t += step
        sitting = make_sitting(t, state, slumped_s=slumped_s, seated_s=seated_s)
        nudging, _, nudge = decide(nudging, sitting, RULES)
        times += [] if nudge is None else [nudge.t]
    assert all(later - t >= RULES.apart_s for t, later in itertools.pairwise(times))
    assert all(sum(t <= other < t + DAY_S for other in times) <= 12 for t in times)


@pytest.mark.parametrize(
    ("rules", "match"),
    [
        pytest.param({"sit_up_after_s": 0.0}, "sit_up_after_s", id="at once"),
        pytest.param({"break_after_s": 2 * DAY_S}, "break_after_s", id="after two days"),
        pytest.param({"apart_s": -1.0}, "apart_s", id="negative distance"),
        pytest.param({"apart_s": float("nan")}, "apart_s", id="no distance"),
        pytest.param({"break_lasts_s": 0.0}, "break_lasts_s", id="break of nothing"),
        pytest.param({"most_per_day": -1}, "most_per_day", id="negative cap"),
        pytest.param({"patience": 0}, "patience", id="no patience at all"),
        pytest.param({"locusts_per_day": -1}, "locusts_per_day", id="negative Locusts"),
        pytest.param({"starter_per_day": -1}, "starter_per_day", id="negative start"),
        pytest.param({"starter_days": 400}, "starter_days", id="a first year"),
        pytest.param({"lean_after_s": 0.0}, "lean_after_s", id="every lean"),
        pytest.param({"cue_break_most_s": 200.0}, "cue_break_most_s", id="no break would do"),
        pytest.param({"quiet_hours": ("22-7",)}, "quiet_hours has '22-7'", id="no hours"),
    ],
)
def test_refuses_rules_that_make_no_sense(rules, match):
    """Delays and counts that make no sense are refused by name."""
    with pytest.raises(ValueError, match=match):
        NudgeRules(**rules)


def test_a_nudge_that_would_disturb_waits():
    """In a call there is no nudge; afterwards it comes, if the posture still calls for it."""
    slumping = make_sitting(slumped_s=300.0)
    in_a_call = replace(slumping, around=Circumstances(is_held=True))
    assert sent_kind(in_a_call) is None
    assert sent_kind(slumping) is SIT_UP
    before = Nudging()
    held, _, _ = decide(before, in_a_call, RULES)
    assert held == before
