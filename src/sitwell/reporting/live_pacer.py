"""A guided set on a screen: one line that grows and shrinks with the breath."""

import sys

from rich.console import Console
from rich.live import Live
from rich.text import Text

from sitwell.core.pacing import Moment
from sitwell.reporting.pacer import Cues, Pacer, PlainPacer, line_of


class LivePacer:
    """One line in a terminal, drawn anew when it changes, and gone afterwards."""

    def __init__(self, cues: Cues, console: Console, *, has_sound: bool = False) -> None:
        """Take the words, a terminal, and whether its bell rings at each turn of the breath."""
        self._cues = cues
        self._console = console
        self._has_sound = has_sound
        self._number = 0
        self._line = ""
        self._live = Live(
            console=console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def show(self, moment: Moment) -> None:
        """Show this moment; rings when it is the first of a step."""
        if moment.number != self._number:
            self._number = moment.number
            if self._has_sound:
                self._console.bell()
        can_draw = (self._console.encoding or "").lower().startswith("utf")
        self._draw(line_of(moment, self._cues, self._console.width - 1, can_draw=can_draw))

    def pause(self) -> None:
        """Show that time stands still."""
        self._draw("  Paused. Space goes on, q ends it here.")

    def close(self) -> None:
        """Take the line away, and give the cursor back."""
        if self._live.is_started:
            self._draw("")
            self._live.stop()

    def _draw(self, line: str) -> None:
        if line != self._line:
            self._line = line
            self._live.start()  # does nothing once it has
            self._live.update(Text(line, no_wrap=True, overflow="crop"), refresh=True)


def make_pacer(cues: Cues, *, is_plain: bool = False, has_sound: bool = False) -> Pacer:
    """Give what fits stdout: the moving line in a terminal that can, else plain lines."""
    console = Console(file=sys.stdout, highlight=False)
    if is_plain or not console.is_terminal or console.is_dumb_terminal:
        return PlainPacer(cues, sys.stdout, has_sound=has_sound and sys.stdout.isatty())
    return LivePacer(cues, console, has_sound=has_sound)
