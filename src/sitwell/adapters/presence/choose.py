"""Which source of presence fits this system."""

import logging
import os
import sys
from collections.abc import Callable, Iterable

from sitwell.adapters.presence.clocks import read_clocks
from sitwell.adapters.presence.source import ClockedPresence, PresenceSource, UnknownPresence

_log = logging.getLogger(__name__)


def open_presence(
    find_cameras: Callable[[], Iterable[str]] = tuple, platform: str = sys.platform
) -> ClockedPresence:
    """Give the source for this system; on one not understood, only the clocks tell of sleep.

    Connects to nothing before the first look, and raises nothing.

    Args:
        find_cameras: Gives the devices whose other users are of interest, e.g. "/dev/video0", each
            time they are looked for; of use on Linux.
        platform: As `sys.platform` writes it.
    """
    return ClockedPresence(_choose(find_cameras, platform), read_clocks)


def _choose(find_cameras: Callable[[], Iterable[str]], platform: str) -> PresenceSource:
    # Each is imported only where it can be: jeepney is not installed elsewhere than on Linux.
    try:
        match platform:
            case "linux":
                from sitwell.adapters.presence.linux import LinuxPresence  # noqa: PLC0415

                return LinuxPresence(os.environ, find_cameras)
            case "darwin":
                from sitwell.adapters.presence.macos import MacPresence  # noqa: PLC0415

                return MacPresence()
            case "win32":
                from sitwell.adapters.presence.windows import WindowsPresence  # noqa: PLC0415

                return WindowsPresence()
    except (ImportError, OSError, AttributeError) as error:
        _log.warning("nothing is known of locks, calls and do not disturb here: %s", error)
    return UnknownPresence()
