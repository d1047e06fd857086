"""The desktop's own way to open a file, asked over D-Bus: this process starts no program for it.

A process that is sealed hands its seal down to all that it starts, and a browser under it would
show nothing of the internet for the rest of its life. What the portal starts is the desktop's.
(org.freedesktop.portal.OpenURI and .Request, xdg-desktop-portal 1.18.)
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from jeepney import DBusAddress, MatchRule, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from sitwell.adapters.bus_link import BROKEN, find_session_bus, is_answer
from sitwell.errors import SitwellError

NAME = "org.freedesktop.portal.Desktop"
PLACE = "/org/freedesktop/portal/desktop"
OPENER = "org.freedesktop.portal.OpenURI"
REQUEST = "org.freedesktop.portal.Request"

ANSWER_S = 5.0
"""How long bus and portal may take to take the file."""

CHOICE_S = 60.0
"""How long we stay for the outcome: the portal may ask the person with what to open it, and takes
the question back when we leave."""

_FAILED = 2  # 0 is done, 1 is that the person would rather not
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


def open_file(path: Path, environ: Mapping[str, str], choice_s: float = CHOICE_S) -> None:
    """Have the desktop show a file of ours, with whatever shows its kind.

    Blocks for `ANSWER_S` twice and `choice_s` at most.

    Args:
        path: The file; it is handed over open, so that a name that is given to another file
            meanwhile leads nowhere.
        environ: The process environment.
        choice_s: How long the outcome is waited for; without one by then it was opened.

    Raises:
        SitwellError: If there is no session bus or no portal, or it did not open it.
    """
    address = find_session_bus(environ)
    if address is None:
        raise SitwellError("there is no session bus")
    try:
        handle = os.open(path, _FLAGS)
        try:
            with open_dbus_connection(address, enable_fds=True, auth_timeout=ANSWER_S) as link:
                _ask(link, handle, choice_s)
        finally:
            os.close(handle)
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise SitwellError(f"the desktop cannot be asked to open it ({reason})") from error


def _ask(link: DBusConnection, handle: int, choice_s: float) -> None:
    # The outcome is a signal of an object whose name we choose, to be heard before we ask.
    token = f"sitwell_{secrets.token_hex(8)}"
    sender = str(link.unique_name).removeprefix(":").replace(".", "_")
    path = f"{PLACE}/request/{sender}/{token}"
    outcome = MatchRule(type="signal", interface=REQUEST, member="Response", path=path)
    link.send_and_get_reply(message_bus.AddMatch(outcome), timeout=ANSWER_S)
    call = new_method_call(
        DBusAddress(PLACE, NAME, OPENER),
        "OpenFile",
        "sha{sv}",
        ("", handle, {"handle_token": ("s", token), "writable": ("b", False)}),
    )
    with link.filter(outcome) as heard:
        if not is_answer(link.send_and_get_reply(call, timeout=ANSWER_S)):
            raise SitwellError("this desktop has no portal that opens files")
        try:
            response = link.recv_until_filtered(heard, timeout=choice_s)
        except TimeoutError:
            return
    if response.body[:1] == (_FAILED,):
        raise SitwellError("the desktop did not open it")
