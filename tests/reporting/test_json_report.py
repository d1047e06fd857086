"""The report that programs read."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import MONDAY, NINE, report_of
from sitwell.core.reason import Reason
from sitwell.core.records import (
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)
from sitwell.core.report import Report, compile_report
from sitwell.reporting.programs import json_report

Json = dict[str, Any]

SCHEMA: Json = json.loads(
    files("sitwell.reporting.programs").joinpath("report.schema.json").read_text(encoding="utf-8")
)
SINCE = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))
AT_NINE = SINCE + timedelta(hours=9)
ANGLES = Exposure(
    AT_NINE,
    3600.0,
    ((0, 1800.0), (10, 1800.0)),
    ((2, 60.0),),
    ((3600.0, *(0.0,) * 7), *((0.0,) * 8,) * 4),
    360.0,
    180.0,
    90.0,
    36.0,
    6,
)


def strict(schema: Any) -> Any:
    """Give the schema with no key allowed that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and "required" in schema:
        closed["additionalProperties"] = False
    return closed


STRICT = jsonschema.Draft202012Validator(
    strict(SCHEMA), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def read(report: Report) -> Json:
    """Give the page, which is what its schema says, and names nothing else."""
    page: Json = json.loads(json_report.render(report))
    STRICT.validate(page)
    return page


def test_whole_form() -> None:
    """Programs may rely on every key, unit and null of this form; `schema` changes with it."""
    spans = (
        Span(AT_NINE, 2400.0, State.UPRIGHT),
        Span(AT_NINE + timedelta(hours=1), 1200.0, State.SLUMPED),
        Span(AT_NINE + timedelta(hours=2), 60.5, State.UNKNOWN, Reason.TOO_DARK),
        Span(AT_NINE + timedelta(hours=3), 30.0, State.UNKNOWN, Reason.NO_FRAMES),
        Span(AT_NINE + timedelta(hours=4), 15.0, State.UNKNOWN, Reason.PAUSED),
        Span(AT_NINE + timedelta(hours=5), 600.0, State.ABSENT),
    )
    records = Records(
        spans,
        (SlumpEpisode(AT_NINE + timedelta(hours=1), 1200.0, 21.25),),
        (NudgeRecord(AT_NINE, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 8.5),),
        (ExerciseRecord(AT_NINE, "bird_dog", ExerciseOutcome.DONE, 10),),
        (ANGLES,),
    )
    page = read(compile_report(records, MONDAY, 1, SINCE.tzinfo or UTC))
    (day,) = page["days"]
    assert day == {
        "day": "2026-03-02",
        "since": "2026-03-02T00:00:00+01:00",
        "until": "2026-03-03T00:00:00+01:00",
        "recorded_s": 4305.5,
        "seen_s": 3660.5,
        "judged_s": 3600.0,
        "upright_s": 2400.0,
        "slumped_s": 1200.0,
        "overextended_s": 0.0,
        "unknown_s": 105.5,
        "unclear_s": 60.5,
        "unseen_s": 30.0,
        "paused_s": 15.0,
        "absent_s": 600.0,
        "unknown_by_reason_s": {"too_dark": 60.5, "no_frames": 30.0, "paused": 15.0},
        "upright_share": 0.6667,
        "slumped_share": 0.3333,
        "overextended_share": 0.0,
        "hours": [
            {
                "clock_hour": 9,
                "start_s": 32400.0,
                "judged_s": 2400.0,
                "upright_s": 2400.0,
                "slumped_s": 0.0,
                "overextended_s": 0.0,
                "slumped_share": 0.0,
            },
            {
                "clock_hour": 10,
                "start_s": 36000.0,
                "judged_s": 1200.0,
                "upright_s": 0.0,
                "slumped_s": 1200.0,
                "overextended_s": 0.0,
                "slumped_share": 1.0,
            },
        ],
        "first_hour_slumped_share": None,
        "last_hour_slumped_share": None,
        "slump_episodes": {
            "number": 1,
            "longest_s": 1200.0,
            "median_s": 1200.0,
            "per_judged_hour": 1.0,
            "mean_flexion_deg": 21.25,
        },
        "sitting": {
            "seated_s": 3660.5,
            "longest_s": 2400.0,
            "over_30_min_share": 0.6556,
            "median_break_s": None,
            "bouts": [
                {"start_s": 32400.0, "stop_s": 34800.0},
                {"start_s": 36000.0, "stop_s": 37200.0},
                {"start_s": 39600.0, "stop_s": 39660.5},
            ],
            "breaks": [],
        },
        "exposure": {
            "judged_s": 3600.0,
            "head_forward_s": 360.0,
            "rounded_s": 180.0,
            "leaning_left_s": 90.0,
            "leaning_right_s": 36.0,
            "head_forward_share": 0.1,
            "rounded_share": 0.05,
            "leaning_left_share": 0.025,
            "leaning_right_share": 0.01,
            "shifts_per_judged_hour": 6.0,
            "flexion_deg": {"p10": -0.3, "p50": 0.5, "p90": 10.3},
            "rounding_deg": None,
            "levels_deg": [-4.0, 5.0, 11.0, 20.0],
            "lengths_s": [10.0, 30.0, 60.0, 300.0, 600.0, 1200.0, 1800.0],
            "level_s": [[3600.0, *[0.0] * 7], *[[0.0] * 8] * 4],
        },
        "nudges": {
            "sent": 1,
            "sent_by_kind": {kind.value: int(kind is NudgeKind.SIT_UP) for kind in NudgeKind},
            "helped": 1,
            "ignored": 0,
            "median_response_s": 8.5,
        },
        "exercises": [
            {"card": "bird_dog", "done": 1, "stopped": 0, "repetitions": 10, "seen_repetitions": 0}
        ],
    }
    assert page["schema"] == 1
    assert page["mediapipe_telemetry_allowed"] is False
    assert page["damaged_days"] == []
    assert len(page["trend"]["days"]) == 30
    assert page["trend"]["last_7_days"] == {
        "days": 1,
        "median_share": 0.3333,
        "lower_quartile_share": None,
        "upper_quartile_share": None,
    }
    assert (page["finding"]["change"], page["finding"]["advice"]) == ("not_enough", "breaks")


def test_empty_day_has_every_key() -> None:
    """An empty day has the same keys as a full one; what cannot be said is null, not 0."""
    first, second = read(report_of("1m upright", "", count=2))["days"]
    assert list(first) == list(second)
    nulls = {key for key, value in second.items() if value is None}
    ends = {"first_hour_slumped_share", "last_hour_slumped_share"}
    assert nulls == ends | {"upright_share", "slumped_share", "overextended_share", "exposure"}
    assert second["slump_episodes"]["per_judged_hour"] is None
    assert second["nudges"]["median_response_s"] is None
    assert second["sitting"]["over_30_min_share"] is None


def test_days_is_always_a_list() -> None:
    """One or many days have one form, so that a program needs one reader."""
    for number in (1, 3, 40):
        assert len(read(report_of("1h upright", count=number))["days"]) == number


def test_damaged_days_are_named() -> None:
    """A program learns which days are missing."""
    damaged = MONDAY - timedelta(days=1)
    page = read(report_of("1h upright", "1h upright", count=2, damaged=(damaged,)))
    assert page["damaged_days"] == ["2026-03-01"]
    assert [day["day"] for day in page["days"]] == ["2026-03-02"]


def test_ends_in_a_newline() -> None:
    """The text is whole lines, as pipes like it."""
    assert json_report.render(report_of("")).endswith("}\n")


def test_telemetry_that_is_allowed_is_said() -> None:
    """A program can tell whether the config lets MediaPipe report its use."""
    for allowed in (True, False):
        report = json.loads(json_report.render(report_of(""), telemetry_allowed=allowed))
        assert report["mediapipe_telemetry_allowed"] is allowed


PARTS = st.tuples(st.integers(1, 200), st.sampled_from([*State, *Reason]))
SCRIPTS = st.lists(PARTS, max_size=8).map(
    lambda parts: ", ".join(f"{minutes}m {word.value}" for minutes, word in parts)
)


@given(st.lists(SCRIPTS, min_size=1, max_size=4), st.booleans())
def test_any_report_is_what_the_schema_says(scripts: list[str], has_angles: bool) -> None:
    """However the days went, a program that trusts the schema is not surprised."""
    scripts = [script.replace("m unknown", "m unsure") for script in scripts]
    exposures = (Exposure(NINE, 60.0), ANGLES) if has_angles else ()
    read(report_of(*scripts, records=Records(exposures=exposures), count=len(scripts)))


def test_schema_is_one() -> None:
    """The schema file is a valid schema of the version that it names."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("days",), []),
        (("days", 0, "slumped_share"), 1.5),
        (("days", 0, "judged_s"), None),
        (("days", 0, "day"), 20260302),
        (("days", 0, "more"), 1),
    ],
)
def test_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    """The schema says something: a report with a wrong value does not fit it."""
    page = deepcopy(read(report_of("1h upright")))
    place: Any = page
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        STRICT.validate(page)
