"""How the welcome ends: what is kept, what is lost with a camera, and what the boxes begin."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from welcomes import Open, enter, press, wait_for

from sitwell.adapters.autostart import Launch
from sitwell.adapters.autostart.desktop_entry import DesktopEntry
from sitwell.commands.preview_wire import Cameras, Failed, Gap, Learnt, Saved
from sitwell.desktop.welcome.beginning import Choice, list_commands
from sitwell.desktop.welcome.memory import recall_camera
from sitwell.desktop.welcome.result_page import ResultPage
from sitwell.desktop.welcome.walk import Step, Task, Then, Walk
from sitwell.desktop.welcome.window import WelcomeWindow

UPRIGHT = Learnt("upright", "front", "good", 50, None, 11.0)
ENDED = Walk(Step.RESULT, is_usable=True, learnt=UPRIGHT, is_kept=True)


@pytest.fixture
def resting(open_welcome: Open, welcome_home: Path) -> WelcomeWindow:
    """Give a window without a camera, of somebody who has calibrated before."""
    path = welcome_home / "data" / "baselines" / "default.json"
    path.parent.mkdir(parents=True)
    path.write_text("an earlier one")
    return open_welcome()


def test_the_earlier_calibration_can_stay(resting: WelcomeWindow, welcome_home: Path):
    """Whoever prefers the earlier calibration has it as it was, and the window is closed."""
    resting.become(Walk(Step.SLUMP, learnt=UPRIGHT, is_replacing=True))
    resting.close()
    press(resting.question.earlier)
    assert not resting.isVisible()
    assert (welcome_home / "data" / "baselines" / "default.json").read_text() == "an earlier one"
    assert not (welcome_home / "config.toml").exists()


def test_the_way_back_asks_as_well(resting: WelcomeWindow):
    """Going back to where the camera is off would forget an upright too, and asks."""
    resting.become(Walk(Step.CAMERA, is_usable=True, learnt=UPRIGHT, is_replacing=True))
    press(resting.back)
    assert resting.walk.step is Step.CAMERA
    press(resting.question.earlier)
    assert resting.walk == Walk()
    assert resting.isVisible()


def choose_camera(window: WelcomeWindow, row: int) -> None:
    """Choose a row of the list of cameras."""
    window.camera_page.cameras.setCurrentIndex(row)
    window.camera_page.cameras.activated.emit(row)


def test_another_camera_asks_as_well(resting: WelcomeWindow):
    """Another camera would forget an upright too: it is chosen only once that was answered."""
    cameras = resting.camera_page.cameras
    walk = Walk(Step.CAMERA, is_usable=True, learnt=UPRIGHT, is_replacing=True)
    resting.preview.told.emit(Cameras("0", [["/dev/video0", "One"], ["/dev/video77", "Other"]]))
    resting.become(walk)
    choose_camera(resting, 1)
    press(resting.question.stay)
    assert (resting.walk, cameras.currentIndex()) == (walk, 0)
    assert not resting.preview.is_running
    choose_camera(resting, 1)
    press(resting.question.earlier)
    assert (resting.walk, cameras.currentIndex()) == (Walk(Step.CAMERA), 1)
    assert resting.preview.is_running


def test_another_place_asks_as_well(resting: WelcomeWindow):
    """What was learnt is kept for the place that it was learnt for, and then the other begins."""
    place = resting.camera_page.place
    resting.become(Walk(Step.CAMERA, is_usable=True, learnt=UPRIGHT, is_replacing=True))
    place.other.click()
    QTest.keyClicks(place.names.lineEdit(), "Sofa")
    press(resting.forward)
    assert "My desk" in resting.question.informativeText()
    assert (resting.step, resting.profile) == (Step.CAMERA, "default")
    press(resting.question.new)
    resting.preview.told.emit(Saved("somewhere"))
    assert recall_camera("default") is not None
    assert recall_camera("Sofa") is None
    assert (resting.walk, resting.profile) == (Walk(Step.CAMERA), "Sofa")
    assert resting.preview.is_running


def test_closing_waits_for_what_is_being_kept(resting: WelcomeWindow):
    """A window that is closed while the upright is written waits for it; closed twice, it goes."""
    keeping = Walk(Step.SLUMP, learnt=UPRIGHT, task=Task.KEEPING)
    resting.become(keeping)
    resting.close()
    assert resting.isVisible()
    resting.preview.told.emit(Saved("somewhere"))
    assert not resting.isVisible()
    resting.show()
    resting.become(keeping)
    resting.close()
    resting.close()
    assert not resting.isVisible()


def test_what_cannot_be_kept_is_said(resting: WelcomeWindow):
    """Where the disk is full the window says so, stays, and lets one try again."""
    resting.become(Walk(Step.RESULT, learnt=UPRIGHT, task=Task.KEEPING, then=Then.CLOSE))
    resting.preview.told.emit(Failed("the disk is full", 0))
    assert resting.isVisible()
    assert resting.result_page.said.text() == "▲ the disk is full"
    assert resting.forward.text() == "&Try again"
    resting.close()
    assert not resting.isVisible()


@pytest.mark.parametrize(
    ("walk", "step", "words"),
    [
        pytest.param(Walk(Step.CAMERA), Step.CAMERA, "Nothing new was saved", id="camera"),
        pytest.param(
            Walk(Step.UPRIGHT, is_usable=True, is_holding=True),
            *(Step.CAMERA, "Nothing new was saved"),
            id="in the ten seconds",
        ),
        pytest.param(
            Walk(Step.SLUMP, learnt=UPRIGHT, is_replacing=True),
            *(Step.CAMERA, "Nothing new was saved"),
            id="slump, not kept",
        ),
        pytest.param(
            Walk(Step.SLUMP, learnt=UPRIGHT, is_kept=True, is_holding=True),
            *(Step.RESULT, "What was learnt is kept"),
            id="slump, kept",
        ),
        pytest.param(ENDED, Step.RESULT, "", id="result"),
    ],
)
def test_a_camera_that_is_gone_is_said(resting: WelcomeWindow, walk: Walk, step: Step, words: str):
    """Whatever the page, a camera whose process ends is said with what became of the upright."""
    resting.become(walk)
    resting.preview.ended.emit("the cable was pulled")
    assert resting.step is step
    said = resting.advice.text() + resting.result_page.said.text()
    assert words in said
    assert not words or "the cable was pulled" in said
    assert "off" in resting.camera_state.text()
    assert resting.forward.text() == ("&Try again" if step is Step.CAMERA else "&Start watching")
    assert resting.forward.isEnabled()


@pytest.mark.parametrize("step", [Step.CAMERA, Step.UPRIGHT, Step.SLUMP, Step.RESULT])
def test_a_gap_in_the_picture_is_said(resting: WelcomeWindow, step: Step):
    """Whatever the page, a camera that gives no picture is said; what was under way is given up."""
    page = resting.upright_page if step is Step.UPRIGHT else resting.slump_page
    is_posture = step in (Step.UPRIGHT, Step.SLUMP)
    resting.become(Walk(step, True, is_posture, UPRIGHT, is_kept=True))
    resting.preview.told.emit(Gap("camera_unplugged", "Plug it in."))
    assert resting.step is step
    assert "Plug it in." in resting.mirror.accessibleDescription()
    assert ("Try again" in page.said.text()) is is_posture
    assert not resting.walk.is_holding
    assert resting.forward.isEnabled() is (step is Step.RESULT)


@pytest.mark.parametrize(
    ("boxes", "commands"),
    [
        pytest.param((False, False, False), [], id="none"),
        pytest.param((True, False, False), ["stop", "start"], id="watch now"),
        pytest.param((False, True, False), ["autostart"], id="at login"),
        pytest.param((False, False, True), ["app"], id="in the menu"),
        pytest.param((True, True, True), ["stop", "start", "autostart", "app"], id="all"),
    ],
)
def test_the_boxes_are_commands(boxes: tuple[bool, bool, bool], commands: list[str]):
    """Each box is a command; a monitor that runs is started anew, with what it must be told."""
    listed = list_commands(Choice(["--profile=sofa"], *boxes))
    assert [words[0] for words in listed] == commands
    for words in listed:
        if words[0] == "start":
            assert words[1:] == ["--profile=sofa"]


def test_no_box_closes(resting: WelcomeWindow, welcome_home: Path):
    """Where no box is ticked, the button closes the window and begins nothing."""
    resting.become(ENDED)
    for box in (resting.result_page.begins, resting.result_page.in_menu):
        QTest.keyClick(box, Qt.Key.Key_Space)
    enter(resting)
    assert not resting.isVisible()
    assert not (welcome_home / ".config").exists()
    assert not (welcome_home / ".local").exists()


def test_the_menu_alone(resting: WelcomeWindow, welcome_home: Path):
    """The box puts Sitwell where the desktop's menu finds it, and the next welcome has no box."""
    resting.become(ENDED)
    QTest.keyClick(resting.result_page.begins, Qt.Key.Key_Space)
    enter(resting)
    wait_for(lambda: resting.walk.is_done, "the entry in the menu")
    assert list((welcome_home / ".local" / "share" / "applications").glob("*Sitwell.desktop"))
    assert ResultPage(QWidget()).in_menu.isHidden()


def test_a_box_that_fails_says_why(resting: WelcomeWindow):
    """What the command says when it cannot be done is said, and can be tried again."""
    resting.become(ENDED)
    enter(resting)
    assert resting.result_page.said.text() == "Starting …"
    assert not resting.forward.isEnabled()
    assert not resting.result_page.begins.isEnabled()
    wait_for(resting.forward.isEnabled, "the failure")
    assert resting.result_page.said.text().startswith("▲ the baseline ")
    assert resting.forward.text() == "&Start watching"
    assert resting.result_page.begins.isEnabled()


def test_at_login_alone(resting: WelcomeWindow, welcome_home: Path):
    """The box alone has Sitwell begin with each session, and not now."""
    resting.become(ENDED)
    page = resting.result_page
    for box in (page.begins, page.at_login, page.in_menu):
        QTest.keyClick(box, Qt.Key.Key_Space)
    enter(resting)
    wait_for(lambda: resting.walk.is_done, "the start at login")
    assert "Done" in resting.result_page.said.text()
    assert resting.forward.text() == "&Close"
    assert not resting.result_page.at_login.isEnabled()
    assert "sitwell" in "".join(
        p.read_text() for p in (welcome_home / ".config").rglob("*.desktop")
    )
    assert not (welcome_home / "data" / "monitor.lock").exists()
    assert ResultPage(QWidget()).at_login.isHidden()


def test_at_login_is_offered_where_it_is_off(welcome_home: Path):
    """Neither a file that is switched off nor one of a program elsewhere takes the box away."""
    open_application()
    way = DesktopEntry(welcome_home / ".config")
    way.turn_on(Launch("/elsewhere/python"))
    assert not ResultPage(QWidget()).at_login.isHidden()
    way.turn_on(Launch(sys.executable))
    assert ResultPage(QWidget()).at_login.isHidden()
    file = Path(way.place)
    file.write_text(file.read_text() + "Hidden=true\n")
    assert not ResultPage(QWidget()).at_login.isHidden()


def test_a_camera_turned_off_on_the_way_begins_nothing(resting: WelcomeWindow):
    """Only the last button begins to watch, whenever else the camera becomes free."""
    resting.freed.emit()
    assert not resting.findChildren(QProcess)


def test_closing_waits_for_what_begins(resting: WelcomeWindow):
    """Whoever presses "Start watching" and closes at once has it begun before the window goes."""
    resting.become(ENDED)
    QTest.keyClick(resting.result_page.begins, Qt.Key.Key_Space)
    QTest.keyClick(resting.result_page.at_login, Qt.Key.Key_Space)
    enter(resting)
    resting.close()
    assert resting.isVisible()
    wait_for(lambda: not resting.isVisible(), "the end")
    assert resting.walk.is_done
