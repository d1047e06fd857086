"""What every notifier promises, and the policy behind the promise, written once.

A nudge is not critical: whatever goes wrong, the monitor warns and goes on.
"""

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread
from typing import ClassVar, Protocol

from sitwell.core.message import Message, make_plain

DEADLINE_S = 5.0
"""Longest that `send` holds its caller. A healthy daemon answers in 50 ms; one that hangs holds
notify-send for 59 s (measured, ecosystem.md 1.2)."""

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
        delivered: YES only if the channel confirms it; NO if it was not shown within the deadline;
            UNKNOWN if it was handed over to something that does not tell.
        channel: Which channel it took, e.g. "plyer".
        detail: One sentence: what happened and, for NO, what to do about it. Empty for YES.
    """

    delivered: Delivery
    channel: str
    detail: str = ""


class NotShown(Exception):
    """A message could not be shown; says why and what to do about it."""


class Notifier(Protocol):
    """Something that can show a message to the person.

    Thread: call `send` and `close` from one thread at a time. Order: any number of `send`, then
    `close`; a `send` after `close` is answered with NO. Blocking: `send` returns within
    `deadline_s`, and never raises.
    """

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller."""

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it."""

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice."""


class GuardedNotifier(ABC):
    """A notifier whose delivery may block or raise: `send` does neither.

    A back end writes `_deliver` alone. Each runs on a daemon thread of its own, so that a stuck
    one holds neither the caller beyond the deadline nor the process at its exit. While one is
    stuck, further sends return at once, so threads do not pile up:

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

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice."""
        self._is_closed = True

    @abstractmethod
    def _deliver(self, message: Message) -> Receipt:
        """Show a plain message; runs on a thread of its own and may block.

        Raises:
            NotShown: If it could not be shown. Any other error is taken as the same.
        """

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
