"""The desktop's notification daemon: asked over the session bus, heard on a thread.

asked ──▶ reply in time ──▶ given to whoever asked
asked ──▶ no reply: given up ──▶ a late reply: what it shows is closed again
a button of the last popup pressed ──▶ told, once
bus gone, or a flood ──▶ the thread ends, and this object is of no use
"""

import logging
import time
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from jeepney import HeaderFields
from jeepney import Message as Packet

from sitwell.adapters.bus_link import BROKEN, Link, is_signal
from sitwell.adapters.notifier import packets
from sitwell.adapters.notifier.base import NotShown, OnAnswer, tell
from sitwell.adapters.notifier.packets import Closed, Pressed, Skills
from sitwell.core.message import Answer, Message

MOST_PER_S = 1000
"""Packets in a second after which we stop listening; dunst sends two for each popup."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Popup:
    """The last message that was shown.

    Attributes:
        number: What the daemon calls it.
        owner: Which daemon.
        offered: The answers that can still be given, as keys.
        is_open: Whether it is on the screen, as far as we were told.
    """

    number: int
    owner: str
    offered: frozenset[str]
    is_open: bool = True


@dataclass(slots=True)
class _Call:
    """A call that is waited for.

    Attributes:
        offered: What the popup that it makes offers, as keys; None if it makes none.
        serial: By which its reply is known.
        replies: Where the reply goes; None where all is lost.
    """

    offered: frozenset[str] | None
    serial: int = 0
    replies: "SimpleQueue[Packet | None]" = field(default_factory=SimpleQueue)

    def wait(self, patience_s: float) -> Packet | None:
        """Give the reply; None if none has come."""
        try:
            return self.replies.get(timeout=max(0.0, patience_s))
        except Empty:
            return None


class Daemon:
    """The notification daemon, over one connection of our own.

    Thread: `ask_skills` and `show` from one at a time; the others from any. Blocking: these two as
    long as `patience_s`, the others not at all.

    Raises:
        NotShown: From `ask_skills` and `show`, if the daemon does not do what it is asked.
        One of `BROKEN`: From every method but `hang_up`, if the bus is lost.
    """

    def __init__(self, address: str, patience_s: float, on_answer: OnAnswer) -> None:
        """Connect to the session bus.

        Args:
            address: As in DBUS_SESSION_BUS_ADDRESS.
            patience_s: How long the bus may take to let us in.
            on_answer: Told what was pressed, on the thread that listens.
        """
        self.is_lost = False
        self._on_answer = on_answer
        self._lock = Lock()  # of the link's sending side, and of all below
        self._call: _Call | None = None
        self._given_up: set[int] = set()
        self._popup: _Popup | None = None
        self._link = Link(address, patience_s)
        for subscription in packets.make_subscriptions():
            self._link.send(subscription)
        Thread(target=self._listen, name="sitwell-daemon", daemon=True).start()

    def ask_skills(self, patience_s: float) -> Skills:
        """Say what the daemon can do."""
        return packets.read_skills(self._ask(packets.make_question(), patience_s))

    def show(self, message: Message, skills: Skills, shown_s: float, patience_s: float) -> None:
        """Show a plain message in place of the last, if that is still there."""
        before, replaced = self._popup, 0
        if before is not None and before.is_open and before.owner == skills.owner:
            replaced = before.number
        offers = message.offers if skills.has_buttons else ()
        offered = frozenset(offer.answer.value for offer in offers)
        packet = packets.make_popup(message, skills, replaced, shown_s)
        packets.read_number(self._ask(packet, patience_s, offered))

    def withdraw(self) -> None:
        """Close the last popup, or have it taken out of the tray; a press still counts."""
        with self._lock:
            if self._popup is not None and not self.is_lost:
                self._link.send(packets.make_closing(self._popup.owner, self._popup.number))
                self._popup = replace(self._popup, is_open=False)

    def hang_up(self) -> None:
        """Leave the bus; may be called twice."""
        self._link.hang_up()

    def _ask(
        self, packet: Packet, patience_s: float, offered: frozenset[str] | None = None
    ) -> Packet:
        call = _Call(offered)
        with self._lock:
            if self.is_lost:
                raise NotShown(packets.LOST)
            call.serial = self._link.send(packet)
            self._call = call
        reply = call.wait(patience_s)
        if reply is None:
            with self._lock:
                self._call = None
                self._given_up.add(call.serial)
            reply = call.wait(0.0)  # it may have come at the last moment
        if reply is None:
            raise NotShown(packets.LOST if self.is_lost else packets.SILENT)
        return reply

    def _listen(self) -> None:
        heard, since_s = 0, time.monotonic()
        try:
            while True:
                came = self._link.receive(None)
                heard += len(came)
                if time.monotonic() - since_s > 1.0:
                    heard, since_s = 0, time.monotonic()
                if heard > MOST_PER_S:
                    raise ConnectionAbortedError("it does not stop talking")
                for packet in came:
                    self._take(packet)
        except BROKEN as error:
            _log.info("the notification daemon is not heard any more (%s)", error)
        finally:
            with self._lock:
                self._link.close()
                self.is_lost = True
                if self._call is not None:
                    self._call.replies.put(None)

    def _take(self, packet: Packet) -> None:
        answer = None
        with self._lock:
            if is_signal(packet):
                answer = self._take_signal(packet)
            else:
                self._take_reply(packet)
        if answer is not None:
            tell(self._on_answer, answer)

    def _take_reply(self, packet: Packet) -> None:
        serial, call = packet.header.fields.get(HeaderFields.reply_serial), self._call
        if call is not None and serial == call.serial:
            self._call = None
            if call.offered is not None:
                self._popup = _find_popup(packet, call.offered) or self._popup
            call.replies.put(packet)
        elif serial in self._given_up:
            self._given_up.discard(serial)
            # Its sender was told that it was not shown, and may have said it otherwise.
            late = _find_popup(packet, frozenset())
            if late is not None:
                self._link.send(packets.make_closing(late.owner, late.number))

    def _take_signal(self, packet: Packet) -> Answer | None:
        popup = self._popup
        # Anybody on the bus can send signals, but only the daemon in its own name.
        if popup is None or packets.read_sender(packet) != popup.owner:
            return None
        match packets.read_signal(packet):
            case Pressed(popup.number, key) if key in popup.offered:
                self._popup = replace(popup, offered=frozenset())
                # Most daemons close what was answered; dunst 1.9 leaves it on the screen.
                self._link.send(packets.make_closing(popup.owner, popup.number))
                return Answer(key)
            case Closed(popup.number):
                self._popup = replace(popup, is_open=False)
        return None


def _find_popup(reply: Packet, offered: frozenset[str]) -> _Popup | None:
    owner = packets.read_sender(reply)
    try:
        return None if owner is None else _Popup(packets.read_number(reply), owner, offered)
    except NotShown:
        return None  # who asked is told why
