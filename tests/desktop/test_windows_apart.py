"""Every window and the monitor, each a process of its own: what becomes of one without the other.

All windows are open at once, beside a monitor that really looks through a camera.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from reader import Reader, voice
from screens import PATIENCE_S, Screen, wait_until
from title_bar import press_close
from watches import SAMPLES, Watch, watching

from clips import read_frame
from sitwell.adapters.lock import is_held
from webcam import Webcam, webcam

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]

OPTIONS = {"tray": ("--window",), "why": (), "settings": (), "exercise": (), "welcome": ()}
EYES = ("cv2", "opencv", "mediapipe")
STRAYS = ("cv2", "mediapipe", "sitwell.adapters.frames", "sitwell.adapters.landmarker")

# Runs in every Python of the screen, and tells at its end which modules it had.
SPY = """
import atexit, os, sys

def tell():
    with open(os.path.join(os.environ["TOLD"], f"{os.getpid()}.txt"), "w") as file:
        print(*sys.modules, file=file)

atexit.register(tell)
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A window in its own process, and one who reads it aloud."""

    page: str
    process: "subprocess.Popen[str]"
    reader: Reader
    screen: Screen

    def use(self) -> None:
        """Use it a little, by mouse, above all others."""
        self.screen.call("xdotool", "windowraise", self.find())
        match self.page:
            case "why":
                self.reader.await_words("Upright")
            case "settings":
                self.reader.click(self.reader.await_button("Show fine adjustments"))
            case "exercise":
                self.reader.click(self.reader.await_button("Start"))
                self.reader.await_words("End")
            case "welcome":
                self.reader.click(self.reader.await_button("Turn on the camera"))
                self.reader.await_words("The camera is on. No picture is kept. Watching is paused")
                self.reader.await_button("Continue")

    def close(self) -> None:
        """Close it as its frame would, and wait until its process has ended."""
        press_close(self.screen.env["DISPLAY"], int(self.find()))
        assert self.process.wait(PATIENCE_S) == 0

    def find(self) -> str:
        """Give its number on the screen; empty before it is shown."""
        whose = ("--all", "--onlyvisible", "--pid", str(self.process.pid))
        return self.screen.call("xdotool", "search", *whose, "--name", ".")


@contextmanager
def opened(screen: Screen, *pages: str) -> Iterator[dict[str, Window]]:
    """Have these windows open for as long as the block runs."""
    folder = screen.folder / "spy"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(SPY)
    seen = voice(screen) | {"PYTHONPATH": str(folder), "TOLD": str(folder)}
    with ExitStack() as stack:
        windows = {}
        for page in pages:
            words = ("sitwell.desktop", page, *OPTIONS[page])
            process = stack.enter_context(screen.running(*words, **seen))
            reader = stack.enter_context(Reader(screen, process.pid))
            windows[page] = Window(page, process, reader, screen)
        for page, window in windows.items():
            wait_until(lambda window=window: window.find() != "", page)
        yield windows


@pytest.fixture(scope="module")
def camera() -> Iterator[Webcam]:
    """Give a camera before which the person of the samples sits upright."""
    with webcam(read_frame(SAMPLES / "calibration.mp4", 0)) as camera:
        yield camera


@pytest.fixture(scope="module")
def watch(own_screen: Screen, camera: Webcam) -> Iterator[Watch]:
    """Give a monitor that watches."""
    with watching(own_screen, camera) as watch:
        yield watch


@pytest.fixture(scope="module")
def windows(own_screen: Screen, watch: Watch) -> Iterator[dict[str, Window]]:  # noqa: ARG001
    """Give every window beside it, all at once."""
    with opened(own_screen, *OPTIONS) as windows:
        yield windows


@pytest.mark.parametrize("page", OPTIONS)
def test_no_window_has_eyes(windows: dict[str, Window], watch: Watch, page: str) -> None:
    """A window that is used has neither OpenCV, nor its Qt, nor MediaPipe in it, nor a camera."""
    window = windows[page]
    window.use()
    loaded = Path(f"/proc/{window.process.pid}/maps").read_text().lower()
    assert "/pyside6/" in loaded
    assert [name for name in EYES if name in loaded] == []
    open_files = [os.readlink(link) for link in Path(f"/proc/{window.process.pid}/fd").iterdir()]
    assert not any(name.startswith("/dev/video") for name in open_files)
    if page == "welcome":
        for other in ("tray", "why"):  # wherever one asks whether the camera is on
            windows[other].reader.await_words("Camera on (a calibration or an exercise uses it)")
        window.reader.click(window.reader.await_button("Back"))
        wait_until(lambda: watch.is_alone, "the camera to go back to the monitor")


EXPECTED = {
    # What a window says of the camera: while it is on, without a monitor, and without a picture.
    "tray": ("Camera on", "Camera off", "Camera off (it does not answer"),
    "why": ("Camera on", "Camera off", "Camera off (it does not answer"),
    "welcome": ("camera on", "The camera is off", "camera off (it does not answer"),
}


def test_monitor_is_killed_and_back(windows: dict[str, Window], watch: Watch) -> None:
    """Killed, every window that tells of the camera says that it is off; started again, on."""
    for page, (on, _, _) in EXPECTED.items():
        windows[page].reader.await_words(on)
    watch.kill()
    for page, (_, off, _) in EXPECTED.items():
        windows[page].reader.await_words(off)
    watch.start()
    for page, (on, _, _) in EXPECTED.items():
        windows[page].reader.await_words(on)


def test_silent_monitor_may_have_the_camera_on(windows: dict[str, Window], watch: Watch) -> None:
    """While a monitor hangs no window says that the camera is off: nobody knows."""
    os.kill(watch.pid, signal.SIGSTOP)
    try:
        for page in EXPECTED:
            windows[page].reader.await_words("hether the camera is on is not known")
    finally:
        os.kill(watch.pid, signal.SIGCONT)
    for page, (on, _, _) in EXPECTED.items():
        windows[page].reader.await_words(on)


def test_camera_is_lost_and_back(windows: dict[str, Window], watch: Watch, camera: Webcam) -> None:
    """A camera that stops delivering is off in every window, and on again when it is back."""
    with camera.gone():
        for page, (_, _, lost) in EXPECTED.items():
            windows[page].reader.await_words(lost)
    for page, (on, _, _) in EXPECTED.items():
        windows[page].reader.await_words(on)
    watch.await_readings()


def test_socket_is_gone_and_back(windows: dict[str, Window], watch: Watch) -> None:
    """A socket that somebody removes is soon back, and no window goes on saying "camera off"."""
    pid = watch.pid
    (watch.data / "control.sock").unlink()
    wait_until(lambda: watch.status().get("pid") == pid, "the socket")
    for page, (on, _, _) in EXPECTED.items():
        windows[page].reader.await_words(on)


@pytest.mark.parametrize("page", sorted(OPTIONS.keys() - {"tray"}))
def test_a_closed_window_is_gone(windows: dict[str, Window], page: str) -> None:
    """A window that is closed ends its process, having loaded no eyes; the tray stays."""
    window = windows[page]
    window.close()
    told = window.screen.folder / "spy" / f"{window.process.pid}.txt"
    loaded = told.read_text().split()
    assert "PySide6.QtWidgets" in loaded
    assert [name for name in STRAYS if name in loaded] == []
    assert windows["tray"].process.poll() is None
    windows["tray"].reader.await_words("Camera on")


each_crash = pytest.mark.parametrize(
    "number", [signal.SIGKILL, pytest.param(signal.SIGSEGV, marks=pytest.mark.long)]
)


@each_crash
def test_a_crash_leaves_the_monitor_alone(
    own_screen: Screen, watch: Watch, number: signal.Signals
) -> None:
    """However a window dies, the monitor goes on: same process, same record, same camera."""
    pid, visits = watch.pid, watch.camera.visits
    with opened(own_screen, "why", "settings", "exercise", "welcome") as windows:
        for window in windows.values():
            window.process.send_signal(number)
            assert window.process.wait(PATIENCE_S) == -number
            assert watch.status()["pid"] == pid
    watch.await_readings()
    assert (watch.pid, watch.camera.visits) == (pid, visits)


@each_crash
def test_a_crash_of_the_welcome_gives_the_camera_back(
    own_screen: Screen, watch: Watch, number: signal.Signals
) -> None:
    """When the welcome dies with the camera on, its camera's process ends and the monitor looks."""
    pid = watch.pid
    with opened(own_screen, "welcome") as windows:
        welcome = windows["welcome"]
        welcome.use()
        assert watch.status()["rest"]["kind"] == "paused"
        children = Path(f"/proc/{welcome.process.pid}/task/{welcome.process.pid}/children")
        started = children.read_text().split()
        assert started
        welcome.process.send_signal(number)
        wait_until(lambda: watch.is_alone, "the camera to go back to the monitor")
    wait_until(lambda: not any(Path(f"/proc/{child}").exists() for child in started), "its end")
    assert watch.pid == pid
    watch.await_readings()


def test_a_second_click_waits_for_the_window(own_screen: Screen) -> None:
    """Called while it is being made, a window is not ended by that, and comes."""
    with own_screen.running("sitwell.desktop", "settings", **voice(own_screen)) as process:
        lock = Path(own_screen.env["SITWELL_DATA"]) / "windows" / "settings.lock"
        wait_until(lambda: is_held(lock), "its place")
        process.send_signal(signal.SIGUSR1)
        with Reader(own_screen, process.pid) as reader:
            reader.await_button("Close")
        process.terminate()
        assert process.wait(PATIENCE_S) == 0


def test_a_start_outlives_its_window(own_screen: Screen, watch: Watch) -> None:
    """Whoever presses "Start watching" and closes the window at once is watched."""
    watch.run("stop")
    with opened(own_screen, "why") as windows:
        reader = windows["why"].reader
        reader.click(reader.await_button("Start watching"))
        windows["why"].close()
    wait_until(lambda: watch.is_alone, "the watch")


def test_a_new_start_outlives_its_window(own_screen: Screen, watch: Watch) -> None:
    """A watch that is to be started again is stopped and started, though nobody waits for it."""
    before = watch.pid
    restart = "from sitwell.desktop.monitor_link import MonitorLink as Link; link = Link(); "
    own_screen.call(sys.executable, "-P", "-c", restart + "link.restart(); link.finish()")
    wait_until(lambda: watch.is_alone, "the watch")
    assert watch.pid != before


UNSAVED = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDoubleSpinBox
from sitwell.desktop.__main__ import PAGES, main

def make(link, make=PAGES["settings"]):
    window = make(link)
    box = next(b for b in window.findChildren(QDoubleSpinBox) if b.isEnabled())
    QTimer.singleShot(0, lambda: box.setValue(box.value() + 1))
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    return window

PAGES["settings"] = make
sys.exit(main("settings"))
"""


def test_the_end_of_a_session_waits_for_no_answer(own_screen: Screen) -> None:
    """Told to end, a window with something unsaved ends, though it would ask a person."""
    own_screen.call(sys.executable, "-P", "-c", UNSAVED)
