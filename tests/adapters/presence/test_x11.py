"""Full screen and idle time, asked of a real X server; the test sets what a window manager would.

A bare server has no window manager: the root window stands for the active one.
"""

import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from message_buses import end, frozen
from sitwell.adapters.presence import x11
from sitwell.adapters.presence.x11 import RETRY_S, Display, find_cookie, find_number

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(60),
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is asked on Linux only"),
]

SECRET = bytes(range(16))


def cookie(family: int, display: bytes, secret: bytes = SECRET, name: bytes = x11._COOKIE) -> bytes:
    """Give one entry of a file of cookies."""
    parts = (b"host", display, name, secret)
    return struct.pack(">H", family) + b"".join(struct.pack(">H", len(p)) + p for p in parts)


class Screen:
    """An X server that lets in only those with the cookie, and a hand that paints properties."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "cookies"
        self.file.write_bytes(cookie(65535, b""))
        words = ("Xvfb", "-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp")
        self.server = subprocess.Popen(
            (*words, "-auth", str(self.file)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.server.stdout is not None
        self.number = int(self.server.stdout.readline())
        self.env = {"DISPLAY": f":{self.number}", "XAUTHORITY": str(self.file)}
        self._wire = x11._Wire(self.number, SECRET)
        self.root = self._wire._root

    def set_property(self, name: bytes, *numbers: int) -> None:
        """Set a property of the root window, and wait until the server has it."""
        atom = self._wire._intern(name)
        size = len(numbers)
        head = struct.pack("<BBHIIIB3xI", 18, 0, 6 + size, self.root, atom, 19, 32, size)
        self._wire._socket.sendall(head + struct.pack(f"<{size}I", *numbers))
        self._wire._intern(name)

    def fill(self, *states: bytes) -> None:
        """Give the active window these states."""
        self.set_property(b"_NET_ACTIVE_WINDOW", self.root)
        self.set_property(b"_NET_WM_STATE", *(self._wire._intern(state) for state in states))

    def stop(self) -> None:
        """Kill the server."""
        self._wire.close()
        end(self.server)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Give a fresh X server."""
    if which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    started = Screen(tmp_path)
    yield started
    started.stop()


def look(display: Display, t: float = 0.0) -> bool | None:
    """Update a display and say whether a window fills it."""
    display.update(t)
    return display.is_full_screen


def test_active_window_that_fills_the_screen_is_seen(screen: Screen) -> None:
    """Full screen is what the active window's state says, now."""
    display = Display(screen.env)
    assert look(display) is None  # no window manager yet
    screen.fill(b"_NET_WM_STATE_ABOVE", b"_NET_WM_STATE_FULLSCREEN")
    assert look(display) is True
    screen.fill(b"_NET_WM_STATE_MAXIMIZED_VERT")
    assert look(display) is False
    display.close()
    assert look(display) is None


@pytest.mark.parametrize("window", [0, 0x7FFFFFF], ids=["none", "one that has gone"])
def test_no_active_window_fills_nothing(screen: Screen, window: int) -> None:
    """Without an active window, or when it has just gone, nothing fills the screen."""
    display = Display(screen.env)
    screen.fill(b"_NET_WM_STATE_FULLSCREEN")
    screen.set_property(b"_NET_ACTIVE_WINDOW", window)
    assert look(display) is False
    screen.fill(b"_NET_WM_STATE_FULLSCREEN")
    assert look(display) is True  # a refusal does not end the conversation


def test_idle_time_is_counted(screen: Screen) -> None:
    """The server counts in milliseconds since a key was last touched."""
    display = Display(screen.env)
    display.update(0.0)
    first_s = display.idle_s
    assert first_s is not None
    assert 0.0 <= first_s < 60.0


def test_server_refuses_a_stranger(screen: Screen, tmp_path: Path) -> None:
    """Without the cookie the display is unknown."""
    empty = tmp_path / "empty"
    empty.touch()
    assert look(Display(screen.env | {"XAUTHORITY": str(empty)})) is None


def test_hung_server_costs_one_wait(screen: Screen) -> None:
    """A server that hangs is unknown, is left alone for a while, and is then asked again."""
    screen.fill(b"_NET_WM_STATE_FULLSCREEN")
    display = Display(screen.env)
    assert look(display) is True
    with frozen(screen.server):
        start = time.perf_counter()
        assert look(display) is None
        assert time.perf_counter() - start < 0.5
        start = time.perf_counter()
        assert look(display, RETRY_S - 1.0) is None
        assert time.perf_counter() - start < 0.05
    assert look(display, RETRY_S) is True


def test_server_that_goes_is_unknown(screen: Screen) -> None:
    """A display that ends does not end us."""
    screen.fill(b"_NET_WM_STATE_FULLSCREEN")
    display = Display(screen.env)
    assert look(display) is True
    screen.stop()
    assert look(display) is None
    assert look(display, RETRY_S) is None


@pytest.mark.parametrize(
    ("environ", "number"),
    [
        pytest.param({}, None, id="no display"),
        pytest.param({"DISPLAY": ":0"}, 0, id="here"),
        pytest.param({"DISPLAY": ":12.1"}, 12, id="with a screen"),
        pytest.param({"DISPLAY": "unix:1"}, 1, id="by its socket"),
        pytest.param({"DISPLAY": "localhost:10.0"}, None, id="over ssh"),
        pytest.param({"DISPLAY": "nonsense"}, None, id="nonsense"),
        pytest.param({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, None, id="Wayland"),
        pytest.param({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, None, id="Wayland by name"),
    ],
)
def test_display_of_this_computer_is_found(environ: dict[str, str], number: int | None) -> None:
    """Only a display on this computer is asked, and none under Wayland, which does not tell."""
    assert find_number(environ) == number


@pytest.mark.parametrize(
    ("file", "secret"),
    [
        pytest.param(b"", b"", id="empty"),
        pytest.param(cookie(256, b"1"), SECRET, id="ours"),
        pytest.param(cookie(256, b"2") + cookie(65535, b"", b"any"), b"any", id="for any display"),
        pytest.param(cookie(0, b"1"), b"", id="of another computer"),
        pytest.param(cookie(256, b"1", name=b"XDM-AUTHORIZATION-1"), b"", id="another method"),
    ],
)
def test_cookie_is_found(tmp_path: Path, file: bytes, secret: bytes) -> None:
    """The cookie is that of this computer and this display."""
    path = tmp_path / "cookies"
    path.write_bytes(file)
    assert find_cookie(path, 1) == secret


def test_damaged_cookies_are_unknown(tmp_path: Path) -> None:
    """A file that is cut off is no reason to fail."""
    path = tmp_path / "cookies"
    path.write_bytes(cookie(256, b"1")[:1])
    assert look(Display({"DISPLAY": ":1", "XAUTHORITY": str(path)})) is None
