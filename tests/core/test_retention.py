"""How far back the record reaches."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    NudgeKind,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.retention import begun_before, first_day_kept

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("keep_days", "first"),
    [
        pytest.param(1, date(2026, 3, 3), id="today alone"),
        pytest.param(2, date(2026, 3, 2), id="yesterday too"),
        pytest.param(400, date(2025, 1, 28), id="over a year"),
    ],
)
def test_first_day_kept(keep_days: int, first: date) -> None:
    """Today is the last of the days that are kept."""
    assert first_day_kept(DAY, keep_days) == first


@pytest.mark.parametrize(
    ("hours", "is_before"),
    [
        pytest.param(0, False, id="three hours into the day"),
        pytest.param(-3, False, id="its first moment"),
        pytest.param(-4, True, id="the evening before"),
    ],
)
def test_begun_before(hours: int, is_before: bool) -> None:
    """A record's day is that of the clock on its own wall; its length does not matter."""
    three_abroad = datetime(2026, 3, 3, 3, tzinfo=timezone(timedelta(hours=5)))
    start = three_abroad + timedelta(hours=hours)
    records = Records(
        (Span(start, 1e6, State.ABSENT),),
        (SlumpEpisode(start, 1e6, 20.0),),
        (NudgeRecord(start, NudgeKind.BREAK),),
        (ExerciseRecord(start, "bird_dog", ExerciseOutcome.DONE, 10),),
    )
    assert start.astimezone(UTC).day == 2
    assert begun_before(records, DAY) == (records if is_before else Records())
