"""The tray icon on desktops that take it over the bus: KDE, and GNOME with its extension."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from monitors import PlayedMonitor
from screens import Screen, wait_until

from message_buses import MOCK, Services
from sitwell.adapters.control import Command, Request

WATCHER, PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
ITEM, ITEM_PATH = "org.kde.StatusNotifierItem", "/StatusNotifierItem"
MENU, MENU_PATH = "com.canonical.dbusmenu", "/MenuBar"


def ask(services: Services, name: str, title: str) -> Any:
    """Give a property of the icon."""
    member = "org.freedesktop.DBus.Properties.Get"
    return services.session.call(name, ITEM_PATH, member, ("s", ITEM), ("s", title))[0][1]


def find_items(services: Services, name: str, parent: int = 0) -> dict[str, int]:
    """Give the visible words of the menu, with the number of each."""
    services.session.call(name, MENU_PATH, f"{MENU}.AboutToShow", ("i", parent))
    words = (("i", parent), ("i", -1), ("as", []))
    _, (_, _, children) = services.session.call(name, MENU_PATH, f"{MENU}.GetLayout", *words)
    found = {}
    for _, (number, about, _) in children:
        if about.get("visible", ("b", True))[1] and "label" in about:
            found[about["label"][1].replace("_", "")] = number
    return found


def test_icon_over_the_bus(services: Services, own_screen: Screen) -> None:
    """The desktop gets the icon, its tooltip and its menu; a click there reaches the monitor."""
    services.start(WATCHER, PATH)
    services.add_property(WATCHER, PATH, f"{WATCHER}.IsStatusNotifierHostRegistered", ("b", True))
    words = (("s", WATCHER), ("s", "RegisterStatusNotifierItem"), ("s", "s"), ("s", ""), ("s", ""))
    services.session.call(WATCHER, PATH, f"{MOCK}.AddMethod", *words)
    data = Path(own_screen.env["SITWELL_DATA"])
    data.mkdir(exist_ok=True)
    monitor = PlayedMonitor(data / "control.sock")
    monitor.start()
    bus = {"DBUS_SESSION_BUS_ADDRESS": services.session.address}
    try:
        with own_screen.running("sitwell", "tray", **bus):
            wait_until(lambda: monitor.asked >= 2, "the icon")
            calls = services.session.call(
                WATCHER, PATH, f"{MOCK}.GetMethodCalls", ("s", words[1][1])
            )
            name = calls[0][0][1][0][1]
            assert len(ask(services, name, "IconPixmap")) > 0
            assert "Upright" in ask(services, name, "ToolTip")[2]
            items = find_items(services, name)
            assert "Snooze for 20 minutes" in items
            assert "Start watching" not in items
            click = (
                ("i", items["Snooze for 20 minutes"]),
                ("s", "clicked"),
                ("v", ("i", 0)),
                ("u", 0),
            )
            services.session.call(name, MENU_PATH, f"{MENU}.Event", *click)
            wait_until(lambda: monitor.heard == [Request(Command.SNOOZE)], "the snooze")
    finally:
        monitor.stop()
