"""The wall clock and the zone of this computer."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.adapters.clock import LocalZone, now


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Give a function that moves this computer into another time zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def test_now_knows_its_zone() -> None:
    """The present moment carries its offset, and it is the present."""
    moment = now()
    assert moment.utcoffset() is not None
    assert abs(datetime.now(UTC) - moment) < timedelta(seconds=5)


def test_offset_is_that_of_the_date(live_in: Callable[[str], None]) -> None:
    """Summer and winter have their own offsets, whatever it is today."""
    live_in("CET-1CEST,M3.5.0,M10.5.0/3")
    zone = LocalZone()
    assert datetime(2026, 1, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2026, 7, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 7, 15, 12, tzinfo=zone).tzname() == "CEST"


def test_moments_of_the_day_on_which_the_clock_changes(live_in: Callable[[str], None]) -> None:
    """UTC becomes the clock on the wall; what it shows twice, or never, is told apart."""
    live_in("CET-1CEST,M3.5.0,M10.5.0/3")
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    moments = [(midnight + timedelta(hours=n)).astimezone(LocalZone()) for n in range(5)]
    assert [moment.hour for moment in moments] == [0, 1, 2, 2, 3]
    assert [moment.fold for moment in moments] == [0, 0, 0, 1, 0]
    assert [moment.astimezone(UTC) for moment in moments] == [
        midnight + timedelta(hours=n) for n in range(5)
    ]
    spring = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    hours = [(spring + timedelta(hours=n)).astimezone(LocalZone()).hour for n in range(2)]
    assert hours == [1, 3]


def test_offset_of_half_an_hour(live_in: Callable[[str], None]) -> None:
    """Zones need not be whole hours."""
    live_in("IST-5:30")
    assert datetime(2026, 7, 15, tzinfo=LocalZone()).utcoffset() == timedelta(hours=5.5)
