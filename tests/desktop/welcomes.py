"""The welcome as the tests have it: at home in a folder of its own, pressed and waited for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gui import open_application
from PySide6.QtCore import QDeadlineTimer, QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

if TYPE_CHECKING:
    from sitwell.desktop.welcome.window import WelcomeWindow

CLIP = Path(__file__).parents[2] / "samples" / "front" / "calibration.mp4"
PATIENCE_MS = 60_000

Open = Callable[[str | None], "WelcomeWindow"]


@contextmanager
def opening() -> Iterator[Open]:
    """Give what opens a welcome on a source; every one is closed, and its process gone, after."""
    from sitwell.desktop.welcome.walk import Walk
    from sitwell.desktop.welcome.window import WelcomeWindow

    open_application()
    opened: list[WelcomeWindow] = []

    def make(source: str | None = str(CLIP)) -> WelcomeWindow:
        window = WelcomeWindow(None, source, is_hurried=True)
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.become(Walk())  # with nothing to lose, it asks nothing
        window.close()
    wait_for(lambda: not any(w.preview.is_running for w in opened), "the camera to be off")


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Let the window work until something is so; fail the test when it does not come."""
    patience = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not patience.hasExpired(), f"waited for {what}"
        QTest.qWait(10)


_pressed = QElapsedTimer()


def take_time() -> None:
    """Let pass what lies between two presses that are no double click."""
    wait_for(
        lambda: not _pressed.isValid() or _pressed.hasExpired(QApplication.doubleClickInterval()),
        "the time between two presses",
    )


def press(button: QAbstractButton) -> None:
    """Press a button by the mouse, once it can be pressed."""
    take_time()
    wait_for(button.isEnabled, button.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    _pressed.start()


def enter(window: "WelcomeWindow") -> None:
    """Press Enter in the window, once its button can be pressed."""
    take_time()
    wait_for(window.forward.isEnabled, window.forward.text())
    QTest.keyClick(window, Qt.Key.Key_Return)
    _pressed.start()
