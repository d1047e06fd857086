"""Numbers as people read them."""

from datetime import UTC, datetime

import pytest

from sitwell.core.reason import Reason
from sitwell.reporting import phrases


@pytest.mark.parametrize(
    ("seconds", "expected", "narrow"),
    [
        (0, "0 s", "0:00"),
        (45.4, "45 s", "0:01"),
        (59.7, "1 min", "0:01"),
        (90, "1 min 30 s", "0:02"),
        (299.6, "5 min", "0:05"),
        (12 * 60 + 20, "12 min", "0:12"),
        (3599, "1 h 0 min", "1:00"),
        (6 * 3600 + 12 * 60, "6 h 12 min", "6:12"),
        (25 * 3600, "25 h 0 min", "25:00"),
    ],
)
def test_duration(seconds: float, expected: str, narrow: str) -> None:
    """A length of time is rounded to what matters at its size, and never reads "60"."""
    assert phrases.a_duration(seconds) == expected
    assert phrases.hours_minutes(seconds) == narrow


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (None, "–"),
        (0.0, "0 %"),
        (0.001, "<1 %"),
        (0.714, "71 %"),
        (0.998, ">99 %"),
        (1.0, "100 %"),
    ],
)
def test_share(share: float | None, expected: str) -> None:
    """Only nothing is "0 %", only everything is "100 %", and what cannot be said is a dash."""
    assert phrases.a_share(share) == expected


def test_day() -> None:
    """A day is named in full, in its own time zone, with no leading zero."""
    assert phrases.a_day(datetime(2026, 3, 2, tzinfo=UTC)) == "Monday 2 March 2026"


def test_reason() -> None:
    """A reason reads as words, and so does a missing one."""
    assert phrases.a_reason(Reason.SEVERAL_PEOPLE) == "several people"
    assert phrases.a_reason(None) == "no reason recorded"
