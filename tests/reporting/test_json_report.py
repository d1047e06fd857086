"""The report that programs read."""

import json
from datetime import datetime, timedelta, timezone

from sitwell.core.reason import Reason
from sitwell.core.records import (
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.summary import DaySummary, summarize
from sitwell.reporting import json_report

SINCE = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))
NINE = SINCE + timedelta(hours=9)


def a_day(records: Records) -> DaySummary:
    """Summarize the day."""
    return summarize(records, SINCE, SINCE + timedelta(days=1))


def test_whole_form() -> None:
    """Programs may rely on every key, unit and null of this form; `schema` changes with it."""
    spans = (
        Span(NINE, 2400.0, State.UPRIGHT),
        Span(NINE + timedelta(hours=1), 1200.0, State.SLUMPED),
        Span(NINE + timedelta(hours=2), 60.5, State.UNKNOWN, Reason.TOO_DARK),
        Span(NINE + timedelta(hours=3), 30.0, State.UNKNOWN),
        Span(NINE + timedelta(hours=4), 600.0, State.ABSENT),
    )
    episodes = (SlumpEpisode(NINE + timedelta(hours=1), 1200.0, 21.25),)
    nudges = (NudgeRecord(NINE, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 8.5),)
    report = json.loads(json_report.render([a_day(Records(spans, episodes, nudges))]))
    assert report == {
        "schema": 1,
        "mediapipe_telemetry_allowed": False,
        "days": [
            {
                "day": "2026-03-02",
                "since": "2026-03-02T00:00:00+01:00",
                "until": "2026-03-03T00:00:00+01:00",
                "recorded_s": 4290.5,
                "seen_s": 3690.5,
                "judged_s": 3600.0,
                "upright_s": 2400.0,
                "slumped_s": 1200.0,
                "overextended_s": 0.0,
                "unknown_s": 90.5,
                "absent_s": 600.0,
                "unknown_by_reason_s": {"too_dark": 60.5, "unspecified": 30.0},
                "upright_share": 0.6667,
                "slumped_share": 0.3333,
                "overextended_share": 0.0,
                "slump_episodes": {
                    "number": 1,
                    "longest_s": 1200.0,
                    "per_judged_hour": 1.0,
                    "mean_flexion_deg": 21.25,
                },
                "nudges": {
                    "sent": 1,
                    "sent_by_kind": {"sit_up": 1, "locust": 0, "break": 0},
                    "helped": 1,
                    "median_response_s": 8.5,
                },
            }
        ],
    }


def test_empty_day_has_every_key() -> None:
    """An empty day has the same keys as a full one; what cannot be said is null, not 0."""
    full = Records(spans=(Span(NINE, 60.0, State.UPRIGHT),))
    report = json.loads(json_report.render([a_day(full), a_day(Records())]))
    first, second = report["days"]
    assert list(first) == list(second)
    nulls = {key for key, value in second.items() if value is None}
    assert nulls == {"upright_share", "slumped_share", "overextended_share"}
    assert second["slump_episodes"]["per_judged_hour"] is None
    assert second["nudges"]["median_response_s"] is None


def test_days_is_always_a_list() -> None:
    """None, one or many days have one form, so that a program needs one reader."""
    for number in (0, 1, 3):
        report = json.loads(json_report.render([a_day(Records())] * number))
        assert len(report["days"]) == number


def test_ends_in_a_newline() -> None:
    """The text is whole lines, as pipes like it."""
    assert json_report.render([]).endswith("}\n")


def test_telemetry_that_is_allowed_is_said() -> None:
    """A program can tell whether the config lets MediaPipe report its use."""
    for allowed in (True, False):
        report = json.loads(json_report.render([], telemetry_allowed=allowed))
        assert report["mediapipe_telemetry_allowed"] is allowed
