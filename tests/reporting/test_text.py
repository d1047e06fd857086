"""The report that people read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, Records
from sitwell.core.summary import (
    DaySummary,
    KindCount,
    NudgeSummary,
    ReasonSeconds,
    SlumpSummary,
    summarize,
)
from sitwell.reporting import text

SINCE = datetime(2026, 3, 2, tzinfo=UTC)
EMPTY = summarize(Records(), SINCE, SINCE + timedelta(days=1))
FULL = DaySummary(
    SINCE,
    SINCE + timedelta(days=1),
    upright_s=250 * 60,
    slumped_s=90 * 60,
    overextended_s=10 * 60,
    unknown_s=22 * 60,
    absent_s=63 * 60,
    unknown_by_reason=(
        ReasonSeconds(Reason.TOO_DARK, 15 * 60),
        ReasonSeconds(Reason.SEVERAL_PEOPLE, 7 * 60),
    ),
    slumps=SlumpSummary(7, 18 * 60, 1.2, 24.4),
    nudges=NudgeSummary(
        5,
        (
            KindCount(NudgeKind.SIT_UP, 4),
            KindCount(NudgeKind.LOCUST, 0),
            KindCount(NudgeKind.BREAK, 1),
        ),
        4,
        12.0,
    ),
)
FULL_TEXT = """\
Monday 2 March 2026
Seen 6 h 12 min, judged 5 h 50 min, away 1 h 3 min.
Could not be judged: 22 min (too dark 15 min, several people 7 min).

Of the 5 h 50 min judged, compared with your own upright (estimated):
  upright        4 h 10 min    71 %
  slumped        1 h 30 min    26 %
  overextended       10 min     3 %

Slump episodes: 7, or 1.2 per judged hour; the longest 18 min.
  On average 24° more flexed than your upright (estimated).
Nudges: 5 (4 to sit up, 1 break); 4 of 5 helped, half of those within 12 s.
"""
TABLE = """\
day               seen  judged    away upright slumped  slumps  nudges  helped
Mon 2026-03-02    6:12    5:50    1:03    71 %    26 %       7       5       4
Mon 2026-03-02  nothing was recorded
Times in hours:minutes. Upright and slumped are shares of the judged time, compared with
your own upright (estimated).
"""


def test_full_day() -> None:
    """A day tells coverage first, then shares with their denominator, episodes, and nudges."""
    assert text.render([FULL]) == FULL_TEXT


def test_several_days() -> None:
    """Several days are a table with a line for each, and say what the shares are of."""
    assert text.render([FULL, EMPTY]) == TABLE


def test_no_days() -> None:
    """No days are a table without lines."""
    assert text.render([]).startswith("day ")


def test_empty_day() -> None:
    """An empty day says so, and how to begin."""
    assert text.render([EMPTY]).splitlines() == [
        "Nothing was recorded on Monday 2 March 2026.",
        "Start the monitor with `sitwell watch`, and the day will fill in here.",
    ]


def test_nothing_judged() -> None:
    """Where nothing could be judged no percentage is shown, but what to do is."""
    report = text.render([replace(EMPTY, unknown_s=600.0)])
    assert "%" not in report
    assert "Seen 10 min, judged 0 s, away 0 s." in report
    assert "`sitwell doctor`" in report


def test_away_all_day() -> None:
    """A day away is no fault of the camera and needs no advice."""
    report = text.render([replace(EMPTY, absent_s=3600.0)])
    assert "You were away all the time" in report
    assert "doctor" not in report


def test_quiet_day() -> None:
    """A day without episodes or nudges says none, and invents no angle or time."""
    report = text.render([replace(EMPTY, upright_s=3600.0)])
    assert report.endswith("\nSlump episodes: none.\nNudges: none.\n")
    assert "°" not in report


@pytest.mark.parametrize(
    ("helped", "median_response_s", "expected"),
    [
        pytest.param(0, None, "0 of 2 helped.", id="none helped"),
        pytest.param(1, 90.0, "1 of 2 helped, within 1 min 30 s.", id="one helped"),
        pytest.param(2, 9.0, "2 of 2 helped, half of those within 9 s.", id="both helped"),
    ],
)
def test_nudges_helped(helped: int, median_response_s: float | None, expected: str) -> None:
    """How fast nudges helped is said of those that did, and of no others."""
    nudges = NudgeSummary(2, (KindCount(NudgeKind.LOCUST, 2),), helped, median_response_s)
    report = text.render([replace(FULL, nudges=nudges)])
    assert report.endswith(f"Nudges: 2 (2 Locust); {expected}\n")


def test_bars() -> None:
    """Bars are drawn only when asked for, as long as their share, and change no word."""
    with_bars = text.render([FULL], with_bars=True)
    bars = [line.split("%  ")[1] for line in with_bars.splitlines() if "█" in line]
    assert [bar.count("█") for bar in bars] == [21, 8, 1]
    assert {len(bar) for bar in bars} == {text.BAR_WIDTH}
    assert "".join(c for c in with_bars if c not in "█·").replace("%  \n", "%\n") == FULL_TEXT


def test_plain() -> None:
    """What goes into a pipe has no escape codes, tabs or trailing blanks."""
    for report in (text.render([FULL]), text.render([FULL, EMPTY]), text.render([EMPTY])):
        assert all(line == line.rstrip() for line in report.splitlines())
        assert all(character.isprintable() for character in report.replace("\n", ""))


def test_telemetry_that_is_allowed_is_said() -> None:
    """Where the config lets MediaPipe report its use, every report ends with saying so."""
    for days in ([FULL], [FULL, EMPTY], [EMPTY]):
        allowed = text.render(days, telemetry_allowed=True)
        assert "report its use to Google" in allowed.splitlines()[-1]
        assert "Google" not in text.render(days)
