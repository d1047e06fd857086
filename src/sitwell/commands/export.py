"""`sitwell export`: the days as numbers, for dashboards and spreadsheets."""

import io
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sitwell.commands.report import write_report
from sitwell.core.day import Day
from sitwell.errors import BadUsage, SitwellError
from sitwell.guard import files
from sitwell.reporting.programs import csv_report, prometheus
from sitwell.reporting.programs.daily import COLUMNS, Kind

MISSING = "a Parquet file needs pyarrow; install sitwell[parquet], or use --csv"


def write_csv(days: Sequence[Day], out: Path) -> None:
    """Write a row for each day.

    Raises:
        SitwellError: If the file cannot be written.
    """
    write_report(csv_report.render(days), out)


def write_prometheus(days: Sequence[Day], today: date, out: Path) -> None:
    """Write today and yesterday; a file that others may read already stays so.

    The collector mostly runs as somebody else: whoever lets it read the file says so once.

    Raises:
        SitwellError: If the file cannot be written.
    """
    page = prometheus.render(days, today).encode("utf-8")
    try:
        mode = stat.S_IMODE(out.lstat().st_mode) & 0o644 if out.exists() else 0
        files.replace(out, page, mode | 0o600)
    except OSError as error:
        raise _unwritable(out, error) from None


def write_parquet(days: Sequence[Day], out: Path) -> None:
    """Write a row for each day.

    Raises:
        BadUsage: If pyarrow is not installed.
        SitwellError: If the file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise BadUsage(MISSING) from None
    types = {
        Kind.DAY: pyarrow.date32(),
        Kind.COUNT: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
    }
    arrays = [
        pyarrow.array(
            [day.day if column.kind is Kind.DAY else column.read(day) for day in days],
            types[column.kind],
        )
        for column in COLUMNS
    ]
    page = io.BytesIO()
    table = pyarrow.Table.from_arrays(arrays, [column.name for column in COLUMNS])
    parquet.write_table(table, page)
    try:
        files.replace(out, page.getvalue())
    except OSError as error:
        raise _unwritable(out, error) from None


def _unwritable(out: Path, error: OSError) -> SitwellError:
    return SitwellError(f"cannot write {out} ({error.strerror}); name another file")
