"""`sitwell autostart`: has monitor and icon started with the desktop session, or not."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitwell import paths
from sitwell.adapters import libraries
from sitwell.adapters.autostart import Autostart, Entry, Kind, Launch, Part, choose, find_ways
from sitwell.errors import SitwellError

if TYPE_CHECKING:
    from sitwell.config import Settings

SCHEMA = 1
NAMES = {
    Kind.SYSTEMD: "systemd user unit",
    Kind.DESKTOP: "autostart file of the desktop",
    Kind.LAUNCH_AGENT: "LaunchAgent",
    Kind.RUN_KEY: "Run key",
}
_VARIABLES = ("SITWELL_CONFIG", "SITWELL_DATA")
_ANEW = "'sitwell autostart on' writes it anew"


@dataclass(frozen=True, slots=True)
class Ways:
    """How this system starts programs with the session.

    Attributes:
        monitor: Every way for the monitor, the one to prefer first.
        tray: The one for the tray icon.
    """

    monitor: tuple[Autostart, ...]
    tray: Autostart

    @property
    def every(self) -> tuple[Autostart, ...]:
        """All of them."""
        return (*self.monitor, self.tray)


def plan(settings: "Settings", environment: Mapping[str, str]) -> Launch:
    """Give what is to be started: this very Python, with the places of config and data set now.

    Raises:
        SitwellError: If Python does not know its own path, or no file can hold it.
    """
    from sitwell.commands.sealing import find_port  # it brings the config, and NumPy

    needs_internet = find_port(settings.watch.source) is not None
    return replace(find_self(environment), needs_internet=needs_internet)


def find_self(environment: Mapping[str, str]) -> Launch:
    """Give this very Python, with the places of config and data that are set now.

    Raises:
        SitwellError: If Python does not know its own path, or no file can hold it.
    """
    if not sys.executable:
        raise SitwellError("Python does not know where it is; run Sitwell from its own environment")
    chosen = ((name, environment.get(name)) for name in _VARIABLES)
    variables = tuple((name, str(Path(value).absolute())) for name, value in chosen if value)
    return Launch(sys.executable, variables)


def turn_on(
    ways: Ways, kind: Kind | None, settings: "Settings", launch: Launch, *, wants_tray: bool = True
) -> Iterator[str]:
    """Have the monitor started in one way and no other, and the icon; give what was done.

    Without the extra `desktop` there is no icon to start. What is started reads the settings anew.

    Raises:
        BadUsage: This system has no such way.
        SitwellError: It cannot be written.
    """
    chosen, has_windows = choose(ways.monitor, kind), libraries.has_qt()
    remarks = chosen.turn_on(launch)
    yield f"On: {_name(chosen)} {chosen.place}"
    yield from _remove(way for way in ways.monitor if way is not chosen)
    if wants_tray and has_windows:
        remarks += ways.tray.turn_on(launch)
        yield f"On: {_name(ways.tray)} {ways.tray.place}"
    else:
        yield from _remove([ways.tray])
    yield "Sitwell begins with your next session; nothing was started now."
    yield from (f"Note: {remark}." for remark in dict.fromkeys(remarks))
    if wants_tray and not has_windows:
        yield f"Note: it begins without the tray icon, which needs the extra: {libraries.GET_QT}."
    if not paths.baseline_file(settings.watch.profile).exists():
        yield "Note: it needs your upright first: sitwell calibrate."


def _remove(others: Iterable[Autostart]) -> Iterator[str]:
    yield from (f"Removed: {_name(way)} {way.place}" for way in others if way.turn_off())


def turn_off(ways: Ways) -> Iterator[str]:
    """Undo every way, of monitor and icon; give what was removed, a line each.

    Raises:
        SitwellError: Something cannot be removed; all else is.
    """
    removed, faults = [], []
    for way in ways.every:
        try:
            if way.turn_off():
                removed.append(way)
        except SitwellError as error:
            faults.append(error)
    yield from (f"Removed: {_name(way)} {way.place}" for way in removed)
    if faults:
        raise faults[0]
    if removed:
        yield "Sitwell begins with no session any more; one that runs now goes on."
    else:
        yield "Off already: there was nothing to remove."


def find_entries(ways: Ways, launch: Launch) -> tuple[Entry, ...]:
    """Give what is in place, the monitor's first."""
    return tuple(entry for way in ways.every if (entry := way.find(launch)) is not None)


def is_on() -> bool:
    """Say whether the monitor of this very program begins with the session already."""
    try:
        launch = find_self(os.environ)
    except SitwellError:
        return False
    # All are looked at, so no manager need be asked, and waited for, which is to be preferred.
    environment = {name: value for name, value in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    entries = (way.find(launch) for way in find_ways(environment, Path.home()))
    return any(e is not None and e.is_enabled and e.program == launch.program for e in entries)


def status_text(entries: Sequence[Entry], launch: Launch) -> str:
    """Say whether it is on, and for each file what would start."""
    lines = [
        f"{'On' if entry.is_enabled else 'Off'}: {_name(entry)} {entry.place}\n"
        f"  {_explain(entry, launch)}"
        for entry in entries
    ]
    if entries and not any(entry.part is Part.MONITOR for entry in entries):
        lines.insert(0, "Off, but for the icon: 'sitwell autostart on' has the monitor begin too.")
    return "\n".join(lines) or "Off."


def status_json(entries: Sequence[Entry], launch: Launch) -> str:
    """Give the same as one JSON object; `is_on` is the monitor, `is_tray_on` the icon."""
    enabled = {entry.part for entry in entries if entry.is_enabled}
    return json.dumps(
        {
            "schema": SCHEMA,
            "is_on": Part.MONITOR in enabled,
            "is_tray_on": Part.TRAY in enabled,
            "entries": [
                {
                    "kind": entry.kind,
                    "part": entry.part,
                    "file": entry.place,
                    "is_enabled": entry.is_enabled,
                    "program": entry.program,
                    "program_exists": _exists(entry),
                    "is_this_program": entry.is_as_written or entry.program == launch.program,
                    "is_up_to_date": entry.is_as_written,
                }
                for entry in entries
            ],
        }
    )


def _explain(entry: Entry, launch: Launch) -> str:
    if not entry.is_enabled:
        return "It is there but switched off; 'sitwell autostart on' switches it on."
    if entry.program is None:
        return f"It cannot be read or starts something else; {_ANEW}."
    if not _exists(entry):
        return f"It starts {entry.program}, which is gone; {_ANEW}."
    if entry.is_as_written:
        is_windowless = entry.part is Part.TRAY and not libraries.has_qt()
        lack = f", which has no windows yet: {libraries.GET_QT}" if is_windowless else ""
        return f"It starts {entry.program}, this program{lack}."
    if entry.program != launch.program:
        return f"It starts {entry.program}, and this is {launch.program}; {_ANEW}."
    return f"It starts this program, but not as the settings now have it, or was edited; {_ANEW}."


def _name(named: Autostart | Entry) -> str:
    """Give what to call a way, or what is in its place."""
    return NAMES[named.kind] + (" for the tray icon" if named.part is Part.TRAY else "")


def _exists(entry: Entry) -> bool:
    return entry.program is not None and os.access(entry.program, os.X_OK)
