"""What every way to start with the session promises, and the values that go in and out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from sitwell.errors import SitwellError
from sitwell.guard import files

LARGEST_BYTES = 64_000  # what is written is 3 kB at most
# -P keeps the session's folder, usually the home, from shadowing a module with a file of its name.
RUN = ("-P", "-m", "sitwell")


class Kind(StrEnum):
    """Who starts it."""

    SYSTEMD = "systemd"
    DESKTOP = "desktop"
    LAUNCH_AGENT = "launch_agent"
    RUN_KEY = "run_key"


class Part(StrEnum):
    """Which of Sitwell's programs is started; each has an entry of its own."""

    MONITOR = "monitor"
    TRAY = "tray"


_COMMANDS = {Part.MONITOR: ("watch",), Part.TRAY: ("tray", "--at-login")}


@dataclass(frozen=True, slots=True)
class Launch:
    """What is to be started.

    Attributes:
        program: Absolute path of the Python that has Sitwell.
        variables: Names and values that its environment needs beyond the session's.
        needs_internet: Whether the camera is an address.
        part: Which program; each way takes its own.

    Raises:
        SitwellError: If a path has a character that the files cannot hold.
    """

    program: str
    variables: tuple[tuple[str, str], ...] = ()
    needs_internet: bool = False
    part: Part = Part.MONITOR

    def __post_init__(self) -> None:
        for words in (self.program, *(value for _name, value in self.variables)):
            if not words.isprintable():  # a line break, or bytes that are no UTF-8
                raise SitwellError(
                    f"the path {words!r} has a character that no autostart file can hold; "
                    "move it to a folder with an ordinary name"
                )

    @property
    def words(self) -> tuple[str, ...]:
        """The command, program first."""
        return (self.program, *RUN, *_COMMANDS[self.part])

    def of(self, part: Part) -> "Launch":
        """Give the same for another program."""
        return replace(self, part=part)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found in place.

    Attributes:
        kind: Who reads it.
        place: The file, or the registry key.
        program: The Python that it starts; None where it cannot be read or starts something else.
        is_enabled: Whether the session will start it.
        is_as_written: Whether turning it on now would leave it as it is.
        part: What it starts.
    """

    kind: Kind
    place: str
    program: str | None
    is_enabled: bool
    is_as_written: bool
    part: Part = Part.MONITOR


class Autostart(Protocol):
    """One way to start with the session; every call blocks for as long as the disk takes."""

    @property
    def kind(self) -> Kind:
        """Give who starts it."""

    @property
    def part(self) -> Part:
        """Give what is started."""

    @property
    def place(self) -> str:
        """Give the file, or the registry key, for people."""

    def turn_on(self, launch: Launch) -> tuple[str, ...]:
        """Have it started from the next session on; give what the person should know.

        Twice is the same as once.

        Raises:
            SitwellError: If that fails; what was there before stays.
        """

    def turn_off(self) -> bool:
        """Undo it, and say whether there was anything; links are removed, not followed.

        Raises:
            SitwellError: If it cannot be removed.
        """

    def find(self, launch: Launch) -> Entry | None:
        """Give what is there, compared with what `turn_on` would write; None where nothing is."""


def find_program(words: Sequence[str]) -> str | None:
    """Give the Python in a command that runs `python -m sitwell`; None for another command."""
    for place, pair in enumerate(pairwise(words)):
        if pair == ("-m", "sitwell"):
            before = [word for word in words[:place] if word != "-P"]
            return before[-1] if before else None
    return None


def write(path: Path, content: bytes) -> None:
    """Write the file, 0600, and its folder.

    Raises:
        SitwellError: If it cannot be written, or a link or a folder has its name.
    """
    try:
        files.make_folder(path.parent)
        files.replace(path, content)
    except OSError as error:
        raise SitwellError(f"cannot write {path} ({error.strerror}); nothing was changed") from None


def read(path: Path) -> bytes | None:
    """Give the file; None where it cannot be read or is a link."""
    try:
        return files.read(path, LARGEST_BYTES)
    except OSError:
        return None


def remove(path: Path) -> bool:
    """Remove the file, or the link in its place, and say whether there was one.

    Raises:
        SitwellError: If it cannot be removed.
    """
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise SitwellError(
            f"cannot remove {path} ({error.strerror}); make sure that it is yours and try again"
        ) from None
    return True
