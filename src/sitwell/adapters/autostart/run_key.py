"""The Run key of Windows. Written from Microsoft's manual and untested: not run on Windows."""

import re
import subprocess
import sys
from pathlib import PureWindowsPath
from typing import Protocol

from sitwell.adapters.autostart.base import Entry, Kind, Launch, Part, find_program
from sitwell.errors import SitwellError

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAMES = {Part.MONITOR: "Sitwell", Part.TRAY: "Sitwell icon"}


class Registry(Protocol):
    """One value of the Run key of the person who is logged in; raises OSError where it fails."""

    def read(self) -> str | None:
        """Give Sitwell's command line; None where there is none."""

    def write(self, line: str) -> None:
        """Set it."""

    def delete(self) -> None:
        """Remove it; there is one."""


class RunKey:
    """A value under HKEY_CURRENT_USER. Untested."""

    kind = Kind.RUN_KEY

    def __init__(self, registry: Registry, part: Part = Part.MONITOR) -> None:
        """Take the registry's value, and what is started."""
        self.part = part
        self._registry = registry

    @property
    def place(self) -> str:
        """Give the value's name."""
        return rf"HKEY_CURRENT_USER\{KEY}\{NAMES[self.part]}"

    def turn_on(self, launch: Launch) -> tuple[str, ...]:
        """Set the value; see `Autostart`."""
        try:
            self._registry.write(render(launch.of(self.part)))
        except OSError as error:
            raise SitwellError(f"cannot write {self.place} ({error.strerror})") from None
        names = " and ".join(name for name, _value in launch.variables)
        kept = (f"the Run key carries no variables: set {names} with setx",) if names else ()
        return ("this is untested on Windows", *kept)

    def turn_off(self) -> bool:
        """Remove the value; see `Autostart`."""
        try:
            if self._registry.read() is None:
                return False
            self._registry.delete()
        except OSError as error:
            raise SitwellError(f"cannot remove {self.place} ({error.strerror})") from None
        return True

    def find(self, launch: Launch) -> Entry | None:
        """Give what is there; see `Autostart`."""
        try:
            line = self._registry.read()
        except OSError:
            return Entry(self.kind, self.place, None, True, False, self.part)
        if line is None:
            return None
        words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line)]
        is_as_written = line == render(launch.of(self.part))
        return Entry(self.kind, self.place, find_program(words), True, is_as_written, self.part)


def render(launch: Launch) -> str:
    """Give the command line, with the Python that opens no window."""
    program = PureWindowsPath(launch.program)
    if program.name.lower() == "python.exe":
        program = program.with_name("pythonw.exe")
    return subprocess.list2cmdline((str(program), *launch.words[1:]))


if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """The registry itself. Untested."""

        def __init__(self, part: Part = Part.MONITOR) -> None:
            """Take what is started, which names the value."""
            self._name = NAMES[part]

        def read(self) -> str | None:
            """Give Sitwell's command line; None where there is none."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                    return str(winreg.QueryValueEx(key, self._name)[0])
            except FileNotFoundError:
                return None

        def write(self, line: str) -> None:
            """Set it."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                winreg.SetValueEx(key, self._name, 0, winreg.REG_SZ, line)

        def delete(self) -> None:
            """Remove it."""
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, self._name)
