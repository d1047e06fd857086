"""The command line of `sitwell autostart`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sitwell.adapters.autostart import Kind, Launch, find_tray_way, find_ways
from sitwell.cli.options import load_settings
from sitwell.commands import autostart
from sitwell.commands.speaking import give
from sitwell.errors import BadUsage

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="Begin with your desktop session, or not.\n\nExample: sitwell autostart on",
)


@app.callback()
def options(context: typer.Context) -> None:
    """Begin with your desktop session, or not.

    Example: sitwell autostart on
    """
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(BadUsage.exit_code)


@app.command()
def on(
    by_systemd: Annotated[
        bool, typer.Option("--systemd", help="By a systemd user unit, which confines it.")
    ] = False,
    by_desktop: Annotated[
        bool, typer.Option("--desktop", help="By an autostart file, which any desktop reads.")
    ] = False,
    has_tray: Annotated[
        bool,
        typer.Option(
            "--tray/--no-tray", help="With the tray icon, where the extra is there, or without."
        ),
    ] = True,
) -> None:
    """Begin with your next session, and every one after: the monitor, and the tray icon.

    Example: sitwell autostart on
    """
    if by_systemd and by_desktop:
        raise BadUsage("give --systemd or --desktop, not both")
    kind = Kind.SYSTEMD if by_systemd else Kind.DESKTOP if by_desktop else None
    settings = load_settings()
    launch = autostart.plan(settings, os.environ)
    for line in autostart.turn_on(_ways(), kind, settings, launch, wants_tray=has_tray):
        give(line)


@app.command()
def off() -> None:
    """Begin with no session any more.

    Example: sitwell autostart off
    """
    for line in autostart.turn_off(_ways()):
        give(line)


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say whether it is on, by which files, and whether they are still right.

    Example: sitwell autostart status
    """
    launch = _launch()
    entries = autostart.find_entries(_ways(), launch)
    give((autostart.status_json if as_json else autostart.status_text)(entries, launch))


def _launch() -> Launch:
    return autostart.plan(load_settings(), os.environ)


def _ways() -> autostart.Ways:
    home = Path.home()
    return autostart.Ways(find_ways(os.environ, home), find_tray_way(os.environ, home))
