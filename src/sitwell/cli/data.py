"""The command line of `sitwell data`."""

from pathlib import Path
from typing import Annotated

import typer

from sitwell.adapters.clock import now
from sitwell.cli.options import load_settings
from sitwell.commands.speaking import ask, give
from sitwell.errors import BadUsage

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="Show, export or erase what is kept of you.\n\nExample: sitwell data show",
)


@app.callback()
def options(context: typer.Context) -> None:
    """Show, export or erase what is kept of you.

    Example: sitwell data show
    """
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(BadUsage.exit_code)


@app.command()
def show() -> None:
    """Say what is kept, where, and for how long.

    Example: sitwell data show
    """
    from sitwell.commands import data

    give(data.show(load_settings().privacy))


@app.command()
def export(
    target: Annotated[
        Path, typer.Argument(metavar="FILE", help="A new file, or - for the terminal.")
    ],
) -> None:
    """Write all of it into one JSON file.

    Example: sitwell data export sitwell.json
    """
    from sitwell.commands import data

    if str(target) == "-":
        give(data.export().removesuffix("\n"))
    else:
        data.write_export(target)


@app.command()
def erase(
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DAY",
            help="Only the days before this one: today, yesterday, or a date: 2026-11-22.",
        ),
    ] = None,
    is_sure: Annotated[
        bool, typer.Option("--yes", help="Do not ask whether you are sure.")
    ] = False,
) -> None:
    """Erase all of it for good, or the days before one.

    It asks first; whoever says no has it as they wish, which is exit code 0.

    Example: sitwell data erase --before 2026-01-01
    """
    from sitwell.commands import data
    from sitwell.commands.report import parse_day

    consent = (lambda _question: True) if is_sure else ask
    if before is None:
        give(data.erase_all(consent))
    else:
        give(data.erase_before(parse_day(before, now().date()), consent))
