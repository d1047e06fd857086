"""Starts the monitor with the desktop session: one module for each system's way."""

from sitwell.adapters.autostart.base import Autostart, Entry, Kind, Launch
from sitwell.adapters.autostart.choose import choose, find_ways

__all__ = ["Autostart", "Entry", "Kind", "Launch", "choose", "find_ways"]
