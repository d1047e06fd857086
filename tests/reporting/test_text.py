"""The report that people read."""

from datetime import timedelta

import pytest
from rich.text import Text

from days import MONDAY, NINE, report_of
from sitwell.core.records import (
    CountedBy,
    ExerciseOutcome,
    ExerciseRecord,
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
)
from sitwell.core.report import Report
from sitwell.reporting.text import report as text
from sitwell.reporting.text import sheet
from sitwell.reporting.text.sheet import Sheet

SCRIPT = (
    "50m upright, 30m slumped, 10m absent, 10m overextended, 15m too_dark, 7m several_people, "
    "30m upright, 2m paused, 3m camera_gone, 30m slumped, 100m upright"
)
LEVELS = (
    (600.0, *(0.0,) * 7),
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10_800.0),
    (0.0,) * 8,
    (0.0, 30.0, 0.0, 0.0, 0.0, 3570.0, 0.0, 0.0),
    (0.0,) * 8,
)
ANGLES = Exposure(
    NINE,
    15_000.0,
    ((-6, 600.0), (2, 10_800.0), (17, 3600.0)),
    ((3, 15_000.0),),
    LEVELS,
    1500.0,
    750.0,
    60.0,
    300.0,
    shifts=25,
)


def nudge(minute: int, outcome: NudgeOutcome, response_s: float | None = None) -> NudgeRecord:
    """Make a nudge to sit up."""
    at = NINE + timedelta(minutes=minute)
    return NudgeRecord(at, NudgeKind.SIT_UP, outcome, response_s)


FULL = report_of(
    *["3h upright, 1h slumped"] * 4,
    SCRIPT,
    records=Records(
        episodes=(
            SlumpEpisode(NINE + timedelta(minutes=50), 1800.0, 17.0),
            SlumpEpisode(NINE + timedelta(minutes=157), 1800.0, 19.0),
        ),
        nudges=(
            nudge(52, NudgeOutcome.HELPED, 12.0),
            nudge(160, NudgeOutcome.HELPED, 8.0),
            nudge(170, NudgeOutcome.IGNORED),
        ),
        exercises=(
            ExerciseRecord(NINE, "bird_dog", ExerciseOutcome.DONE, 10, CountedBy.CAMERA, 60.0),
        ),
        exposures=(ANGLES,),
    ),
)
FULL_TEXT = """\
Monday 2 March 2026
At the desk 4 h 32 min: judged 4 h 10 min, could not be judged 22 min (too dark
  15 min, several people 7 min).
Away 10 min. Paused 2 min. No picture 3 min (camera gone 3 min).

Of the 4 h 10 min judged, beside your own upright:
  upright             3 h 0 min    72 %
  slumped             1 h 0 min    24 %
  over-extended          10 min     4 %
  head forward           25 min    10 %
  rounded (unsure)       12 min     5 %
  leaning left            1 min    <1 %
  leaning right           5 min     2 %

By the hour           9  10  11  12  13
  % slumped, of      17  67  43  12   0
  minutes judged     60  30  53  60  47

Slump episodes: 2, or 0.5 per judged hour, half under 30 min, the longest
  30 min; on average 18° more flexed than your upright (estimated).
Slumped in the first judged hour: 17 %; in the last: 0 %.
Sitting bouts: 3, longest 2 h 10 min; 100 % of 4 h 32 min in bouts over 30 min.
Breaks over 5 min: 1, of 10 min. Posture shifts: 6.0 per judged hour.

Minutes at each flexion (estimated), by how long it lasted:
  in one go       <10s   –30s  –1min  –5min –10min –20min –30min >30min    all
  below −4°         10      ·      ·      ·      ·      ·      ·      ·     10
  −4 to 5°           ·      ·      ·      ·      ·      ·      ·    180    180
  5 to 11°           ·      ·      ·      ·      ·      ·      ·      ·      ·
  11 to 20°          ·     <1      ·      ·      ·     60      ·      ·     60
  over 20°           ·      ·      ·      ·      ·      ·      ·      ·      ·
10, 50, 90 % of the time below: flexion 2°, 2°, 17°; rounding 3°, 3°, 3°.

Nudges: 3 (3 to sit up); 2 of 3 helped, half within 10 s; 1 did not.
Exercises: bird dog 1 set done (10 repetitions, seen by the camera).

"""
TABLE = """\
day               desk  judged    away upright slumped  slumps  nudges  helped
Sat 2026-02-28    1:00    1:00    0:30    75 %    25 %       0       0       0
Sun 2026-03-01  nothing was recorded
Mon 2026-03-02  could not be read
"""


def words(report: Report) -> str:
    """Give the page on one line, however it was wrapped."""
    return " ".join(text.render(report).split())


def plain(lines: list[Text]) -> str:
    """Give lines without their styles."""
    return sheet.to_plain(lines)


def test_full_day() -> None:
    """A day tells coverage first, shares with their denominator, and then all else."""
    assert text.render(FULL).startswith(FULL_TEXT)


def test_a_day_ends_with_the_weeks_and_what_to_do() -> None:
    """Trend, change, advice and the error of the estimate come last, in this order."""
    said = words(FULL)
    places = [
        said.index(part)
        for part in (
            "last 7 days: 25 % (25–25 %, 5 days)",
            "last 30 days:",
            "much as on the 4 days before",
            "Tomorrow, try",
            "This is a comparison",
        )
    ]
    assert places == sorted(places)


def test_a_day_fits_on_a_screen() -> None:
    """All of it is about one screen of an ordinary terminal."""
    for width in (80, 100):
        assert len(text.compose(FULL, Sheet(width, is_screen=True))) <= 50


def test_several_days() -> None:
    """Several days are a table with a line for each, also for one that could not be read."""
    several = report_of(
        "45m upright, 15m slumped, 30m absent", "1m nothing", "", count=3, damaged=(MONDAY,)
    )
    assert text.render(several).startswith(TABLE)
    assert "shares of the judged time" in words(several)


def test_empty_day() -> None:
    """An empty day says so, and how to begin."""
    assert text.render(report_of("")).splitlines() == [
        "Nothing was recorded on Monday 2 March 2026.",
        "Start the monitor with `sitwell watch`, and the day will fill in here.",
    ]


def test_empty_day_after_others() -> None:
    """The weeks before are still there."""
    assert "last 7 days: 0 % (1 day)" in words(report_of("1h upright", ""))


@pytest.mark.parametrize(
    "script", ["10m too_dark", "1m turned_away, 3h camera_gone"], ids=["unclear", "little seen"]
)
def test_nothing_judged(script: str) -> None:
    """Where nothing could be judged no percentage is shown, but what to do is."""
    said = words(report_of(script))
    assert "%" not in said
    assert "judged 0 s" in said
    assert "`sitwell doctor`" in said


@pytest.mark.parametrize("script", ["1h absent", "1h paused", "1h camera_gone"])
def test_not_at_the_desk_all_day(script: str) -> None:
    """A day away, paused or without a picture has nothing to compare."""
    said = words(report_of(script))
    assert "You were not at the desk" in said
    assert "%" not in said


def test_quiet_day() -> None:
    """A day without episodes, nudges or exercises says none, and invents no angle or time."""
    said = words(report_of("1h upright")).partition("Angles are estimates")[0]
    assert "Slump episodes: none." in said
    assert "Breaks over 5 min: none." in said
    assert "Nudges: none. Exercises: none." in said
    assert "°" not in said


def test_one_minute() -> None:
    """A single minute is a day like any other, and too short to be compared."""
    said = words(report_of("1m slumped"))
    assert "slumped 1 min 100 %" in said
    assert "There are not enough days yet" in said


def test_day_without_angles() -> None:
    """Where the angles were not kept that is said, and no zero is shown for them."""
    said = words(report_of("1h upright"))
    assert "The other angles were not kept on this day." in said
    assert "head forward 0" not in said
    assert "Minutes at each flexion" not in said


def test_angles_of_another_time_have_their_own_denominator() -> None:
    """Shares of angles that were kept of half the day are shares of that half."""
    half = Exposure(NINE, 1800.0, level_s=LEVELS, head_forward_s=900.0)
    said = words(report_of("1h upright", records=Records(exposures=(half,))))
    assert "Of the 30 min whose angles were kept: head forward 15 min 50 %" in said


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([None, None], "0 of 2 helped; 2 did not.", id="none helped"),
        pytest.param([90.0, None], "1 of 2 helped, within 1 min 30 s; 1 did not.", id="one"),
        pytest.param([9.0, 9.0], "2 of 2 helped, half within 9 s.", id="both"),
    ],
)
def test_nudges_helped(outcomes: list[float | None], expected: str) -> None:
    """How fast nudges helped is said of those that did, and of no others."""
    nudges = tuple(
        nudge(minute, NudgeOutcome.IGNORED if s is None else NudgeOutcome.HELPED, s)
        for minute, s in enumerate(outcomes)
    )
    said = words(report_of("1h upright", records=Records(nudges=nudges)))
    assert f"Nudges: 2 (2 to sit up); {expected}" in said


def test_screen_says_the_same() -> None:
    """Bars and sparklines add to the words of the page and take none away."""
    drawn = plain(text.compose(FULL, Sheet(80, is_screen=True)))
    marks = set("█·▁▂▃▄▅▆▇")
    kept = [line.rstrip("█·").rstrip() for line in drawn.splitlines()]
    kept = [line for line in kept if not marks & set(line) or "°" in line]
    expected = [line.rstrip("█·").rstrip() for line in text.render(FULL).splitlines()]
    assert kept == expected


def test_bars_are_as_long_as_their_shares() -> None:
    """Three quarters of a bar are full where three quarters of the time are."""
    drawn = text.compose(report_of("45m upright, 15m slumped"), Sheet(80, is_screen=True))
    bars = [line.plain.split("%  ")[1] for line in drawn if "%  " in line.plain]
    assert [bar.count("█") for bar in bars[:2]] == [22, 8]
    assert {len(bar) for bar in bars} == {30}


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_too_wide(width: int) -> None:
    """Whatever the terminal, nothing runs over its edge; a day of all hours neither."""
    for report in (FULL, report_of(*["24h upright"] * 3), report_of("")):
        lines = text.compose(report, Sheet(width, is_screen=True))
        assert max(len(line) for line in lines) <= width


def test_narrow_screen_has_no_matrix() -> None:
    """A table that would not fit is left out."""
    assert "in one go" not in plain(text.compose(FULL, Sheet(79, is_screen=True)))


def test_trend_has_a_mark_for_each_day() -> None:
    """Thirty marks, a dot where there is no day, scaled to what is written beside."""
    month = report_of("3h slumped", "3h nothing", "2h upright, 1h slumped")
    drawn = plain(text.compose(month, Sheet(80, is_screen=True)))
    (line,) = (line for line in drawn.splitlines() if "full height" in line)
    assert "·" * 27 + "█·▃" in line
    assert line.strip().startswith("Feb 1 ")
    assert line.endswith("Mar 2  (full height 100 %)")


def test_plain() -> None:
    """What goes into a pipe has no escape codes, tabs or trailing blanks."""
    for report in (FULL, report_of("1h upright", "1h slumped", count=2), report_of("")):
        page = text.render(report)
        assert all(line == line.rstrip() for line in page.splitlines())
        assert all(character.isprintable() for character in page.replace("\n", ""))


def test_telemetry_that_is_allowed_is_said() -> None:
    """Where the config lets MediaPipe report its use, every report ends with saying so."""
    for report in (FULL, report_of("1h upright", "", count=2), report_of("")):
        allowed = text.render(report, telemetry_allowed=True)
        assert "report its use to Google" in " ".join(allowed.split("\n\n")[-1].split())
        assert "Google" not in text.render(report)


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    """A time or a share stays in one piece, wherever the line ends."""
    words = "slumped 12 h 34 min or 56 % of 7 s " * 9
    for width in range(40, 60):
        lines = [line.plain for line in Sheet(width).wrap(words)]
        assert not any(line[-1].isdigit() for line in lines)
        assert " ".join(" ".join(lines).split()) == words.strip()
