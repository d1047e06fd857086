"""Messages as plain lines in the terminal."""

import sys
from typing import TextIO

from sitwell.adapters.notifier.base import (
    DEADLINE_S,
    Delivery,
    GuardedNotifier,
    NotShown,
    Receipt,
)
from sitwell.core.message import Message

_BELL = "\a"


class TerminalNotifier(GuardedNotifier):
    """Writes one line for the title and, if there is one, a second for the body.

    The stream stays open; it belongs to the caller. A stopped terminal (Ctrl-S) counts as stuck.
    """

    channel = "terminal"

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        has_bell: bool = False,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        """Make one.

        Args:
            stream: Where to write; None means whatever stderr is at the time of the message.
            has_bell: Whether to ring the terminal's bell too.
            deadline_s: Longest that `send` holds its caller.
        """
        super().__init__(deadline_s)
        self._stream = stream
        self._has_bell = has_bell

    def _deliver(self, message: Message) -> Receipt:
        stream = sys.stderr if self._stream is None else self._stream
        if stream is None:
            raise NotShown("there is no terminal; start Sitwell from one, or use the desktop")
        lines = f"Sitwell: {message.title}\n"
        if message.body:
            lines += f"  {message.body}\n"
        encoding = stream.encoding or "utf-8"  # StringIO has none
        showable = lines.encode(encoding, "replace").decode(encoding)
        stream.write((_BELL if self._has_bell else "") + showable)
        stream.flush()
        if stream.isatty():
            return Receipt(Delivery.YES, self.channel)
        return Receipt(Delivery.UNKNOWN, self.channel, "written, but not to a terminal")
