"""The desktop's portal, played on a bus of our own: takes files and says what became of them."""

import fcntl
import os
from dataclasses import dataclass
from threading import Thread
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"
REQUEST = "org.freedesktop.portal.Request"
DONE, UNWANTED, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What it was asked to open.

    Attributes:
        member: By which call.
        content: What could be read from what was handed over.
        options: What else was said.
        is_writable: Whether what was handed over could have been written.
    """

    member: str
    content: bytes
    options: dict[str, Any]
    is_writable: bool


class Portal:
    """Answers with one outcome each time; None answers the call and then never says any."""

    def __init__(self, address: str, outcome: int | None = DONE, *, refuses: bool = False) -> None:
        self.asked: list[Asked] = []
        self._outcome = outcome
        self._refuses = refuses
        self._link = open_dbus_connection(address, enable_fds=True, auth_timeout=10.0)
        self._link.send_and_get_reply(message_bus.RequestName(NAME), timeout=10.0)
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._link.send(message_bus.ReleaseName(NAME))  # its reply ends the thread
        self._thread.join(timeout=10.0)
        self._link.close()

    def _serve(self) -> None:
        while True:
            message = self._link.receive(timeout=10.0)
            if message.header.message_type is MessageType.method_return:
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, call: Any) -> None:
        fields = call.header.fields
        if self._refuses:
            self._link.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
            return
        _parent, handed, options = call.body
        with handed.to_file("rb") as file:
            flags = os.O_ACCMODE & fcntl.fcntl(file, fcntl.F_GETFL)
            content = file.read()
        told = {name: value for name, (_, value) in options.items()}
        self.asked.append(Asked(fields[HeaderFields.member], content, told, flags != os.O_RDONLY))
        sender = fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        request = f"/org/freedesktop/portal/desktop/request/{sender}/{told['handle_token']}"
        self._link.send(new_method_return(call, "o", (request,)))
        if self._outcome is not None:
            emitter = DBusAddress(request, interface=REQUEST)
            self._link.send(new_signal(emitter, "Response", "ua{sv}", (self._outcome, {})))
