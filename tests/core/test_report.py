"""The whole report: the days asked for, and the month up to them."""

from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import BERLIN, LORD_HOWE, MONDAY, NINE, month_of
from sitwell.core.day import tell
from sitwell.core.partition import divide
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.report import bounds, compile_report
from sitwell.core.trend import Change


def test_days_asked_for_and_the_month_before() -> None:
    """Two days are told in full, thirty are points, and the rest is left out."""
    whole = compile_report(month_of(*["1h upright"] * 40), MONDAY, 2, UTC)
    assert [day.day for day in whole.days] == [MONDAY - timedelta(days=1), MONDAY]
    assert len(whole.points) == 30
    assert (whole.points[0].day, whole.last.day) == (MONDAY - timedelta(days=29), MONDAY)
    assert (whole.week.days, whole.month.days) == (7, 30)
    assert whole.damaged == ()


def test_more_days_than_a_month() -> None:
    """Forty days are forty, and the trend is still that of the last thirty."""
    whole = compile_report(month_of(*["1h upright"] * 40), MONDAY, 40, UTC)
    assert (len(whole.days), len(whole.points)) == (40, 30)


def test_week_is_of_the_calendar() -> None:
    """A week with empty days in it is not filled up with older ones."""
    scripts = ["1h slumped"] * 20 + ["1h nothing"] * 5 + ["1h upright"] * 2
    whole = compile_report(month_of(*scripts), MONDAY, 1, UTC)
    assert (whole.week.days, whole.week.median) == (2, 0.0)


def test_change_is_beside_the_week_before_alone() -> None:
    """What was eight days ago is not compared with."""
    scripts = ["1h slumped"] * 20 + ["1h upright"] * 7 + ["30m slumped, 30m upright"]
    assert compile_report(month_of(*scripts), MONDAY, 1, UTC).finding.change is Change.MORE_SLUMPED


def test_damaged_days_are_left_out_and_named() -> None:
    """The others are told as they are; a week without one is a week of six."""
    damaged = {MONDAY - timedelta(days=3), MONDAY - timedelta(days=1)}
    whole = compile_report(month_of(*["1h upright"] * 30), MONDAY, 2, UTC, damaged)
    assert whole.damaged == (MONDAY - timedelta(days=1),)
    assert [day.day for day in whole.days] == [MONDAY]
    assert (len(whole.points), whole.week.days) == (28, 5)


@pytest.mark.parametrize(("count", "damaged"), [(0, ()), (1, (MONDAY,))])
def test_report_of_nothing(count: int, damaged: tuple[date, ...]) -> None:
    """No day, or none that can be read, has no report."""
    with pytest.raises(ValueError, match="day"):
        compile_report(Records(), MONDAY, count, UTC, damaged)


def test_bounds_reach_back_a_month() -> None:
    """The days asked for are read, and at least thirty, from midnight to midnight."""
    since, until = bounds(date(2026, 4, 20), 1, BERLIN)
    assert since.isoformat() == "2026-03-22T00:00:00+01:00"
    assert until.isoformat() == "2026-04-21T00:00:00+02:00"
    assert bounds(MONDAY, 40, UTC)[0] == datetime(2026, 1, 22, tzinfo=UTC)


moments = st.integers(-4 * 86_400, 4 * 86_400).map(lambda s: NINE + timedelta(seconds=s))
stretches = st.lists(st.tuples(moments, st.integers(0, 3 * 86_400).map(float)), max_size=6)


@given(stretches, st.lists(moments, max_size=6), st.sampled_from([UTC, BERLIN, LORD_HOWE]))
def test_dividing_changes_no_day(
    lengths: list[tuple[datetime, float]], at: list[datetime], zone: tzinfo
) -> None:
    """A day made of its own part is the day made of everything."""
    records = Records(
        tuple(Span(start, seconds, State.SLUMPED) for start, seconds in lengths),
        tuple(SlumpEpisode(start, seconds, 12.0) for start, seconds in lengths),
        tuple(NudgeRecord(moment, NudgeKind.BREAK) for moment in at),
        tuple(ExerciseRecord(moment, "bird_dog", ExerciseOutcome.DONE, 1) for moment in at),
        tuple(Exposure(moment, 60.0) for moment in at),
    )
    days = [MONDAY + timedelta(days=n) for n in (-1, 0, 1)]
    for day, part in divide(records, days, zone).items():
        assert tell(part, day, zone) == tell(records, day, zone)


def test_time_without_a_zone() -> None:
    """A moment that is nowhere belongs to no day."""
    naive = Records((Span(NINE.replace(tzinfo=None), 1.0, State.UPRIGHT),))
    with pytest.raises(ValueError, match="zone"):
        compile_report(naive, MONDAY, 1, UTC)
