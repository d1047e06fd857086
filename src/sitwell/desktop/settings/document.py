"""The config file as the settings window keeps it: comments, order and the rest stay as they are.

    read ──▶ Draft ── changes ──▶ compose ──▶ checked by the config itself ──▶ written whole, 0600

What was changed on disk meanwhile is kept too: changes are laid over the file as it then is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from sitwell import config
from sitwell.config import LARGEST_BYTES, Settings
from sitwell.desktop.settings.entries import Value
from sitwell.errors import BadUsage
from sitwell.guard import files
from sitwell.words import _

Place = tuple[str, str]
"""Section and key."""

Changes = Mapping[Place, Value | None]
"""What is to be in the file; None takes a setting back to its default."""

_AT_LINE = re.compile(r"at line (\d+)")
_IN_SECTION = re.compile(r": \[(\w+)\](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the file cannot be used.

    Attributes:
        words: What is wrong and what would be right, as the config says it.
        line: Where, from 1; None where that is not known.
    """

    words: str
    line: int | None


def read(path: Path) -> Settings | Fault:
    """Give the settings in the file, defaults where there is none, or why it cannot be used."""
    try:
        return config.load(path)
    except BadUsage as error:
        words = str(error)
        return Fault(words, _find_line(words, read_text(path)))


def compose(text: str, changes: Changes) -> str:
    """Give the text of the file with these changes; all else in it stays as it is.

    Raises:
        BadUsage: If it is no TOML.
    """
    try:
        document = tomlkit.parse(text)
        for (section, key), value in changes.items():
            _change(document, section, key, value)
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise BadUsage(_("the config is not valid TOML: {error}").format(error=error)) from None


def check(values: Mapping[Place, Value], path: Path) -> Settings:
    """Give the settings of these values, whatever the file at `path` says.

    Raises:
        BadUsage: If they are not valid, or do not go together.
    """
    return config.parse(compose("", values), path)


def save(path: Path, changes: Changes) -> Settings:
    """Write the changes into the file as it is now, and give the settings it then holds.

    Raises:
        BadUsage: If the settings would not be valid, or the file is not; it stays as it was.
        OSError: If it cannot be written.
    """
    config.load(path)  # a file that anybody may change, or that is wrong, is not written over
    text = compose(read_text(path), changes)
    settings = config.parse(text, path)
    files.make_folder(path.parent)
    files.replace(path, text.encode())
    return settings


def read_text(path: Path) -> str:
    """Give what is in the file; nothing where it cannot be read."""
    try:
        return files.read(path, LARGEST_BYTES).decode(errors="replace")
    except OSError:
        return ""


def _change(document: tomlkit.TOMLDocument, section: str, key: str, value: Value | None) -> None:
    if value is None:
        table = document.get(section)
        if table is None or key not in table:
            return
        # Of a switch `table[key]` would give the plain value, which knows no comment; a section
        # that is in several pieces knows none at all.
        is_whole = isinstance(table.value, Container)
        if is_whole and not table.value.item(key).trivia.comment:
            del table[key]
            return
        # A comment on the line would go with it, so the default is written out there.
        value = _default(section, key)
    if section not in document:
        if document.as_string().strip():
            document.add(tomlkit.nl())
        document.add(section, tomlkit.table())
    kept = document[section].get(key)
    if isinstance(kept, Array) and isinstance(value, tuple):
        _rewrite(kept, value)
    else:
        document[section][key] = _plain(value)


def _rewrite(array: Array, texts: tuple[str, ...]) -> None:
    """Put these into an array where they differ, so that comments beside the others stay."""
    if len(array) != len(texts):
        for number in reversed(range(len(array))):
            if array[number] not in texts:
                del array[number]
    for number, text in enumerate(texts):
        if number == len(array):
            array.append(text)
        elif array[number] != text:
            array[number] = text
    while len(array) > len(texts):
        del array[-1]


def _default(section: str, key: str) -> Value:
    value: Value = getattr(getattr(Settings(), section), key)
    return value


def _plain(value: Value) -> bool | int | float | str | list[str]:
    """Give a value as it is written: a whole number of seconds needs no point."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return str(value)  # an enum is one too
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _find_line(words: str, text: str) -> int | None:
    """Give the line that the words of a fault are about."""
    if found := _AT_LINE.search(words):
        return int(found[1])
    named = _IN_SECTION.search(words)
    if named is None:
        return None
    section = named[1]
    inside, head, lines = "", None, dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if plain.startswith("["):
            inside = plain.strip("[] \t").partition("]")[0].strip()
            head = number if inside == section else head
            continue
        *before, name = (part.strip(" \t\"'") for part in plain.partition("=")[0].split("."))
        if (before or [inside]) == [section]:
            lines.setdefault(name, number)
    # The one that is wrong is named first, before those that would be right.
    return next((lines[word] for word in re.findall(r"\w+", named[2]) if word in lines), head)
