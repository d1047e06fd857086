"""The command line of `sitwell export`."""

from pathlib import Path
from typing import Annotated

import typer

from sitwell import paths
from sitwell.errors import BadUsage

app = typer.Typer(rich_markup_mode=None)


@app.command()
def export(
    textfile: Annotated[
        Path | None,
        typer.Option(
            "--prometheus-textfile",
            metavar="FILE",
            help="Today and yesterday, for node_exporter; replaced whole.",
        ),
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="A row for each day.")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="The same as Parquet.")
    ] = None,
    days: Annotated[
        int,
        typer.Option("--days", metavar="N", min=1, max=3660, help="So many days, today the last."),
    ] = 30,
) -> None:
    """Write the days as numbers, for a dashboard.

    Sums of each day only. A file that is there is replaced.

    Example: sitwell export --csv sitwell.csv --days 90
    """
    from sitwell.adapters.clock import LocalZone, now
    from sitwell.commands import export as exports
    from sitwell.commands.report import make_report

    if textfile is None and table is None and parquet is None:
        raise BadUsage("nothing to write; add --csv FILE, --parquet FILE or --prometheus-textfile")
    today = now().date()
    account = make_report(paths.store_file(), today, max(days, 2), LocalZone())
    told = account.report.days
    wanted = [day for day in told if (today - day.day).days < days]
    if parquet is not None:
        exports.write_parquet(wanted, parquet)
    if table is not None:
        exports.write_csv(wanted, table)
    if textfile is not None:
        exports.write_prometheus(told, today, textfile)
    if account.fault is not None:
        raise account.fault
