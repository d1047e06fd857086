"""XDG autostart files: what every desktop starts with its session, without supervision."""

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from sitwell.adapters.autostart import quoting
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

NAMES = {Part.MONITOR: "sitwell.desktop", Part.TRAY: "sitwell-tray.desktop"}
_ABOUT = {
    Part.MONITOR: ("Sitwell", "Watches how you sit and nudges you when slumping persists"),
    Part.TRAY: ("Sitwell's icon", "Shows beside the clock how you sit, with a menu"),
}

_ENTRY = """\
# Written by 'sitwell autostart on', which writes it anew and forgets changes made here.
[Desktop Entry]
Type=Application
Name={name}
Comment={comment}
Exec={command}
Terminal=false
NoDisplay=true
StartupNotify=false
"""
# It would print when you slump and when you are away, and the session's log would keep that where
# 'sitwell data erase' cannot reach. The shell also allows for an equals sign in the program's path,
# which the specification does not. It gets no dollar sign: systemd's reader of these files (252),
# through which KDE starts them, misreads the backslashes that must stand before one.
_SHELL = ("/bin/sh", "-c")
_QUIETLY = ">/dev/null 2>&1"
# How desktops switch an entry off: the standard's way, and GNOME's.
_OFF = re.compile(r"^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE)


class DesktopEntry:
    """`sitwell.desktop`, or the tray's, in the person's autostart folder."""

    kind = Kind.DESKTOP

    def __init__(self, config_home: Path, part: Part = Part.MONITOR) -> None:
        """Take the folder of settings, and what is started."""
        self.part = part
        self._file = config_home / "autostart" / NAMES[part]

    @property
    def place(self) -> str:
        """Give the file."""
        return str(self._file)

    def turn_on(self, launch: Launch) -> tuple[str, ...]:
        """Write the file; see `Autostart`."""
        write(self._file, render(launch.of(self.part)))
        return ()

    def turn_off(self) -> bool:
        """Remove the file; see `Autostart`."""
        return remove(self._file)

    def find(self, launch: Launch) -> Entry | None:
        """Give what is there; see `Autostart`."""
        if not os.path.lexists(self._file):
            return None
        content = read(self._file)
        if content is None:
            return Entry(self.kind, self.place, None, True, False, self.part)
        text = content.decode("utf-8", errors="replace")
        program, is_enabled = _find_program(text), _OFF.search(text) is None
        is_as_written = content == render(launch.of(self.part))
        return Entry(self.kind, self.place, program, is_enabled, is_as_written, self.part)


def render(launch: Launch) -> bytes:
    """Give the file's text."""
    name, comment = _ABOUT[launch.part]
    command = make_command(launch.words, launch.variables, _QUIETLY)
    return _ENTRY.format(name=name, comment=comment, command=command).encode()


def make_command(
    words: Sequence[str], variables: Sequence[tuple[str, str]], ending: str = ""
) -> str:
    """Give the value of an Exec key that runs the words, with what a shell reads after them."""
    settings = [f"{name}={value}" for name, value in variables]
    start = ("/usr/bin/env", *settings, *_SHELL) if settings else _SHELL
    script = f"exec {shlex.join(words)} {ending}".rstrip()
    return escape(quoting.join((*start, script), escapes_dollar=True))


def escape(words: str) -> str:
    """Write words as the value of a key of type string."""
    return words.replace("\\", r"\\")


def _find_program(text: str) -> str | None:
    lines = [line.partition("=")[2] for line in text.splitlines() if line.startswith("Exec=")]
    words = quoting.split(lines[-1].replace(r"\\", "\\")) if lines else ()
    try:
        return find_program(shlex.split(words[-1]))
    except (IndexError, ValueError):  # no command, or one that was edited and is no shell's
        return None
