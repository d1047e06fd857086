"""Starts Sitwell from the desktop: with the session, by each system's way, and from the menu."""

from sitwell.adapters.autostart.base import Autostart, Entry, Kind, Launch, Part
from sitwell.adapters.autostart.choose import choose, find_tray_way, find_ways
from sitwell.adapters.autostart.menu_entry import MenuEntry

__all__ = [
    "Autostart",
    "Entry",
    "Kind",
    "Launch",
    "MenuEntry",
    "Part",
    "choose",
    "find_tray_way",
    "find_ways",
]
