"""`sitwell autostart`: has the monitor started with the desktop session, or not."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitwell import paths
from sitwell.adapters.autostart import Autostart, Entry, Kind, Launch, choose
from sitwell.commands.sealing import find_port
from sitwell.config import Settings
from sitwell.errors import SitwellError

SCHEMA = 1
NAMES = {
    Kind.SYSTEMD: "systemd user unit",
    Kind.DESKTOP: "autostart file of the desktop",
    Kind.LAUNCH_AGENT: "LaunchAgent",
    Kind.RUN_KEY: "Run key",
}
_VARIABLES = ("SITWELL_CONFIG", "SITWELL_DATA")
_ANEW = "'sitwell autostart on' writes it anew"


def plan(settings: Settings, environment: Mapping[str, str]) -> Launch:
    """Give what is to be started: this very Python, with the places of config and data set now.

    Raises:
        SitwellError: If Python does not know its own path, or no file can hold it.
    """
    if not sys.executable:
        raise SitwellError("Python does not know where it is; run Sitwell from its own environment")
    chosen = ((name, environment.get(name)) for name in _VARIABLES)
    variables = tuple((name, str(Path(value).absolute())) for name, value in chosen if value)
    return Launch(sys.executable, variables, find_port(settings.watch.source) is not None)


def turn_on(ways: Sequence[Autostart], kind: Kind | None, launch: Launch) -> Iterator[str]:
    """Have the monitor started in one way and no other; give what was done, a line each.

    Raises:
        BadUsage: This system has no such way.
        SitwellError: It cannot be written.
    """
    chosen = choose(ways, kind)
    remarks = chosen.turn_on(launch)
    yield f"On: {NAMES[chosen.kind]} {chosen.place}"
    for other in ways:
        if other is not chosen and other.turn_off():
            yield f"Removed: {NAMES[other.kind]} {other.place}"
    yield "Sitwell begins with your next session; nothing was started now."
    yield from (f"Note: {remark}." for remark in remarks)
    if not paths.baseline_file().exists():
        yield "Note: it needs your upright first: sitwell calibrate."


def turn_off(ways: Sequence[Autostart]) -> Iterator[str]:
    """Undo every way; give what was removed, a line each.

    Raises:
        SitwellError: Something cannot be removed; all else is.
    """
    removed, faults = [], []
    for way in ways:
        try:
            if way.turn_off():
                removed.append(way)
        except SitwellError as error:
            faults.append(error)
    yield from (f"Removed: {NAMES[way.kind]} {way.place}" for way in removed)
    if faults:
        raise faults[0]
    if removed:
        yield "Sitwell begins with no session any more; one that runs now goes on."
    else:
        yield "Off already: there was nothing to remove."


def find_entries(ways: Sequence[Autostart], launch: Launch) -> tuple[Entry, ...]:
    """Give what is in place."""
    return tuple(entry for way in ways if (entry := way.find(launch)) is not None)


def status_text(entries: Sequence[Entry], launch: Launch) -> str:
    """Say whether it is on, and for each file what would start."""
    lines = [
        f"{'On' if entry.is_enabled else 'Off'}: {NAMES[entry.kind]} {entry.place}\n"
        f"  {_explain(entry, launch)}"
        for entry in entries
    ]
    return "\n".join(lines) or "Off."


def status_json(entries: Sequence[Entry], launch: Launch) -> str:
    """Give the same as one JSON object."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "is_on": any(entry.is_enabled for entry in entries),
            "entries": [
                {
                    "kind": entry.kind,
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
        return f"It starts {entry.program}, this program."
    if entry.program != launch.program:
        return f"It starts {entry.program}, and this is {launch.program}; {_ANEW}."
    return f"It starts this program, but not as the settings now have it, or was edited; {_ANEW}."


def _exists(entry: Entry) -> bool:
    return entry.program is not None and os.access(entry.program, os.X_OK)
