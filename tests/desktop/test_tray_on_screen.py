"""The tray icon on a screen with a panel: seen, opened and used as a person would."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from monitors import PlayedMonitor
from PySide6.QtGui import QImage
from screens import Screen, wait_until

from sitwell.adapters.control import Command, Request

ICON_AT = ("987", "687")
"""The one icon, at the right end of the panel, in the lower right corner."""
PANEL = (980, 676, 18, 22)
"""Where the icon is: left, top, width and height."""


@pytest.fixture
def watched(own_screen: Screen) -> Iterator[PlayedMonitor]:
    """Give a monitor on the socket that the programs of the screen look for."""
    data = Path(own_screen.env["SITWELL_DATA"])
    data.mkdir(exist_ok=True)
    monitor = PlayedMonitor(data / "control.sock")
    monitor.start()
    yield monitor
    monitor.stop()


def look(screen: Screen, name: str) -> QImage:
    """Give what the icon's place shows."""
    return QImage(str(screen.photograph(name))).copy(*PANEL)


def await_icon(screen: Screen, monitor: PlayedMonitor, name: str) -> QImage:
    """Wait until the icon shows what the monitor says, and give it."""
    monitor.asked = 0
    # When it is asked a second time, the first answer is on the panel.
    wait_until(lambda: monitor.asked >= 2, "the icon")
    seen = look(screen, name)
    shades = {seen.pixelColor(x, y).lightness() for x in range(18) for y in range(22)}
    assert max(shades) - min(shades) > 100  # a figure, and not the bare panel
    return seen


def open_menu(screen: Screen) -> None:
    """Move to the icon, click it with the right button, and wait for the menu."""
    # Two clicks within 0.4 s are a double click, which opens no menu.
    screen.call("xdotool", "sleep", "0.5", "mousemove", *ICON_AT, "click", "3")
    wait_until(lambda: bool(find_menus(screen)), "the menu")


def find_menus(screen: Screen) -> list[str]:
    """Give the menus on the screen: windows of ours higher than an icon."""
    found = screen.call("xdotool", "search", "--onlyvisible", "--class", "sitwell").split()
    shapes = [screen.call("xdotool", "getwindowgeometry", "--shell", window) for window in found]
    heights = [int(shape.split("HEIGHT=")[1].split()[0]) for shape in shapes if "HEIGHT=" in shape]
    return [window for window, height in zip(found, heights, strict=False) if height > 60]


def test_icon_says_how_one_sits(own_screen: Screen, watched: PlayedMonitor) -> None:
    """The panel shows the figure, and another one when the person slumps; SIGTERM ends it."""
    with own_screen.tray(), own_screen.running("sitwell", "tray") as tray:
        upright = await_icon(own_screen, watched, "tray-upright")
        watched.status = watched.status | {
            "reading": {"state": "slumped", "reason": None, "flexion_deg": 15.0, "age_s": 1.0}
        }
        wait_until(lambda: look(own_screen, "tray-slumped") != upright, "the other figure")
        tray.send_signal(signal.SIGTERM)
        assert tray.wait(10.0) == 0


def test_menu_by_mouse_and_keyboard(own_screen: Screen, watched: PlayedMonitor) -> None:
    """A right click opens the menu, its keys choose from it, and the monitor hears of it."""
    with own_screen.tray(), own_screen.running("sitwell", "tray") as tray:
        await_icon(own_screen, watched, "tray")
        open_menu(own_screen)
        own_screen.photograph("tray-menu")
        own_screen.call("xdotool", "key", "n")  # S&nooze
        wait_until(lambda: watched.heard == [Request(Command.SNOOZE)], "the snooze")
        open_menu(own_screen)
        own_screen.call("xdotool", "key", "p", "1")  # &Pause, for &1 hour
        wait_until(lambda: Request(Command.PAUSE, 3600.0) in watched.heard, "the pause")
        open_menu(own_screen)
        own_screen.call("xdotool", "key", "q")
        assert tray.wait(10.0) == 0


def test_monitor_killed_and_back(own_screen: Screen, watched: PlayedMonitor) -> None:
    """The icon tells that the monitor has gone, and finds the next one."""
    with own_screen.tray(), own_screen.running("sitwell", "tray"):
        upright = await_icon(own_screen, watched, "tray")
        watched.stop()
        wait_until(lambda: look(own_screen, "tray-no-monitor") != upright, "another figure")
        watched.start()
        wait_until(lambda: look(own_screen, "tray-back") == upright, "the figure as before")


def test_one_icon(own_screen: Screen, watched: PlayedMonitor) -> None:
    """A second `sitwell tray` shows the small window of the first, and ends."""
    with own_screen.tray(), own_screen.running("sitwell", "tray"):
        await_icon(own_screen, watched, "tray")
        assert own_screen.find_windows("Sitwell") == []
        second = (sys.executable, "-P", "-m", "sitwell", "tray")
        assert subprocess.run(second, env=own_screen.env, timeout=20.0, check=False).returncode == 0
        wait_until(lambda: len(own_screen.find_windows("Sitwell")) == 1, "the small window")
        own_screen.photograph("small-window")


def test_small_window_without_a_tray(own_screen: Screen, watched: PlayedMonitor) -> None:  # noqa: ARG001
    """Where no panel has a tray, the small window opens by itself after some seconds."""
    with own_screen.running("sitwell", "tray"):
        wait_until(lambda: len(own_screen.find_windows("Sitwell")) == 1, "the small window")
        own_screen.photograph("no-tray")


def test_no_eyes_in_the_windows(own_screen: Screen, watched: PlayedMonitor) -> None:
    """The tray's process has neither OpenCV nor MediaPipe nor numpy in it, nor a camera open."""
    with own_screen.tray(), own_screen.running("sitwell", "tray") as tray:
        await_icon(own_screen, watched, "tray")
        loaded = Path(f"/proc/{tray.pid}/maps").read_text()
        assert "QtWidgets" in loaded
        assert [name for name in ("cv2", "mediapipe", "numpy", "pydantic") if name in loaded] == []
        opened = [os.readlink(link) for link in Path(f"/proc/{tray.pid}/fd").iterdir()]
        assert not any(name.startswith("/dev/video") for name in opened)
