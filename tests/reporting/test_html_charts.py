"""What the charts of the page draw."""

import re
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from math import isclose

import pytest

from days import BERLIN, day_of
from example_month import many_episodes, month
from sitwell.core.day import Hour, tell
from sitwell.core.exposure import LENGTHS_S, LEVELS_DEG
from sitwell.core.records import NudgeKind, NudgeOutcome, NudgeRecord, Records, Span, State
from sitwell.reporting.html import heat_map, timeline, words
from sitwell.reporting.html.day_clock import DayClock

STYLE = (files("sitwell.reporting.html") / "templates" / "style.css").read_text(encoding="utf-8")


def test_skyline_shows_what_most_of_a_slot_was() -> None:
    """The drawn widths are the day's times, as finely as the drawing can show them."""
    drawn = timeline.draw(day_of("30m upright, 15m slumped, 15m absent"))
    assert drawn is not None
    widths = {block.kind: round(block.width, 2) for block in drawn.blocks}
    assert widths == {"upright": 50.0, "slumped": 25.0, "away": 25.0}
    assert [round(block.left, 2) for block in drawn.blocks] == [0.0, 50.0, 75.0]


@pytest.mark.parametrize("seed", range(5))
def test_skyline_agrees_with_the_day(seed) -> None:
    """Over a whole day, the merged drawing gives each kind about its share."""
    day = month(seed=seed).last
    drawn = timeline.draw(day)
    assert drawn is not None
    shown_s = len(drawn.hours) * 3600.0
    for kind, seconds in (("upright", day.summary.upright_s), ("slumped", day.summary.slumped_s)):
        width = sum(block.width for block in drawn.blocks if block.kind == kind)
        assert isclose(width / 100.0 * shown_s, seconds, rel_tol=0.06)


def test_restless_day_is_drawn_with_few_shapes() -> None:
    """2,000 episodes take no more shapes than the drawing has room for."""
    drawn = timeline.draw(many_episodes())
    assert drawn is not None
    assert len(drawn.blocks) <= 1000
    assert len(drawn.markers) <= 100 / timeline.LEAST_APART + 1


def test_night_is_left_out() -> None:
    """The drawing begins with the hour in which somebody was first seen, and ends with the last."""
    drawn = timeline.draw(day_of("3h locked, 30m upright, 4h locked"))
    assert drawn is not None
    assert [hour.label for hour in drawn.hours] == ["12:00"]


def test_day_without_anybody_is_drawn_whole() -> None:
    """Where nobody was seen, all that was recorded is drawn."""
    drawn = timeline.draw(day_of("3h locked"))
    assert drawn is not None
    assert [hour.label for hour in drawn.hours] == ["09:00", "10:00", "11:00"]


def test_marks_follow_what_became_of_nudges() -> None:
    """A nudge that was followed has another mark than one that was not."""
    nudges = tuple(
        NudgeRecord(datetime(2026, 3, 2, 9, at, tzinfo=UTC), NudgeKind.SIT_UP, outcome)
        for at, outcome in ((15, NudgeOutcome.HELPED), (45, NudgeOutcome.IGNORED))
    )
    drawn = timeline.draw(day_of("1h upright", Records(nudges=nudges)))
    assert drawn is not None
    assert [(mark.kind, mark.left) for mark in drawn.markers] == [("helped", 25.0), ("nudge", 75.0)]
    assert drawn.marks == ("helped", "nudge")


@pytest.mark.parametrize(
    ("place", "told"),
    [pytest.param(1, "01:00", id="before"), pytest.param(2, "03:00", id="after")],
)
def test_clock_follows_the_change_to_summer_time(place, told) -> None:
    """The hour that the clocks skip is skipped on the axis as well."""
    day = datetime(2026, 3, 29, tzinfo=BERLIN).date()
    start = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    spans = tuple(Span(start + timedelta(hours=h), 3600.0, State.UPRIGHT) for h in range(4))
    clock = DayClock(tell(Records(spans), day, BERLIN).hours)
    assert clock.hour(place) == told


def test_clock_knows_minutes_and_midnight() -> None:
    """A moment has its minutes, and the end of the day is midnight again."""
    clock = DayClock((Hour(9 * 3600.0, 9),))
    assert [clock.at(9.7 * 3600.0), clock.hour(24)] == ["09:42", "00:00"]


def test_heat_map_has_a_place_for_every_class() -> None:
    """The table has as many levels and lengths as the core counts, each with words."""
    seconds = tuple((60.0,) * (len(LENGTHS_S) + 1) for _ in range(len(LEVELS_DEG) + 1))
    drawn = heat_map.draw(seconds)
    assert drawn is not None
    assert [head for _, head in drawn.heads] == [
        *("< −4°", "−4 to 5°", "5 to 11°", "11 to 20°", "≥ 20°")
    ]
    assert [row.label for row in drawn.rows] == [
        *("< 10 s", "10–30 s", "30–60 s", "1–5 min", "5–10 min", "10–20 min", "20–30 min"),
        "≥ 30 min",
    ]
    assert {cell.minutes for row in drawn.rows for cell in row.cells} == {"1"}
    assert heat_map.draw(()) is None


def test_every_kind_has_a_look_and_a_name() -> None:
    """Whatever a piece of the day can be has a style in the drawing and a word in its key."""
    kinds = {"upright", "slumped", "overextended", "unclear", "unseen", "paused", "away"}
    assert set(words.KINDS) == kinds
    assert all(re.search(rf"(rect|)\.{kind}\b", STYLE) for kind in kinds)


def theme(is_dark: bool) -> dict[str, str]:
    """Give the colours of a theme by name."""
    start = STYLE.index("prefers-color-scheme: dark") if is_dark else 0
    block = STYLE[start : STYLE.index("}", start)]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it, 1 to 21."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_contrast(is_dark) -> None:
    """Words reach 4.5 to 1 on whatever they stand, and the shapes of charts 3 to 1."""
    colours = theme(is_dark)
    for ground in ("page", "card", "calm"):
        assert contrast(colours["soft"], colours[ground]) >= 4.5
        assert contrast(colours["ink"], colours[ground]) >= 4.5
    for tint in ("t1", "t2", "t3", "t4", "t5", "notice"):
        assert contrast(colours["ink"], colours[tint]) >= 4.5
    for shape in ("upright", "slumped", "over", "hatch"):
        assert contrast(colours[shape], colours["card"]) >= 3.0
