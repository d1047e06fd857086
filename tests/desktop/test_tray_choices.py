"""Every choice of the tray's menu, by keyboard and by mouse, and what comes of it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from monitors import PlayedMonitor
from PySide6.QtGui import QImage
from screens import Screen, wait_until

from sitwell.adapters.control import Command, Request

ICON_AT = ("987", "687")
DARK = 110
"""Lightness; text is darker, and the lines between the choices lighter."""
ROW_PX = 20
"""From one choice to the next, at least."""

TITLES = {
    "h": "Why",
    "e": "Exercise",
    "c": "Calibration",
    "s": "Settings",
}
"""What the keys of the menu open."""


class Person:
    """Somebody at the screen, who opens the menu and chooses from it."""

    def __init__(self, screen: Screen, monitor: PlayedMonitor) -> None:
        self._screen, self._monitor = screen, monitor

    def open_menu(self) -> list[tuple[int, int]]:
        """Click the icon with the right button; gives where each choice is, from the top."""
        # Two clicks within 0.4 s are a double click, which opens no menu.
        self._screen.call("xdotool", "sleep", "0.5", "mousemove", *ICON_AT, "click", "3")
        wait_until(lambda: len(self._find_menus()) == 1, "the menu")
        return self._find_rows(self._find_menus()[0])

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._screen.call("xdotool", "key", *keys)

    def click(self, place: tuple[int, int]) -> None:
        """Click there."""
        self._screen.call("xdotool", "mousemove", *map(str, place), "click", "1")

    def find_inner_rows(self) -> list[tuple[int, int]]:
        """Wait for the menu inside the menu, and give where its choices are."""
        wait_until(lambda: len(self._find_menus()) == 2, "the menu inside")
        return self._find_rows(min(self._find_menus(), key=lambda place: place[3]))

    def await_menu_gone(self) -> None:
        """Wait until no menu is open."""
        wait_until(lambda: self._find_menus() == [], "the menu to close")

    def _find_menus(self) -> list[tuple[int, int, int, int]]:
        """Give left, top, width and height of each; the icon is a window without a title too."""
        places = []
        words = ("xdotool", "search", "--onlyvisible", "--class", "sitwell")
        for window in self._screen.call(*words).split():
            if self._screen.call("xdotool", "getwindowname", window) != "Sitwell":
                continue
            shape = self._screen.call("xdotool", "getwindowgeometry", "--shell", window)
            if "HEIGHT=" not in shape:
                continue  # it has just closed
            told = dict(line.split("=") for line in shape.splitlines())
            place = tuple(int(told[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
            if place[3] > 40:
                places.append(place)
        return places

    def _find_rows(self, place: tuple[int, int, int, int]) -> list[tuple[int, int]]:
        left, top, width, height = place
        seen = QImage(str(self._screen.photograph("menu"))).copy(left, top, width, height)
        is_text = [
            any(seen.pixelColor(x, y).lightness() < DARK for x in range(4, width - 4))
            for y in range(height)
        ]
        begins = [y for y in range(1, height - 1) if is_text[y] and not is_text[y - 1]]
        rows: list[int] = []
        for y in begins:  # the line under a letter begins no row of its own
            if not rows or y - rows[-1] > ROW_PX // 2 + 3:
                rows.append(y)
        return [(left + width // 3, top + y + 5) for y in rows]


@pytest.fixture(scope="module")
def icon(own_screen: Screen) -> Iterator[tuple[Person, PlayedMonitor]]:
    """Give somebody before a tray icon, and the monitor behind it."""
    data = Path(own_screen.env["SITWELL_DATA"])
    data.mkdir(exist_ok=True)
    monitor = PlayedMonitor(data / "control.sock")
    monitor.start()
    browser = own_screen.folder / "browser"
    browser.write_text('#!/bin/sh\necho "$1" > "${0}.opened"\n')
    browser.chmod(0o700)
    try:
        with own_screen.tray(), own_screen.running("sitwell", "tray", BROWSER=f"{browser} %s"):
            wait_until(lambda: monitor.asked >= 2, "the icon")
            yield Person(own_screen, monitor), monitor
    finally:
        monitor.stop()


@pytest.fixture
def person(
    own_screen: Screen, icon: tuple[Person, PlayedMonitor]
) -> Iterator[tuple[Person, PlayedMonitor]]:
    """Give them with nothing chosen yet; every window that a test has opened is closed after."""
    icon[1].heard.clear()
    yield icon
    locks = list((Path(own_screen.env["SITWELL_DATA"]) / "windows").glob("*.lock"))
    for lock in locks:
        if lock.stem != "tray":
            end_window(lock)
    wait_until(lambda: not any(own_screen.find_windows(t) for t in TITLES.values()), "the end")


def end_window(lock: Path) -> None:
    """End the window that holds this lock, if there is one."""
    number = lock.read_text(encoding="ascii").strip()
    about = Path(f"/proc/{number}/cmdline")
    if about.exists() and "sitwell" in about.read_text(errors="replace"):
        os.kill(int(number), signal.SIGTERM)


def test_every_window_by_its_key(own_screen: Screen, person: tuple[Person, PlayedMonitor]) -> None:
    """The menu's keys open each window, and the report in the browser."""
    somebody, _ = person
    somebody.open_menu()
    somebody.press("t")
    for key in TITLES:
        somebody.await_menu_gone()
        somebody.open_menu()
        somebody.press(key)
    for title in TITLES.values():
        wait_until(lambda title=title: own_screen.find_windows(title) != [], title)  # type: ignore[misc]
    opened = own_screen.folder / "browser.opened"
    wait_until(opened.exists, "the report")
    assert "report" in opened.read_text()


def test_every_rest_by_mouse(own_screen: Screen, person: tuple[Person, PlayedMonitor]) -> None:
    """Clicks on the choices are heard by the monitor; the first line leads to the why."""
    somebody, monitor = person
    for number, seconds in enumerate((1800.0, 3600.0)):
        rows = somebody.open_menu()
        assert len(rows) == 10
        somebody.click(rows[1])
        somebody.click(somebody.find_inner_rows()[number])
        wait_until(lambda s=seconds: monitor.heard[-1:] == [Request(Command.PAUSE, s)], "pause")  # type: ignore[misc]
    somebody.click(somebody.open_menu()[2])
    wait_until(lambda: monitor.heard[-1] == Request(Command.SNOOZE), "the snooze")
    somebody.click(somebody.open_menu()[8])
    wait_until(lambda: monitor.heard[-1] == Request(Command.STOP), "the end")
    somebody.click(somebody.open_menu()[0])
    wait_until(lambda: own_screen.find_windows("Why") != [], "the why")


def test_every_rest_by_key(person: tuple[Person, PlayedMonitor]) -> None:
    """Arrows and Enter choose as well as the letters do; Escape chooses nothing."""
    somebody, monitor = person
    somebody.open_menu()
    somebody.press("Down", "Down", "Right", "Return")  # the pause, and the first in it
    wait_until(lambda: monitor.heard == [Request(Command.PAUSE, 1800.0)], "half an hour")
    somebody.open_menu()
    somebody.press("p", "t")
    wait_until(lambda: len(monitor.heard) == 2, "until tomorrow")
    assert monitor.heard[1].command is Command.PAUSE
    assert monitor.heard[1].seconds is not None
    somebody.open_menu()
    somebody.press("Escape")
    somebody.await_menu_gone()
    somebody.open_menu()
    somebody.press("o")
    wait_until(lambda: len(monitor.heard) == 3, "the end")
    assert monitor.heard[2] == Request(Command.STOP)
