"""The notifier of a running watch: may be exchanged, and remembers what became of its messages."""

from collections.abc import Callable
from functools import partial

from sitwell.adapters import notifier
from sitwell.adapters.notifier import Notifier, OnAnswer, Receipt, ignore_answer
from sitwell.core.message import Message
from sitwell.core.status import Channel


class Messenger:
    """A `Notifier` that sends through another one. Thread and order: see there."""

    def __init__(
        self,
        name: str,
        choose: Callable[[str], Notifier] | None = None,
        *,
        on_answer: OnAnswer = ignore_answer,
    ) -> None:
        """Begin with the notifier of that name.

        Args:
            name: As in the config.
            choose: Gives the notifier of a name; None means those of `NotifierName`.
            on_answer: Told what was pressed on the last message, on a thread of the notifier's
                own, whichever that is by then; of use where `choose` is None.

        Raises:
            BadUsage: If there is none.
        """
        self._choose = choose or partial(notifier.choose, on_answer=on_answer)
        self._notifier = self._choose(name)
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

    def withdraw(self) -> None:
        """Take the last message from the screen, where the channel can; returns at once."""
        self._notifier.withdraw()

    def close(self) -> None:
        """Stop sending, without waiting for a message that is stuck; may be called twice."""
        self._notifier.close()
