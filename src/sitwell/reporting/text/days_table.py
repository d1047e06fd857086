"""Several days as a table with a line for each."""

from collections.abc import Sequence

from rich.text import Text

from sitwell.core.report import Report
from sitwell.core.summary import DaySummary
from sitwell.reporting.phrases import a_share, hours_minutes
from sitwell.reporting.text.sheet import Sheet

_HEADS = ("day", "desk", "judged", "away", "upright", "slumped", "slumps", "nudges", "helped")


def list_days(report: Report, page: Sheet) -> list[Text]:
    """Give the table; a damaged day has its line, too."""
    lines = {day.day: _line(day.summary) for day in report.days}
    lines |= {day: Text(f"{day:%a %Y-%m-%d}  could not be read") for day in report.damaged}
    return [
        Text(_row(_HEADS), "bold"),
        *(lines[day] for day in sorted(lines)),
        *page.wrap(
            "Times in hours:minutes. Upright and slumped are shares of the judged time, compared "
            "with your own upright (estimated).",
            "dim",
            hanging="",
        ),
    ]


def _line(summary: DaySummary) -> Text:
    day = f"{summary.since:%a %Y-%m-%d}"
    if summary.recorded_s == 0:
        return Text(f"{day}  nothing was recorded", "dim")
    return Text(
        _row(
            (
                day,
                hours_minutes(summary.seen_s),
                hours_minutes(summary.judged_s),
                hours_minutes(summary.absent_s),
                a_share(summary.upright_share),
                a_share(summary.slumped_share),
                str(summary.slumps.number),
                str(summary.nudges.sent),
                str(summary.nudges.helped),
            )
        )
    )


def _row(cells: Sequence[str]) -> str:
    """Lay the cells out under the heads: the day to the left, numbers to the right."""
    return f"{cells[0]:<14}" + "".join(f" {cell:>7}" for cell in cells[1:])
