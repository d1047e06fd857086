"""The tray icon's menu and the small window, without a screen."""

import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, controls_of, open_application, wait_for
from monitors import UPRIGHT
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sitwell import paths
from sitwell.desktop.choices import seconds_until_tomorrow
from sitwell.desktop.figure import ICONS, Kind, figure_picture
from sitwell.desktop.tray import Tray

REST = {"kind": "paused", "until": None}
HOUR_S = 3600.0


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    """Give a link whose other end is the test."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    open_application()
    return Link()


@pytest.fixture
def tray(link: Link) -> Iterator[Tray]:
    """Give the tray on a desktop without one: the test's own application has no screen."""
    made = Tray(link, lambda: datetime.now().astimezone())  # type: ignore[arg-type]
    yield made
    made.icon.hide()
    if made._window is not None:
        made._window.hide()
    made.deleteLater()


def words_of(tray: Tray) -> list[str]:
    """Give what the menu offers now, without its keys."""
    actions = [action for action in tray.menu.actions() if action.isVisible()]
    return [action.text().replace("&", "") for action in actions if not action.isSeparator()]


def choose(tray: Tray, words: str) -> None:
    """Choose from the menu what begins so, also from the menu inside it."""
    actions: list[QAction] = [*tray.menu.actions(), *tray.choices.pause.actions()]
    next(a for a in actions if a.text().replace("&", "").startswith(words)).trigger()


def test_menu_while_watching(tray: Tray, link: Link) -> None:
    """While it watches, the menu says so and offers rest, windows, and two ways to end."""
    link.status.emit(UPRIGHT)
    assert words_of(tray) == [
        "Upright, about +3° (estimated) · camera on",
        *("Pause, camera off", "Snooze for 20 minutes"),
        *("Why …", "Today's report", "Exercise now …"),
        *("Calibrate …", "Settings …"),
        *("Stop watching", "Quit, Sitwell keeps watching"),
    ]


def test_menu_while_paused(tray: Tray, link: Link) -> None:
    """While it rests, it can be resumed, or the rest be made another."""
    link.status.emit(UPRIGHT | {"rest": REST, "camera": {"on": False, "reason": "paused"}})
    assert words_of(tray)[:3] == [
        "Paused until you resume · camera off",
        "Resume watching",
        "Pause, camera off",
    ]


def test_menu_without_a_monitor(tray: Tray, link: Link) -> None:
    """Where nothing watches, it can be started, and nothing be paused or stopped."""
    link.is_running = False
    link.lost.emit("Sitwell is not watching")
    assert words_of(tray) == [
        "Sitwell is not watching · camera off",
        "Start watching",
        *("Why …", "Today's report", "Exercise now …", "Calibrate …", "Settings …", "Quit"),
    ]


def test_menu_of_a_silent_monitor(tray: Tray, link: Link) -> None:
    """A monitor that does not answer is trouble, and no second one is offered."""
    link.is_running = True
    link.lost.emit("Sitwell is running but does not answer")
    assert tray.glance.kind == "trouble"
    assert "Start watching" not in words_of(tray)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        pytest.param("for 30 minutes", ("pause", 1800.0), id="half an hour"),
        pytest.param("for 1 hour", ("pause", 3600.0), id="an hour"),
        pytest.param("Snooze", ("snooze", None), id="snooze"),
        pytest.param("Resume", "resume", id="resume"),
        pytest.param("Start", "start", id="start"),
        pytest.param("Stop", "stop", id="stop"),
    ],
)
def test_choices_are_told(tray: Tray, link: Link, words: str, asked: object) -> None:
    """Each choice tells the monitor what it says."""
    choose(tray, words)
    assert link.asked == [asked]


def test_until_tomorrow_is_told(tray: Tray, link: Link) -> None:
    """A pause until tomorrow has a length, of a day and some hours at most."""
    choose(tray, "until tomorrow")
    [(command, seconds)] = link.asked  # type: ignore[misc]
    assert command == "pause"
    assert 2 * HOUR_S <= seconds <= 26 * HOUR_S


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        pytest.param("2026-03-02T14:00:00", 16, id="in the afternoon"),
        pytest.param("2026-03-02T23:59:00", 6 + 1 / 60, id="before midnight"),
        pytest.param("2026-03-02T00:30:00", 5.5, id="after midnight, before sleep"),
        pytest.param("2026-03-02T05:00:00", 25, id="an early riser"),
        pytest.param("2026-03-28T14:00:00", 15, id="into summer time"),
    ],
)
def test_until_tomorrow(monkeypatch: pytest.MonkeyPatch, now: str, hours: float) -> None:
    """Tomorrow begins at six, after the person has slept, whatever the clocks do at night."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        moment = datetime.fromisoformat(now).astimezone()
        assert seconds_until_tomorrow(moment) == pytest.approx(hours * HOUR_S)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("until", "words"),
    [
        pytest.param("2030-01-15T12:00:00+00:00", "2030-01-15 13:00", id="winter"),
        pytest.param("2030-07-15T12:00:00+00:00", "2030-07-15 14:00", id="summer"),
    ],
)
def test_rest_that_ends_beyond_a_clock_change(link: Link, until: str, words: str) -> None:
    """Its end is told by the clock that is on the wall then, whatever the offset is today."""
    tray = Tray(link)  # type: ignore[arg-type]
    link.status.emit(UPRIGHT | {"rest": {"kind": "paused", "until": until}})
    assert words in tray.icon.toolTip()
    tray.icon.hide()
    tray.deleteLater()


def test_tooltip_is_the_status(tray: Tray, link: Link) -> None:
    """The tooltip says how it is and what keeps nudges back, without a click."""
    link.status.emit(UPRIGHT)
    assert tray.icon.toolTip() == (
        "Sitwell\nUpright, about +3° (estimated) · camera on\n"
        "1 nudge today; the next may come at any time"
    )


def test_no_tray_small_window(tray: Tray, link: Link) -> None:
    """Without a tray the small window opens, says why once, and takes no focus."""
    tray.begin(patient_looks=1)
    link.status.emit(UPRIGHT)
    window = tray._window
    assert window is not None
    assert window.isVisible()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any("no icons of programs" in words for words in shown)
    assert "Upright, about +3° (estimated)" in shown
    assert "Camera on" in shown


def test_no_tray_is_said_once(tray: Tray, link: Link) -> None:
    """The next time, the small window says no more of it."""
    paths.windows_folder().mkdir(parents=True)
    (paths.windows_folder() / "no_tray.told").touch()
    tray.begin(patient_looks=1)
    assert tray._window is not None
    shown = [label.text() for label in tray._window.findChildren(QLabel) if label.isVisible()]
    assert not any("no icons of programs" in words for words in shown)
    link.failed.emit("The camera is busy")
    shown = [label.text() for label in tray._window.findChildren(QLabel) if label.isVisible()]
    assert "The camera is busy" in shown


def test_closing_the_small_window_without_a_tray_quits(tray: Tray) -> None:
    """Nothing goes on unseen: where there is no icon, closing the window ends the process."""
    left: list[bool] = []
    tray.quit_wanted.connect(lambda: left.append(True))
    tray.begin(patient_looks=1)
    assert tray._window is not None
    tray._window.close()
    assert left == [True]


def test_small_window_by_keyboard(tray: Tray, link: Link) -> None:
    """Every button there is can be reached with Tab, is named, and works with the space bar."""
    tray.show_window()
    link.status.emit(UPRIGHT)
    window = tray._window
    assert window is not None
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    assert set(controls_of(window)) >= set(buttons)
    assert all(button.text() for button in buttons)
    snooze = next(b for b in buttons if "nooze" in b.text())
    QTest.keyClick(snooze, Qt.Key.Key_Space)
    assert link.asked == [("snooze", None)]


def test_small_window_has_room_for_long_words(tray: Tray, link: Link) -> None:
    """When its words need more lines, it grows, and no button is squeezed for them."""
    tray.show_window()
    link.status.emit(UPRIGHT)
    window = tray._window
    assert window is not None
    window.set_note("The camera is busy, and " + "so is everything else here, " * 8)
    QApplication.processEvents()
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    assert all(b.height() >= b.minimumSizeHint().height() for b in buttons)


def test_small_window_follows(tray: Tray, link: Link) -> None:
    """Its buttons come and go with what can be chosen."""
    tray.show_window()

    def offered() -> list[str]:
        assert tray._window is not None
        buttons = tray._window.findChildren(QPushButton)
        return [b.text().replace("&", "") for b in buttons if b.isVisible()]

    link.is_running = False
    link.lost.emit("Sitwell is not watching")
    assert "Start watching" in offered()
    assert "Stop watching" not in offered()
    link.status.emit(UPRIGHT)
    assert "Start watching" not in offered()
    assert {"Pause, camera off", "Snooze for 20 minutes", "Stop watching"} <= set(offered())


def test_closed_window_is_freed(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed window is let go; the next one is another."""
    tray.show_window()
    window, gone = tray._window, []
    assert window is not None
    window.destroyed.connect(lambda: gone.append(True))
    monkeypatch.setattr(tray.icon, "isVisible", lambda: True)  # with an icon to come back from
    window.close()
    wait_for(lambda: gone == [True], "the window to be freed")
    assert tray._window is None


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size_px", [16, 22, 48])
def test_figures_differ_in_shape(link: Link, size_px: int, is_dark: bool) -> None:  # noqa: ARG001
    """Any two figures cover different parts of the icon, an eighth of it or more, in any shade."""
    covered = {}
    for kind in Kind:
        image = figure_picture(kind, size_px, is_dark).toImage()
        covered[kind] = {
            (x, y)
            for x in range(size_px)
            for y in range(size_px)
            if image.pixelColor(x, y).alpha() > 128
        }
    alike = [
        (one, other)
        for one in Kind
        for other in Kind
        if one < other and len(covered[one] ^ covered[other]) < size_px**2 / 8
    ]
    assert alike == []


def test_figures_are_of_one_colour() -> None:
    """No figure speaks by colour: each is drawn in one ink, which the panel's shade replaces."""
    for kind in Kind:
        drawing = (ICONS / f"{kind}.svg").read_text(encoding="utf-8")
        inks = {word.split('"')[0] for word in drawing.split('="#')[1:]}
        assert inks == {"000"}, kind
    assert len(os.listdir(ICONS)) == len(Kind)
