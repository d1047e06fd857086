"""The window of why: what it says of an answer, and what when there is none."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application
from monitors import UPRIGHT
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from sitwell.core.reason import Reason
from sitwell.core.records import Span, State
from sitwell.desktop import why_window
from sitwell.desktop.why import words
from sitwell.desktop.why.answer import Answer, Change, Need, read
from sitwell.desktop.why.gauge import Gauge
from sitwell.desktop.why.glimpse import read_glimpse
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
        pytest.param(
            {"state": "unknown", "reason": "camera_gone"},
            "Cannot judge now",
            "No verdict, so no nudge: the camera does not answer and is tried again.",
            id="camera lost",
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
        pytest.param({"now": "0001-01-01T00:00:00+14:00"}, id="before all time"),
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
        pytest.param(
            Need("lean", 0, 600, "just_changed", False), "upright", "not leaning now", id="no lean"
        ),
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
    assert [bar.value() for bar in bars] == [round(1000 * 80 / 120), 500]
    assert {"1 min 20 s of 2 min", "15 min of 30 min"} <= set(texts(window))
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


def test_a_start_that_fails_says_why(window: WhyWindow, link: Link) -> None:
    """Why it could not be started stands there until it is tried again."""
    link.is_running = False
    link.lost.emit("Sitwell is not watching")
    link.failed.emit("camera 1 is busy")
    for _ in range(2):
        link.lost.emit("Sitwell is not watching")
        assert "camera 1 is busy" in texts(window)
    window.findChild(QPushButton).click()
    link.lost.emit("Sitwell is starting")
    assert "camera 1 is busy" not in texts(window)
    assert "start" in link.asked


def test_a_start_without_a_calibration_offers_one(
    link: Link, monkeypatch: pytest.MonkeyPatch, window: WhyWindow
) -> None:
    """What is missing is offered, as the icon does."""
    opened = list[str]()
    monkeypatch.setattr(why_window, "open_page", opened.append)
    assert not window.isHidden()
    link.not_calibrated.emit()
    assert opened == ["welcome"]


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


def make_picture(**changes: Any) -> dict[str, Any]:
    """Give the JSON of a picture, all red: one person, judged, looked at 3 s ago."""
    image = QImage(320, 240, QImage.Format.Format_RGB888)
    image.fill(QColor(200, 0, 0))
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "JPG")
    return {
        "age_s": 3.2,
        "width": 320,
        "height": 240,
        "jpeg": base64.b64encode(data.data().data()).decode(),
        "points": [[[0.5, 0.5, 1.0]] * 33],
        "judged": {"state": "slumped", "reason": None, "angles": {"flexion": [15.0, 11.0, 19.0]}},
    } | changes


def redness(window: WhyWindow) -> int:
    """Give how red the picture's corner is, 0 where there is none."""
    mirror = window._picture.mirror
    colour = mirror.grab().toImage().pixelColor(mirror.width() // 2, 12)
    return colour.red() - colour.green()


def test_no_picture_unless_asked(window: WhyWindow, link: Link) -> None:
    """The box is empty at each opening; until it is ticked nothing is asked for, nothing shown."""
    pane = window._picture
    link.look.emit({"schema": 1, "picture": make_picture()})
    assert (pane.box.isChecked(), pane.isVisible()) == (False, False)
    assert pane.mirror._image is None
    pane.box.click()
    window.hide()
    window.show()
    assert (pane.box.isChecked(), pane.isVisible()) == (False, False)
    asked = [wish for wish in link.asked if wish[0] == "look"]
    assert asked == [("look", True), ("look", False)]
    pane.box.click()
    assert redness(window) == 0
    assert pane.mirror.accessibleDescription() == "Waiting for the next look …"


def test_shows_the_picture_with_its_age(window: WhyWindow, link: Link) -> None:
    """The picture comes with the age of the look and what was made of it, and goes with the box."""
    link.why.emit(make_plain())
    window._picture.box.click()
    link.look.emit({"schema": 1, "picture": None})
    assert window._picture.mirror.accessibleDescription() == "Waiting for the next look …"
    link.look.emit({"schema": 1, "picture": make_picture()})
    assert redness(window) > 150
    assert {"Looked 3 s ago", "Now: Slumped", "+15° ± 4°"} <= set(texts(window))
    window._picture.box.click()
    assert not window._picture.isVisible()
    assert window._picture.mirror._image is None


@pytest.mark.parametrize(
    ("lose", "words"),
    [
        pytest.param(lambda link: link.lost.emit("Sitwell is gone"), "Sitwell is gone", id="gone"),
        pytest.param(
            lambda link: link.status.emit(
                UPRIGHT | {"camera": {"on": False, "reason": "camera_busy"}}
            ),
            "Camera off (another program uses it)",
            id="camera lost",
        ),
        pytest.param(
            lambda link: link.status.emit(
                UPRIGHT | {"camera": {"on": False, "reason": "paused"}, "rest": {"kind": "paused"}}
            ),
            "Camera off",
            id="paused",
        ),
        pytest.param(
            lambda link: link.look.emit({}),
            "The Sitwell that runs is of another version. Stop it and start it again.",
            id="an older monitor",
        ),
    ],
)
def test_no_picture_outlasts_the_camera(
    window: WhyWindow, link: Link, lose: Callable[[Link], None], words: str
) -> None:
    """Where there is no picture now the window says why, and shows the next one by itself."""
    window._picture.box.click()
    link.look.emit({"schema": 1, "picture": make_picture()})
    lose(link)
    assert redness(window) == 0
    assert window._picture.mirror.accessibleDescription() == words
    assert not any(text.startswith("Looked") for text in texts(window))
    link.status.emit(UPRIGHT)
    link.look.emit({"schema": 1, "picture": make_picture()})
    assert redness(window) > 150


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"jpeg": "no base64"}, id="no base64"),
        pytest.param({"jpeg": base64.b64encode(b"no picture").decode()}, id="no picture"),
        pytest.param({"jpeg": 3}, id="a number"),
        pytest.param({"width": 321}, id="another size"),
        pytest.param({"points": [[[0.5, 0.5, 1.0]] * 32]}, id="a point too few"),
        pytest.param({"points": [[[0.5, 0.5]] * 33]}, id="flat points"),
        pytest.param({"points": [[["a", "b", "c"]] * 33]}, id="words for points"),
        pytest.param({"points": [[[0.5, float("inf"), 1.0]] * 33]}, id="endless"),
        pytest.param({"points": None}, id="no points"),
        pytest.param({"judged": {"state": "upright"}}, id="half a verdict"),
        pytest.param(
            {"judged": {"state": "upright", "reason": None, "angles": [1]}}, id="a list of angles"
        ),
        pytest.param(
            {"judged": {"state": "upright", "reason": None, "angles": {"flexion": [1.0]}}},
            id="no interval",
        ),
        pytest.param({"age_s": None}, id="no age"),
    ],
)
def test_an_odd_picture_is_none(changes: dict[str, Any]) -> None:
    """What is not exactly a picture is not shown, and does no harm."""
    open_application()
    assert read_glimpse(make_picture()) is not None
    assert read_glimpse(make_picture(**changes)) is None


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("until", "words"),
    [
        pytest.param("2030-01-15T12:00:00+00:00", "2030-01-15 13:00", id="winter"),
        pytest.param("2030-07-15T12:00:00+00:00", "2030-07-15 14:00", id="summer"),
    ],
)
def test_moment_beyond_a_clock_change(link: Link, until: str, words: str) -> None:
    """A moment is told by the clock that is on the wall then, whatever the offset is today."""
    window = WhyWindow(link)  # type: ignore[arg-type]
    link.why.emit(make_plain(rest={"kind": "paused", "until": until}))
    assert words in " ".join(label.text() for label in window.findChildren(QLabel))
    window.deleteLater()
