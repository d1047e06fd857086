"""The command line of the windows: tray and app. Needs the extra `desktop`, and says so."""

import os
import subprocess
import sys
from typing import Annotated, NoReturn

import typer

from sitwell import paths
from sitwell.commands import menu, windows
from sitwell.commands.speaking import give
from sitwell.errors import BadUsage

PAGES = ("welcome", "why", "settings", "exercise", "calibrate")

app = typer.Typer(rich_markup_mode=None)


@app.command()
def tray(
    is_at_login: Annotated[bool, typer.Option("--at-login", hidden=True)] = False,
) -> None:
    """Show an icon that says how you sit, with a menu.

    Example: sitwell tray
    """
    _become("tray", *(["--at-login"] if is_at_login else []))


@app.command("app")
def window(
    page: Annotated[
        str | None,
        typer.Argument(metavar="[PAGE]", help="welcome, why, settings, exercise or calibrate."),
    ] = None,
    is_added: Annotated[
        bool,
        typer.Option("--add-to-menu", help="Put Sitwell into your desktop's menu instead (Linux)."),
    ] = False,
    is_removed: Annotated[
        bool, typer.Option("--remove-from-menu", help="Take it out of there again.")
    ] = False,
) -> None:
    """Open a window: welcome, why, settings or exercise.

    Without a page the welcome, or the status once you are calibrated.

    Example: sitwell app settings
    """
    if (page is not None) + is_added + is_removed > 1:
        raise BadUsage("give a window, --add-to-menu or --remove-from-menu, and only one of them")
    if is_added or is_removed:
        for line in menu.add() if is_added else menu.remove():
            give(line)
        return
    if page is not None and page not in PAGES:
        raise BadUsage(f"there is no window '{page}'; choose {', '.join(PAGES)}")
    open_first(page)


def open_first(page: str | None = None) -> NoReturn:
    """Open the page, or the one to begin with.

    Raises:
        SitwellError: If windows cannot be opened here; says why.
    """
    if page is not None:
        _become(page)
    if any(paths.baseline_file().parent.glob("*.json")):
        _become("tray", "--window")
    _become("welcome")


def are_expected() -> bool:
    """Say whether somebody who names no command wants windows: the extra and a screen are there."""
    return not isinstance(windows.find_hindrance(os.environ), BadUsage)


def _become(page: str, *options: str) -> NoReturn:
    """Turn this process into the window's, which has no use for a command line in its memory."""
    hindrance = windows.find_hindrance(os.environ)
    if hindrance is not None:
        raise hindrance
    command = [sys.executable, "-P", "-m", "sitwell.desktop", page, *options]
    if sys.platform == "win32":  # there, exec returns to the terminal at once
        raise typer.Exit(subprocess.call(command))
    os.execv(sys.executable, command)
