"""`sitwell report`: how a day, or the last days, went."""

import os
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from rich.console import Console

from sitwell import paths
from sitwell.adapters.store import (
    Bounds,
    Salvage,
    open_store,
    partly_damaged,
    refuse_dead_end,
    salvage,
)
from sitwell.commands.speaking import give
from sitwell.core.records import Records
from sitwell.core.report import Report, bounds, compile_report, days_until
from sitwell.core.timeline import local_day
from sitwell.errors import BadUsage, SitwellError, StoreDamaged
from sitwell.guard import files
from sitwell.reporting.programs import csv_report, json_report
from sitwell.reporting.text import report as text
from sitwell.reporting.text import sheet

EARLIEST = date(1972, 1, 1)
"""A year and more after the first moment that every system can place in its time zone."""


class Form(StrEnum):
    """A form of the report."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Account:
    """A report, and what is to be said beside it.

    Attributes:
        report: Of all that could be read.
        fault: Why that is not everything; None where it is. For the caller to raise in the end.
    """

    report: Report
    fault: StoreDamaged | None = None


def make_report(path: Path, last: date, count: int, zone: tzinfo) -> Account:
    """Report on the `count` local days that end with `last`.

    A record that is not there yet is not made. Of a damaged one, whole days are given or left out.

    Raises:
        StoreUnusable: None of these days can be read, or the file is not ours, or locked, or none
            could be made there.
    """
    if not os.path.lexists(path):
        refuse_dead_end(path)
        return Account(compile_report(Records(), last, count, zone))
    try:
        with open_store(path) as store:
            records = store.read(*bounds(last, count, zone))
    except StoreDamaged as error:
        return _make_of_the_rest(path, last, count, zone, error)
    return Account(compile_report(records, last, count, zone))


def render(report: Report, form: Form, *, telemetry_allowed: bool) -> str:
    """Give the report in a form; ends in a newline."""
    if form is Form.JSON:
        return json_report.render(report, telemetry_allowed=telemetry_allowed)
    if form is Form.CSV:
        return csv_report.render(report.days)
    if form is Form.HTML:
        # Jinja is a fifth of a second that the other forms do without.
        from sitwell.commands.drawn_exercises import draw_exercises
        from sitwell.reporting.html import report as page

        exercises = draw_exercises()
        return page.render(report, exercises, telemetry_allowed=telemetry_allowed)
    return text.render(report, telemetry_allowed=telemetry_allowed)


def is_screen(stream: TextIO) -> bool:
    """Say whether a person is looking, on something that can show a bar."""
    return stream.isatty() and (stream.encoding or "").lower().startswith("utf")


def show(report: Report, *, telemetry_allowed: bool) -> None:
    """Draw the report on the terminal, as wide as that is."""
    console = Console(highlight=False, markup=False, emoji=False)
    page = sheet.fit(console.width)
    with console.capture() as drawn:
        for line in text.compose(report, page, telemetry_allowed=telemetry_allowed):
            console.print(line, soft_wrap=True)
    give(drawn.get().removesuffix("\n"))


def parse_day(text: str, today: date) -> date:
    """Read `today`, `yesterday` or a date like 2026-11-22.

    Raises:
        BadUsage: If it is none of these.
    """
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in named:
        return named[text]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadUsage(
            f"'{text}' is no day; write today, yesterday, or a date like {today.isoformat()}"
        ) from None


def parse_past_day(text: str, today: date) -> date:
    """Read a day that a report can be of.

    Raises:
        BadUsage: If it is none, still to come, or before there were records.
    """
    day = parse_day(text, today)
    if day > today:
        raise BadUsage(f"{day} is still to come; name today or an earlier day")
    if day < EARLIEST:
        raise BadUsage(f"no record reaches back to {day}; name a later day")
    return day


def write_report(text: str, out: Path) -> None:
    """Write a report for its owner alone.

    Raises:
        SitwellError: If the file cannot be written.
    """
    try:
        if out == paths.report_page():
            files.make_folder(out.parent)  # of whom nothing was recorded yet
        files.replace(out, text.encode("utf-8"))
    except OSError as error:
        raise SitwellError(f"cannot write {out} ({error.strerror}); name another file") from None


def _make_of_the_rest(
    path: Path, last: date, count: int, zone: tzinfo, error: StoreDamaged
) -> Account:
    days = days_until(last, count)
    found: Salvage = salvage(path, [Bounds(day, *local_day(day, zone)) for day in days])
    if len(found.damaged) == len(days):
        raise error
    fault = partly_damaged(path, found.damaged)
    if set(days[-count:]) <= set(found.damaged):
        raise fault
    return Account(compile_report(found.records, last, count, zone, found.damaged), fault)
