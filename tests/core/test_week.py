"""A week beside the three before it."""

from datetime import date, timedelta

import pytest

from sitwell.core import week
from sitwell.core.trend import Change, Point
from sitwell.core.week import Week

SUNDAY = date(2026, 3, 1)


def points(*shares: float | None) -> tuple[Point, ...]:
    """Give the days that end with the Sunday: of an hour each, or of too little (None)."""
    days = week.days_of(SUNDAY)[-len(shares) :]
    return tuple(
        Point(day, 60.0 if share is None else 3600.0, share, 1200.0, 0, 0)
        for day, share in zip(days, shares, strict=True)
    )


def test_days_are_four_weeks() -> None:
    """What is looked at ends with the day asked for, and reaches back over four weeks."""
    days = week.days_of(SUNDAY)
    assert (days[0], days[-1], len(days)) == (SUNDAY - timedelta(days=27), SUNDAY, 28)


@pytest.mark.parametrize(
    ("before", "change"),
    [
        pytest.param((0.5,) * 21, Change.LESS_SLUMPED, id="less"),
        pytest.param((0.1,) * 21, Change.MORE_SLUMPED, id="more"),
        pytest.param((0.32,) * 21, Change.ALIKE, id="alike"),
        pytest.param((0.5, 0.5), Change.NOT_ENOUGH, id="too few days before"),
        pytest.param((), Change.NOT_ENOUGH, id="none before"),
    ],
)
def test_week_is_compared(before: tuple[float, ...], change: Change) -> None:
    """The middle day of the week is held against the middle day of the three weeks before."""
    mine = (0.2, 0.3, 0.3, 0.3, 0.9, None, None)
    found = week.sum_up(points(*before, *mine), SUNDAY)
    usual = sorted(before)[len(before) // 2] if before else None
    assert found == Week(5, 5 * 3600.0, 0.3, 1200.0, change, usual)


def test_empty_week() -> None:
    """A week in which nobody sat says so, whatever came before."""
    found = week.sum_up(points(*(0.4,) * 21, *(None,) * 7), SUNDAY)
    assert (found.days, found.slumped_share, found.change) == (0, None, Change.NOT_ENOUGH)
    assert week.sum_up((), SUNDAY).days == 0
