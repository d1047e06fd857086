"""The clock of live sources."""

import sys
import time

import pytest

from sitwell.adapters.frames.choice import open_source
from sitwell.adapters.frames.live import LiveSource
from sitwell.adapters.frames.running_clock import read_clock


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells time asleep")
def test_counts_time_asleep() -> None:
    """On Linux the clock is the one that runs during suspend, not the one that stands still."""
    assert read_clock() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=0.5)


@pytest.mark.parametrize("opener", [open_source, LiveSource.__init__], ids=["choice", "live"])
def test_live_sources_use_it(opener: object) -> None:
    """Live sources are timed by it unless told otherwise, so that a suspend is seen as a gap."""
    assert opener.__kwdefaults__["clock"] is read_clock  # type: ignore[attr-defined]
