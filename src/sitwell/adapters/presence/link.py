"""One connection to a D-Bus message bus, over a local socket: bytes out, messages in."""

import select
import socket
import struct
from itertools import count

from jeepney import Message, MessageType, Parser
from jeepney.bus import get_connectable_addresses
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import prep_socket

BROKEN = (OSError, ValueError, LookupError, TypeError, RuntimeError, StopIteration, struct.error)
"""What jeepney and the socket raise over a bus that is absent, gone, foreign or out of its mind:
no socket (OSError), a refusal (AuthenticationError is a ValueError), an address that cannot be used
(RuntimeError), and bytes that are no message (the rest)."""

_CHUNK = 65536


class Link:
    """An open connection; never blocks longer than it is told to.

    Raises:
        One of `BROKEN`, from every method: the link is of no use after that.
    """

    def __init__(self, address: str, patience_s: float) -> None:
        """Connect within `patience_s`.

        Args:
            address: As in DBUS_SESSION_BUS_ADDRESS; of several the first local socket is taken.
            patience_s: How long the bus may take to let us in.
        """
        place = next(get_connectable_addresses(address))
        self._socket: socket.socket = prep_socket(place, timeout=patience_s)
        self._socket.setblocking(False)
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)
        self._parser = Parser()
        self._serials = count(1)
        self.send(message_bus.Hello())

    def send(self, message: Message) -> int:
        """Send a message and give its serial number, by which its answer is known.

        A bus that does not take a few hundred bytes at once has stopped reading: that is an error.
        """
        serial = next(self._serials)
        self._socket.sendall(message.serialise(serial=serial))
        return serial

    def receive(self, patience_s: float) -> list[Message]:
        """Give the messages that have come; wait for the first for `patience_s`, or 0."""
        if not self._poll.poll(patience_s * 1000.0):
            return []
        data = self._socket.recv(_CHUNK)
        if not data:
            raise ConnectionResetError("the message bus has gone")
        messages: list[Message] = self._parser.feed(data)
        return messages

    def close(self) -> None:
        """Close the socket; may be called twice."""
        self._socket.close()


def is_signal(message: Message) -> bool:
    """Say whether a message is a signal."""
    return bool(message.header.message_type is MessageType.signal)


def is_answer(message: Message) -> bool:
    """Say whether a message is the answer to a call, and no refusal."""
    return bool(message.header.message_type is MessageType.method_return)
