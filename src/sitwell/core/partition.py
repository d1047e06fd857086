"""Records of a long time, divided into its local days in one pass."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import TypeVar

from sitwell.core.records import Records, SlumpEpisode, Span
from sitwell.core.timeline import local_day, to_utc

Stretch = TypeVar("Stretch", Span, SlumpEpisode)
Kept = TypeVar("Kept")


def divide(records: Records, days: Sequence[date], zone: tzinfo) -> dict[date, Records]:
    """Give each of these consecutive days what overlaps it; a stretch over midnight is in both.

    Raises:
        ValueError: A time without a zone.
    """
    bounds_s = [local_day(day, zone)[0].timestamp() for day in days]
    bounds_s.append(local_day(days[-1], zone)[1].timestamp())
    spans = _divide_stretches(records.spans, bounds_s)
    episodes = _divide_stretches(records.episodes, bounds_s)
    nudges = _divide_moments(records.nudges, [n.at for n in records.nudges], bounds_s)
    exercises = _divide_moments(records.exercises, [e.at for e in records.exercises], bounds_s)
    exposures = _divide_moments(records.exposures, [e.start for e in records.exposures], bounds_s)
    return {
        day: Records(
            tuple(spans[place]),
            tuple(episodes[place]),
            tuple(nudges[place]),
            tuple(exercises[place]),
            tuple(exposures[place]),
        )
        for place, day in enumerate(days)
    }


def _divide_stretches(stretches: tuple[Stretch, ...], bounds_s: list[float]) -> list[list[Stretch]]:
    days: list[list[Stretch]] = [[] for _ in bounds_s[1:]]
    for stretch in stretches:
        start_s = _seconds(stretch.start)
        first = bisect_right(bounds_s, start_s) - 1
        last = max(first, bisect_right(bounds_s, start_s + stretch.duration_s) - 1)
        for place in range(max(first, 0), min(last, len(days) - 1) + 1):
            days[place].append(stretch)
    return days


def _divide_moments(
    kept: tuple[Kept, ...], at: list[datetime], bounds_s: list[float]
) -> list[list[Kept]]:
    days: list[list[Kept]] = [[] for _ in bounds_s[1:]]
    for one, moment in zip(kept, at, strict=True):
        place = bisect_right(bounds_s, _seconds(moment)) - 1
        if 0 <= place < len(days):
            days[place].append(one)
    return days


def _seconds(moment: datetime) -> float:
    if moment.tzinfo is None:
        to_utc(moment)  # says what is wrong
    return moment.timestamp()
