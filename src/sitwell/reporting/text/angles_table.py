"""How far the back was bent and for how long at a stretch, as a small table, and percentiles."""

from itertools import pairwise
from math import fsum

from rich.text import Text

from sitwell.core.day import ExposureSummary, Percentiles
from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG
from sitwell.reporting.phrases import a_degree
from sitwell.reporting.text.sheet import Sheet

TABLE_WIDTH = 80
"""A narrower sheet gets no table."""

_CELL = 7


def level_names() -> tuple[str, ...]:
    """Name the levels of flexion by their degrees: "below −4°", "−4 to 5°" and so on."""
    inner = (f"{a_degree(low)[:-1]} to {a_degree(high)}" for low, high in pairwise(LEVELS_DEG))
    return (f"below {a_degree(LEVELS_DEG[0])}", *inner, f"over {a_degree(LEVELS_DEG[-1])}")


def length_names() -> tuple[str, ...]:
    """Name the lengths: "<10s", "–30s", "–1min" and so on."""
    steps = [f"{s:.0f}s" if s < 60 else f"{s / 60:.0f}min" for s in LENGTHS_S]
    return (f"<{steps[0]}", *(f"–{step}" for step in steps[1:]), f">{steps[-1]}")


def list_levels(angles: ExposureSummary, page: Sheet) -> list[Text]:
    """Give the minutes of each level and length; nothing where nothing is known."""
    if angles.judged_s <= 0.0 or not angles.level_s or page.width < TABLE_WIDTH:
        return []
    head = Text(f"  {'in one go':<13}", "dim")
    head.append("".join(f"{name:>{_CELL}}" for name in length_names()))
    head.append(f"{'all':>{_CELL}}")
    lines = page.wrap("Minutes at each flexion (estimated), by how long it lasted:", "bold")
    lines.append(head)
    most_s = max(max(row) for row in angles.level_s)
    for name, row in zip(level_names(), angles.level_s, strict=True):
        line = Text(f"  {name:<13}")
        for seconds in row:
            line.append(f"{_minutes(seconds):>{_CELL}}", _shade(seconds, most_s))
        lines.append(line.append(f"{_minutes(fsum(row)):>{_CELL}}"))
    return lines


def list_percentiles(angles: ExposureSummary, page: Sheet) -> list[Text]:
    """Say how the angles were distributed, where enough was judged."""
    told = [
        f"{name} {_tell(found)}"
        for name, found in (("flexion", angles.flexion), ("rounding", angles.rounding))
        if found is not None
    ]
    if not told:
        return []
    return page.wrap(f"10, 50, 90 % of the time below: {'; '.join(told)}.")


def _tell(found: Percentiles) -> str:
    return f"{a_degree(found.p10_deg)}, {a_degree(found.p50_deg)}, {a_degree(found.p90_deg)}"


def _minutes(seconds: float) -> str:
    if seconds <= 0.0:
        return "·"
    return f"{seconds / 60:.0f}" if seconds >= 60.0 else "<1"


def _shade(seconds: float, most_s: float) -> str:
    if seconds <= 0.0:
        return "dim"
    return "bold reverse" if seconds >= 0.5 * most_s else "bold" if seconds >= 0.2 * most_s else ""
