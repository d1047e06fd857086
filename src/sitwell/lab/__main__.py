"""`python -m sitwell.lab`: make data and recordings, look at them, or weigh the errors on them."""

import importlib.util
import os
from collections.abc import Iterable
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
    _advance("sittings", sittings, dataset.make(seed, sittings, out, workers or _count_cores()))
    typer.echo(f"{out}: {dataset.join(seed, sittings, out)} pictures of {sittings} sittings")


@app.command()
def sessions(
    out: Annotated[Path, typer.Option(help="The recording, an .npz file.")],
    sessions: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
    minutes: Annotated[float, typer.Option(min=1.0, help="Of life in each.")] = 20.0,
    hz: Annotated[float, typer.Option(min=0.1, help="Frames a second.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same sessions.")] = 1,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 for one a core.")] = 0,
) -> None:
    """Record sessions with time; goes on where it was cut off."""
    _ask_for_extra()
    from sitwell.lab import recording  # noqa: PLC0415

    out.parent.mkdir(parents=True, exist_ok=True)
    programme = recording.Programme(seed, sessions, minutes, hz)
    made = recording.make(programme, out, workers or _count_cores())
    _advance("sessions", sessions, made)
    typer.echo(f"{out}: {recording.join(programme, out)} frames of {sessions} sessions")


@app.command()
def sets(
    out: Annotated[Path, typer.Option(help="The recording, an .npz file.")],
    sets: Annotated[int, typer.Option(min=1, help="How many.")] = 24,
    hz: Annotated[float, typer.Option(min=1.0, help="Frames a second.")] = 5.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same sets.")] = 1,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 for one a core.")] = 0,
) -> None:
    """Record sets of the Locust on a mat; goes on where it was cut off."""
    _ask_for_extra()
    from sitwell.lab import prone  # noqa: PLC0415

    out.parent.mkdir(parents=True, exist_ok=True)
    _advance("sets", sets, prone.make(seed, sets, hz, out, workers or _count_cores()))
    typer.echo(f"{out}: {prone.join(seed, sets, hz, out)} frames of {sets} sets")


@app.command()
def repetitions(
    data: Annotated[
        Path | None, typer.Option(help="A recording of sets; the committed one if left out.")
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print what the README holds.")
    ] = False,
) -> None:
    """Print how wrong the counts are; needs neither the extra nor a camera."""
    from sitwell.errors import SitwellError  # noqa: PLC0415
    from sitwell.lab import archive, panel, prone_replay  # noqa: PLC0415

    try:
        columns = prone_replay.read(data or archive.find_data(prone_replay.SETS))
    except SitwellError as error:
        typer.echo(f"sitwell: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    for told in prone_replay.weigh(columns):
        (panel.print_markdown if markdown else panel.print_table)(told)


@app.command()
def condense(
    data: Annotated[list[Path], typer.Option(help="Data sets as `make` writes them.")],
    out: Annotated[Path, typer.Option(help="What the fit needs of them, an .npz file.")],
) -> None:
    """Keep of data sets what the fit needs: a tenth of their size."""
    from sitwell.lab import table  # noqa: PLC0415

    joined = table.join([table.draw_table(path) for path in data])
    table.save(joined, out)
    typer.echo(f"{out}: {len(joined.features)} sittings")


@app.command()
def fit(
    data: Annotated[list[Path], typer.Option(help="Condensed data sets.")],
    out: Annotated[Path, typer.Option(help="The weights, an .npz file.")],
    seed: Annotated[int, typer.Option(min=0, help="Of the networks' first weights.")] = 0,
) -> None:
    """Fit the estimator; the intervals are stretched on an eighth of the sittings, held out."""
    _ask_for_extra()
    from sitwell.adapters import estimator_file  # noqa: PLC0415
    from sitwell.lab import fit as fitting  # noqa: PLC0415
    from sitwell.lab import table  # noqa: PLC0415

    joined = table.join([table.load(path) for path in data])
    teach, hold = fitting.part(joined, seed)
    estimator = fitting.fit(teach, hold, fitting.Recipe(), typer.echo, seed)
    typer.echo(f"{out}: sha256 {estimator_file.save(estimator, out)}")


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


@app.command()
def evaluate(
    data: Annotated[
        Path | None, typer.Option(help="A data set; the committed one if left out.")
    ] = None,
    sessions: Annotated[
        Path | None, typer.Option(help="A recording; the committed one if left out.")
    ] = None,
    two_point: Annotated[
        bool, typer.Option("--two-point", help="Calibrate with the person's own slump too.")
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print what the README holds.")
    ] = False,
) -> None:
    """Print how wrong the estimates are; needs neither the extra nor a camera."""
    from sitwell.adapters import estimator_file  # noqa: PLC0415
    from sitwell.errors import SitwellError  # noqa: PLC0415
    from sitwell.lab import archive, evaluation, panel  # noqa: PLC0415

    show = panel.print_markdown if markdown else panel.print_table
    sittings_file = data or archive.find_data(evaluation.SITTINGS)
    sessions_file = sessions or archive.find_data(evaluation.SESSIONS)
    try:
        estimator = estimator_file.load()
        for told in evaluation.weigh_sittings(sittings_file, estimator, with_slump=two_point):
            show(told)
        for told in evaluation.weigh_sessions(sessions_file, estimator):
            show(told)
    except SitwellError as error:
        typer.echo(f"sitwell: {error}", err=True)
        raise typer.Exit(error.exit_code) from None


def _advance(name: str, total: int, made: Iterable[int]) -> None:
    columns = (TextColumn(name), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=total)
        for _ in made:
            progress.advance(task)


def _count_cores() -> int:
    return os.cpu_count() or 1


def _ask_for_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        typer.echo(
            "sitwell: the laboratory needs its extra; install it with: pip install 'sitwell[lab]'",
            err=True,
        )
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
