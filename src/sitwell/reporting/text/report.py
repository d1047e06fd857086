"""The report to read in a terminal, a pipe or a mail.

Coverage comes first, and no percentage without what it is a percentage of. Angles are estimates,
and the only measure is the person's own upright.
"""

from rich.text import Text

from sitwell.core.day import Day
from sitwell.core.report import Report
from sitwell.reporting.phrases import ESTIMATE_NOTE, TELEMETRY_ALLOWED, a_day
from sitwell.reporting.sentences import tell_advice, tell_change
from sitwell.reporting.text import days_table, passages, sheet
from sitwell.reporting.text.angles_table import list_levels, list_percentiles
from sitwell.reporting.text.sheet import PLAIN, Sheet
from sitwell.reporting.text.trend_lines import list_hours, list_trend

BLANK = Text()


def render(report: Report, *, telemetry_allowed: bool = False) -> str:
    """Give one day in full, or several as a table with a line for each; ends in a newline.

    Where the config allows MediaPipe's reports, the last line says so.
    """
    return sheet.to_plain(compose(report, PLAIN, telemetry_allowed=telemetry_allowed))


def compose(report: Report, page: Sheet, *, telemetry_allowed: bool = False) -> list[Text]:
    """Give the lines of the same page for a screen."""
    is_table = len(report.days) + len(report.damaged) > 1
    lines = days_table.list_days(report, page) if is_table else _list_day(report, page)
    if telemetry_allowed:
        lines += [BLANK, *page.wrap(TELEMETRY_ALLOWED)]
    return lines


def _list_day(report: Report, page: Sheet) -> list[Text]:
    day = report.last
    if day.summary.recorded_s == 0:
        return [
            *page.wrap(f"Nothing was recorded on {a_day(day.day)}."),
            *page.wrap("Start the monitor with `sitwell watch`, and the day will fill in here."),
            *_with_blank(list_trend(report, page)),
        ]
    parts = [
        [sheet.heading(a_day(day.day)), *passages.list_coverage(day, page)],
        *(_list_judged(day, page) if day.summary.judged_s > 0 else _list_unjudged(day, page)),
        passages.list_actions(day, page),
        list_trend(report, page),
        [
            *page.wrap(tell_change(report.finding, report.points[-1]), "bold"),
            *page.wrap(tell_advice(report.finding), "bold"),
        ],
        page.wrap(ESTIMATE_NOTE, "dim", hanging=""),
    ]
    return _join(parts)


def _list_judged(day: Day, page: Sheet) -> list[list[Text]]:
    return [
        passages.list_shares(day, page),
        list_hours(day, page),
        passages.list_slumps(day, page),
        [*list_levels(day.exposure, page), *list_percentiles(day.exposure, page)],
    ]


def _list_unjudged(day: Day, page: Sheet) -> list[list[Text]]:
    if day.summary.seen_s == 0:
        return [page.wrap("You were not at the desk, so there is nothing to compare.")]
    return [
        [
            *page.wrap("None of it could be judged, so there is no percentage."),
            *page.wrap("`sitwell doctor` checks the camera and says what would help."),
        ]
    ]


def _with_blank(lines: list[Text]) -> list[Text]:
    return [BLANK, *lines] if lines else []


def _join(parts: list[list[Text]]) -> list[Text]:
    """Put a blank line between parts that have lines."""
    lines: list[Text] = []
    for part in parts:
        lines += _with_blank(part) if lines else part
    return lines
