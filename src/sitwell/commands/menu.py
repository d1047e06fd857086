"""`sitwell app --add-to-menu`: the program in the menu of a Linux desktop, or out of it again."""

import os
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from sitwell.adapters import libraries
from sitwell.adapters.autostart import MenuEntry
from sitwell.commands.autostart import find_self
from sitwell.errors import BadUsage

APP_ID = "io.github.sitwell.Sitwell"
_PICTURES = {
    "scalable/apps/{}.svg": f"{APP_ID}.svg",
    "48x48/apps/{}.png": "48.png",
    "128x128/apps/{}.png": "128.png",
    "256x256/apps/{}.png": "256.png",
}


def add() -> Iterator[str]:
    """Put Sitwell into the person's menu; give what was done, a line each.

    Raises:
        BadUsage: This is no Linux, or there are no windows to open.
        SitwellError: It cannot be written.
    """
    entry = _find_entry()
    if not libraries.has_qt():
        raise BadUsage(f"the windows need the extra: {libraries.GET_QT}")
    template = _packaged(f"{APP_ID}.desktop").decode("utf-8")
    entry.add(template, _read_icons(), find_self(os.environ))
    yield f"In the menu: {entry.place}"
    yield "To take it out again: sitwell app --remove-from-menu"


def remove() -> Iterator[str]:
    """Take it out again; give what was removed.

    Raises:
        BadUsage: This is no Linux.
        SitwellError: It cannot be removed.
    """
    entry = _find_entry()
    if entry.remove(_read_icons()):
        yield f"Removed: {entry.place}"
    else:
        yield "It was not in your own menu: there was nothing to remove."


def may_be_added() -> bool:
    """Say whether adding it would let a desktop find what it does not find yet."""
    return sys.platform == "linux" and not _find_entry().is_listed()


def _find_entry() -> MenuEntry:
    if sys.platform != "linux":
        raise BadUsage(
            "the menu entry is for the desktops of Linux; here, start the windows by 'sitwell app'"
        )
    return MenuEntry(os.environ, Path.home(), f"{APP_ID}.desktop")


def _read_icons() -> dict[str, bytes]:
    return {path.format(APP_ID): _packaged(name) for path, name in _PICTURES.items()}


def _packaged(name: str) -> bytes:
    """Give a file of the windows' packaging, without loading the windows."""
    return (resources.files("sitwell") / "desktop" / "packaging" / name).read_bytes()
