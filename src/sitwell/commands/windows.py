"""Whether windows can be opened here, and if not, why and what to do."""

import sys
from collections.abc import Mapping

from sitwell.adapters import libraries
from sitwell.errors import BadUsage, SitwellError

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def find_hindrance(environment: Mapping[str, str]) -> SitwellError | None:
    """Give what keeps every window from opening; None if nothing that can be known beforehand."""
    if not libraries.has_qt():
        return BadUsage(f"the windows need the extra: {libraries.GET_QT}")
    if not has_screen(environment):
        return BadUsage(
            "there is no screen here to open a window on; 'sitwell --help' lists what else works"
        )
    missing = libraries.find_missing(libraries.X11_PACKAGES) if needs_x11(environment) else []
    return SitwellError(libraries.advise(missing)) if missing else None


def has_screen(environment: Mapping[str, str]) -> bool:
    """Say whether the session has a screen; Windows and macOS always do."""
    return sys.platform != "linux" or any(environment.get(name) for name in _SCREENS)


def needs_x11(environment: Mapping[str, str]) -> bool:
    """Say whether Qt will open its windows over X11, where it aborts if a library is missing.

    Qt takes what it is told to, else Wayland where the session names one, else X11
    (QGuiApplicationPrivate::createPlatformIntegration; not tried under Wayland).
    """
    told = environment.get("QT_QPA_PLATFORM", "")
    if told:
        return told.partition(":")[0].partition(";")[0] == "xcb"
    return not environment.get("WAYLAND_DISPLAY")
