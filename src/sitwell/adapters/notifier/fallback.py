"""A second channel for what the first could not show."""

from sitwell.adapters.notifier.base import Delivery, Notifier, Receipt
from sitwell.core.message import Message


class FallbackNotifier:
    """Tries one notifier, and a second if the first says NO.

    The first is tried again each time, so a desktop that comes back is used again. It warns once
    while its reason stays the same (see `GuardedNotifier.send`). The receipt is that of the
    notifier that was used last. Thread and order: see `Notifier`.
    """

    def __init__(self, first: Notifier, second: Notifier) -> None:
        self._first = first
        self._second = second

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller: both deadlines."""
        return self._first.deadline_s + self._second.deadline_s

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it."""
        receipt = self._first.send(message)
        if receipt.delivered is not Delivery.NO:
            return receipt
        return self._second.send(message)

    def close(self) -> None:
        """Close both."""
        self._first.close()
        self._second.close()
