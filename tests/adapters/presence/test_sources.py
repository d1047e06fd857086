"""What every source of presence keeps to, and how the clocks are added to one."""

from collections.abc import Callable, Iterator

import pytest

from sitwell.adapters.presence import PresenceSource, UnknownPresence, open_presence
from sitwell.adapters.presence.clocks import read_clocks
from sitwell.adapters.presence.source import ClockedPresence
from sitwell.core.clocks import Clocks, measure_sleep
from sitwell.core.presence import UNKNOWN, Away, Presence, find_away


class FakePresence:
    """Somebody else's source: locked."""

    def look(self) -> Presence:
        """Say that the screen is locked."""
        return Presence(is_locked=True)

    def close(self) -> None:
        """Do nothing."""


def clocked(source: PresenceSource, *through_s: float) -> ClockedPresence:
    """Give a source with an awake clock of one second a reading, and another of those readings."""
    readings: Iterator[Clocks] = (
        Clocks(float(at), through, 0.0) for at, through in enumerate(through_s)
    )
    return ClockedPresence(source, lambda: next(readings))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(UnknownPresence, id="unknown"),
        pytest.param(FakePresence, id="fake"),
        pytest.param(lambda: ClockedPresence(UnknownPresence(), read_clocks), id="clocked"),
        pytest.param(open_presence, id="this system"),
        pytest.param(lambda: open_presence(platform="plan9"), id="a system not understood"),
        pytest.param(lambda: open_presence(platform="darwin"), id="macOS, or without its parts"),
        pytest.param(lambda: open_presence(platform="win32"), id="Windows, or without its parts"),
    ],
)
def test_every_source_looks_and_closes(
    make: Callable[[], PresenceSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any source can be looked at, closed twice, and looked at again."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, "unix:path=/nowhere")
    monkeypatch.delenv("DISPLAY", raising=False)
    source = make()
    assert isinstance(source.look(), Presence)
    source.close()
    source.close()
    assert isinstance(source.look(), Presence)


def test_system_not_understood_still_tells_of_sleep() -> None:
    """The clocks tell of sleep where nothing else is known."""
    source = clocked(UnknownPresence(), 0.0, 1.0, 3602.0, 3603.0)
    assert source.look() == UNKNOWN
    slept = source.look()
    assert (slept.slept_s, find_away(slept)) == (3600.0, Away.ASLEEP)
    assert source.look() == UNKNOWN


def test_clocks_take_nothing_away() -> None:
    """What the source says stays as it is."""
    source = clocked(FakePresence(), 0.0, 3601.0)
    assert source.look() == Presence(is_locked=True, slept_s=3600.0)


def test_real_clocks_run_together() -> None:
    """The clocks of this computer, read twice in a row, tell of no sleep."""
    assert measure_sleep(read_clocks(), read_clocks()) == 0.0
