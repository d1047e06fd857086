"""What is said to a notification daemon over D-Bus, and what it says, as bytes go by.

From the Desktop Notifications Specification 1.2. Only packets of the types that it names are
understood; of the rest nothing is read.
"""

from dataclasses import dataclass
from html import escape

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageFlag, new_method_call
from jeepney import Message as Packet
from jeepney.bus_messages import message_bus

from sitwell.adapters.bus_link import is_answer
from sitwell.adapters.notifier.base import APP_NAME, NotShown
from sitwell.adapters.notifier.desktop import MARKUP
from sitwell.core.message import Message

NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"

# GNOME puts low urgency into the tray without a popup. What is transient is kept in no list: a
# nudge of an hour ago is of no use, and nobody else's business.
_HINTS = {"urgency": ("y", 1), "transient": ("b", True)}

SILENT = "the notification daemon does not answer; restart it"
NONSENSE = "the notification daemon answers nonsense; restart it"
LOST = "the session bus was lost; it is tried again with the next message"


@dataclass(frozen=True, slots=True)
class Skills:
    """What the daemon that runs now can do.

    Attributes:
        owner: Its own name on the bus; another daemon has another.
        names: As the specification calls them.
    """

    owner: str
    names: frozenset[str]

    @property
    def has_buttons(self) -> bool:
        """Whether it shows actions."""
        return "actions" in self.names


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the popup with that number was pressed."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The popup with that number has gone, by itself or by somebody."""

    number: int


def make_subscriptions() -> tuple[Packet, ...]:
    """Give what asks the bus for the daemon's signals."""
    rules = (
        MatchRule(type="signal", sender=NAME, interface=NAME, member=member)
        for member in ("ActionInvoked", "NotificationClosed")
    )
    return tuple(_unanswered(message_bus.AddMatch(rule)) for rule in rules)


def make_question() -> Packet:
    """Give what asks the daemon for its skills; the bus starts one if it knows how."""
    return _call(NAME, "GetCapabilities")


def make_popup(message: Message, skills: Skills, replaced: int, shown_s: float) -> Packet:
    """Give what shows a plain message.

    Args:
        message: What to show; its offers are left out where there are no buttons.
        skills: Of the daemon, which alone is spoken to: to another, `replaced` is somebody else's.
        replaced: The popup whose place it takes; 0 if none.
        shown_s: How long it stays, where the daemon lets us say.
    """
    offers = message.offers if skills.has_buttons else ()
    actions = [word for offer in offers for word in (offer.answer.value, offer.words)]
    body = escape(message.body, quote=False) if MARKUP in skills.names else message.body
    shown_ms = round(shown_s * 1000)
    words = (APP_NAME, replaced, "", message.title, body, actions, _HINTS, shown_ms)
    return _call(skills.owner, "Notify", "susssasa{sv}i", words)


def make_closing(owner: str, number: int) -> Packet:
    """Give what closes a popup, and takes it out of the tray."""
    return _unanswered(_call(owner, "CloseNotification", "u", (number,)))


def read_skills(packet: Packet) -> Skills:
    """Read the answer to the question.

    Raises:
        NotShown: If it is none.
    """
    _expect_answer(packet)
    owner = read_sender(packet)
    if _signature(packet) != "as" or owner is None:
        raise NotShown(NONSENSE)
    return Skills(owner, frozenset(packet.body[0]))


def read_number(packet: Packet) -> int:
    """Read the answer to a popup: its number.

    Raises:
        NotShown: If it was refused, or that is no number.
    """
    _expect_answer(packet)
    if _signature(packet) != "u" or packet.body[0] == 0:
        raise NotShown(NONSENSE)
    return int(packet.body[0])


def read_signal(packet: Packet) -> Pressed | Closed | None:
    """Read a signal of the daemon; None if it is another."""
    fields = packet.header.fields
    if fields.get(HeaderFields.interface) != NAME:
        return None
    match fields.get(HeaderFields.member), _signature(packet):
        case "ActionInvoked", "us":
            return Pressed(*packet.body)
        case "NotificationClosed", "uu":
            return Closed(packet.body[0])
    return None


def read_sender(packet: Packet) -> str | None:
    """Give who sent a packet, which the bus itself writes on it."""
    sender = packet.header.fields.get(HeaderFields.sender)
    return None if sender is None else str(sender)


def _expect_answer(packet: Packet) -> None:
    if is_answer(packet):
        return
    error = str(packet.header.fields.get(HeaderFields.error_name))
    kind = error.rpartition(".")[2]
    if kind in ("ServiceUnknown", "NameHasNoOwner") or ".Spawn." in error:
        raise NotShown("no notification daemon is running; start one, for example dunst")
    if kind in ("NoReply", "Timeout", "TimedOut", "Disconnected"):
        raise NotShown(SILENT)
    raise NotShown(f"the notification daemon refused the message ({kind}); restart it")


def _call(to: str, member: str, signature: str = "", body: tuple[object, ...] = ()) -> Packet:
    return new_method_call(DBusAddress(_PATH, to, NAME), member, signature or None, body)


def _unanswered(packet: Packet) -> Packet:
    packet.header.flags = MessageFlag.no_reply_expected
    return packet


def _signature(packet: Packet) -> object:
    return packet.header.fields.get(HeaderFields.signature)
