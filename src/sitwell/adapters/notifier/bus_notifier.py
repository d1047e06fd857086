"""Desktop notifications on Linux, with buttons: straight over D-Bus (ecosystem.md 1.6)."""

import os
import time

from sitwell.adapters.bus_link import BROKEN, find_session_bus
from sitwell.adapters.notifier.base import (
    DEADLINE_S,
    SHOWN_S,
    Delivery,
    GuardedNotifier,
    NotShown,
    OnAnswer,
    Receipt,
    ignore_answer,
)
from sitwell.adapters.notifier.daemon import Daemon
from sitwell.adapters.notifier.desktop import NO_BUS
from sitwell.core.message import Message

PATIENCE_S = 1.5
"""Longest for bus and daemon together; dunst takes 5 ms."""

_SHARE = 0.6
"""Of a shorter deadline, the part that they have, so that what failed is told before it ends."""


class BusNotifier(GuardedNotifier):
    """Shows messages through the desktop's notification daemon.

    Delivery is YES when the daemon gave the message a number, by which it promises to show it: at
    once, or later where do not disturb is on. A newer message takes the place of an older one. The
    connection stays open while it works, for the answers; a lost one is made anew by the next send.
    """

    channel = "desktop"

    def __init__(
        self,
        *,
        on_answer: OnAnswer = ignore_answer,
        shown_s: float = SHOWN_S,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        """Make one; the first `send` connects.

        Args:
            on_answer: Told what was pressed.
            shown_s: How long the popup stays, where the desktop lets us say.
            deadline_s: Longest that `send` holds its caller.
        """
        super().__init__(deadline_s)
        self._on_answer = on_answer
        self._shown_s = shown_s
        self._daemon: Daemon | None = None

    def close(self) -> None:
        """Stop sending and listening; what is on the screen stays. May be called twice."""
        super().close()
        if self._daemon is not None:
            self._daemon.hang_up()

    def _deliver(self, message: Message) -> Receipt:
        end_s = time.monotonic() + min(PATIENCE_S, _SHARE * self.deadline_s)
        try:
            daemon = self._reach(end_s - time.monotonic())
            skills = daemon.ask_skills(end_s - time.monotonic())
            daemon.show(message, skills, self._shown_s, end_s - time.monotonic())
        except BROKEN as error:
            reason = getattr(error, "strerror", None) or error
            words = f"the session bus cannot be used ({reason}); use the terminal instead"
            raise NotShown(words) from error
        return Receipt(Delivery.YES, self.channel, has_buttons=skills.has_buttons)

    def _reach(self, patience_s: float) -> Daemon:
        if self._daemon is None or self._daemon.is_lost:
            address = find_session_bus(os.environ)
            if address is None:
                raise NotShown(NO_BUS)
            self._daemon = Daemon(address, patience_s, self._on_answer)
            if self._is_closed:  # while this connected, and so without hanging up
                self._daemon.hang_up()
        return self._daemon

    def _take_back(self) -> None:
        if self._daemon is not None:
            self._daemon.withdraw()
