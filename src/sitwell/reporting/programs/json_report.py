"""The report for programs: `{"schema": 1, "days": [...], …}`, one day or many alike.

Keys name their unit (`_s` seconds, `_deg` degrees); shares run from 0 to 1; times are ISO 8601 with
their offset. What cannot be said is null, never 0. Keys may be added under the same schema number;
none changes its meaning or goes away. The form is written down in report.schema.json.
"""

import json
from collections.abc import Sequence

from sitwell.core.day import Day, ExerciseCount, ExposureSummary, Hour, Percentiles
from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG
from sitwell.core.report import Report
from sitwell.core.sitting import SittingSummary, Stretch
from sitwell.core.summary import NudgeSummary, SlumpSummary
from sitwell.core.trend import Finding, Point, Spread
from sitwell.reporting.phrases import ESTIMATE_NOTE
from sitwell.reporting.sentences import tell_advice, tell_change

SCHEMA = 1

Json = str | float | bool | None | list["Json"] | dict[str, "Json"]


def render(report: Report, *, telemetry_allowed: bool = False) -> str:
    """Give the report as one JSON object, indented, ending in a newline."""
    page: dict[str, Json] = {
        "schema": SCHEMA,
        "mediapipe_telemetry_allowed": telemetry_allowed,
        "days": [_day(day) for day in report.days],
        "damaged_days": [day.isoformat() for day in report.damaged],
        "trend": {
            "days": [_point(point) for point in report.points],
            "last_7_days": _spread(report.week),
            "last_30_days": _spread(report.month),
        },
        "finding": _finding(report.finding, report.points[-1]),
        "note": ESTIMATE_NOTE,
    }
    return json.dumps(page, indent=2, allow_nan=False) + "\n"


def _day(day: Day) -> Json:
    whole = day.summary
    return {
        "day": day.day.isoformat(),
        "since": whole.since.isoformat(),
        "until": whole.until.isoformat(),
        "recorded_s": _rounded(whole.recorded_s),
        "seen_s": _rounded(whole.seen_s),
        "judged_s": _rounded(whole.judged_s),
        "upright_s": _rounded(whole.upright_s),
        "slumped_s": _rounded(whole.slumped_s),
        "overextended_s": _rounded(whole.overextended_s),
        "unknown_s": _rounded(whole.unknown_s),
        "unclear_s": _rounded(whole.unclear_s),
        "unseen_s": _rounded(whole.unseen_s),
        "paused_s": _rounded(whole.paused_s),
        "absent_s": _rounded(whole.absent_s),
        "unknown_by_reason_s": {
            "unspecified" if part.reason is None else part.reason.value: _rounded(part.seconds)
            for part in whole.unknown_by_reason
        },
        "upright_share": _rounded(whole.upright_share),
        "slumped_share": _rounded(whole.slumped_share),
        "overextended_share": _rounded(whole.overextended_share),
        "hours": [_hour(hour) for hour in day.hours],
        "first_hour_slumped_share": None if day.ends is None else _rounded(day.ends.first),
        "last_hour_slumped_share": None if day.ends is None else _rounded(day.ends.last),
        "slump_episodes": _slumps(whole.slumps),
        "sitting": _sitting(day.sitting),
        "exposure": _exposure(day.exposure),
        "nudges": _nudges(whole.nudges),
        "exercises": [_exercise(count) for count in day.exercises],
    }


def _hour(hour: Hour) -> Json:
    return {
        "clock_hour": hour.clock,
        "start_s": _rounded(hour.start_s),
        "judged_s": _rounded(hour.judged_s),
        "upright_s": _rounded(hour.upright_s),
        "slumped_s": _rounded(hour.slumped_s),
        "overextended_s": _rounded(hour.overextended_s),
        "slumped_share": _rounded(hour.slumped_share),
    }


def _slumps(slumps: SlumpSummary) -> Json:
    return {
        "number": slumps.number,
        "longest_s": _rounded(slumps.longest_s),
        "median_s": _rounded(slumps.median_s),
        "per_judged_hour": _rounded(slumps.per_judged_hour),
        "mean_flexion_deg": _rounded(slumps.mean_flexion_deg),
    }


def _sitting(sitting: SittingSummary) -> Json:
    return {
        "seated_s": _rounded(sitting.seated_s),
        "longest_s": _rounded(sitting.longest_s),
        "over_30_min_share": _rounded(sitting.long_share),
        "median_break_s": _rounded(sitting.median_break_s),
        "bouts": _stretches(sitting.bouts),
        "breaks": _stretches(sitting.breaks),
    }


def _stretches(stretches: Sequence[Stretch]) -> Json:
    return [{"start_s": _rounded(s.start_s), "stop_s": _rounded(s.stop_s)} for s in stretches]


def _exposure(angles: ExposureSummary) -> Json:
    if angles.judged_s <= 0.0:
        return None
    return {
        "judged_s": _rounded(angles.judged_s),
        "head_forward_s": _rounded(angles.head_forward_s),
        "rounded_s": _rounded(angles.rounded_s),
        "leaning_left_s": _rounded(angles.left_s),
        "leaning_right_s": _rounded(angles.right_s),
        "head_forward_share": _rounded(angles.head_forward_share),
        "rounded_share": _rounded(angles.rounded_share),
        "leaning_left_share": _rounded(angles.left_share),
        "leaning_right_share": _rounded(angles.right_share),
        "shifts_per_judged_hour": _rounded(angles.shifts_per_hour),
        "flexion_deg": _percentiles(angles.flexion),
        "rounding_deg": _percentiles(angles.rounding),
        "levels_deg": list(LEVELS_DEG),
        "lengths_s": list(LENGTHS_S),
        "level_s": [[_rounded(seconds) for seconds in row] for row in angles.level_s],
    }


def _percentiles(found: Percentiles | None) -> Json:
    if found is None:
        return None
    p10, p50, p90 = (_rounded(deg) for deg in (found.p10_deg, found.p50_deg, found.p90_deg))
    return {"p10": p10, "p50": p50, "p90": p90}


def _nudges(nudges: NudgeSummary) -> Json:
    return {
        "sent": nudges.sent,
        "sent_by_kind": {count.kind.value: count.sent for count in nudges.by_kind},
        "helped": nudges.helped,
        "ignored": nudges.ignored,
        "median_response_s": _rounded(nudges.median_response_s),
    }


def _exercise(count: ExerciseCount) -> Json:
    return {
        "card": count.card_id,
        "done": count.done,
        "stopped": count.stopped,
        "repetitions": count.repetitions,
        "seen_repetitions": count.seen_repetitions,
    }


def _point(point: Point) -> Json:
    return {
        "day": point.day.isoformat(),
        "judged_s": _rounded(point.judged_s),
        "slumped_share": _rounded(point.slumped_share),
        "longest_sit_s": _rounded(point.longest_sit_s),
        "breaks": point.breaks,
        "exercise_sets": point.sets,
    }


def _spread(spread: Spread) -> Json:
    return {
        "days": spread.days,
        "median_share": _rounded(spread.median),
        "lower_quartile_share": _rounded(spread.low),
        "upper_quartile_share": _rounded(spread.high),
    }


def _finding(finding: Finding, last: Point) -> Json:
    return {
        "change": finding.change.value,
        "change_words": tell_change(finding, last),
        "advice": finding.advice.value,
        "advice_words": tell_advice(finding),
    }


def _rounded(number: float | None) -> float | None:
    """Cut the noise of binary fractions: a millisecond, or a tenth of a percent of a percent."""
    return None if number is None else round(number, 4)
