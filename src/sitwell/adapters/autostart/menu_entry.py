"""The entry and the icons by which a person finds Sitwell in the menu of a Linux desktop.

Desktops look in the person's folder of data, and in those of the system. What pip puts into the
`share` of a virtual environment, as pipx does, lies in neither.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sitwell.adapters.autostart.base import RUN, Launch, read, remove, write
from sitwell.adapters.autostart.desktop_entry import escape, make_command

_SYSTEM = "/usr/local/share:/usr/share"  # as the standard has it


class MenuEntry:
    """The program's own desktop entry, made to start one very Python, and its icons."""

    def __init__(self, environment: Mapping[str, str], home: Path, entry: str) -> None:
        """Take the folders of data from the environment, and the entry's file name."""
        named = Path(environment.get("XDG_DATA_HOME", ""))
        own = named if named.is_absolute() else home / ".local" / "share"
        system = (environment.get("XDG_DATA_DIRS") or _SYSTEM).split(":")
        self._folders = [own, *(Path(folder) for folder in system)]
        self._theme = own / "icons" / "hicolor"
        self._entry = Path("applications") / entry

    @property
    def place(self) -> Path:
        """The person's own entry."""
        return self._folders[0] / self._entry

    def add(self, template: str, icons: Mapping[str, bytes], launch: Launch) -> None:
        """Write the entry and its icons; twice is the same as once.

        Args:
            template: The entry, with `sitwell` where the program is to stand.
            icons: By their path within the theme: "48x48/apps/name.png".
            launch: The Python, and the variables that it needs.

        Raises:
            SitwellError: If something cannot be written.
        """
        for path, content in icons.items():
            write(self._theme / path, content)
        with suppress(OSError):  # a list of icons older than this is made anew (xdg-icon-resource)
            os.utime(self._theme)
        write(self.place, render(template, launch))  # last: it names the icons

    def remove(self, icons: Mapping[str, bytes]) -> bool:
        """Remove them, and say whether there was an entry.

        Raises:
            SitwellError: If something cannot be removed.
        """
        was_there = remove(self.place)
        for path in icons:
            remove(self._theme / path)
        return was_there

    def is_listed(self) -> bool:
        """Say whether a desktop finds an entry, and what it starts: this one or the system's."""
        return any(_is_alive(folder / self._entry) for folder in self._folders)


def render(template: str, launch: Launch) -> bytes:
    """Give the entry that starts this Python, whatever the session's path."""
    lines = []
    for line in template.splitlines():
        key, _, value = line.partition("=")
        if key == "Exec":
            words = (launch.program, *RUN, *value.split()[1:])
            value = make_command(words, launch.variables)
        elif key == "TryExec":
            value = escape(launch.program)
        lines.append(f"{key}={value}" if "=" in line else line)
    return "\n".join([*lines, ""]).encode()


def _is_alive(entry: Path) -> bool:
    """Say whether the entry is there and its program too; one without a path is the system's."""
    content = read(entry)
    if content is None:
        return False
    text = content.decode("utf-8", errors="replace")
    tried = [line.partition("=")[2] for line in text.splitlines() if line.startswith("TryExec=")]
    program = tried[0].replace(r"\\", "\\") if tried else ""
    return not program.startswith("/") or os.access(program, os.X_OK)
