"""The whole report: the days asked for, the weeks up to the last of them, and what to say of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sitwell.core import trend
from sitwell.core.day import Day, tell
from sitwell.core.partition import divide
from sitwell.core.records import Records
from sitwell.core.timeline import local_day
from sitwell.core.trend import Finding, Point, Spread

WEEK = 7
MONTH = 30


@dataclass(frozen=True, slots=True)
class Report:
    """What every form of the report draws.

    Attributes:
        days: The days asked for, in order; at least one.
        points: The month that ends with the last of them, in order, a point for each day.
        finding: What changed on the last day, and what to do.
        week: What the last seven days were like.
        month: What the last thirty were like.
        damaged: Days that were asked for and could not be read, in order.
    """

    days: tuple[Day, ...]
    points: tuple[Point, ...]
    finding: Finding
    week: Spread
    month: Spread
    damaged: tuple[date, ...] = ()

    @property
    def last(self) -> Day:
        """The day that the report is about."""
        return self.days[-1]


def days_until(last: date, count: int) -> tuple[date, ...]:
    """Give the days that such a report looks at: those asked for, or the month if it is longer.

    Raises:
        ValueError: If `count` is not 1 or more.
    """
    if count < 1:
        raise ValueError("a report is of one day or more")
    return tuple(last - timedelta(days=back) for back in reversed(range(max(count, MONTH))))


def bounds(last: date, count: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the first moment that such a report looks at, and the end of the last day."""
    return local_day(days_until(last, count)[0], zone)[0], local_day(last, zone)[1]


def compile_report(
    records: Records, last: date, count: int, zone: tzinfo, damaged: Collection[date] = ()
) -> Report:
    """Make the report of the `count` local days that end with `last`.

    Args:
        records: All that overlap the `bounds`.
        last: The last day.
        count: How many days are asked for.
        zone: In which they are days.
        damaged: Days whose records could not be read; at least one that is asked for could be.

    Raises:
        ValueError: If `count` is not 1 or more, no day that is asked for could be read, or a record
            has a time without a zone.
    """
    parts = divide(records, days_until(last, count), zone)
    told = {day: tell(part, day, zone) for day, part in parts.items() if day not in damaged}
    return assemble(told, last, count)


def assemble(told: Mapping[date, Day], last: date, count: int) -> Report:
    """Put the days together; those that are missing could not be read.

    Raises:
        ValueError: None of those that are asked for is there.
    """
    asked = days_until(last, count)
    days = tuple(told[day] for day in asked[-count:] if day in told)
    if not days:
        raise ValueError("no day that is asked for could be read")
    points = tuple(trend.point(told[day]) for day in asked[-MONTH:] if day in told)
    newest = days[-1].day
    before = tuple(p for p in points if newest - timedelta(days=WEEK) <= p.day < newest)
    week = tuple(p for p in points if last - timedelta(days=WEEK) < p.day)
    return Report(
        days,
        points,
        trend.find(days[-1], before),
        trend.spread(week),
        trend.spread(points),
        tuple(day for day in asked[-count:] if day not in told),
    )
