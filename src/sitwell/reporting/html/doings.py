"""Lists of the day: nudges, sitting bouts, and for several days a row of each."""

from dataclasses import dataclass

from sitwell.core.day import Day
from sitwell.core.report import Report
from sitwell.core.timeline import seconds_between
from sitwell.reporting.html import dates, words
from sitwell.reporting.html.day_clock import DayClock
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.words import _

MOST_ROWS = 12
"""Of a list; a day with more is told by its figures."""


@dataclass(frozen=True, slots=True)
class NudgeRow:
    """One nudge."""

    at: str
    what: str
    became: str


@dataclass(frozen=True, slots=True)
class BoutRow:
    """One sitting bout and what followed."""

    since: str
    until: str
    sat: str
    then: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """One of several days."""

    day: str
    cells: tuple[str, ...]


def nudges(day: Day) -> tuple[NudgeRow, ...]:
    """Give the first nudges of the day."""
    clock = DayClock(day.hours)
    rows = []
    for nudge in day.nudges[:MOST_ROWS]:
        became = words.BECAME[nudge.outcome]
        if nudge.response_s is not None:
            length = a_duration(nudge.response_s)
            became = _("{became} after {length}").format(became=became, length=length)
        at_s = seconds_between(day.summary.since, nudge.at)
        rows.append(NudgeRow(clock.at(at_s), words.SENT[nudge.kind], became))
    return tuple(rows)


def sitting(day: Day) -> tuple[BoutRow, ...]:
    """Give the longest bouts of the day, in order of time."""
    clock = DayClock(day.hours)
    breaks = {pause.start_s: pause.seconds for pause in day.sitting.breaks}
    longest = sorted(day.sitting.bouts, key=lambda bout: -bout.seconds)[:MOST_ROWS]
    return tuple(
        BoutRow(
            clock.at(bout.start_s),
            clock.at(bout.stop_s),
            a_duration(bout.seconds),
            words.BREAK.format(length=a_duration(breaks[bout.stop_s]))
            if bout.stop_s in breaks
            else words.UNSEEN,
        )
        for bout in sorted(longest, key=lambda bout: bout.start_s)
    )


def days(report: Report) -> tuple[DayRow, ...]:
    """Give a row for each of several days; none for a single one."""
    if len(report.days) + len(report.damaged) < 2:
        return ()
    return tuple(DayRow(dates.short(d.day), _cells(d)) for d in report.days)


def _cells(day: Day) -> tuple[str, ...]:
    whole = day.summary
    if whole.recorded_s <= 0.0:
        return (words.UNSEEN,) * (len(words.DAY_HEADS) - 1)
    return (
        a_duration(whole.seen_s),
        a_duration(whole.judged_s),
        a_share(whole.upright_share),
        a_share(whole.slumped_share),
        a_share(whole.overextended_share),
        str(whole.slumps.number),
        a_duration(day.sitting.longest_s),
        str(len(day.sitting.breaks)),
        str(whole.nudges.sent),
        str(whole.nudges.helped),
        str(sum(count.done for count in day.exercises)),
    )
