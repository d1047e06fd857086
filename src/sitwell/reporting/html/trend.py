"""The month as dots: one for each day that says enough, on the band of the middle half of them."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from sitwell.core.report import MONTH, Report
from sitwell.core.trend import LEAST_DAYS, Point, Spread
from sitwell.reporting.html import dates, words
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.words import ngettext

LEAST_TOP = 0.2  # the axis reaches at least this share
TOP_STEP = 0.1
LABEL_EVERY = 7


@dataclass(frozen=True, slots=True)
class Dot:
    """One day; positions in percent from the left and from the top."""

    left: float
    top: float
    name: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One day of the table."""

    day: str
    share: str
    judged: str
    longest: str
    breaks: int
    sets: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The drawing.

    Attributes:
        dots: The days that say enough.
        lines: (position from the top in percent, share) of the axis.
        labels: (position from the left in percent, date).
        band: Top and height of the middle half, in percent; None with too few days.
        middle: Where the median lies, in percent from the top.
        said: The band and the median in words.
        rows: Every day with anything judged.
    """

    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None
    middle: float
    said: str
    rows: tuple[TrendRow, ...]


def draw(report: Report) -> Trend | None:
    """Give the drawing; None where too few days say enough."""
    told = [(p, p.slumped_share) for p in report.points if p.slumped_share is not None]
    if len(told) < LEAST_DAYS or report.month.median is None:
        return None
    last = report.points[-1].day
    top_share = max(LEAST_TOP, ceil(max(s for _, s in told) / TOP_STEP - 1e-9) * TOP_STEP)

    def from_top(share: float) -> float:
        return 100.0 * (1.0 - share / top_share)

    def from_left(day: date) -> float:
        return 100.0 * (MONTH - 0.5 - (last - day).days) / MONTH

    band = None
    if report.month.low is not None and report.month.high is not None:
        top = from_top(report.month.high)
        band = (top, from_top(report.month.low) - top)
    return Trend(
        tuple(
            Dot(
                from_left(p.day),
                from_top(share),
                words.DOT.format(
                    day=dates.full(p.day), share=a_share(share), judged=a_duration(p.judged_s)
                ),
                p.day == report.last.day,
            )
            for p, share in told
        ),
        tuple((from_top(share), a_share(share)) for share in (0.0, top_share / 2, top_share)),
        tuple(
            (from_left(p.day), dates.without_weekday(p.day))
            for p in report.points
            if (last - p.day).days % LABEL_EVERY == 0
        ),
        band,
        from_top(report.month.median),
        _say(report.week, report.month),
        tuple(_row(p) for p in reversed(report.points) if p.judged_s > 0.0),
    )


def _row(point: Point) -> TrendRow:
    return TrendRow(
        dates.short(point.day),
        a_share(point.slumped_share),
        a_duration(point.judged_s),
        a_duration(point.longest_sit_s),
        point.breaks,
        point.sets,
    )


def _say(week: Spread, month: Spread) -> str:
    return f"{_say_spread(words.LAST_WEEK, week)} {_say_spread(words.LAST_MONTH, month)}".strip()


def _say_spread(name: str, spread: Spread) -> str:
    if spread.median is None:
        return ""
    middle = a_share(spread.median)
    if spread.low is None or spread.high is None:
        days = ngettext("{n} day", "{n} days", spread.days).format(n=spread.days)
        return words.SPREAD_OF_FEW.format(name=name, share=middle, days=days)
    return words.SPREAD.format(
        name=name,
        share=middle,
        n=spread.days,
        low=a_share(spread.low),
        high=a_share(spread.high),
    )
