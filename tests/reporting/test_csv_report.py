"""Days as CSV."""

import csv
import io
from datetime import timedelta

from days import NINE, report_of
from sitwell.core.records import Exposure, NudgeKind, NudgeOutcome, NudgeRecord, Records
from sitwell.core.report import Report
from sitwell.reporting.programs import csv_report

HEADER = (
    "day,recorded_s,seen_s,judged_s,unclear_s,unseen_s,paused_s,absent_s,upright_s,slumped_s,"
    "overextended_s,upright_share,slumped_share,overextended_share,slump_episodes,"
    "slumps_per_judged_hour,slump_median_s,slump_longest_s,slump_mean_flexion_deg,"
    "first_hour_slumped_share,last_hour_slumped_share,sitting_bouts,seated_s,sitting_longest_s,"
    "sitting_long_share,breaks,break_median_s,angles_judged_s,head_forward_s,rounded_s,"
    "leaning_left_s,leaning_right_s,shifts_per_judged_hour,flexion_p10_deg,flexion_p50_deg,"
    "flexion_p90_deg,rounding_p10_deg,rounding_p50_deg,rounding_p90_deg,nudges_sent,"
    "nudges_helped,nudges_ignored,nudge_median_response_s,exercise_sets,exercise_repetitions"
)


def rows(report: Report) -> list[dict[str, str]]:
    """Read the page as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(csv_report.render(report.days), newline="")))


def test_header_is_stable() -> None:
    """Columns may be added at the end; none is renamed, moved or taken away."""
    assert csv_report.render(()).startswith(HEADER)


def test_line_endings() -> None:
    """Every line ends in CR LF, as RFC 4180 has it, and there are no others."""
    page = csv_report.render(report_of("1h upright", "", count=2).days)
    assert page.count("\r\n") == page.count("\n") == 3
    assert page.endswith("\r\n")


def test_a_row_for_each_day() -> None:
    """Days come in order, also those on which nothing was recorded."""
    found = rows(report_of("1h upright", "", "1h slumped", count=3))
    assert [row["day"] for row in found] == ["2026-02-28", "2026-03-01", "2026-03-02"]
    assert [row["judged_s"] for row in found] == ["3600.0", "0.0", "3600.0"]


def test_what_is_not_known_is_empty() -> None:
    """Nothing judged has no share, and angles that were not kept are not 0."""
    (row,) = rows(report_of("1h too_dark"))
    empty = {name for name, cell in row.items() if cell == ""}
    assert {"slumped_share", "slump_median_s", "head_forward_s", "flexion_p50_deg"} <= empty
    assert row["slump_episodes"] == "0"


def test_numbers() -> None:
    """A day with known answers has them."""
    records = Records(
        nudges=(NudgeRecord(NINE, NudgeKind.SIT_UP, NudgeOutcome.HELPED, 8.5),),
        exposures=(Exposure(NINE, 3600.0, ((7, 3600.0),), left_s=36.0, shifts=3),),
    )
    script = "45m upright, 15m slumped, 5m absent, 4m too_dark, 3m camera_gone, 2m paused"
    (row,) = rows(report_of(script, records=records))
    expected = {
        "seen_s": 64 * 60.0,
        "unclear_s": 240.0,
        "unseen_s": 180.0,
        "paused_s": 120.0,
        "absent_s": 300.0,
        "slumped_share": 0.25,
        "sitting_bouts": 2,
        "breaks": 1,
        "break_median_s": 300.0,
        "leaning_left_s": 36.0,
        "shifts_per_judged_hour": 3.0,
        "flexion_p50_deg": 7.0,
        "nudges_sent": 1,
        "nudge_median_response_s": 8.5,
    }
    assert {name: float(row[name]) for name in expected} == expected


def test_other_days_are_not_counted() -> None:
    """A nudge of another day is not counted."""
    other = NudgeRecord(NINE - timedelta(days=1), NudgeKind.BREAK)
    (row,) = rows(report_of("1h upright", records=Records(nudges=(other,))))
    assert row["nudges_sent"] == "0"
