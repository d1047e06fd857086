"""The wall clock and the zone of this computer."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.adapters.clock import LocalZone, now, now_here

OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
MOVE = ("mount", "--bind", "/usr/share/zoneinfo/Asia/Tokyo", "/etc/localtime")

TRAVEL = """
import subprocess
from sitwell.adapters.clock import now
from sitwell.guard.seal import seal_program

seal_program()
for place in ("Tokyo", "Kolkata"):
    zone = f"/usr/share/zoneinfo/Asia/{place}"
    subprocess.run(["mount", "--bind", zone, "/etc/localtime"], check=True)
    print(now().utcoffset())
"""


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


def test_now_is_that_of_the_zone_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zone that changes under a process holds from the next moment on."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    zones = {"IST-5:30": timedelta(hours=5.5), "EST5": timedelta(hours=-5)}
    offsets = []
    for zone in zones:
        monkeypatch.setenv("TZ", zone)
        offsets.append(now().utcoffset())
    monkeypatch.undo()
    time.tzset()
    assert offsets == list(zones.values())


def test_laptop_that_travels() -> None:
    """A watch that goes on, sealed, while the computer is told its new zone tells the time there.

    The C library keeps the zone that it read first until it is asked to look again.
    """
    can = (*OWN_MOUNTS, *MOVE)
    try:
        is_allowed = subprocess.run(can, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        is_allowed = False
    if not is_allowed:
        pytest.skip(f"not possible on this machine: {' '.join(can)}")
    away = subprocess.run(
        [*OWN_MOUNTS, sys.executable, "-c", TRAVEL],
        env={name: value for name, value in os.environ.items() if name != "TZ"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert away.stdout.split() == ["9:00:00", "5:30:00"], away.stderr


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


def test_zone_of_the_present_knows_other_dates(live_in: Callable[[str], None]) -> None:
    """Moments of summer and winter can be put beside the present one, each by its own clock."""
    live_in("CET-1CEST,M3.5.0,M10.5.0/3")
    moment = now_here()
    assert moment == moment.astimezone(UTC)
    assert moment.utcoffset() == now().utcoffset()
    for month, hour in ((1, 13), (7, 14)):
        assert datetime(2026, month, 15, 12, tzinfo=UTC).astimezone(moment.tzinfo).hour == hour


def test_offset_of_half_an_hour(live_in: Callable[[str], None]) -> None:
    """Zones need not be whole hours."""
    live_in("IST-5:30")
    assert datetime(2026, 7, 15, tzinfo=LocalZone()).utcoffset() == timedelta(hours=5.5)
