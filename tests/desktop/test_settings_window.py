"""The settings window: what is shown, what can be entered, what is written and when."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, controls_of, open_application, wait_for
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QWidget,
)

from sitwell import config
from sitwell.config import Settings
from sitwell.desktop.settings import document
from sitwell.desktop.settings import window as settings_window
from sitwell.desktop.settings.document import Place
from sitwell.desktop.settings.entries import Value
from sitwell.desktop.settings.window import SettingsWindow

TEXT = "# mine\n[nudges]\nsit_up_after_s = 100  # not whole minutes\nmost_per_day = 500\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a config file with a few settings of one's own."""
    file = tmp_path / "config.toml"
    file.write_text(TEXT)
    return file


@pytest.fixture
def link() -> Link:
    """Give a link to a monitor that the test plays."""
    open_application()
    return Link()


@pytest.fixture
def window(path: Path, link: Link) -> Iterator[SettingsWindow]:
    """Give the window on that file, open."""
    opened = SettingsWindow(link, path)
    opened.show()
    yield opened
    opened.hide()
    opened.deleteLater()


def find(window: SettingsWindow, name: str) -> QWidget:
    """Give the control of that name."""
    return next(w for w in window.findChildren(QWidget) if w.accessibleName() == name)


def save_button(window: SettingsWindow) -> QPushButton:
    """Give the button that saves."""
    box = window.findChild(QDialogButtonBox)
    return box.button(QDialogButtonBox.StandardButton.Save)


def button(window: SettingsWindow, words: str) -> QPushButton:
    """Give the button with those words."""
    return next(b for b in window.findChildren(QPushButton) if b.text() == words)


def message(window: SettingsWindow) -> str:
    """Give what the window says below its chapters."""
    return window._message.text()


def number(window: SettingsWindow, name: str) -> QDoubleSpinBox:
    """Give the control of a number."""
    control = find(window, name)
    assert isinstance(control, QDoubleSpinBox)
    return control


def test_opening_changes_nothing(window: SettingsWindow, path: Path, link: Link) -> None:
    """What was only looked at is not rounded, not clamped and not written."""
    assert number(window, "Sit up, after slumping for").value() == 1.7
    assert number(window, "Nudges within 24 hours at most").value() == 500
    assert not save_button(window).isEnabled()
    assert path.read_text() == TEXT
    assert link.asked == []


def test_opening_asks_the_config_once(
    path: Path, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether all goes together is found out once, not once a control: that took half a second."""
    checked, check = list[Path](), document.check

    def count(values: Mapping[Place, Value], file: Path) -> Settings:
        checked.append(file)
        return check(values, file)

    monkeypatch.setattr(document, "check", count)
    SettingsWindow(link, path).deleteLater()
    assert checked == [path]


def test_what_is_too_small_to_show_is_no_hindrance(window: SettingsWindow, path: Path) -> None:
    """A second, shown as 0 min, stays a second, and something else can be saved beside it."""
    path.write_text("[nudges]\nagain_after_s = 1\n")
    window.read()
    number(window, "Between two nudges at least").setValue(30)
    save_button(window).click()
    assert path.read_text() == "[nudges]\nagain_after_s = 1\napart_s = 1800\n"


def test_a_change_is_written_where_it_belongs(
    window: SettingsWindow, path: Path, link: Link
) -> None:
    """Saving writes the one change, keeps all else, and has the monitor go by it."""
    number(window, "Between two nudges at least").setValue(30)
    QTest.mouseClick(save_button(window), Qt.MouseButton.LeftButton)
    assert path.read_text() == TEXT + "apart_s = 1800\n"
    assert config.load(path).nudges.sit_up_after_s == 100.0
    assert link.asked == ["reload"]
    assert not save_button(window).isEnabled()


@pytest.mark.parametrize(
    ("name", "key", "typed"),
    [
        pytest.param("Slumped from", "slump_deg", "999", id="too large"),
        pytest.param("Slumped from", "slump_deg", "1", id="too small"),
        pytest.param("Slumped from", "slump_deg", "-20", id="below zero"),
        pytest.param("Slumped from", "slump_deg", "abc", id="no number"),
        pytest.param("Slumped from", "slump_deg", "inf", id="no end"),
        pytest.param("Over-extended from", "extension_deg", "5", id="wrong sign"),
    ],
)
def test_bad_values_cannot_be_entered(
    name: str, key: str, typed: str, window: SettingsWindow, path: Path
) -> None:
    """Whatever is typed, the control holds a value that the config takes."""
    window._list.setCurrentRow(1)
    control = number(window, name)
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, typed)
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert control.minimum() <= control.value() <= control.maximum()
    assert config.parse(f"[posture]\n{key} = {control.value()}\n", path)


def test_what_does_not_go_together_cannot_be_saved(window: SettingsWindow, path: Path) -> None:
    """Overlapping quiet hours are told at once, and saving waits until they are mended."""
    add = button(window, "Add hours")
    add.click()
    assert save_button(window).isEnabled()
    add.click()
    assert not save_button(window).isEnabled()
    assert "overlap" in window._message.text()
    remove = find(window, "Remove these quiet hours")
    assert isinstance(remove, QPushButton)
    remove.click()
    save_button(window).click()
    assert config.load(path).nudges.quiet_hours == ("22:00-07:00",)


def test_default_takes_a_setting_back(window: SettingsWindow, path: Path) -> None:
    """The button beside a setting goes back to its default, and the file forgets the value."""
    reset = find(window, "Default: Nudges within 24 hours at most")
    assert isinstance(reset, QPushButton)
    reset.click()
    save_button(window).click()
    assert "most_per_day" not in path.read_text()
    assert config.load(path).nudges.most_per_day == Settings().nudges.most_per_day


def test_a_wrong_file_is_told_and_left(window: SettingsWindow, path: Path) -> None:
    """Of a file that cannot be used the line is told, it stays as it is, and mending it helps."""
    wrong = "[watch]\nintervall_s = 2\n"
    path.write_text(wrong)
    window.read()
    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Line 2 of config.toml cannot be used" in words
    assert "intervall_s is not a setting" in words
    assert not save_button(window).isEnabled()
    assert path.read_text() == wrong
    path.write_text("[watch]\ninterval_s = 2\n")
    again = button(window, "Look again")
    again.click()
    assert number(window, "Look every").value() == 2.0


def test_a_save_that_fails_says_so(window: SettingsWindow, path: Path, link: Link) -> None:
    """A file that went wrong meanwhile is not written over, and the monitor is left alone."""
    number(window, "Between two nudges at least").setValue(30)
    path.write_text("[nudges")
    save_button(window).click()
    assert window._message.text().startswith("Not saved: ")
    assert (path.read_text(), link.asked) == ("[nudges", [])


def test_what_holds_from_the_next_start_offers_one(window: SettingsWindow, link: Link) -> None:
    """A change of the camera offers to start the watch again, until something else is changed."""
    line = find(window, "Camera")
    QTest.keyClicks(line, "1")
    save_button(window).click()
    again = button(window, "Start the watch again")
    assert again.isVisible()
    other = QWidget()
    for active in (other, window):  # whoever looks elsewhere meanwhile still has the offer
        active.show()
        active.activateWindow()
        wait_for(active.isActiveWindow, "the other window")
    assert again.isVisible()
    again.click()
    assert link.asked == ["reload", "restart"]
    assert message(window) == "The watch is being started again."
    link.started.emit()
    assert message(window) == "Sitwell is watching again."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(
            lambda link: link.failed.emit("camera 1 is busy"), "camera 1 is busy", id="busy"
        ),
        pytest.param(
            lambda link: link.not_calibrated.emit(),
            "Nobody is watching: this place is not calibrated yet.",
            id="not calibrated",
        ),
    ],
)
def test_a_start_that_fails_says_why(
    window: SettingsWindow,
    link: Link,
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[[Link], None],
    words: str,
) -> None:
    """What the watch could not be started for is said, and a calibration offered."""
    opened = list[str]()
    monkeypatch.setattr(settings_window, "open_page", opened.append)
    answer(link)
    assert message(window) == words
    assert opened == (["welcome"] if "calibrated" in words else [])


def test_a_number_can_be_saved_while_it_is_typed(
    window: SettingsWindow, path: Path, link: Link
) -> None:
    """A button that is grey takes no click, so it is not grey until the field is left."""
    box = number(window, "Sit up, after slumping for")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "5")
    assert save_button(window).isEnabled()
    save_button(window).click()
    assert "sit_up_after_s = 300" in path.read_text()
    assert link.asked == ["reload"]


@pytest.mark.parametrize("name", ["Slumped from", "Quiet from", "Quiet until"])
def test_the_wheel_scrolls_the_page(window: SettingsWindow, name: str) -> None:
    """A turn of the wheel over a control that is not being used changes nothing."""
    button(window, "Add hours").click()
    window._list.setFocus()
    control = find(window, name)
    assert isinstance(control, QAbstractSpinBox)
    before = control.text()
    turn = QWheelEvent(
        QPointF(3, 3),
        QPointF(3, 3),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, turn)
    assert control.text() == before


def test_default_is_offered_where_something_differs(window: SettingsWindow) -> None:
    """The way back stands beside what differs from its default, and beside nothing else."""
    window._list.setCurrentRow(3)
    reset = find(window, "Default: Nudges within 24 hours at most")
    other = find(window, "Default: Between two nudges at least")
    assert reset.isVisible()
    assert not other.isVisible()
    number(window, "Between two nudges at least").setValue(30)
    assert other.isVisible()
    window.show_fine(wanted=True)
    assert not find(window, "Default: A nudge had no effect after").isVisible()


def test_what_is_out_of_sight_leaves_no_hole(window: SettingsWindow) -> None:
    """Without the fine adjustments the others stand as close as if there were none."""
    window._list.setCurrentRow(2)
    QApplication.processEvents()
    names = ("Sit up, after slumping for", "Try an exercise, after slumping for")
    tops = [
        find(window, name).mapTo(window, QPoint()).y()
        for name in (*names, "Take a break, after sitting for")
    ]
    assert tops[2] - tops[1] == tops[1] - tops[0]


def test_tab_brings_what_it_reaches_into_sight(window: SettingsWindow) -> None:
    """A page that was scrolled down shows the control that Tab reaches at its top."""
    window.show_fine(wanted=True)
    window._list.setCurrentRow(2)
    window.resize(window.width(), 250)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page = window._pages[2]
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    first = number(window, "Sit up, after slumping for")
    assert first.visibleRegion().isEmpty()
    window._list.setFocus()
    QTest.keyClick(window._list, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert not first.visibleRegion().isEmpty()


def test_every_control_has_a_name(window: SettingsWindow) -> None:
    """A screen reader can name whatever the keyboard reaches."""
    unnamed = [
        control
        for control in controls_of(window)
        if not (control.accessibleName() or getattr(control, "text", lambda: "")())
    ]
    assert unnamed == []


def test_fine_adjustments_come_when_asked(window: SettingsWindow) -> None:
    """What few people need is out of sight until it is wanted, and saved all the same."""
    window._list.setCurrentRow(1)
    control = number(window, "Too unsure beyond")
    assert not control.isVisible()
    window.show_fine(wanted=True)
    assert control.isVisible()
