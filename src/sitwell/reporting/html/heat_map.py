"""Exposure variation: a table of minutes, tinted."""

from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG
from sitwell.reporting.html import words

TINTS = (0.0, 0.02, 0.05, 0.1, 0.2)
"""Shares of the judged time from which on a cell is a step darker."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Minutes, and how dark: 0 to 5."""

    minutes: str
    tint: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One length of stretch: a cell for each level, from the least bent."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows from the shortest stretches to the longest; the last row is their sum."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]
    sums: tuple[str, ...]


def draw(level_s: tuple[tuple[float, ...], ...]) -> HeatMap | None:
    """Lay the seconds by level and length out; None where there are none."""
    whole_s = fsum(fsum(row) for row in level_s)
    if whole_s <= 0.0:
        return None
    rows = tuple(
        HeatRow(label, tuple(_cell(level[place], whole_s) for level in level_s))
        for place, label in enumerate(_length_labels())
    )
    sums = tuple(_minutes(fsum(level)) for level in level_s)
    return HeatMap(tuple(zip(words.LEVELS, _level_labels(), strict=True)), rows, sums)


def _cell(seconds: float, whole_s: float) -> Cell:
    share = seconds / whole_s
    return Cell(_minutes(seconds), sum(share > least for least in TINTS))


def _minutes(seconds: float) -> str:
    if 0.0 < seconds < 30.0:
        return "<1"
    return f"{seconds / 60.0:.0f}"


def _level_labels() -> tuple[str, ...]:
    lines = [f"{line:.0f}".replace("-", "−") for line in LEVELS_DEG]
    between = (words.DEGREES.format(low=low, high=high) for low, high in pairwise(lines))
    return (f"< {lines[0]}°", *between, f"≥ {lines[-1]}°")


def _length_labels() -> tuple[str, ...]:
    between = (_span(low, high) for low, high in pairwise(LENGTHS_S))
    return (f"< {LENGTHS_S[0]:.0f} s", *between, f"≥ {LENGTHS_S[-1] / 60.0:.0f} min")


def _span(low_s: float, high_s: float) -> str:
    if low_s < 60.0:
        return f"{low_s:.0f}–{high_s:.0f} s"
    return f"{low_s / 60.0:.0f}–{high_s / 60.0:.0f} min"
