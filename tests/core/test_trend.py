"""What changed, and what to do, chosen by rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from days import MONDAY, NINE, day_of
from sitwell.core.day import Day
from sitwell.core.reason import Reason
from sitwell.core.records import ExerciseOutcome, ExerciseRecord, Records, SlumpEpisode
from sitwell.core.trend import Advice, Change, Point, find, point, spread

EXERCISE = ExerciseRecord(NINE, "locust_minivini", ExerciseOutcome.DONE, 5)
ACTIVE = Records(exercises=(EXERCISE,))
HALVES = "25m upright, 5m absent, 25m upright, 5m absent, 25m upright"


def week(*shares: float | None) -> tuple[Point, ...]:
    """Make the days before, with these slumped shares."""
    return tuple(
        Point(MONDAY - timedelta(days=7 - place), 3600.0, share, 0.0, 0, 0)
        for place, share in enumerate(shares)
    )


@pytest.mark.parametrize(
    ("before", "change"),
    [
        pytest.param((), Change.NOT_ENOUGH, id="the first day"),
        pytest.param((0.5, 0.5), Change.NOT_ENOUGH, id="two days say nothing of spread"),
        pytest.param((0.5, None, 0.5), Change.NOT_ENOUGH, id="nor do days without time"),
        pytest.param((0.5, 0.52, 0.48), Change.LESS_SLUMPED, id="clearly less"),
        pytest.param((0.1, 0.12, 0.08), Change.MORE_SLUMPED, id="clearly more"),
        pytest.param((0.28, 0.3, 0.29), Change.ALIKE, id="less than the estimate can tell"),
        pytest.param((0.1, 0.25, 0.5, 0.6), Change.ALIKE, id="within what days differ by"),
    ],
)
def test_change_beside_the_days_before(before: tuple[float | None, ...], change: Change) -> None:
    """A quarter of the time slumped is more or less only beside days that differ less."""
    assert find(day_of("45m upright, 15m slumped"), week(*before)).change is change


def test_short_day_is_not_compared() -> None:
    """Twenty judged minutes say too little."""
    assert find(day_of("20m slumped"), week(0.1, 0.1, 0.1)).change is Change.NOT_ENOUGH


def _leaning(day: Day, left_s: float) -> Day:
    return replace(day, exposure=replace(day.exposure, judged_s=3600.0, left_s=left_s))


@pytest.mark.parametrize(
    ("day", "advice"),
    [
        pytest.param(day_of("1h absent"), Advice.NOTHING_SEEN, id="nobody"),
        pytest.param(day_of("20m upright, 20m too_dark"), Advice.SEE_BETTER, id="in the dark"),
        pytest.param(day_of("40m upright, 20m slumped"), Advice.EXERCISE, id="much slumped"),
        pytest.param(
            day_of("2h upright", Records(episodes=(SlumpEpisode(NINE, 600.0, 15.0),))),
            Advice.EXERCISE,
            id="slumped long once",
        ),
        pytest.param(
            day_of("40m upright, 20m slumped", ACTIVE), Advice.BREAKS, id="already exercised"
        ),
        pytest.param(day_of("2h upright"), Advice.BREAKS, id="sat long"),
        pytest.param(
            day_of(f"{HALVES}, 5m absent, 25m upright, 5m absent, 19m upright, 11m slumped"),
            Advice.LATER_BREAK,
            id="slumped later",
        ),
        pytest.param(day_of("20m upright, 9m overextended"), Advice.LET_GO, id="held upright"),
        pytest.param(_leaning(day_of(HALVES), 400.0), Advice.OTHER_SIDE, id="leant to one side"),
        pytest.param(day_of("20m upright, 9m slumped", ACTIVE), Advice.SHORT_RESETS, id="resets"),
        pytest.param(day_of(HALVES), Advice.KEEP_ON, id="all well"),
    ],
)
def test_advice(day: Day, advice: Advice) -> None:
    """The first that applies: what makes all else unsure, then what helps most."""
    assert find(day, ()).advice is advice


def test_main_reason_of_unclear_time() -> None:
    """The longest, and not one of a time without a picture."""
    day = day_of("9m upright, 5m too_dark, 6m turned_away, 30m camera_gone")
    assert find(day, ()).because_of is Reason.TURNED_AWAY


def test_side() -> None:
    """Seconds to the left beyond those to the right are a lean to the left."""
    assert find(_leaning(day_of(HALVES), 400.0), ()).side == "left"


def test_spread_is_of_days_that_say_enough() -> None:
    """Quartiles of the days with a share; none from fewer than three."""
    assert spread(week(0.1, 0.2, None, 0.3)).median == pytest.approx(0.2)
    assert spread(week(0.1, 0.2)).low is None
    assert spread(()).days == 0


def test_point_of_a_day() -> None:
    """A day's longest sit, breaks and sets are its point."""
    told = point(day_of("40m upright, 5m absent, 20m upright", ACTIVE))
    assert (told.longest_sit_s, told.breaks, told.sets) == (2400.0, 1, 1)
    assert told.slumped_share == 0.0
