"""One connection to a D-Bus message bus, over a local socket: bytes out, messages in.

The one thing that adapters share: presence asks over it, and the notifier shows over it.
"""

import os
import select
import socket
import struct
from collections.abc import Mapping
from contextlib import suppress
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
_LONGEST = 1 << 20  # bytes of one message; what we ask for is answered in a few hundred


class Link:
    """An open connection; never blocks longer than it is told to.

    Thread: one at a time, but `hang_up` from any.

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

    def receive(self, patience_s: float | None) -> list[Message]:
        """Give the messages that have come; wait for the first for `patience_s`, 0, or for ever."""
        if not self._poll.poll(None if patience_s is None else patience_s * 1000.0):
            return []
        data = self._socket.recv(_CHUNK)
        if not data:
            raise ConnectionResetError("the message bus has gone")
        messages: list[Message] = self._parser.feed(data)
        if self._parser.buf.bytes_buffered > _LONGEST:
            raise ValueError("a message on the bus is longer than any we ask for")
        return messages

    def hang_up(self) -> None:
        """Have whoever waits in `receive` woken by an error; the socket is still to be closed."""
        with suppress(OSError):  # it is closed, or the bus has hung up before
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the socket; may be called twice."""
        self._socket.close()


def find_session_bus(environ: Mapping[str, str]) -> str | None:
    """Give the address of the session bus; None where the environment names none."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if address:
        return address
    runtime = environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={runtime}{os.sep}bus" if runtime else None


def is_signal(message: Message) -> bool:
    """Say whether a message is a signal."""
    return bool(message.header.message_type is MessageType.signal)


def is_answer(message: Message) -> bool:
    """Say whether a message is the answer to a call, and no refusal."""
    return bool(message.header.message_type is MessageType.method_return)
