"""The notifier of a running watch: may be exchanged, and remembers what became of its messages."""

from collections.abc import Callable

from sitwell.adapters.notifier import Notifier, Receipt, choose
from sitwell.core.message import Message
from sitwell.core.status import Channel


class Messenger:
    """A `Notifier` that sends through another one. Thread and order: see there."""

    def __init__(self, name: str, choose: Callable[[str], Notifier] = choose) -> None:
        """Begin with the notifier of that name.

        Raises:
            BadUsage: If there is none.
        """
        self._choose = choose
        self._notifier = choose(name)
        self.channel = Channel(name)
        """What is known of it; replaced as a whole, so any thread may look."""

    @property
    def deadline_s(self) -> float:
        """Give the longest time, in seconds, that `send` holds its caller."""
        return self._notifier.deadline_s

    def become(self, name: str) -> None:
        """Go on with the notifier of that name; nothing happens if it is the same.

        Raises:
            BadUsage: If there is none; the old one stays.
        """
        if name == self.channel.name:
            return
        before, self._notifier = self._notifier, self._choose(name)
        self.channel = Channel(name)
        before.close()

    def send(self, message: Message) -> Receipt:
        """Show the message and say what became of it."""
        receipt = self._notifier.send(message)
        name = self.channel.name
        self.channel = Channel(name, receipt.channel, receipt.delivered.value, receipt.detail)
        return receipt

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice."""
        self._notifier.close()
