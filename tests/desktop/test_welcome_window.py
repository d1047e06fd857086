"""The welcome, as a person has it: every step by keyboard or mouse, with a recording as camera."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from welcomes import CLIP, Open, enter, press, wait_for

from clips import read_frame
from sitwell.adapters import baseline_file
from sitwell.commands.background import find_status
from sitwell.commands.preview_wire import Cameras
from sitwell.config import load
from sitwell.core.advice import Advice
from sitwell.core.calibration import Cause
from sitwell.desktop.welcome import sentences
from sitwell.desktop.welcome.camera_page import CameraPage
from sitwell.desktop.welcome.memory import remember
from sitwell.desktop.welcome.walk import Step, Walk
from sitwell.desktop.welcome.window import WelcomeWindow
from webcam import webcam


def reach_slump(window: WelcomeWindow) -> None:
    """Go through the upright, by keyboard alone."""
    for _ in ("turn on the camera", "continue", "start"):
        enter(window)
    wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")


def run_python(words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a program of a window's own to its end; fail the test where it fails."""
    platform = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_QPA")} | platform
    return subprocess.run(
        [sys.executable, "-c", words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )


def read_command(pid: int) -> str:
    """Give what everybody on this computer can read of how a process was started."""
    return " ".join(Path(f"/proc/{pid}/cmdline").read_text().split("\0"))


def stop_watching() -> None:
    """End a monitor that a window has begun."""
    words = (sys.executable, "-P", "-m", "sitwell", "stop")
    subprocess.run(words, timeout=60, check=False, capture_output=True)


def test_leads_to_a_saved_calibration_and_its_verdict(open_welcome: Open, welcome_home: Path):
    """Enter leads to the slump, the mouse past it, and the end is a baseline and a verdict."""
    window = open_welcome()
    assert "off" in window.camera_state.text()
    enter(window)
    wait_for(window.forward.isEnabled, "somebody in the picture")
    assert "on" in window.camera_state.text()
    enter(window)
    assert window.step is Step.UPRIGHT
    shares: list[int] = []
    window.upright_page.progress.valueChanged.connect(shares.append)
    enter(window)
    wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")
    assert len(shares) > 5
    assert shares[:-1] == sorted(shares[:-1])
    wait_for(window.angles[0].isVisible, "the angles")
    wait_for(lambda: "kept" in window.slump_page.said.text(), "the first upright to be kept")
    assert baseline_file.load(welcome_home / "data" / "baselines" / "default.json").view == "front"
    press(window.forward)
    wait_for(lambda: "▲" in window.slump_page.said.text(), "the slump that is none to be refused")
    press(window.skip)
    assert window.step is Step.RESULT
    assert "good calibration" in window.result_page.verdict.text()
    assert "4°" in window.result_page.error.text()
    assert window.forward.text() == "&Start watching"
    window.result_page.begins.setChecked(False)
    window.result_page.in_menu.setChecked(False)
    assert window.forward.text() == "&Finish"
    press(window.forward)
    assert not window.isVisible()
    wait_for(lambda: not window.preview.is_running, "the camera to be off")
    kept = {p.name for p in welcome_home.rglob("*") if p.is_file()}
    assert kept == {"default.json", "default.camera", "config.toml"}
    assert load(welcome_home / "config.toml").watch.source == str(CLIP)


def test_escape_stops_the_ten_seconds(open_welcome: Open):
    """Escape gives up what is under way and leaves the window open; nothing is learnt."""
    window = open_welcome()
    for _ in ("turn on the camera", "continue", "start"):
        enter(window)
    assert window.walk.is_holding
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.walk.is_holding
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_double_click_counts_once(open_welcome: Open):
    """The second press of a double click is not for the words that the first one brought."""
    window = open_welcome()
    window.become(Walk(Step.CAMERA, is_usable=True))
    for is_holding in (False, True):  # "Continue", then "Start the ten seconds"
        press(window.forward)
        QTest.mouseClick(window.forward, Qt.MouseButton.LeftButton)
        assert (window.step, window.walk.is_holding) == (Step.UPRIGHT, is_holding)
    press(window.forward)  # "Stop"
    assert not window.walk.is_holding


def test_a_process_that_dies_can_be_started_again(open_welcome: Open):
    """Where the camera's process is killed the window says so, and a key brings it back."""
    window = open_welcome()
    for _ in ("turn on the camera", "continue"):
        enter(window)
    os.kill(window.preview.pid, signal.SIGKILL)
    wait_for(lambda: not window.preview.is_running, "the end")
    assert "ended unexpectedly" in window.advice.text()
    assert "off" in window.camera_state.text()
    assert window.step is Step.CAMERA
    assert window.forward.text() == "&Try again"
    enter(window)
    wait_for(lambda: window.forward.text() == "&Continue" and window.forward.isEnabled(), "it")


def test_no_camera_is_said(open_welcome: Open):
    """Where there is no camera the window says what to do and lets one try again."""
    window = open_welcome("/dev/video77")
    enter(window)
    wait_for(lambda: window.forward.text() == "&Try again", "the fault")
    assert "no camera" in window.advice.text()
    assert "off" in window.camera_state.text()


def test_loads_neither_opencv_nor_mediapipe(welcome_home: Path):
    """A window that shows a live picture has loaded nothing that opens a camera or finds people."""
    words = (
        "import sys\n"
        "from PySide6.QtTest import QTest\n"
        "from sitwell.desktop.application import make_application\n"
        "app = make_application()\n"
        "from sitwell.desktop.welcome.window import WelcomeWindow\n"
        f"window = WelcomeWindow(None, {str(CLIP)!r}, is_hurried=True)\n"
        "window.show()\n"
        "window.forward.click()\n"
        "while not window.forward.isEnabled(): QTest.qWait(10)\n"
        "print(*sorted(sys.modules))\n"
        "window.close()\n"
        "while window.preview.is_running: QTest.qWait(10)\n"
    )
    loaded = run_python(words, welcome_home).stdout.split()
    assert "PySide6.QtWidgets" in loaded
    strays = ("cv2", "mediapipe", "sitwell.adapters.frames", "sitwell.adapters.landmarker")
    assert [name for name in strays if name in loaded] == []


def test_every_control_has_a_name(open_welcome: Open):
    """Whatever can have the focus tells a screen reader what it is."""
    window = open_welcome()
    window.camera_page.place.other.click()
    for step in Step:
        window.become(Walk(step))
        for control in window.findChildren(QAbstractButton):
            assert control.isHidden() or control.text() or control.accessibleName(), step
        for box in window.findChildren(QComboBox):
            assert box.accessibleName()
    buddies = [label.buddy() for label in window.findChildren(QLabel) if label.buddy()]
    assert buddies == [window.camera_page.cameras, window.camera_page.place.names]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        pytest.param("0", "Webcam (/dev/video0)", id="a number is the first device"),
        pytest.param("/dev/video2", "Other (/dev/video2)", id="a device"),
        pytest.param("7", "Camera 7", id="one that is not there"),
        pytest.param("/films/me.mp4", "me.mp4", id="a recording"),
        pytest.param("rtsp://me:secret@cam/live?key=secret", "rtsp://cam/live", id="an address"),
        pytest.param("rtsp://me:secret@[cam", "rtsp://…", id="what is no address"),
    ],
)
def test_offers_cameras_by_name(welcome_home: Path, chosen, shown):  # noqa: ARG001
    """Cameras are offered by name, and the one that is being opened is chosen."""
    open_application()
    page = CameraPage(["default"], "default")
    page.offer(Cameras(chosen, [["/dev/video0", "Webcam"], ["/dev/video2", "Other"]]))
    assert page.cameras.currentText() == shown


@pytest.mark.parametrize("advice", list(Advice))
def test_every_advice_has_words(advice):
    """Every advice is a sentence, marked by shape as good or not."""
    assert sentences.advise(advice.value)[0] in "✓▲"


@pytest.mark.parametrize("cause", list(Cause))
def test_every_refusal_has_words(cause):
    """Every refusal is put in the window's own words."""
    assert sentences.refuse(cause.value, "?") != "?"


def test_survives_a_larger_font(open_welcome: Open):
    """With letters twice as large nothing is wider than the window; pages scroll downwards."""
    window = open_welcome()
    font = window.font()
    font.setPointSizeF(2.0 * font.pointSizeF())
    window.setFont(font)
    window.resize(900, 600)
    QTest.qWaitForWindowExposed(window)
    open_application().sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    window.camera_page.place.other.click()
    for step in Step:
        window.turn_to(step)
        QTest.qWait(0)
        area = window.pages.currentWidget()
        assert area.widget().minimumSizeHint().width() <= area.viewport().width(), step


def test_says_that_a_monitor_has_the_camera(welcome_home: Path):  # noqa: ARG001
    """While a monitor watches the window says that the camera is on, before it turns on its own."""
    open_application()
    link = Link()
    window = WelcomeWindow(link, str(CLIP))
    link.status.emit({"source": "camera", "camera": {"on": True, "reason": None}})
    assert window.camera_state.text() == "● Sitwell is running: camera on."
    link.lost.emit("silent")  # the link of a monitor that runs
    assert window.camera_state.text().endswith("whether the camera is on is not known.")
    link.is_running = False
    link.lost.emit("gone")
    assert window.camera_state.text() == "○ The camera is off."
    link.is_camera_lent = True
    link.lost.emit("Sitwell is not watching")
    words = "● The camera is on: a calibration or an exercise uses it."
    assert window.camera_state.text() == words


def test_an_earlier_calibration_is_not_overwritten_in_silence(
    open_welcome: Open, welcome_home: Path
):
    """Whoever closes amid a recalibration is asked; they can go on, or keep the new upright."""
    path = welcome_home / "data" / "baselines" / "default.json"
    path.parent.mkdir(parents=True)
    path.write_text("an earlier one")
    window = open_welcome()
    reach_slump(window)
    window.close()
    assert window.isVisible()
    assert "My desk" in window.question.informativeText()
    QTest.keyClick(window.question, Qt.Key.Key_Escape)
    assert not window.question.isVisible()
    assert window.isVisible()
    window.close()
    press(window.question.new)
    wait_for(lambda: not window.isVisible(), "the window to be closed")
    assert baseline_file.load(path).view == "front"
    wait_for(lambda: not window.preview.is_running, "the camera to be off")


def test_the_whole_walk_by_keys(open_welcome: Open, welcome_home: Path):
    """By keys alone one names a place, calibrates, and has it watched now and at each login."""
    window = open_welcome()

    def focus_on(control: QWidget) -> None:
        """Press Tab until a control has the focus."""
        for _ in range(12):
            if window.focusWidget() is control:
                return
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not lead to {control}")

    window.activateWindow()
    enter(window)
    wait_for(window.forward.isEnabled, "somebody in the picture")
    place = window.camera_page.place
    focus_on(place.other)
    QTest.keyClick(place.other, Qt.Key.Key_Space)
    QTest.keyClicks(place.names.lineEdit(), "Living room")
    focus_on(window.back)
    wait_for(window.forward.isEnabled, "somebody in the picture, for that place")
    focus_on(window.forward)
    enter(window)
    enter(window)
    wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")
    wait_for(window.skip.isEnabled, "it to be kept")
    focus_on(window.skip)
    QTest.keyClick(window.skip, Qt.Key.Key_Space)
    assert window.step is Step.RESULT
    focus_on(window.result_page.at_login)
    QTest.keyClick(window.result_page.at_login, Qt.Key.Key_Space)
    enter(window)
    try:
        wait_for(window.forward.isEnabled, "the watch to begin")
        assert window.result_page.said.text().startswith("✓ Sitwell is watching.")
        assert "off" in window.camera_state.text()  # this window has heard of no monitor
        assert (welcome_home / "data" / "monitor.lock").exists()
        assert load(welcome_home / "config.toml").watch.profile == "Living-room"
        assert (welcome_home / "data" / "baselines" / "Living-room.json").exists()
        assert list((welcome_home / ".config").rglob("*.desktop"))
        enter(window)
        assert not window.isVisible()
    finally:
        stop_watching()


def test_a_question_does_not_hold_up_the_end_of_the_session(welcome_home: Path):
    """Told to end while an upright is not kept, the window ends: nobody may be there to answer."""
    words = (
        "import os, signal, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from sitwell.commands.preview_wire import Learnt\n"
        "from sitwell.desktop.__main__ import main\n"
        "from sitwell.desktop.application import make_application\n"
        "from sitwell.desktop.welcome.walk import Step, Walk\n"
        "app = make_application()\n"
        "def act():\n"
        "    window, = (w for w in app.topLevelWidgets() if hasattr(w, 'walk'))\n"
        "    learnt = Learnt('upright', 'front', 'good', 50, None, 11.0)\n"
        "    window.become(Walk(Step.SLUMP, learnt=learnt, is_replacing=True))\n"
        "    window.close()\n"
        "    print(window.question.isVisible())\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "QTimer.singleShot(0, act)\n"
        "sys.exit(main('welcome'))\n"
    )
    done = run_python(words, welcome_home)
    assert done.stdout == "True\n"


def test_a_place_brings_its_camera(open_welcome: Open, welcome_home: Path):  # noqa: ARG001
    """Another place is looked at through the camera that it was calibrated with."""
    remember("/dev/video77", "sofa")
    remember(str(CLIP), "default")
    window = open_welcome()
    enter(window)
    wait_for(window.forward.isEnabled, "somebody in the picture")
    place = window.camera_page.place
    place.names.setCurrentText("sofa")
    place.names.activated.emit(0)
    wait_for(lambda: bool(window.walk.trouble), "the camera that is not there")
    assert window.source == "/dev/video77"


@pytest.fixture
def naming_place(open_welcome: Open) -> WelcomeWindow:
    """Give a window in whose field somebody has typed a place, and nothing after it."""
    window = open_welcome()
    window.activateWindow()
    enter(window)
    wait_for(window.forward.isEnabled, "somebody in the picture")
    place = window.camera_page.place
    place.other.click()
    QTest.keyClicks(place.names.lineEdit(), "Office")
    return window


def press_letter(window: WelcomeWindow, button: QAbstractButton) -> None:
    """Press a button by its letter, the focus staying where it is."""
    QTest.keySequence(window.focusWidget(), button.shortcut())
    assert button.isDown()
    wait_for(lambda: not button.isDown(), button.text())


def test_going_back_from_a_half_named_place_leaves_the_camera_off(naming_place: WelcomeWindow):
    """Alt+B lets go of what was typed; it turned the camera on again under "The camera is off"."""
    window = naming_place
    press_letter(window, window.back)
    assert (window.walk.step, window.step) == (Step.HELLO, Step.HELLO)
    wait_for(lambda: not window.preview.is_running, "the camera to be off")
    assert window.profile == "default"


def test_going_on_from_a_half_named_place_takes_it_first(naming_place: WelcomeWindow):
    """Alt+C takes the place and looks anew for it; it was learnt by the process of the old one."""
    window = naming_place
    earlier = window.preview.pid
    press_letter(window, window.forward)
    assert (window.walk.step, window.step) == (Step.CAMERA, Step.CAMERA)
    wait_for(lambda: window.preview.pid not in (None, earlier), "the process for that place")
    assert "--profile=Office" in read_command(window.preview.pid)
    wait_for(window.forward.isEnabled, "somebody in the picture, for that place")
    press_letter(window, window.forward)
    assert (window.walk.step, window.step) == (Step.UPRIGHT, Step.UPRIGHT)


@pytest.mark.long
def test_no_command_line_holds_a_password(open_welcome: Open, welcome_home: Path):
    """A camera's address from the config stays out of what everybody can read, to the last."""
    with webcam(read_frame(CLIP, 0)) as camera:
        assert "secret" in camera.address
        (welcome_home / "config.toml").write_text(f"[watch]\nsource = '{camera.address}'\n")
        window = open_welcome(None)
        enter(window)
        wait_for(window.forward.isEnabled, "somebody in the picture")
        press(window.back)
        wait_for(lambda: not window.preview.is_running, "the camera to be off")
        enter(window)
        assert window.source == camera.address
        assert "secret" not in read_command(window.preview.pid)
        wait_for(window.forward.isEnabled, "somebody in the picture")
        enter(window)
        enter(window)
        wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")
        press(window.skip)
        enter(window)
        try:
            wait_for(window.forward.isEnabled, "the watch to begin")
            assert window.result_page.said.text().startswith("✓ Sitwell is watching.")
            status = find_status()
            assert status is not None
            assert "secret" not in read_command(status["pid"])
        finally:
            stop_watching()
