"""Days with known answers."""

from dataclasses import replace
from datetime import UTC, date, timedelta, tzinfo
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import BERLIN, LORD_HOWE, MONDAY, NINE, day_of, spans_of
from sitwell.core.day import Ends, ExerciseCount, Percentiles, tell
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    Span,
    State,
)
from sitwell.core.timeline import Coverage, local_day

EXPOSURE = Exposure(
    NINE,
    judged_s=3600.0,
    flexion_s=((0, 1800.0), (10, 1800.0)),
    rounding_s=((2, 60.0),),
    level_s=((0.0,) * 8, (0.0,) * 7 + (1800.0,), (1800.0,) + (0.0,) * 7, (0.0,) * 8, (0.0,) * 8),
    left_s=120.0,
    shifts=6,
)


def test_coverage_comes_apart() -> None:
    """At the desk, unclear, unseen, paused and away are five things, and add up."""
    whole = day_of(
        "20m upright, 5m slumped, 4m too_dark, 3m camera_gone, 2m paused, 6m absent"
    ).summary
    minutes = (whole.judged_s, whole.unclear_s, whole.unseen_s, whole.paused_s, whole.absent_s)
    assert tuple(s / 60 for s in minutes) == (25, 4, 3, 2, 6)
    assert whole.seen_s == 29 * 60
    assert whole.recorded_s == fsum(minutes)


def test_hours_follow_the_clock() -> None:
    """A stretch over ten o'clock is divided there."""
    nine, ten = day_of("50m upright, 20m slumped").hours
    assert (nine.clock, nine.upright_s, nine.slumped_s) == (9, 3000, 600)
    assert (ten.clock, ten.upright_s, ten.slumped_s) == (10, 0, 600)
    assert nine.slumped_share == pytest.approx(1 / 6)


def test_hours_follow_the_local_clock_where_it_changes() -> None:
    """On the long day two o'clock comes twice, and both hours are kept apart."""
    since, _ = local_day(date(2026, 10, 25), BERLIN)
    day = tell(Records((Span(since, 5 * 3600.0, State.UPRIGHT),)), since.date(), BERLIN)
    assert [hour.clock for hour in day.hours] == [0, 1, 2, 2, 3]
    assert day.length_s == 25 * 3600


def test_first_and_last_hour() -> None:
    """They are hours of judged time, whatever lay between."""
    day = day_of("15m slumped, 45m upright, 1h absent, 1h upright, 30m upright, 30m slumped")
    assert day.ends == Ends(0.25, 0.5)


def test_short_day_has_no_ends() -> None:
    """Where first and last hour would overlap, they are not compared."""
    assert day_of("119m upright").ends is None


def test_exposure_of_the_day_alone() -> None:
    """What began on another day is not counted."""
    before = replace(EXPOSURE, start=NINE - timedelta(days=1))
    exposure = day_of("1h upright", Records(exposures=(before, EXPOSURE))).exposure
    assert exposure.judged_s == 3600.0
    assert exposure.shifts_per_hour == 6.0
    assert exposure.left_s == 120.0
    assert exposure.flexion == Percentiles(
        pytest.approx(-0.3), pytest.approx(0.5), pytest.approx(10.3)
    )


def test_percentiles_need_an_hour() -> None:
    """A minute of rounding has none."""
    exposure = day_of("1h upright", Records(exposures=(EXPOSURE,))).exposure
    assert exposure.rounding is None


def test_exercises_by_card() -> None:
    """Sets that were done or ended early count; what was skipped or declined does not."""

    def record(minute: int, card_id: str, outcome: ExerciseOutcome, n: int) -> ExerciseRecord:
        counted_by = CountedBy.CAMERA if minute == 0 else CountedBy.PERSON
        return ExerciseRecord(NINE + timedelta(minutes=minute), card_id, outcome, n, counted_by)

    exercises = (
        record(0, "locust_minivini", ExerciseOutcome.DONE, 5),
        record(1, "bird_dog", ExerciseOutcome.SKIPPED, 0),
        record(2, "locust_minivini", ExerciseOutcome.STOPPED, 2),
        record(3, "side_bridge", ExerciseOutcome.DECLINED, 0),
    )
    day = day_of("1h upright", Records(exercises=exercises))
    assert day.exercises == (ExerciseCount("locust_minivini", 1, 1, 7, 5),)


def test_nudges_of_the_day_alone() -> None:
    """Those of the evening before stay there, and the ignored are counted."""
    nudges = tuple(
        NudgeRecord(NINE + timedelta(hours=hours), NudgeKind.SIT_UP, NudgeOutcome.IGNORED)
        for hours in (-12, 0, 1)
    )
    day = day_of("1h upright", Records(nudges=nudges))
    assert day.nudges == nudges[1:]
    assert (day.summary.nudges.sent, day.summary.nudges.ignored) == (2, 2)


def test_session_over_midnight_is_split() -> None:
    """Each day has its own part, and no second is in both or in none."""
    late = spans_of("2h upright", NINE.replace(hour=23))
    monday, tuesday = (tell(Records(late), MONDAY + timedelta(days=days), UTC) for days in (0, 1))
    assert (monday.summary.judged_s, tuesday.summary.judged_s) == (3600.0, 3600.0)
    assert [hour.clock for hour in (*monday.hours, *tuesday.hours)] == [23, 0]


def test_empty_day() -> None:
    """Nothing recorded is a day with nothing in it, not an error."""
    day = tell(Records(), MONDAY, UTC)
    assert (day.pieces, day.hours, day.ends, day.exercises) == ((), (), None, ())
    assert day.exposure.shifts_per_hour is None


starts = st.integers(-3 * 3600, 27 * 3600)
lengths = st.integers(1, 10 * 3600)
states = st.sampled_from(list(State))
made = st.lists(st.tuples(starts, lengths, states), max_size=12)


@given(made, st.sampled_from([UTC, BERLIN, LORD_HOWE]))
def test_parts_add_up_to_the_day(parts: list[tuple[int, int, State]], zone: tzinfo) -> None:
    """Whatever was recorded, and however often the clock jumped, no second counts twice."""
    for day in (date(2026, 3, 29), date(2026, 4, 5)):
        since, _ = local_day(day, zone)
        spans = tuple(
            Span(since + timedelta(seconds=start), float(length), state)
            for start, length, state in parts
        )
        told = tell(Records(spans), day, zone)
        covered = dict.fromkeys(Coverage, 0.0)
        for piece in told.pieces:
            covered[piece.coverage] += piece.seconds
        assert fsum(covered.values()) == pytest.approx(told.summary.recorded_s)
        assert told.summary.recorded_s <= told.length_s
        assert fsum(hour.judged_s for hour in told.hours) == pytest.approx(told.summary.judged_s)
        assert all(hour.judged_s <= 3600.0 for hour in told.hours)
