"""How slumping went over the day, and over the weeks: numbers, and sparklines on a screen."""

from datetime import timedelta

from rich.text import Text

from sitwell.core.day import Day, Hour
from sitwell.core.report import MONTH, Report
from sitwell.core.trend import Spread
from sitwell.reporting.phrases import a_share
from sitwell.reporting.text import sheet
from sitwell.reporting.text.sheet import Sheet

_LABEL = 19
_CELL = 4


def list_hours(day: Day, page: Sheet) -> list[Text]:
    """Give the slumped share of each hour with the minutes that it is a share of."""
    fitting = (page.width - _LABEL) // _CELL
    lines: list[Text] = []
    for first in range(0, len(day.hours), fitting):
        lines += _list_some(day.hours[first : first + fitting], page)
    return lines


def _list_some(hours: tuple[Hour, ...], page: Sheet) -> list[Text]:
    shares = [hour.slumped_share for hour in hours]
    lines = [_row("By the hour", [str(hour.clock) for hour in hours], "bold")]
    if page.is_screen:
        marks = sheet.spark(shares, 1.0)
        lines.append(_row("", [mark * 2 for mark in marks], "yellow"))
    percents = [a_share(share).removesuffix(" %") for share in shares]
    minutes = [f"{hour.judged_s / 60:.0f}" for hour in hours]
    return [*lines, _row("  % slumped, of", percents), _row("  minutes judged", minutes)]


def list_trend(report: Report, page: Sheet) -> list[Text]:
    """Give the week and the month; nothing where no day says enough."""
    if report.month.median is None:
        return []
    told = f"{_tell('last 7 days', report.week)}; {_tell('last 30 days', report.month)}."
    lines = [
        *page.wrap(
            "Slumped share of a day's judged time, median (middle half of the days):", "bold"
        ),
        *page.wrap(f"  {told}"),
    ]
    drawn = _draw(report)
    return [*lines, drawn] if page.is_screen and len(drawn) <= page.width else lines


def _draw(report: Report) -> Text:
    shares = {point.day: point.slumped_share for point in report.points}
    newest = report.points[-1].day
    days = [newest - timedelta(days=back) for back in reversed(range(MONTH))]
    month = [shares.get(day) for day in days]
    top = sheet.find_top(month)
    first, last = (f"{day:%b} {day.day}" for day in (days[0], newest))
    marks = "".join(sheet.spark(month, top))
    return Text.assemble(
        f"  {first} ", (marks, "yellow"), f" {last}", (f"  (full height {a_share(top)})", "dim")
    )


def _tell(name: str, spread: Spread) -> str:
    days = f"{spread.days or 'no'} day{'' if spread.days == 1 else 's'}"
    if spread.median is None:
        return f"{name}: {days}"
    told = f"{name}: {a_share(spread.median)}"
    if spread.low is None or spread.high is None:
        return f"{told} ({days})"
    return f"{told} ({a_share(spread.low).removesuffix(' %')}–{a_share(spread.high)}, {days})"


def _row(label: str, cells: list[str], style: str = "") -> Text:
    return Text(f"{label:<{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells), style)
