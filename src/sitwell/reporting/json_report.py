"""Summaries for programs: `{"schema": 1, "days": [...]}`, one day or many alike.

Keys name their unit (`_s` seconds, `_deg` degrees); shares run from 0 to 1; times are ISO 8601 with
their offset. What cannot be said is null, never 0. Keys may be added under the same schema number;
none changes its meaning or goes away.
"""

import json
from collections.abc import Sequence

from sitwell.core.summary import DaySummary, NudgeSummary, SlumpSummary

SCHEMA = 1

Json = str | float | None | dict[str, "Json"]


def render(days: Sequence[DaySummary], *, telemetry_allowed: bool = False) -> str:
    """Give the days as one JSON object, indented, ending in a newline."""
    report = {
        "schema": SCHEMA,
        "mediapipe_telemetry_allowed": telemetry_allowed,
        "days": [_day(summary) for summary in days],
    }
    return json.dumps(report, indent=2, allow_nan=False) + "\n"


def _day(summary: DaySummary) -> dict[str, Json]:
    return {
        "day": summary.since.date().isoformat(),
        "since": summary.since.isoformat(),
        "until": summary.until.isoformat(),
        "recorded_s": _rounded(summary.recorded_s),
        "seen_s": _rounded(summary.seen_s),
        "judged_s": _rounded(summary.judged_s),
        "upright_s": _rounded(summary.upright_s),
        "slumped_s": _rounded(summary.slumped_s),
        "overextended_s": _rounded(summary.overextended_s),
        "unknown_s": _rounded(summary.unknown_s),
        "absent_s": _rounded(summary.absent_s),
        "unknown_by_reason_s": {
            "unspecified" if part.reason is None else part.reason.value: _rounded(part.seconds)
            for part in summary.unknown_by_reason
        },
        "upright_share": _rounded(summary.upright_share),
        "slumped_share": _rounded(summary.slumped_share),
        "overextended_share": _rounded(summary.overextended_share),
        "slump_episodes": _slumps(summary.slumps),
        "nudges": _nudges(summary.nudges),
    }


def _slumps(slumps: SlumpSummary) -> dict[str, Json]:
    return {
        "number": slumps.number,
        "longest_s": _rounded(slumps.longest_s),
        "per_judged_hour": _rounded(slumps.per_judged_hour),
        "mean_flexion_deg": _rounded(slumps.mean_flexion_deg),
    }


def _nudges(nudges: NudgeSummary) -> dict[str, Json]:
    return {
        "sent": nudges.sent,
        "sent_by_kind": {count.kind.value: count.sent for count in nudges.by_kind},
        "helped": nudges.helped,
        "median_response_s": _rounded(nudges.median_response_s),
    }


def _rounded(number: float | None) -> float | None:
    """Cut the noise of binary fractions: a millisecond, or a tenth of a percent of a percent."""
    return None if number is None else round(number, 4)
