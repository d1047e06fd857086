"""Text files with front matter: TOML between two `+++` lines, then numbered steps."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

_FENCE = "+++"
_STEP = re.compile(r"(\d+)\. (\S.*)")

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one file's entries, and names the file and the key where one is not what it should be.

    Every method raises ValueError.

    Attributes:
        entries: Key to value; every key asked for is among them.
        file_name: The file's name, for errors.
    """

    entries: dict[str, object]
    file_name: str

    def read_text(self, key: str, *, least: int = 1, most: int = 2000) -> str:
        """Give a text of that many characters, any run of spaces or line breaks made one space."""
        value = self.entries[key]
        text = " ".join(value.split()) if isinstance(value, str) else None
        if text is None or len(text) < least:
            raise self._refuse(key, "expected some text", value)
        if len(text) > most:
            raise self._refuse(key, f"expected at most {most} characters", len(text))
        return text

    def read_number(self, key: str, least: float, most: float) -> float:
        """Give a number from `least` to `most`, both included."""
        value = self.entries[key]
        expected = f"expected a number from {least:g} to {most:g}"
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._refuse(key, expected, value)
        if not least <= value <= most:  # nor is a nan
            raise self._refuse(key, expected, value)
        return float(value)

    def read_count(self, key: str, least: int, most: int) -> int:
        """Give a whole number from `least` to `most`, both included."""
        value = self.entries[key]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._refuse(key, f"expected a whole number from {least} to {most}", value)
        return value

    def read_choice(self, key: str, kinds: type[_Choice]) -> _Choice:
        """Give one of `kinds`."""
        return self._choose(key, self.read_text(key), kinds)

    def read_choices(self, key: str, kinds: type[_Choice]) -> tuple[_Choice, ...]:
        """Give a list of `kinds`: at least one, none twice."""
        value = self.entries[key]
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise self._refuse(key, f"expected a list of {', '.join(kinds)}", value)
        if len(set(value)) < len(value):
            raise self._refuse(key, "expected each once", value)
        return tuple(self._choose(key, word, kinds) for word in value)

    def _choose(self, key: str, word: str, kinds: type[_Choice]) -> _Choice:
        try:
            return kinds(word)
        except ValueError as error:
            choices = ", ".join(kinds)
            raise ValueError(f"{self.file_name}: {key}: '{word}'; use {choices}") from error

    def _refuse(self, key: str, expected: str, value: object) -> ValueError:
        return ValueError(f"{self.file_name}: {key}: {expected}, got {value!r}")


def split(text: str, file_name: str) -> tuple[dict[str, object], str]:
    """Give the entries of the front matter, and the body below it.

    Raises:
        ValueError: If the front matter is not first, not closed or not TOML; names the file.
    """
    lines = text.splitlines()
    if lines.count(_FENCE) != 2 or lines[0] != _FENCE:
        raise ValueError(f"{file_name}: front matter: expected it first, between two '+++' lines")
    end = lines.index(_FENCE, 1)
    try:
        return tomllib.loads("\n".join(lines[1:end])), "\n".join(lines[end + 1 :])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file_name}: front matter: {error}") from error


def read_steps(body: str, file_name: str) -> tuple[str, ...]:
    """Give the steps of a numbered list: "1. …", a step that goes on being indented by three.

    Raises:
        ValueError: If there are none, or if something else stands there; names the file.
    """
    steps: list[str] = []
    for line in filter(None, map(str.rstrip, body.splitlines())):
        match = _STEP.fullmatch(line)
        if match is not None and int(match[1]) == len(steps) + 1:
            steps.append(match[2])
        elif line.startswith("   ") and steps:  # a step that goes on
            steps[-1] += " " + line.strip()
        else:
            raise ValueError(f"{file_name}: steps: expected '{len(steps) + 1}. …', got '{line}'")
    if not steps:
        raise ValueError(f"{file_name}: steps: there are none")
    return tuple(steps)
