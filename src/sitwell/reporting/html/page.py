"""Everything on the page, made ready for the templates, which choose and compute nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitwell.core.day import Day
from sitwell.core.report import Report
from sitwell.core.trend import Advice, point
from sitwell.reporting import sentences
from sitwell.reporting.html import (
    angles,
    bars,
    dates,
    doings,
    drawings,
    figures,
    heat_map,
    hours,
    words,
)
from sitwell.reporting.html import timeline as day_line
from sitwell.reporting.html import trend as month
from sitwell.reporting.html.angles import Angles, Share
from sitwell.reporting.html.drawings import Exercise, Shown
from sitwell.reporting.phrases import ESTIMATE_NOTE, TELEMETRY_ALLOWED, a_duration
from sitwell.words import _


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates draw, from the top of the page to its end."""

    title: str
    damaged: str
    posture: tuple[bars.Part, ...]
    instead: tuple[str, ...]
    was_seen: bool
    was_judged: bool
    change: str
    advice: str
    suggested: tuple[Shown, ...]
    looked: bars.Looked
    timeline: day_line.Timeline | None
    figures: tuple[figures.Figure, ...]
    hours: tuple[hours.HourRow, ...]
    ends: str
    heat: heat_map.HeatMap | None
    angles: Angles | None
    angles_note: str
    also: tuple[Share, ...]
    also_note: str
    days: tuple[doings.DayRow, ...]
    trend: month.Trend | None
    nudges: tuple[doings.NudgeRow, ...]
    more_nudges: str
    exercises: tuple[Shown, ...]
    sitting: tuple[doings.BoutRow, ...]
    more_bouts: str
    estimate_note: str
    telemetry: str


def lay_out(report: Report, exercises: Mapping[str, Exercise], telemetry_allowed: bool) -> Page:
    """Make the page of the report's last day."""
    day, finding = report.last, report.finding
    exposed = a_duration(day.exposure.judged_s)
    return Page(
        title=dates.full(day.day),
        damaged=_damaged(report),
        posture=bars.posture(day.summary),
        instead=_instead(day),
        was_seen=day.summary.seen_s > 0.0,
        was_judged=day.summary.judged_s > 0.0,
        change=sentences.tell_change(finding, point(day), _),
        advice="" if finding.advice is Advice.NOTHING_SEEN else sentences.tell_advice(finding, _),
        suggested=drawings.suggest(finding.advice, exercises),
        looked=bars.looked(day),
        timeline=day_line.draw(day),
        figures=figures.draw(day),
        hours=hours.rows(day),
        ends=hours.ends(day),
        heat=heat_map.draw(day.exposure.level_s),
        angles=angles.draw(day.exposure),
        angles_note=words.ANGLES_NOTE.format(judged=exposed),
        also=angles.also(day.exposure),
        also_note=words.ALSO_NOTE.format(judged=exposed),
        days=doings.days(report),
        trend=month.draw(report),
        nudges=doings.nudges(day),
        more_nudges=_more(words.MORE_NUDGES, len(day.nudges)),
        exercises=drawings.done(day, exercises),
        sitting=doings.sitting(day),
        more_bouts=_more(words.MORE_BOUTS, len(day.sitting.bouts)),
        estimate_note=_(ESTIMATE_NOTE),
        telemetry=_(TELEMETRY_ALLOWED) if telemetry_allowed else "",
    )


def _instead(day: Day) -> tuple[str, ...]:
    """Say why there are no shares."""
    whole = day.summary
    if whole.recorded_s <= 0.0:
        return (words.NOTHING, words.HOW_TO_BEGIN)
    if whole.seen_s <= 0.0:
        return (words.ALL_PAUSED if whole.paused_s > whole.absent_s else words.NOBODY_SEEN,)
    return (words.NONE_JUDGED,)


def _damaged(report: Report) -> str:
    if not report.damaged:
        return ""
    return words.DAMAGED.format(days=", ".join(dates.full(day) for day in report.damaged))


def _more(sentence: str, number: int) -> str:
    if number <= doings.MOST_ROWS:
        return ""
    return sentence.format(shown=doings.MOST_ROWS, more=number - doings.MOST_ROWS, number=number)
