"""A table of words and numbers, for the terminal or for the README."""

import math
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from sitwell.lab.metrics import Interval

NOTHING = "–"
WIDTH = 140  # of what goes into a file or a pipe


@dataclass(frozen=True, slots=True)
class Panel:
    """A table as it is printed.

    Attributes:
        title: What it tells.
        head: One a column. The first `words` columns hold words, the others numbers.
        rows: As long as the head.
        words: How many columns are set left.
        note: What else must be known to read it; may be empty.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"a row of {self.title!r} is not as long as its head")


def print_table(panel: Panel) -> None:
    """Print a panel in the terminal, or wide enough for its numbers into a file."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    table = Table(title=panel.title, title_justify="left", box=box.SIMPLE_HEAD)
    for column, name in enumerate(panel.head):
        table.add_column(name, justify="left" if column < panel.words else "right")
    for row in panel.rows:
        table.add_row(*row)
    console.print(table)
    if panel.note:
        console.print(panel.note)
    console.print()


def print_markdown(panel: Panel) -> None:
    """Print a panel as the README holds it."""
    print(write_markdown(panel), end="\n\n")


def write_markdown(panel: Panel) -> str:
    """Give a panel as the README holds it."""
    rule = [":--" if column < panel.words else "--:" for column in range(len(panel.head))]
    lines = [f"**{panel.title}**", ""]
    lines += [f"| {' | '.join(row)} |" for row in (panel.head, rule, *panel.rows)]
    return "\n".join(lines + (["", panel.note] if panel.note else []))


def degrees(value: float) -> str:
    """Write degrees."""
    return _write(value, "{:.1f}")


def ratio(value: float) -> str:
    """Write a number from 0 to 1, or from −1."""
    return _write(value, "{:.2f}").replace("-", "−")


def percent(value: float) -> str:
    """Write a share."""
    return _write(100.0 * value, "{:.0f} %")


def fine_percent(value: float) -> str:
    """Write a share that is small."""
    return _write(100.0 * value, "{:.1f} %")


def seconds(value: float) -> str:
    """Write a time."""
    return _write(value, "{:.0f} s")


def within(value: str, interval: Interval, form: str = "{:.2f}") -> str:
    """Write a value with its interval."""
    if math.isnan(interval.low):
        return value
    return f"{value} [{form.format(interval.low)}, {form.format(interval.high)}]"


def _write(value: float, form: str) -> str:
    return NOTHING if math.isnan(value) else form.format(value)
