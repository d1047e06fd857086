"""`sitwell export`: the days as numbers, for dashboards."""

import csv
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk
from pyarrow import parquet

from sitwell.adapters.store import open_store
from sitwell.core.records import Records, Span, State
from sitwell.reporting.programs.daily import COLUMNS

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def keep(desk: Desk, *days_ago: int) -> None:
    """Keep an hour slumped on each of these days."""
    spans = tuple(Span(NOON - timedelta(days=n), 3600.0, State.SLUMPED) for n in days_ago)
    with open_store(desk.store) as store:
        store.save(Records(spans))


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "days"), [([], 30), (["--days", "1"], 1), (["--days", "400"], 400)]
)
def test_csv(desk: Desk, words: list[str], days: int) -> None:
    """A row for each of so many days, today the last; thirty unless told otherwise."""
    keep(desk, 0, 1)
    outcome = desk.run("export", "--csv", "days.csv", *words)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    found = rows(desk.folder / "days.csv")
    assert len(found) == days
    assert found[-1]["day"] == date.today().isoformat()
    assert found[-1]["slumped_s"] == "3600.0"
    assert (desk.folder / "days.csv").stat().st_mode & 0o777 == 0o600


def test_parquet_is_the_csv(desk: Desk) -> None:
    """The same columns and numbers, as dates, integers and floats; what is not known is null."""
    keep(desk, 0, 3)
    assert desk.run("export", "--csv", "a.csv", "--parquet", "a.parquet").code == 0
    table = parquet.read_table(desk.folder / "a.parquet")
    assert table.column_names == [column.name for column in COLUMNS]
    assert str(table.schema.field("day").type) == "date32[day]"
    assert str(table.schema.field("nudges_sent").type) == "int64"
    for row, expected in zip(table.to_pylist(), rows(desk.folder / "a.csv"), strict=True):
        assert {n: "" if v is None else str(v) for n, v in row.items()} == expected


def test_parquet_without_its_library(desk: Desk) -> None:
    """Without pyarrow that is said in one line, and nothing is written."""
    (desk.folder / "pyarrow.py").write_text("raise ImportError('not installed')")
    outcome = desk.run("export", "--parquet", "a.parquet", PYTHONPATH=str(desk.folder))
    assert outcome.code == 2
    assert "needs pyarrow; install sitwell[parquet]" in outcome.complaint
    assert not (desk.folder / "a.parquet").exists()


def test_prometheus_textfile(desk: Desk) -> None:
    """Today and yesterday, whole or not at all."""
    keep(desk, 0, 1, 2)
    target = desk.folder / "sitwell.prom"
    outcome = desk.run("export", "--prometheus-textfile", target)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    page = target.read_text()
    assert page.count('sitwell_day_slumped_ratio{day="') == 2
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_prometheus_textfile_stays_readable(desk: Desk) -> None:
    """Whoever lets the collector read the file need not do so again; nobody else may write it."""
    target = desk.folder / "sitwell.prom"
    target.touch()
    target.chmod(0o666)
    assert desk.run("export", "--prometheus-textfile", target).code == 0
    assert target.stat().st_mode & 0o777 == 0o644


def test_nothing_to_write(desk: Desk) -> None:
    """An export into nothing is a mistake."""
    outcome = desk.run("export")
    assert outcome.code == 2
    assert "add --csv FILE" in outcome.complaint


@pytest.mark.parametrize("option", ["--csv", "--parquet", "--prometheus-textfile"])
def test_place_that_cannot_be_written(desk: Desk, option: str) -> None:
    """The file is named, and nothing half-written is left."""
    (desk.folder / "file").touch()
    outcome = desk.run("export", option, desk.folder / "file" / "days")
    assert outcome.code == 1
    assert "name another file" in outcome.complaint
    assert sorted(path.name for path in desk.folder.iterdir()) == ["file"]


def test_damaged_record(desk: Desk) -> None:
    """What can be read is exported, and the exit code is 8."""
    keep(desk, 0, 1)
    with open_store(desk.store) as store:
        store.save(Records((Span(NOON - timedelta(days=2), 60.0, State.UPRIGHT),)))
        store._connection.execute("UPDATE spans SET state = 'x' WHERE state = 'upright'")
    outcome = desk.run("export", "--csv", "days.csv", "--days", "3")
    assert outcome.code == 8
    assert "cannot be read" in outcome.complaint
    assert len(rows(desk.folder / "days.csv")) == 2
