"""What every notifier promises, and the policy behind the promise, written once.

A nudge is not critical: whatever goes wrong, the monitor warns and goes on.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread
from typing import ClassVar, Protocol

from sitwell.core.message import Answer, Message, make_plain

DEADLINE_S = 5.0
"""Longest that `send` holds its caller. A healthy daemon answers in 50 ms; one that hangs holds
notify-send for 59 s (measured, ecosystem.md 1.2)."""

SHOWN_S = 20.0
"""How long a popup stays: long enough to read 255 characters twice. GNOME uses its own time."""

APP_NAME = "Sitwell"

OnAnswer = Callable[[Answer], None]
"""Told what was pressed on the last message: once for each message at most, on a thread of the
notifier's own, so it returns soon and leaves the work to others."""

_log = logging.getLogger(__name__)


class Delivery(StrEnum):
    """Whether the person could see the message."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one message.

    Attributes:
        delivered: YES only if the channel confirms that it took the message to show it (nobody can
            confirm that it was read); NO if it was not taken within the deadline; UNKNOWN if it
            was handed over to something that does not tell.
        channel: Which channel it took, e.g. "plyer".
        detail: One sentence: what happened and, for NO, what to do about it. Empty for YES.
        has_buttons: Whether that channel shows what a message offers as buttons.
    """

    delivered: Delivery
    channel: str
    detail: str = ""
    has_buttons: bool = False


class NotShown(Exception):
    """A message could not be shown; says why and what to do about it."""


class Notifier(Protocol):
    """Something that can show a message to the person.

    Thread: call `send`, `withdraw` and `close` from one thread at a time. Order: any number of
    `send` and `withdraw`, then `close`; a `send` after `close` is answered with NO. Blocking:
    `send` returns within `deadline_s`, the others at once. None raises.
    """

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller."""

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it."""

    def withdraw(self) -> None:
        """Take the last message from the screen, where the channel can and it is still there."""

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice.

        What is on the screen stays there, and its buttons say nothing more.
        """


class GuardedNotifier(ABC):
    """A notifier whose delivery may block or raise: `send` does neither.

    A back end writes `_deliver`, and `_take_back` if it can. Each delivery runs on a daemon thread
    of its own, so that a stuck one holds neither the caller beyond the deadline nor the process at
    its exit. While one is stuck, further sends return at once, so threads do not pile up:

        send ──▶ thread … deadline ──▶ NO "timed out"
        send ──▶ (still stuck) ──▶ NO at once
                                   thread ends
        send ──▶ thread ──▶ receipt

    Thread, order and blocking: see `Notifier`.
    """

    channel: ClassVar[str]

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self._deadline_s = deadline_s
        self._stuck: Thread | None = None
        self._is_closed = False
        self._last_trouble = ""

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller."""
        return self._deadline_s

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it.

        A failure is logged as a warning when its reason is new, and quietly while it repeats.
        """
        receipt = self._attempt(make_plain(message))
        self._log_trouble(receipt)
        return receipt

    def withdraw(self) -> None:
        """Take the last message from the screen, where the channel can and it is still there."""
        if self._is_closed:
            return
        try:
            self._take_back()
        except Exception as error:  # noqa: BLE001 - as with a nudge that could not be shown
            _log.debug("a nudge was not taken back by %s: %s", self.channel, error)

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice."""
        self._is_closed = True

    @abstractmethod
    def _deliver(self, message: Message) -> Receipt:
        """Show a plain message; runs on a thread of its own and may block.

        Raises:
            NotShown: If it could not be shown. Any other error is taken as the same.
        """

    def _take_back(self) -> None:  # noqa: B027 - most channels cannot
        """Take the last message from the screen; may raise but not block."""

    def _attempt(self, message: Message) -> Receipt:
        if self._is_closed:
            return self._refuse("the notifier is closed")
        if self._stuck is not None and self._stuck.is_alive():
            return self._refuse("an earlier message is still stuck, so this one was not tried")
        outcome: SimpleQueue[Receipt] = SimpleQueue()
        thread = Thread(
            target=lambda: outcome.put(self._deliver_safely(message)),
            name=f"sitwell-{self.channel}",
            daemon=True,
        )
        try:
            thread.start()
            return outcome.get(timeout=self._deadline_s)
        except Empty:
            self._stuck = thread
            return self._refuse(f"timed out after {self._deadline_s:g} s")
        except RuntimeError as error:  # the system has no thread to give
            return self._refuse(str(error))

    def _deliver_safely(self, message: Message) -> Receipt:
        try:
            return self._deliver(message)
        except Exception as error:  # noqa: BLE001 - a failed nudge never stops the monitor
            return self._refuse(str(error) or type(error).__name__)

    def _refuse(self, detail: str) -> Receipt:
        return Receipt(Delivery.NO, self.channel, detail)

    def _log_trouble(self, receipt: Receipt) -> None:
        if receipt.delivered is not Delivery.NO:
            self._last_trouble = ""
            return
        level = logging.DEBUG if receipt.detail == self._last_trouble else logging.WARNING
        self._last_trouble = receipt.detail
        _log.log(level, "a nudge was not shown by %s: %s", self.channel, receipt.detail)


def ignore_answer(_answer: Answer) -> None:
    """Take no notice of what was pressed."""


def tell(on_answer: OnAnswer, answer: Answer) -> None:
    """Tell what was pressed; whatever comes of it, later answers are still heard."""
    try:
        on_answer(answer)
    except Exception as error:  # noqa: BLE001 - of which we know nothing
        _log.warning("an answer was not taken: %s", error)
