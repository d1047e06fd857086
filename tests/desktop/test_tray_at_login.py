"""The tray icon at login: nobody has asked for it, and the panel may come up after it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application, wait_for
from monitors import PlayedMonitor
from PySide6.QtGui import QImage
from screens import Screen, wait_until

from message_buses import MOCK, Services
from sitwell import paths
from sitwell.adapters.control import Command, Request
from sitwell.desktop import tray as tray_module
from sitwell.desktop.tray import Tray

WATCHER, PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
MENU, MENU_PATH = "com.canonical.dbusmenu", "/MenuBar"
PANEL = (980, 676, 18, 22)
"""Where the one icon is, in the lower right corner: left, top, width and height."""


@pytest.fixture
def tray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tray]:
    """Give the tray on a desktop without one, which is looked for all the time."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(tray_module, "LOOK_MS", 1)
    open_application()
    made = Tray(Link(), lambda: datetime.now().astimezone())  # type: ignore[arg-type]
    yield made
    made._looker.stop()
    made.icon.hide()
    if made._window is not None:
        made._window.hide()
    made.deleteLater()


@pytest.fixture
def ended(tray: Tray) -> list[bool]:
    """Give a list that gets an item when the process would end."""
    found: list[bool] = []
    tray.quit_wanted.connect(lambda: found.append(True))
    return found


@pytest.fixture
def watched(own_screen: Screen) -> Iterator[PlayedMonitor]:
    """Give a monitor on the socket that the programs of the screen look for."""
    data = Path(own_screen.env["SITWELL_DATA"])
    data.mkdir(exist_ok=True)
    monitor = PlayedMonitor(data / "control.sock")
    monitor.start()
    yield monitor
    monitor.stop()


def await_answers(monitor: PlayedMonitor) -> None:
    """Wait until the tray is up, and has shown an answer."""
    monitor.asked = 0
    wait_until(lambda: monitor.asked >= 2, "the tray")


def test_first_time_it_is_told(tray: Tray, ended: list[bool]) -> None:
    """Where the desktop shows no icons the small window says so, when patience is over."""
    tray.begin_at_login(patient_looks=3)
    assert tray._window is None
    wait_for(lambda: tray._window is not None and tray._window.isVisible(), "the small window")
    assert ended == []


def test_no_window_at_each_login(tray: Tray, ended: list[bool]) -> None:
    """Once told, the icon that cannot be seen ends without a window."""
    paths.windows_folder().mkdir(parents=True)
    (paths.windows_folder() / "no_tray.told").touch()
    tray.begin_at_login(patient_looks=3)
    wait_for(lambda: ended == [True], "the end")
    assert tray._window is None


def test_window_that_was_asked_for_stays(tray: Tray, ended: list[bool]) -> None:
    """A window that the person has opened meanwhile is not closed when patience is over."""
    paths.windows_folder().mkdir(parents=True)
    (paths.windows_folder() / "no_tray.told").touch()
    tray.begin_at_login(patient_looks=3)
    tray.show_window()
    wait_for(lambda: tray._looks > 3, "the end of patience")
    assert ended == []
    assert tray._window is not None
    assert tray._window.isVisible()


def test_panel_that_comes_later(own_screen: Screen, watched: PlayedMonitor) -> None:
    """A panel that comes up after the icon gets it, and no window comes up in between."""
    with own_screen.running("sitwell", "tray", "--at-login"):
        await_answers(watched)
        assert own_screen.find_windows("Sitwell") == []
        with own_screen.tray():
            wait_until(lambda: is_drawn(own_screen), "the icon")
            assert own_screen.find_windows("Sitwell") == []


def test_second_at_login_is_silent(own_screen: Screen, watched: PlayedMonitor) -> None:
    """Started twice at login, as by a restored session, the second ends and opens no window."""
    words = ("sitwell", "tray", "--at-login")
    with own_screen.tray(), own_screen.running(*words):
        await_answers(watched)
        second = (sys.executable, "-P", "-m", *words)
        assert subprocess.run(second, env=own_screen.env, timeout=20.0, check=False).returncode == 0
        await_answers(watched)  # the first has had its turn since
        assert own_screen.find_windows("Sitwell") == []


def is_drawn(screen: Screen) -> bool:
    """Say whether there is a figure on the panel, where the icon belongs."""
    seen = QImage(str(screen.photograph("tray-later"))).copy(*PANEL)
    shades = {seen.pixelColor(x, y).lightness() for x in range(18) for y in range(22)}
    return max(shades) - min(shades) > 100


def test_tray_of_the_bus_that_comes_later(
    services: Services, own_screen: Screen, watched: PlayedMonitor
) -> None:
    """KDE's tray, or that of GNOME's extension, comes up after the icon: it gets it, and its menu.

    Qt's icon said that it was visible then, and no desktop had ever heard of it.
    """
    bus = {"DBUS_SESSION_BUS_ADDRESS": services.session.address}
    with own_screen.running("sitwell", "tray", "--at-login", **bus):
        await_answers(watched)
        services.start(WATCHER, PATH)
        words = (("s", WATCHER), ("s", "RegisterStatusNotifierItem"), ("s", "s"))
        services.session.call(WATCHER, PATH, f"{MOCK}.AddMethod", *words, ("s", ""), ("s", ""))
        is_hosted = ("b", True)
        services.add_property(WATCHER, PATH, f"{WATCHER}.IsStatusNotifierHostRegistered", is_hosted)
        wait_until(lambda: bool(find_items(services)), "the icon")
        name = find_items(services)[0]
        layout = (("i", 0), ("i", -1), ("as", ["label"]))
        _, (_, _, rows) = services.session.call(name, MENU_PATH, f"{MENU}.GetLayout", *layout)
        labels = {about["label"][1]: row for _, (row, about, _) in rows if "label" in about}
        snooze = next(row for label, row in labels.items() if "nooze" in label)
        click = (("i", snooze), ("s", "clicked"), ("v", ("i", 0)), ("u", 0))
        services.session.call(name, MENU_PATH, f"{MENU}.Event", *click)
        wait_until(lambda: watched.heard == [Request(Command.SNOOZE)], "the snooze")


def find_items(services: Services) -> list[Any]:
    """Give the names of the icons that the desktop was told of."""
    asked = (("s", "RegisterStatusNotifierItem"),)
    calls = services.session.call(WATCHER, PATH, f"{MOCK}.GetMethodCalls", *asked)
    return [call[1][0][1] for call in calls[0]]
