"""The window of why: what it says of an answer, and what when there is none."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from sitwell.core.reason import Reason
from sitwell.core.records import Span, State
from sitwell.desktop.why import words
from sitwell.desktop.why.answer import Answer, Change, Need, read
from sitwell.desktop.why.gauge import Gauge
from sitwell.desktop.why.last_hour import Stretch, lay_out
from sitwell.desktop.why_window import WhyWindow

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    """Give a moment before now."""
    return NOW - timedelta(minutes=minutes)


def make_plain(**changes: Any) -> dict[str, Any]:
    """Give the JSON of an answer: slumped for 80 s by 15 degrees."""
    flexion = {"angle": "flexion", "deg": 15.2, "low_deg": 11.5, "high_deg": 18.9}
    plain: dict[str, Any] = {
        "schema": 1,
        "now": NOW.isoformat(),
        "state": "slumped",
        "reason": None,
        "rest": None,
        "hold": None,
        "next_nudge": {"at": NOW.isoformat(), "held_by": None},
        "due": None,
        "angles": [
            flexion | {"line_deg": 11.0, "leads_to": "sit_up"},
            flexion | {"line_deg": -4.0, "leads_to": "ease"},
            {"angle": "side_lean", "deg": 2.6, "low_deg": -1.0, "high_deg": 6.0}
            | {"line_deg": 8.0, "leads_to": "lean"},
        ],
        "needs": [
            {"kind": "sit_up", "lasted_s": 80.0, "needed_s": 120.0, "bar": None, "due": False},
            {"kind": "break", "lasted_s": 900.0, "needed_s": 1800.0, "bar": None, "due": False},
        ],
        "verdicts": [
            {"at": ago(1.5).isoformat(), "state": "slumped", "reason": None},
            {"at": ago(30).isoformat(), "state": "upright", "reason": None},
        ],
        "nudges": [{"at": ago(12).isoformat(), "kind": "sit_up", "outcome": "helped"}],
    }
    return plain | changes


def held(by: str, at: datetime | None) -> dict[str, Any]:
    """Give what keeps the next nudge back, and until when."""
    return {"next_nudge": {"at": None if at is None else at.isoformat(), "held_by": by}}


@pytest.mark.parametrize(
    ("changes", "headline", "explanation"),
    [
        pytest.param(
            {},
            "Slumped for 1 min 20 s",
            "No nudge yet; if things stay as they are, 'Sit up' comes in 40 s.",
            id="slumped",
        ),
        pytest.param({"due": "sit_up"}, "Slumped for 1 min 20 s", "'Sit up' is due.", id="due"),
        pytest.param(
            {"due": "sit_up", "hold": "microphone"},
            "Slumped for 1 min 20 s",
            "'Sit up' is due, and waits: the microphone is in use.",
            id="due and held",
        ),
        pytest.param(
            held("apart", ago(-10)),
            "Slumped for 1 min 20 s",
            "No nudge before 14:10: nudges are kept apart.",
            id="apart",
        ),
        pytest.param(
            {"due": "sit_up"} | held("quiet_hours", ago(-120)),
            "Slumped for 1 min 20 s",
            "'Sit up' is due, and waits until 16:00: quiet hours.",
            id="due in quiet hours",
        ),
        pytest.param(
            {"state": "unknown", "reason": "too_dark"},
            "Cannot judge now",
            "No verdict, so no nudge: too dark, or the camera is covered.",
            id="unknown",
        ),
        pytest.param({"state": "absent"}, "Nobody there", "Nobody to nudge.", id="absent"),
        pytest.param(
            {"rest": {"kind": "paused", "until": ago(-30).isoformat()}},
            "Paused",
            "The camera is off, and no nudge comes before 14:30.",
            id="paused",
        ),
        pytest.param(
            {"state": None},
            "Nothing was looked at yet",
            "The first look is under way; there is no nudge before it.",
            id="before the first look",
        ),
    ],
)
def test_says_why(changes: dict[str, Any], headline: str, explanation: str) -> None:
    """What is so now stands large, and below it why there is a nudge or none."""
    answer = read(make_plain(**changes), NOW)
    assert words.headline(answer) == headline
    assert words.explanation(answer) == explanation


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"angles": 5, "needs": {}, "verdicts": [1, None]}, id="wrong kinds"),
        pytest.param({"now": "yesterday", "rest": [], "state": 3}, id="wrong values"),
        pytest.param({"verdicts": [{"at": "2026-03-02T14:00:00", "state": "upright"}]}, id="zone"),
        pytest.param({"needs": [{"kind": "x", "lasted_s": True, "needed_s": 0}]}, id="numbers"),
    ],
)
def test_an_odd_answer_is_an_empty_one(plain: dict[str, Any]) -> None:
    """What another version may send is taken for unknown, not for the end of the window."""
    assert read(plain, NOW) == Answer(NOW)


@pytest.mark.parametrize(
    ("need", "state", "said"),
    [
        pytest.param(Need("sit_up", 80, 120, None, False), "slumped", "in 40 s", id="to go"),
        pytest.param(
            Need("sit_up", 0, 120, "just_changed", False), "upright", "not slumped now", id="not so"
        ),
        pytest.param(
            Need("locust", 80, 600, "just_changed", False), "slumped", "in 9 min", id="soon"
        ),
        pytest.param(
            Need("move", 1300, 1200, "break_near", False),
            "upright",
            "the break is near",
            id="barred",
        ),
        pytest.param(Need("lean", 0, 600, None, False), "upright", "not leaning now", id="no lean"),
        pytest.param(Need("break", 1900, 1800, None, True), "upright", "due", id="due"),
        pytest.param(Need("break", 300, 1800, None, False), "unknown", "", id="unknown"),
    ],
)
def test_says_why_not_yet(need: Need, state: str, said: str) -> None:
    """Each kind says what keeps it back."""
    assert words.need_words(need, state) == said


def span(minutes: float, length: float, state: State, reason: Reason | None = None) -> Span:
    """Give a stretch of the record, in minutes before now."""
    return Span(ago(minutes), 60.0 * length, state, reason)


def test_the_hour_is_laid_out_once() -> None:
    """The record gives what lies before the monitor's own changes, and nothing is there twice."""
    changes = (Change(ago(2), "slumped"), Change(ago(20), "upright"))
    spans = (span(90, 50, State.UPRIGHT), span(30, 25, State.UNKNOWN, Reason.TOO_DARK))
    assert lay_out(changes, spans, NOW, NOW) == (
        Stretch(3600, 2400, "upright"),
        Stretch(1800, 1200, "unknown", "too_dark"),
        Stretch(1200, 120, "upright"),
        Stretch(120, 0, "slumped"),
    )


def test_the_hour_ends_where_the_answers_do() -> None:
    """After the monitor has gone, its last state is not drawn on."""
    assert lay_out((Change(ago(20), "upright"),), (), NOW, ago(5)) == (
        Stretch(1200, 300, "upright"),
    )


@pytest.fixture
def link() -> Link:
    """Give a link to a monitor that the test plays."""
    open_application()
    return Link()


@pytest.fixture
def window(link: Link, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WhyWindow]:
    """Give the window, open."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path))
    opened = WhyWindow(link, lambda: NOW)
    opened.show()
    yield opened
    opened.hide()
    opened.deleteLater()


def texts(window: WhyWindow) -> list[str]:
    """Give all that can be read in it."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_shows_the_answer(window: WhyWindow, link: Link) -> None:
    """An answer is shown in words, on the gauges, in the bars and in the strip."""
    link.why.emit(make_plain())
    assert "Slumped for 1 min 20 s" in texts(window)
    assert "about +15°, between +12° and +19°" in texts(window)
    assert "about 3° to the left, give or take 4°" in texts(window)
    said = [gauge.accessibleDescription() for gauge in window.findChildren(Gauge)]
    assert "slumped from +11°" in said[0]
    assert "over-extended from −4°" in said[0]
    assert "left from 8°; right from 8°" in said[1]
    bars = [bar for bar in window.findChildren(QProgressBar) if bar.isVisible()]
    assert [bar.format() for bar in bars] == ["1 min 20 s of 2 min", "15 min of 30 min"]
    assert window._strip.accessibleDescription() == "Upright: 28 min; Slumped: 1 min 30 s"


def test_a_lost_monitor_leaves_nothing_that_looks_live(window: WhyWindow, link: Link) -> None:
    """When nobody answers, the window says so, shows no old angle, and offers to start."""
    link.why.emit(make_plain())
    link.is_running = False
    link.lost.emit("Sitwell is not watching")
    said = texts(window)
    assert "Sitwell is not watching" in said
    assert "Camera off" in said
    assert said.count("not known now") == 2
    assert not any("15°" in text for text in said)
    assert [bar for bar in window.findChildren(QProgressBar) if bar.isVisible()] == []
    start = window.findChild(QPushButton)
    assert start.isVisible()
    start.click()
    assert link.asked[-1] == "start"


def test_a_monitor_that_comes_back_is_shown_again(window: WhyWindow, link: Link) -> None:
    """The next answer is shown as if nothing had been."""
    link.lost.emit("Sitwell is not watching")
    link.why.emit(make_plain())
    assert "Slumped for 1 min 20 s" in texts(window)
    assert not window.findChild(QPushButton).isVisible()
    assert all(gauge.isEnabled() for gauge in window.findChildren(Gauge))


def test_asks_only_while_it_is_seen(window: WhyWindow, link: Link) -> None:
    """A window that is out of sight costs the monitor nothing."""
    window.hide()
    window.show()
    assert link.asked == [("why", True), ("why", False), ("why", True)]
