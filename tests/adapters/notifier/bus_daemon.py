"""A notification daemon of the tests, that answers whatever it is told to, or nothing."""

import threading
from collections.abc import Mapping
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PATIENCE_S = 10.0

Reply = tuple[str, tuple[Any, ...]] | None
"""Signature and values; None stays silent."""

FULL: Mapping[str, Reply] = {
    "GetCapabilities": ("as", (["actions", "body"],)),
    "Notify": ("u", (7,)),
    "CloseNotification": None,  # nobody waits for the answer
}


class BusDaemon:
    """Owns the daemon's name on a bus, and answers from a table by a thread of its own."""

    def __init__(self, address: str, **replies: Reply) -> None:
        """Begin to serve; `replies` change those of `FULL`."""
        self.guest: str | None = None  # who spoke to us last
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self._replies = {**FULL, **replies}
        self._calls: dict[str, Message] = {}
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME), timeout=PATIENCE_S)
        threading.Thread(target=self._serve, daemon=True).start()

    def emit(self, member: str, signature: str, *values: Any, times: int = 1) -> None:
        """Send a signal to all who listen."""
        signal = new_signal(DBusAddress(PATH, interface=NAME), member, signature, values)
        for _ in range(times):
            self._connection.send(signal)

    def answer_late(self, member: str, signature: str, *values: Any) -> None:
        """Answer the last call of that method."""
        self._connection.send(new_method_return(self._calls[member], signature, values))

    def hears(self, member: str) -> bool:
        """Say whether that method was called."""
        return any(name == member for name, _ in self.heard)

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def _serve(self) -> None:
        try:
            while True:
                self._take(self._connection.receive())
        except (OSError, ValueError, KeyError):  # the connection is closed
            return

    def _take(self, message: Message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        member = message.header.fields[HeaderFields.member]
        self._calls[member] = message
        self.guest = message.header.fields[HeaderFields.sender]
        self.heard.append((member, message.body))
        reply = self._replies.get(member)
        if reply is not None:
            self._connection.send(new_method_return(message, *reply))


def shout(address: str, to: str | None, member: str, signature: str, *values: Any) -> None:
    """Send a daemon's signal in somebody else's name, and see that the bus has passed it on."""
    signal = new_signal(DBusAddress(PATH, interface=NAME), member, signature, values)
    if to is not None:
        signal.header.fields[HeaderFields.destination] = to
    with open_dbus_connection(address) as link:
        link.send(signal)
        link.send_and_get_reply(message_bus.GetId(), timeout=PATIENCE_S)
