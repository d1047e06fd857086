"""The command line of the windows: tray and app. Needs the extra `desktop`, and says so."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Annotated, NoReturn

import typer

from sitwell import paths
from sitwell.errors import BadUsage

PAGES = ("welcome", "why", "settings", "exercise", "calibrate")

app = typer.Typer(rich_markup_mode=None)


@app.command()
def tray() -> None:
    """Show an icon that says how you sit, with a menu.

    Example: sitwell tray
    """
    _become("tray")


@app.command("app")
def windows(
    page: Annotated[
        str | None,
        typer.Argument(metavar="[PAGE]", help="welcome, why, settings, exercise or calibrate."),
    ] = None,
) -> None:
    """Open a window: welcome, why, settings or exercise.

    Without a page the welcome, or the status once you are calibrated.

    Example: sitwell app settings
    """
    if page is not None and page not in PAGES:
        raise BadUsage(f"there is no window '{page}'; choose {', '.join(PAGES)}")
    open_first(page)


def open_first(page: str | None = None) -> NoReturn:
    """Open the page, or the one to begin with.

    Raises:
        BadUsage: If windows cannot be opened here; says why.
    """
    if page is not None:
        _become(page)
    if any(paths.baseline_file().parent.glob("*.json")):
        _become("tray", "--window")
    _become("welcome")


def find_hindrance(environment: Mapping[str, str]) -> str | None:
    """Say why no window can be opened here; None if one can."""
    if importlib.util.find_spec("PySide6") is None:
        return "the windows need the extra: pip install 'sitwell[desktop]'"
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(environment.get(name) for name in screens):
        return "there is no screen here to open a window on; 'sitwell --help' lists what else works"
    return None


def _become(page: str, *options: str) -> NoReturn:
    """Turn this process into the window's, which has no use for a command line in its memory."""
    if hindrance := find_hindrance(os.environ):
        raise BadUsage(hindrance)
    command = [sys.executable, "-P", "-m", "sitwell.desktop", page, *options]
    if sys.platform == "win32":  # there, exec returns to the terminal at once
        raise typer.Exit(subprocess.call(command))
    os.execv(sys.executable, command)
