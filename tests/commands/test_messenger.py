"""The notifier of a running watch: exchanged, taken back, answered."""

from sitwell.adapters.notifier import Delivery, Notifier, Receipt
from sitwell.commands.messenger import Messenger
from sitwell.core.message import Answer, Message, Offer
from sitwell.core.status import Channel

NUDGE = Message("Sit up", offers=(Offer(Answer.SNOOZE, "Snooze 20 min"),))


class Window:
    """A notifier that shows on nothing, and keeps what it was asked."""

    deadline_s = 1.0

    def __init__(self) -> None:
        self.asked: list[str] = []

    def send(self, message: Message) -> Receipt:
        """Keep the title."""
        self.asked.append(message.title)
        return Receipt(Delivery.YES, "window", has_buttons=True)

    def withdraw(self) -> None:
        """Keep that it was asked."""
        self.asked.append("withdraw")

    def close(self) -> None:
        """Keep that it was asked."""
        self.asked.append("close")


def test_withdrawal_reaches_the_notifier_in_use() -> None:
    """What is taken back is the message of the notifier that is in use now."""
    windows: dict[str, Window] = {}

    def choose(name: str) -> Notifier:
        return windows.setdefault(name, Window())

    messenger = Messenger("one", choose)
    messenger.send(NUDGE)
    messenger.become("two")
    messenger.send(NUDGE)
    messenger.withdraw()
    messenger.close()
    assert windows["one"].asked == ["Sit up", "close"]
    assert windows["two"].asked == ["Sit up", "withdraw", "close"]


def test_what_became_of_the_last_message_is_known() -> None:
    """The channel that a message took, and whether it was confirmed, can be asked at any time."""
    messenger = Messenger("one", lambda _name: Window())
    assert messenger.channel == Channel("one")
    messenger.send(NUDGE)
    assert messenger.channel == Channel("one", "window", "yes")


def test_names_mean_the_real_notifiers() -> None:
    """Without anything else, a name is the config's, and there may be nobody for answers."""
    messenger = Messenger("silent", on_answer=lambda _answer: None)
    assert messenger.send(NUDGE).channel == "silent"
    messenger.withdraw()
    messenger.become("terminal")
    assert messenger.channel == Channel("terminal")
    messenger.close()
