"""Further channels for what the first could not show."""

from sitwell.adapters.notifier.base import Delivery, Notifier, Receipt
from sitwell.core.message import Message


class FallbackNotifier:
    """Tries one notifier after the other until one does not say NO.

    The first is tried again each time, so a desktop that comes back is used again. It warns once
    while its reason stays the same (see `GuardedNotifier.send`). The receipt is that of the
    notifier that was used last. Thread and order: see `Notifier`.
    """

    def __init__(self, first: Notifier, *others: Notifier) -> None:
        self.line = (first, *others)
        """All of them, in the order in which they are tried."""

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller: all deadlines."""
        return sum(notifier.deadline_s for notifier in self.line)

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it."""
        first, *others = self.line
        receipt = first.send(message)
        for other in others:
            if receipt.delivered is not Delivery.NO:
                break
            receipt = other.send(message)
        return receipt

    def withdraw(self) -> None:
        """Take the last message from the screen, whichever showed it."""
        for notifier in self.line:
            notifier.withdraw()

    def close(self) -> None:
        """Close all."""
        for notifier in self.line:
            notifier.close()
