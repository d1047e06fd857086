"""Whether a window fills the screen, and for how long nobody has touched a key, asked of X11.

Four kinds of request over the display's local socket, as the X Window System Protocol (version 11,
release 7.7) writes them: Xlib would end this process when the display goes. Under Wayland no
program may ask this, so there nothing is known.
"""

import logging
import socket
import struct
from collections.abc import Mapping
from pathlib import Path

PATIENCE_S = 0.1
"""Longest that the display may take for one answer; it takes 0.1 ms."""

RETRY_S = 60.0
"""Time after which a display that could not be asked is tried again."""

_BROKEN = (OSError, ValueError, struct.error, LookupError)
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_HERE = (256, 65535)  # families of a cookie: this computer, any
_SCREEN_SAVER = b"MIT-SCREEN-SAVER"

_log = logging.getLogger(__name__)


class Display:
    """The X11 display of this session; unknown is None.

    Thread: one at a time. Blocking: each method for a few `PATIENCE_S`; a display that is gone or
    silent is left alone for `RETRY_S`. Raises nothing.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Make one; nothing is asked before the first `update`.

        Args:
            environ: The process environment, which names the display.
        """
        self._number = find_number(environ)
        self._cookie_file = Path(environ.get("XAUTHORITY") or f"{environ.get('HOME')}/.Xauthority")
        self._wire: _Wire | None = None
        self._next_try_s = float("-inf")
        self.is_full_screen: bool | None = None
        self.idle_s: float | None = None

    def update(self, t: float) -> None:
        """Ask anew; `t` is the time in seconds on a clock that only runs forward."""
        self.is_full_screen = self.idle_s = None
        if self._number is None or t < self._next_try_s:
            return
        try:
            if self._wire is None:
                cookie = find_cookie(self._cookie_file, self._number)
                self._wire = _Wire(self._number, cookie)
            self.is_full_screen = self._wire.ask_full_screen()
            self.idle_s = self._wire.ask_idle()
        except _BROKEN as error:
            _log.debug("the display cannot be asked: %s", error)
            self._next_try_s = t + RETRY_S
            self.is_full_screen = None
            self._leave()

    def close(self) -> None:
        """Leave the display for good; may be called twice."""
        self._number = None
        self._leave()

    def _leave(self) -> None:
        if self._wire is not None:
            self._wire.close()
        self._wire = None


def find_number(environ: Mapping[str, str]) -> int | None:
    """Give the number of the X11 display on this computer; None under Wayland or without one."""
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        return None
    host, _, rest = environ.get("DISPLAY", "").rpartition(":")
    number, _, _ = rest.partition(".")
    return int(number) if host in ("", "unix") and number.isdecimal() else None


def find_cookie(file: Path, number: int) -> bytes:
    """Give the secret that opens a display; empty if there is none, as some need none.

    Raises:
        struct.error: The file is not what it should be.
    """
    try:
        rest = file.read_bytes()
    except OSError:
        return b""
    while rest:
        (family,) = struct.unpack_from(">H", rest)
        rest = rest[2:]
        parts = []
        for _ in range(4):  # address, display number, name of the method, secret
            (size,) = struct.unpack_from(">H", rest)
            parts.append(rest[2 : 2 + size])
            rest = rest[2 + size :]
        _, display, method, secret = parts
        if family in _HERE and display in (b"", str(number).encode()) and method == _COOKIE:
            return secret
    return b""


class _Wire:
    """An open connection to a display; every method may raise one of `_BROKEN`."""

    def __init__(self, number: int, cookie: bytes) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(PATIENCE_S)
        try:
            self._socket.connect(f"/tmp/.X11-unix/X{number}")
            self._root = self._log_in(cookie)
            self._active = self._intern(b"_NET_ACTIVE_WINDOW")
            self._state = self._intern(b"_NET_WM_STATE")
            self._filling = self._intern(b"_NET_WM_STATE_FULLSCREEN")
            self._saver = self._find_saver()
        except _BROKEN:
            self._socket.close()
            raise

    def close(self) -> None:
        self._socket.close()

    def ask_full_screen(self) -> bool | None:
        """Say whether the active window fills the screen; None without a window manager."""
        active = self._read_property(self._root, self._active)
        if active is None:
            return None
        window = active[0] if active else 0
        states = self._read_property(window, self._state) if window else None
        return states is not None and self._filling in states

    def ask_idle(self) -> float | None:
        """Give for how long, in seconds, keyboard and pointer have been still."""
        if self._saver is None:
            return None
        reply = self._ask(struct.pack("<BBHI", self._saver, 1, 2, self._root))
        return None if reply is None else struct.unpack_from("<I", reply, 16)[0] / 1000.0

    def _log_in(self, cookie: bytes) -> int:
        """Open the conversation and give the root window."""
        method = _COOKIE if cookie else b""
        head = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(method), len(cookie))
        self._socket.sendall(head + _pad(method) + _pad(cookie))
        is_welcome, units = struct.unpack("<B5xH", self._read(8))
        welcome = self._read(4 * units)
        if is_welcome != 1:
            raise PermissionError("the display does not let us in")
        (vendor,) = struct.unpack_from("<H", welcome, 16)
        formats = welcome[21]
        (root,) = struct.unpack_from("<I", welcome, 32 + _padded(vendor) + 8 * formats)
        return int(root)

    def _intern(self, name: bytes) -> int:
        """Give the number that stands for a name."""
        reply = self._ask(_with_name(16, name))
        if reply is None:
            raise ValueError("the display knows no names")
        return int(struct.unpack_from("<I", reply, 8)[0])

    def _find_saver(self) -> int | None:
        """Give the opcode of the extension that counts idle time; None if there is none."""
        reply = self._ask(_with_name(98, _SCREEN_SAVER))
        return reply[9] if reply is not None and reply[8] else None

    def _read_property(self, window: int, name: int) -> tuple[int, ...] | None:
        """Give a property as numbers; None if the window has none, or has just gone."""
        reply = self._ask(struct.pack("<BxHIIIII", 20, 6, window, name, 0, 0, 256))
        if reply is None or reply[1] != 32:
            return None
        (size,) = struct.unpack_from("<I", reply, 16)
        return struct.unpack_from(f"<{size}I", reply, 32)

    def _ask(self, request: bytes) -> bytes | None:
        """Send a request and give the reply; None if it was refused."""
        self._socket.sendall(request)
        while True:
            packet = self._read(32)
            if packet[0] == 0:
                return None
            extra = (
                self._read(4 * struct.unpack_from("<I", packet, 4)[0]) if _is_long(packet) else b""
            )
            if packet[0] == 1:
                return packet + extra

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = self._socket.recv(size)
            if not part:
                raise ConnectionResetError("the display has gone")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _is_long(packet: bytes) -> bool:
    """Say whether more follows the first 32 bytes: after replies and generic events."""
    return packet[0] & 0x7F in (1, 35)


def _with_name(opcode: int, name: bytes) -> bytes:
    """Give a request whose only argument is a name."""
    units = 2 + _padded(len(name)) // 4
    return struct.pack("<BxHHxx", opcode, units, len(name)) + _pad(name)


def _padded(size: int) -> int:
    return (size + 3) // 4 * 4


def _pad(text: bytes) -> bytes:
    return text.ljust(_padded(len(text)), b"\0")
