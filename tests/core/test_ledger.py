"""What is kept, on the wall clock."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.core.events import Event, NudgeSent, NudgeSettled, SlumpEnded, StateChanged
from sitwell.core.ledger import JUMP_S, Ledger, note
from sitwell.core.nudges import Nudge
from sitwell.core.reason import Reason
from sitwell.core.records import (
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.sighting import Sighting
from sitwell.core.summary import summarize

NINE = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))
LETTERS = {"g": State.UPRIGHT, "s": State.SLUMPED, ".": State.ABSENT, "?": State.UNKNOWN}


def at(t: float) -> datetime:
    """Give the wall clock when it runs evenly."""
    return NINE + timedelta(seconds=t)


def keep(steps: Iterable[tuple[float, datetime, tuple[Event, ...]]]) -> list[Span]:
    """Write down steps, and give the spans as a store keeps them: the longest of each start."""
    ledger, kept = None, {}
    for t, wall, events in steps:
        ledger = Ledger(t, wall) if ledger is None else ledger
        ledger, records = note(ledger, t, wall, events)
        kept |= {span.start: span for span in records.spans}
    return sorted(kept.values(), key=lambda span: span.start)


def steps_of(script: str, jumps: dict[int, float] | None = None):
    """Give the steps of a script, one letter a second; the wall clock is set at some of them."""
    set_by, before = 0.0, ""
    for n, letter in enumerate(script):
        t = float(n)
        set_by += (jumps or {}).get(n, 0.0)
        events = () if letter == before else (StateChanged(t, LETTERS[letter], None),)
        before = letter
        yield t, at(t + set_by), events


def test_spans_follow_each_other():
    """States in a row become spans in a row, each on the date it began."""
    spans = keep(steps_of("gggggssss..g"))
    assert spans == [
        Span(at(0.0), 5.0, State.UPRIGHT),
        Span(at(5.0), 4.0, State.SLUMPED),
        Span(at(9.0), 2.0, State.ABSENT),
    ]


def test_span_under_way_grows():
    """The span under way is given at each step, so that a sudden end loses no more than a step."""
    ledger, _ = note(Ledger(0.0, NINE), 0.0, NINE, (StateChanged(0.0, State.UPRIGHT, None),))
    for t in (1.0, 2.0, 3.0):
        ledger, records = note(ledger, t, at(t), ())
        assert records.spans == (Span(NINE, t, State.UPRIGHT),)


def test_nothing_is_written_before_the_first_state():
    """Time before the first verdict is nobody's."""
    _, records = note(Ledger(0.0, NINE), 5.0, at(5.0), ())
    assert records.spans == ()


def test_unknown_keeps_its_reason():
    """The span of an unknown time says why."""
    change = StateChanged(0.0, State.UNKNOWN, Reason.TOO_DARK)
    _, records = note(Ledger(0.0, NINE), 3.0, at(3.0), (change,))
    assert records.spans == (Span(NINE, 3.0, State.UNKNOWN, Reason.TOO_DARK),)


def test_change_counts_from_when_it_began():
    """A change that is announced late closes the span before it at the change, not at the news."""
    ledger, _ = note(Ledger(0.0, NINE), 0.0, NINE, (StateChanged(0.0, State.UPRIGHT, None),))
    _, records = note(ledger, 10.0, at(10.0), (StateChanged(4.0, State.SLUMPED, None),))
    assert records.spans == (Span(NINE, 4.0, State.UPRIGHT), Span(at(4.0), 6.0, State.SLUMPED))


def test_episodes_and_nudges_get_dates():
    """Episodes and nudges are dated by when they began, and keep how they ended."""
    sent = Nudge(50.0, NudgeKind.SIT_UP)
    helped = Nudge(50.0, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 12.0)
    events = (
        SlumpEnded(100.0, 20.0, 70.0, 25.0),
        NudgeSent(50.0, sent, Sighting(120.0, 300.0)),
        NudgeSettled(62.0, helped),
    )
    _, records = note(Ledger(0.0, NINE), 100.0, at(100.0), events)
    assert records.episodes == (SlumpEpisode(at(20.0), 70.0, 25.0),)
    assert records.nudges == (
        NudgeRecord(at(50.0), NudgeKind.SIT_UP),
        NudgeRecord(at(50.0), NudgeKind.SIT_UP, NudgeOutcome.HELPED, 12.0),
    )


@pytest.mark.parametrize("set_by_s", [3.0, -90.0, 3600.0])
def test_a_nudge_keeps_its_date(set_by_s):
    """What becomes of a nudge goes to the one that was sent, though the clock was set meanwhile."""
    sent = Nudge(50.0, NudgeKind.SIT_UP)
    helped = Nudge(50.0, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 12.0)
    event = NudgeSent(50.0, sent, Sighting(120.0, 300.0))
    ledger, first = note(Ledger(0.0, NINE), 50.0, at(50.0), (event,))
    ledger, _ = note(ledger, 55.0, at(55.0 + set_by_s), ())
    _, second = note(ledger, 62.0, at(62.0 + set_by_s), (NudgeSettled(62.0, helped),))
    assert [record.at for record in (*first.nudges, *second.nudges)] == [at(50.0), at(50.0)]


@pytest.mark.parametrize(
    "set_by_s",
    [
        pytest.param(3600.0, id="an hour forward"),
        pytest.param(-3600.0, id="an hour back"),
        pytest.param(-5.0, id="five seconds back"),
        pytest.param(86_400.0, id="a day forward"),
    ],
)
def test_clock_that_was_set_closes_the_span(set_by_s):
    """A wall clock that was set closes the span, and the next one bears the new date."""
    spans = keep(steps_of("g" * 20, {10: set_by_s}))
    old, new = Span(NINE, 10.0, State.UPRIGHT), Span(at(10.0 + set_by_s), 9.0, State.UPRIGHT)
    assert sorted(spans, key=lambda s: s.start) == sorted([old, new], key=lambda s: s.start)


@pytest.mark.parametrize("set_by_s", [JUMP_S, -JUMP_S, 0.5])
def test_clock_that_slews_is_left_alone(set_by_s):
    """Clocks that disagree by no more than two seconds go on in one span."""
    assert keep(steps_of("g" * 20, {10: set_by_s})) == [Span(NINE, 19.0, State.UPRIGHT)]


@pytest.mark.parametrize(
    "there_h", [pytest.param(2.0, id="summer time"), pytest.param(-8.0, id="a flight to the west")]
)
def test_change_of_zone_is_no_jump(there_h):
    """Another zone tells the same moment in other words: a span of its own begins, and no gap."""
    there = timezone(timedelta(hours=there_h))
    steps = [
        (t, wall if t < 10.0 else (wall + timedelta(seconds=0.5)).astimezone(there), events)
        for t, wall, events in steps_of("g" * 20)
    ]
    spans = keep(steps)
    assert spans == [Span(NINE, 10.0, State.UPRIGHT), Span(at(10.0), 9.0, State.UPRIGHT)]
    assert [span.start.utcoffset() for span in spans] == [NINE.utcoffset(), there.utcoffset(NINE)]


def test_change_of_zone_begins_nothing():
    """Before the first state no span begins, whatever the zone."""
    summer = NINE.astimezone(timezone(timedelta(hours=2)))
    ledger, _ = note(Ledger(0.0, NINE), 0.0, summer, ())
    _, records = note(ledger, 5.0, summer + timedelta(seconds=5.0), ())
    assert records.spans == ()


def test_refuses_a_clock_without_a_zone():
    """A wall clock that does not know its zone is refused at once."""
    with pytest.raises(ValueError, match="time zone"):
        Ledger(0.0, datetime(2026, 3, 2, 9))
    with pytest.raises(TypeError):
        note(Ledger(0.0, NINE), 1.0, datetime(2026, 3, 2, 9), ())


scripts = st.text(st.sampled_from("gs.?"), min_size=2, max_size=60)
jumps = st.dictionaries(st.integers(1, 59), st.floats(-7200.0, 7200.0), max_size=5)


@given(script=scripts, jumps=jumps)
def test_no_second_is_invented_or_lost(script, jumps):
    """However the wall clock is set, the spans add up to the seconds that passed."""
    spans = keep(steps_of(script, jumps))
    kept_s = sum(span.duration_s for span in spans)
    elapsed_s = len(script) - 1.0
    # Two spans that come to begin in the same microsecond would be one: never more, then.
    assert kept_s <= elapsed_s + 1e-6
    if len({span.start for span in spans}) == len(spans):
        assert kept_s == pytest.approx(elapsed_s)


@given(script=scripts, jumps=jumps)
def test_no_second_is_counted_twice(script, jumps):
    """However the wall clock is set, a day's summary counts no moment twice and invents none."""
    spans = keep(steps_of(script, jumps))
    since, until = NINE - timedelta(days=1), NINE + timedelta(days=1)
    day = summarize(Records(tuple(spans)), since.astimezone(UTC), until.astimezone(UTC))
    counted_s = day.upright_s + day.slumped_s + day.absent_s + day.unknown_s
    assert counted_s <= len(script) - 1.0 + 1e-3


@given(script=scripts, jumps=st.dictionaries(st.integers(1, 59), st.floats(0.0, 7200.0)))
def test_clock_set_forward_leaves_gaps_only(script, jumps):
    """A clock that is only ever set forward gives spans that do not overlap, but for slewing."""
    spans = keep(steps_of(script, jumps))
    for one, other in pairwise(spans):
        end = one.start + timedelta(seconds=one.duration_s)
        assert other.start >= end - timedelta(microseconds=2)
