"""Which ways this system has to start with the session, and which of them is meant."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitwell.adapters.autostart.base import Autostart, Kind, Part
from sitwell.adapters.autostart.desktop_entry import DesktopEntry
from sitwell.adapters.autostart.launch_agent import LaunchAgent
from sitwell.adapters.autostart.systemd_unit import TARGET, SystemdUnit
from sitwell.adapters.autostart.user_manager import AskManager, ask_manager
from sitwell.errors import BadUsage

if sys.platform == "win32":
    from sitwell.adapters.autostart.run_key import RunKey, WindowsRegistry

_INACTIVE = 3  # systemctl(1), is-active; no answer is another number


def find_ways(
    environment: Mapping[str, str], home: Path, ask: AskManager = ask_manager
) -> tuple[Autostart, ...]:
    """Give every way that this system has for the monitor, the one to prefer first."""
    if sys.platform == "darwin":
        return (LaunchAgent(home),)
    if sys.platform == "win32":
        return (RunKey(WindowsRegistry()),)
    config_home = _find_config_home(environment, home)
    unit, entry = SystemdUnit(config_home, ask), DesktopEntry(config_home)
    return (unit, entry) if _is_announced(environment, ask) else (entry, unit)


def find_tray_way(environment: Mapping[str, str], home: Path) -> Autostart:
    """Give the way in which the tray icon starts, whichever way the monitor does."""
    if sys.platform == "darwin":
        return LaunchAgent(home, Part.TRAY)
    if sys.platform == "win32":
        return RunKey(WindowsRegistry(Part.TRAY), Part.TRAY)
    return DesktopEntry(_find_config_home(environment, home), Part.TRAY)


def choose(ways: Sequence[Autostart], kind: Kind | None) -> Autostart:
    """Give the way of that kind; the preferred one where none is asked for.

    Raises:
        BadUsage: If this system has no such way.
    """
    for way in ways:
        if kind in (None, way.kind):
            return way
    raise BadUsage(f"this system has no {kind}; leave the option out")


def _find_config_home(environment: Mapping[str, str], home: Path) -> Path:
    named = Path(environment.get("XDG_CONFIG_HOME", ""))
    return named if named.is_absolute() else home / ".config"  # as the standard has it


def _is_announced(environment: Mapping[str, str], ask: AskManager) -> bool:
    """Say whether a systemd user manager is there and hears of the graphical session.

    Where a desktop is at hand that leaves the target inactive (Xfce, i3), it would never start.
    """
    runtime = environment.get("XDG_RUNTIME_DIR")
    if not runtime or not (Path(runtime) / "systemd").is_dir():
        return False
    is_at_desktop = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return not (is_at_desktop and ask("is-active", TARGET).code == _INACTIVE)
