"""Days with known answers give them in every form, through the real store; the forms agree."""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from days import MONDAY, NINE, month_of
from sitwell.adapters.store import open_store
from sitwell.commands.report import Form, make_report, render
from sitwell.core.records import (
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
)
from sitwell.core.report import Report
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.reporting.programs import prometheus

Json = dict[str, Any]
LEVELS = (*((0.0,) * 8,) * 3, (0.0,) * 7 + (3600.0,), (0.0,) * 8)


@dataclass(frozen=True)
class Known:
    """A day and what is known of it, in minutes.

    Attributes:
        script: What happened from nine on.
        judged: Minutes with a verdict; the others likewise.
    """

    script: str
    judged: float = 0
    upright: float = 0
    slumped: float = 0
    extended: float = 0
    unclear: float = 0
    unseen: float = 0
    paused: float = 0
    away: float = 0
    bouts: int = 0
    longest: float = 0
    breaks: int = 0
    episodes: tuple[tuple[float, float], ...] = ()
    helped: int = 0
    ignored: int = 0


DAYS = [
    pytest.param(Known(""), id="empty"),
    pytest.param(Known("1m upright", judged=1, upright=1, bouts=1, longest=1), id="one minute"),
    pytest.param(
        Known("20m upright, 5m slumped", 25, 20, 5, bouts=1, longest=25, episodes=((20, 5),)),
        id="twenty and five",
    ),
    pytest.param(
        Known("40m too_dark, 20m turned_away", unclear=60, bouts=1, longest=60), id="only unknown"
    ),
    pytest.param(Known("3h paused, 1h locked", unseen=60, paused=180), id="not looked at"),
    pytest.param(
        Known(
            "50m upright, 30m slumped, 10m absent, 10m overextended, 15m too_dark, 2m paused, "
            "3m camera_gone, 40m upright, 6m absent, 20m slumped",
            *(150, 90, 50, 10, 15, 3, 2, 16),
            bouts=4,
            longest=80,
            breaks=2,
            episodes=((50, 30), (166, 20)),
            helped=2,
            ignored=1,
        ),
        id="a whole day",
    ),
]


def records_of(known: Known) -> Records:
    """Make the records of the day, and of a full hour of angles."""
    outcomes = [NudgeOutcome.HELPED] * known.helped + [NudgeOutcome.IGNORED] * known.ignored
    nudges = tuple(
        NudgeRecord(
            NINE + timedelta(minutes=n),
            NudgeKind.SIT_UP,
            outcome,
            8.0 if outcome is NudgeOutcome.HELPED else None,
        )
        for n, outcome in enumerate(outcomes)
    )
    episodes = tuple(
        SlumpEpisode(NINE + timedelta(minutes=start), length * 60.0, 17.0)
        for start, length in known.episodes
    )
    angles = Exposure(NINE, 3600.0, ((17, 3600.0),), (), LEVELS, left_s=360.0, shifts=6)
    spans = month_of(known.script).spans
    return Records(spans, episodes, nudges, exposures=(angles,) if known.judged >= 60 else ())


@pytest.fixture(params=DAYS)
def known(request: pytest.FixtureRequest) -> Known:
    """Give each day."""
    found: Known = request.param
    return found


@pytest.fixture
def report(known: Known, tmp_path: Path) -> Report:
    """Give its report, made of what a store had kept of it."""
    with open_store(tmp_path / "record.db") as store:
        store.save(records_of(known))
    return make_report(tmp_path / "record.db", MONDAY, 1, UTC).report


def json_day(report: Report) -> Json:
    """Read the day from the JSON form."""
    page = json.loads(render(report, Form.JSON, telemetry_allowed=False))
    (day,) = page["days"]
    found: Json = day
    return found


def csv_day(report: Report) -> dict[str, float | None]:
    """Read the day's numbers from the CSV form."""
    page = render(report, Form.CSV, telemetry_allowed=False)
    (row,) = csv.DictReader(io.StringIO(page, newline=""))
    return {n: float(cell) if cell else None for n, cell in row.items() if n != "day"}


def test_json_has_the_answers(known: Known, report: Report) -> None:
    """Every number that is known of the day is in the JSON, to the second."""
    day = json_day(report)
    assert {
        "judged_s": known.judged,
        "upright_s": known.upright,
        "slumped_s": known.slumped,
        "overextended_s": known.extended,
        "unclear_s": known.unclear,
        "unseen_s": known.unseen,
        "paused_s": known.paused,
        "absent_s": known.away,
    }.items() == {name: day[name] / 60 for name in _COVERED}.items()
    assert day["seen_s"] == day["judged_s"] + day["unclear_s"]
    assert day["recorded_s"] == day["seen_s"] + day["unseen_s"] + day["paused_s"] + day["absent_s"]
    sitting, slumps, nudges = day["sitting"], day["slump_episodes"], day["nudges"]
    assert (len(sitting["bouts"]), sitting["longest_s"] / 60) == (known.bouts, known.longest)
    assert len(sitting["breaks"]) == known.breaks
    assert slumps["number"] == len(known.episodes)
    assert slumps["longest_s"] / 60 == max((length for _, length in known.episodes), default=0)
    assert (nudges["helped"], nudges["ignored"]) == (known.helped, known.ignored)
    assert (day["exposure"] is None) == (known.judged < 60)


_COVERED = (
    *("judged_s", "upright_s", "slumped_s", "overextended_s"),
    *("unclear_s", "unseen_s", "paused_s", "absent_s"),
)


def test_csv_agrees(report: Report) -> None:
    """The row has the numbers of the JSON, and is empty where that is null."""
    day, row = json_day(report), csv_day(report)
    angles = day["exposure"] or {}
    flexion = angles.get("flexion_deg") or {}
    expected = {
        **{name: day[name] for name in _COVERED},
        **{f"{state}_share": day[f"{state}_share"] for state in ("upright", "slumped")},
        "slump_episodes": day["slump_episodes"]["number"],
        "slump_median_s": day["slump_episodes"]["median_s"],
        "slumps_per_judged_hour": day["slump_episodes"]["per_judged_hour"],
        "sitting_bouts": len(day["sitting"]["bouts"]),
        "sitting_longest_s": day["sitting"]["longest_s"],
        "sitting_long_share": day["sitting"]["over_30_min_share"],
        "first_hour_slumped_share": day["first_hour_slumped_share"],
        "breaks": len(day["sitting"]["breaks"]),
        "leaning_left_s": angles.get("leaning_left_s"),
        "shifts_per_judged_hour": angles.get("shifts_per_judged_hour"),
        "flexion_p50_deg": flexion.get("p50"),
        "nudges_sent": day["nudges"]["sent"],
        "nudges_helped": day["nudges"]["helped"],
        "nudge_median_response_s": day["nudges"]["median_response_s"],
    }
    assert {name: row[name] for name in expected} == expected


def test_prometheus_agrees(report: Report) -> None:
    """The samples are the numbers of the JSON."""
    day = json_day(report)
    page = prometheus.render(report.days, MONDAY)
    found = {
        name: float(value)
        for name, value in re.findall(r'sitwell_day_(\w+\{day="today"[^}]*\}) (\S+)', page)
    }
    coverage = {"unclear": "unclear_s", "unseen": "unseen_s", "paused": "paused_s"}
    for name, key in (coverage | {"judged": "judged_s", "away": "absent_s"}).items():
        assert found[f'coverage_seconds{{day="today",coverage="{name}"}}'] == day[key]
    for state in ("upright", "slumped", "overextended"):
        assert found[f'state_seconds{{day="today",state="{state}"}}'] == day[f"{state}_s"]
    ratio = found.get('slumped_ratio{day="today"}')
    assert (None if ratio is None else round(ratio, 4)) == day["slumped_share"]
    assert found['breaks{day="today"}'] == len(day["sitting"]["breaks"])
    assert found['nudges_helped{day="today"}'] == day["nudges"]["helped"]


def test_text_agrees(known: Known, report: Report) -> None:
    """What people read are the numbers of the JSON, in the words for them."""
    day = json_day(report)
    page = " ".join(render(report, Form.TEXT, telemetry_allowed=False).split())
    if day["recorded_s"] == 0:
        assert page.startswith("Nothing was recorded")
        return
    assert f"At the desk {a_duration(day['seen_s'])}: judged {a_duration(day['judged_s'])}" in page
    assert f"Away {a_duration(day['absent_s'])}." in page
    for words, key in (("could not be judged", "unclear_s"), ("Paused", "paused_s")):
        assert (f"{words} {a_duration(day[key])}" in page) == (day[key] > 0)
    assert (f"No picture {a_duration(day['unseen_s'])}" in page) == (day["unseen_s"] > 0)
    if day["judged_s"] == 0:
        assert "%" not in page
        return
    for name, key in (("upright", "upright"), ("slumped", "slumped"), ("extended", "overextended")):
        told = f"{name} {a_duration(day[f'{key}_s'])} {a_share(day[f'{key}_share'])}"
        assert told in page
    number = day["slump_episodes"]["number"]
    assert f"Slump episodes: {number or 'none'}" in page
    assert (
        f"Sitting bouts: {known.bouts}, longest {a_duration(day['sitting']['longest_s'])}" in page
    )
    assert f"Breaks over 5 min: {known.breaks or 'none'}" in page
    sent = day["nudges"]["sent"]
    assert (f"Nudges: {sent} (" if sent else "Nudges: none.") in page
