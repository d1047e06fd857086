"""The welcome, as a person has it: every step by keyboard or mouse, with a recording as camera."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import Link, open_application
from PySide6.QtCore import QDeadlineTimer, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from sitwell.adapters import baseline_file
from sitwell.commands.preview_wire import Cameras
from sitwell.config import load
from sitwell.core.advice import Advice
from sitwell.core.calibration import Cause
from sitwell.desktop.welcome import beginning, sentences
from sitwell.desktop.welcome.camera_page import CameraPage, list_profiles
from sitwell.desktop.welcome.shell import Step
from sitwell.desktop.welcome.window import WelcomeWindow

SAMPLES = Path(__file__).parents[2] / "samples"
CLIP = SAMPLES / "front" / "calibration.mp4"
PATIENCE_MS = 60_000

Open = Callable[[str], WelcomeWindow]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which the person's Sitwell lives."""
    monkeypatch.setenv("SITWELL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITWELL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def open_window(home: Path) -> Iterator[Open]:  # noqa: ARG001 - it is where files go
    """Give what opens a welcome on a source; every one is closed, and its process gone, after."""
    open_application()
    opened: list[WelcomeWindow] = []

    def make(source: str = str(CLIP)) -> WelcomeWindow:
        window = WelcomeWindow(None, source, is_hurried=True)
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
    wait_for(lambda: not any(w.preview.is_running for w in opened), "the camera to be off")


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Let the window work until something is so; fail the test when it does not come."""
    patience = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not patience.hasExpired(), f"waited for {what}"
        QTest.qWait(10)


def press(button: QAbstractButton) -> None:
    """Press a button by the mouse, once it can be pressed."""
    wait_for(button.isEnabled, button.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(window: WelcomeWindow) -> None:
    """Press Enter in the window, once its button can be pressed."""
    wait_for(window.forward.isEnabled, window.forward.text())
    QTest.keyClick(window, Qt.Key.Key_Return)


def reach_slump(window: WelcomeWindow) -> None:
    """Go through the upright, by keyboard alone."""
    for _ in ("turn on the camera", "continue", "start"):
        enter(window)
    wait_for(lambda: window.step is Step.SLUMP, "the upright to be learnt")


def test_leads_to_a_saved_calibration_and_its_verdict(open_window: Open, home: Path):
    """Enter leads to the slump, the mouse past it, and the end is a baseline and a verdict."""
    window = open_window()
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
    assert not (home / "data" / "baselines").exists()
    press(window.forward)
    wait_for(lambda: "▲" in window.slump_page.said.text(), "the slump that is none to be refused")
    press(window.skip)
    wait_for(window.forward.isEnabled, "the baseline to be saved")
    assert window.step is Step.RESULT
    assert baseline_file.load(home / "data" / "baselines" / "default.json").view == "front"
    assert "good calibration" in window.result_page.verdict.text()
    assert "4°" in window.result_page.error.text()
    window.result_page.begins.setChecked(False)
    press(window.forward)
    assert not window.isVisible()
    wait_for(lambda: not window.preview.is_running, "the camera to be off")
    assert [p.name for p in home.rglob("*") if p.is_file()] == ["default.json"]


def test_escape_stops_the_ten_seconds(open_window: Open):
    """Escape gives up what is under way and leaves the window open; nothing is learnt."""
    window = open_window()
    for _ in ("turn on the camera", "continue", "start"):
        enter(window)
    assert window.upright_page.is_under_way
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.upright_page.is_under_way
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_process_that_dies_can_be_started_again(open_window: Open):
    """Where the camera's process is killed the window says so, and a key brings it back."""
    window = open_window()
    reach_slump(window)
    os.kill(window.preview.pid, signal.SIGKILL)
    wait_for(lambda: not window.preview.is_running, "the end")
    assert "ended unexpectedly" in window.advice.text()
    assert "off" in window.camera_state.text()
    assert window.step is Step.CAMERA
    assert window.forward.text() == "&Try again"
    enter(window)
    wait_for(lambda: window.forward.text() == "&Continue" and window.forward.isEnabled(), "it")


def test_no_camera_is_said(open_window: Open):
    """Where there is no camera the window says what to do and lets one try again."""
    window = open_window("/dev/video77")
    enter(window)
    wait_for(lambda: window.forward.text() == "&Try again", "the fault")
    assert "no camera" in window.advice.text()
    assert "off" in window.camera_state.text()


def test_loads_neither_opencv_nor_mediapipe(home: Path):
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
    platform = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_QPA")} | platform
    done = subprocess.run(
        [sys.executable, "-c", words],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    loaded = done.stdout.split()
    assert "PySide6.QtWidgets" in loaded
    strays = ("cv2", "mediapipe", "sitwell.adapters.frames", "sitwell.adapters.landmarker")
    assert [name for name in strays if name in loaded] == []


def test_every_control_has_a_name(open_window: Open):
    """Whatever can have the focus tells a screen reader what it is."""
    window = open_window()
    for step in Step:
        window.turn_to(step)
        for control in window.findChildren(QAbstractButton):
            assert control.text() or control.accessibleName(), (step, control)
        for box in window.findChildren(QComboBox):
            assert box.accessibleName()
    buddies = [label.buddy() for label in window.findChildren(QLabel) if label.buddy()]
    assert buddies == [window.camera_page.cameras, window.camera_page.places]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        pytest.param("0", "Webcam (/dev/video0)", id="a number is the first device"),
        pytest.param("/dev/video2", "Other (/dev/video2)", id="a device"),
        pytest.param("7", "Camera 7", id="one that is not there"),
        pytest.param("/films/me.mp4", "me.mp4", id="a recording"),
    ],
)
def test_offers_cameras_by_name(home: Path, chosen, shown):  # noqa: ARG001
    """Cameras are offered by name, and the one that is being opened is chosen."""
    open_application()
    page = CameraPage(["default"])
    page.offer(Cameras(chosen, [["/dev/video0", "Webcam"], ["/dev/video2", "Other"]]))
    assert page.cameras.currentText() == shown


def test_a_place_is_a_plain_name(tmp_path: Path):
    """A place is offered where it was calibrated, and cannot be named as a path is."""
    open_application()
    for name in ("office.json", "no baseline.txt", "two words.json"):
        (tmp_path / name).touch()
    profiles = list_profiles(tmp_path)
    assert profiles == ["default", "office"]
    page = CameraPage(profiles)
    page.places.clearEditText()
    QTest.keyClicks(page.places.lineEdit(), "../couch_2")
    QTest.keyClick(page.places.lineEdit(), Qt.Key.Key_Return)
    assert page.profile == "couch_2"


def test_remembers_the_camera_once(home: Path):
    """A camera other than the config's is written into it, and the same by another name is not."""
    config = home / "config.toml"
    beginning.remember("/dev/video0")
    assert not config.exists()
    config.write_text("# mine\n")
    beginning.remember("/dev/video2")
    assert load(config).watch.source == "/dev/video2"
    assert "# mine" in config.read_text()


@pytest.mark.parametrize("advice", list(Advice))
def test_every_advice_has_words(advice):
    """Every advice is a sentence, marked by shape as good or not."""
    assert sentences.advise(advice.value)[0] in "✓▲"


@pytest.mark.parametrize("cause", list(Cause))
def test_every_refusal_has_words(cause):
    """Every refusal is put in the window's own words."""
    assert sentences.refuse(cause.value, "?") != "?"


def test_survives_a_larger_font(open_window: Open):
    """With letters twice as large nothing is wider than the window; pages scroll downwards."""
    window = open_window()
    font = window.font()
    font.setPointSizeF(2.0 * font.pointSizeF())
    window.setFont(font)
    window.resize(900, 600)
    QTest.qWaitForWindowExposed(window)
    open_application().sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for step in Step:
        window.turn_to(step)
        QTest.qWait(0)
        area = window.pages.currentWidget()
        assert area.widget().minimumSizeHint().width() <= area.viewport().width(), step


def test_says_that_a_monitor_has_the_camera(home: Path):  # noqa: ARG001
    """While a monitor watches the window says that the camera is on, before it turns on its own."""
    open_application()
    link = Link()
    window = WelcomeWindow(link, str(CLIP))
    link.status.emit({"source": "camera", "camera": {"on": True, "reason": None}})
    assert window.camera_state.text() == "● Sitwell is running: camera on."
    link.lost.emit("gone")
    assert window.camera_state.text() == "○ The camera is off."
