"""Seconds at each degree, and by level and length, as short texts in a column, and back.

    degrees   "-3:1500 0:62000 12:900"          degree:milliseconds, degrees rising
    levels    "0 0 0 0 0 0 0 0/1500 0 …/…"      a row of milliseconds for each level

No number is longer than a day of milliseconds, so a column is never longer than about 2 kB.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG, WIDEST_DEG

MOST_S = 99_999.999
"""In one entry: a stretch lasts a day at most, of 25 hours at the longest."""

_LONGEST_QUOTE = 40
_MS = r"(?:0|[1-9]\d{0,7})"
_DEGREE = rf"(?:0|-?[1-9]\d?):{_MS}"
_DEGREES = re.compile(rf"(?:{_DEGREE}(?: {_DEGREE}){{0,{2 * WIDEST_DEG}}})?", re.ASCII)
_ROW = rf"{_MS}(?: {_MS}){{{len(LENGTHS_S)}}}"
_LEVELS = re.compile(rf"(?:{_ROW}(?:/{_ROW}){{{len(LEVELS_DEG)}}})?", re.ASCII)


def write_degrees(seconds_at: tuple[tuple[int, float], ...]) -> str:
    """Give the text of seconds at each degree.

    Raises:
        ValueError: They could not be read back.
    """
    return _checked(" ".join(f"{degree}:{_to_ms(s)}" for degree, s in seconds_at), read_degrees)


def read_degrees(text: str) -> tuple[tuple[int, float], ...]:
    """Read seconds at each degree.

    Raises:
        ValueError: It is no such text.
    """
    if not (isinstance(text, str) and _DEGREES.fullmatch(text)):
        raise ValueError(f"{_shortened(text)} is no time by degrees")
    pairs = (entry.split(":") for entry in text.split())
    found = tuple((int(degree), int(ms) / 1000) for degree, ms in pairs)
    is_rising = all(low < high for (low, _), (high, _) in pairwise(found))
    if not is_rising or any(abs(degree) > WIDEST_DEG for degree, _ in found):
        raise ValueError(f"{_shortened(text)} is no time by degrees")
    return found


def write_levels(level_s: tuple[tuple[float, ...], ...]) -> str:
    """Give the text of seconds by level and length; errors as in `write_degrees`."""
    rows = (" ".join(str(_to_ms(s)) for s in row) for row in level_s)
    return _checked("/".join(rows), read_levels)


def read_levels(text: str) -> tuple[tuple[float, ...], ...]:
    """Read seconds by level and length; errors as in `read_degrees`."""
    if not (isinstance(text, str) and _LEVELS.fullmatch(text)):
        raise ValueError(f"{_shortened(text)} is no time by level and duration")
    rows = text.split("/") if text else []
    return tuple(tuple(int(ms) / 1000 for ms in row.split()) for row in rows)


def _checked(text: str, read: Callable[[str], object]) -> str:
    read(text)
    return text


def _to_ms(seconds: float) -> int:
    if not 0.0 <= seconds <= MOST_S:
        raise ValueError(f"a duration within a day must be from 0 to {MOST_S} s, not {seconds}")
    return round(seconds * 1000)


def _shortened(text: object) -> str:
    """Quote what may be long, and anything: it ends up in a message of one line."""
    quoted = repr(text)
    return quoted if len(quoted) <= _LONGEST_QUOTE else f"{quoted[:_LONGEST_QUOTE]}…"
