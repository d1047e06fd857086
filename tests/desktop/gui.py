"""One application for the windows of a test process, and a link that the test speaks through."""

import os
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

CONTROLS = (QAbstractSpinBox, QComboBox)


def open_application() -> QApplication:
    """Give the application; on no screen unless there is one."""
    # Where another test of this process has loaded OpenCV, it has sent Qt to its own plugins.
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(name, None)
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from sitwell.desktop.application import make_application

    return make_application()


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Let the windows work until something is so; fail the test when it does not come."""
    clock = QElapsedTimer()
    clock.start()
    while not holds():
        assert clock.elapsed() < 20_000, f"waited for {what}"
        QTest.qWait(10)


def controls_of(window: QWidget) -> list[QWidget]:
    """Give what a person can alter in a window."""
    inner = [w for w in window.findChildren(QLineEdit) if isinstance(w.parent(), CONTROLS)]
    found = window.findChildren(QWidget)
    takes_keys = [w for w in found if w.focusPolicy().value & 1 and w not in inner]
    # A combo box keeps the list of its choices in a window of its own.
    return [w for w in takes_keys if type(w) is not QListView and w.window() is window]


class Link(QObject):
    """The window's end of a monitor that the test plays; remembers what it was asked for."""

    status = Signal(dict)
    why = Signal(dict)
    look = Signal(dict)
    lost = Signal(str)
    failed = Signal(str)
    started = Signal()
    not_calibrated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_running: bool | None = True
        self.is_camera_lent = False
        self.asked: list[object] = []

    def ask_why(self, wanted: bool) -> None:
        """Note it."""
        self.asked.append(("why", wanted))

    def ask_look(self, wanted: bool) -> None:
        """Note it."""
        self.asked.append(("look", wanted))

    def reload(self) -> None:
        """Note it."""
        self.asked.append("reload")

    def start(self) -> None:
        """Note it."""
        self.asked.append("start")

    def restart(self) -> None:
        """Note it."""
        self.asked.append("restart")

    def stop(self) -> None:
        """Note it."""
        self.asked.append("stop")

    def refresh(self) -> None:
        """Do nothing: the test says when it speaks."""

    def pause(self, seconds: float | None = None) -> None:
        """Note it."""
        self.asked.append(("pause", seconds))

    def resume(self) -> None:
        """Note it."""
        self.asked.append("resume")

    def snooze(self, seconds: float | None = None) -> None:
        """Note it."""
        self.asked.append(("snooze", seconds))
