"""What a page of text is made of: headings, wrapped sentences, bars and sparklines.

On a screen there are bars and styles; a pipe gets the same words and numbers without them.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

PLAIN_WIDTH = 80
NARROWEST, WIDEST = 40, 100
"""Outside of these a page gets hard to read, whatever the screen."""

INDENT = "  "
_STEPS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"
_GLUE = "\N{NO-BREAK SPACE}"
_UNIT = re.compile(r"(?<=\d) (?=(?:%|h|min|s)(?!\w))")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a page goes.

    Attributes:
        width: How many columns it has.
        is_screen: Whether it has bars and styles.
    """

    width: int = PLAIN_WIDTH
    is_screen: bool = False

    def wrap(self, words: str, style: str = "", hanging: str = INDENT) -> list[Text]:
        """Give sentences as lines, all but the first indented; a number keeps its unit."""
        kept = _UNIT.sub(_GLUE, words)
        lines = textwrap.wrap(kept, self.width, subsequent_indent=hanging, break_on_hyphens=False)
        return [Text(line.replace(_GLUE, " "), style) for line in lines]


PLAIN = Sheet()


def fit(columns: int) -> Sheet:
    """Give the sheet for a screen of so many columns."""
    return Sheet(max(NARROWEST, min(WIDEST, columns)), is_screen=True)


def heading(words: str) -> Text:
    """Give a line that says what is under it."""
    return Text(words, "bold")


def bar(share: float, cells: int, style: str) -> Text:
    """Draw a share of 0 to 1, as long as it is."""
    filled = round(min(max(share, 0.0), 1.0) * cells)
    return Text.assemble(("█" * filled, style), (_NOTHING * (cells - filled), "dim"))


def spark(shares: Sequence[float | None], top: float) -> list[str]:
    """Give a mark for each share, `top` being the highest; a dot where there is none."""
    return [_NOTHING if share is None else _STEPS[_step(share, top)] for share in shares]


def find_top(shares: Sequence[float | None]) -> float:
    """Give the next tenth at or above all of them, at least one."""
    highest = max((share for share in shares if share is not None), default=0.0)
    return max(1, -(-highest * 100 // 10)) / 10


def to_plain(lines: Sequence[Text]) -> str:
    """Give the lines without styles, each without blanks at its end."""
    return "".join(f"{line.plain.rstrip()}\n" for line in lines)


def _step(share: float, top: float) -> int:
    return min(len(_STEPS) - 1, int(share / top * len(_STEPS)))
