"""A macOS LaunchAgent. Written from launchd.plist(5) and untested: it has not been run on macOS."""

import os
import plistlib
from pathlib import Path
from xml.parsers.expat import ExpatError

from sitwell.adapters.autostart.base import (
    Entry,
    Kind,
    Launch,
    Part,
    find_program,
    read,
    remove,
    write,
)

LABELS = {Part.MONITOR: "sitwell.watch", Part.TRAY: "sitwell.tray"}
# launchd slows what it takes for background work, and an icon that one clicks is none.
_TYPES = {Part.MONITOR: "Background", Part.TRAY: "Interactive"}


class LaunchAgent:
    """A property list in the person's LaunchAgents. Untested."""

    kind = Kind.LAUNCH_AGENT

    def __init__(self, home: Path, part: Part = Part.MONITOR) -> None:
        """Take the home folder, and what is started."""
        self.part = part
        self._file = home / "Library" / "LaunchAgents" / f"{LABELS[part]}.plist"

    @property
    def place(self) -> str:
        """Give the file."""
        return str(self._file)

    def turn_on(self, launch: Launch) -> tuple[str, ...]:
        """Write the file, which launchd reads at the next login; see `Autostart`."""
        write(self._file, render(launch.of(self.part)))
        return (
            "this is untested on macOS; run 'sitwell calibrate' in a terminal first, since a "
            "program that launchd starts cannot ask for the camera",
        )

    def turn_off(self) -> bool:
        """Remove the file; see `Autostart`."""
        return remove(self._file)

    def find(self, launch: Launch) -> Entry | None:
        """Give what is there; see `Autostart`."""
        if not os.path.lexists(self._file):
            return None
        content = read(self._file)
        program = None if content is None else _find_program(content)
        is_as_written = content == render(launch.of(self.part))
        return Entry(self.kind, self.place, program, True, is_as_written, self.part)


def render(launch: Launch) -> bytes:
    """Give the property list; nothing is kept alive, as launchd tells no exit codes apart but 0."""
    return plistlib.dumps(
        {
            "Label": LABELS[launch.part],
            "ProgramArguments": list(launch.words),
            "EnvironmentVariables": dict(launch.variables),
            "RunAtLoad": True,
            "ProcessType": _TYPES[launch.part],
            "LimitLoadToSessionType": "Aqua",
        }
    )


def _find_program(content: bytes) -> str | None:
    try:
        words = plistlib.loads(content)["ProgramArguments"]
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError):
        return None
    return find_program([str(word) for word in words]) if isinstance(words, list) else None
