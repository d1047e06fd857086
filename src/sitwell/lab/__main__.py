"""`python -m sitwell.lab`: make the data set, or look at what it is made of."""

import importlib.util
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sitwell.core.view import View

NEEDED = ("anny", "torch", "pyrender")  # what the extra `lab` brings

app = typer.Typer(
    invoke_without_command=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def begin(context: typer.Context) -> None:
    """Ground truth: rendered sitters whose angles are known."""
    if context.invoked_subcommand is None:
        _ask_for_extra()
        typer.echo(context.get_help())


@app.command()
def make(
    out: Annotated[Path, typer.Option(help="The data set, an .npz file.")],
    sittings: Annotated[int, typer.Option(min=1, help="How many; 31 pictures each.")] = 400,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same data.")] = 1,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 for one a core.")] = 0,
) -> None:
    """Make a data set; goes on where it was cut off."""
    _ask_for_extra()
    from sitwell.lab import dataset  # noqa: PLC0415

    out.parent.mkdir(parents=True, exist_ok=True)
    columns = (
        TextColumn("sittings"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("sittings", total=sittings)
        for _ in dataset.make(seed, sittings, out, workers or os.cpu_count() or 1):
            progress.advance(task)
    typer.echo(f"{out}: {dataset.join(seed, sittings, out)} pictures of {sittings} sittings")


@app.command()
def show(
    out: Annotated[Path, typer.Option(help="The sheet, a .png file.")],
    seed: Annotated[int, typer.Option(min=0)] = 1,
    sittings: Annotated[int, typer.Option(min=1, help="Rows.")] = 6,
    pictures: Annotated[int, typer.Option(min=2, help="Pictures a row.")] = 5,
    view: Annotated[View | None, typer.Option(help="Where the camera stands.")] = None,
) -> None:
    """Lay some pictures of some sittings on a sheet, with what is found in them."""
    _ask_for_extra()
    from sitwell.lab import sheet  # noqa: PLC0415

    found = sheet.lay(seed, sittings, pictures, view, out)
    typer.echo(f"{out}: a body was found in {found:.1%} of the pictures")


def _ask_for_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        typer.echo(
            "sitwell: the laboratory needs its extra; install it with: pip install 'sitwell[lab]'",
            err=True,
        )
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
