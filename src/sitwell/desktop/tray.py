"""The tray icon: how Sitwell is, at a glance, and a menu of what can be done.

Where the desktop shows no tray, the small window stands in for it, and says so once.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from sitwell.adapters.clock import now_here
from sitwell.desktop.choices import Choices
from sitwell.desktop.figure import figure_icon
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.small_window import SmallWindow
from sitwell.desktop.status_words import Glance, glance_at, unknown_yet, without_monitor
from sitwell.desktop.told_once import tell_once
from sitwell.words import _

LOOK_MS = 1000
"""How often a tray is looked for; a desktop that is just coming up has none yet."""
PATIENT_LOOKS = 8
"""After so many in vain there is none, and the small window opens."""
PATIENT_LOOKS_AT_LOGIN = 60
"""The panel may come up last of all, and nobody waits for the icon."""


class Tray(QObject):
    """The icon and its menu, and the small window; `quit_wanted` ends the process."""

    quit_wanted = Signal()

    def __init__(self, link: MonitorLink, now: Callable[[], datetime] = now_here) -> None:
        super().__init__()
        self._link, self._now = link, now
        self._looks, self._is_at_login = 0, False
        self._window: SmallWindow | None = None
        self.glance = unknown_yet()
        self.choices = Choices(link, now)
        self.choices.quit_wanted.connect(self.quit_wanted)
        self.choices.failed.connect(self._complain)
        self.menu = make_menu(self.choices)
        self.menu.aboutToHide.connect(lambda: self.choices.show(self.glance))
        self.icon = self._make_icon()
        link.status.connect(self._on_status)
        link.lost.connect(self._on_lost)
        # Follows the desktop's, whoever told the application.
        self.menu.installEventFilter(self)
        self._show(self.glance)
        self._looker = QTimer(self, interval=LOOK_MS)
        self._looker.timeout.connect(self._look_for_tray)

    def begin(self, patient_looks: int = PATIENT_LOOKS) -> None:
        """Show the icon, or after so many looks in vain the small window."""
        self._patient_looks = patient_looks
        self._look_for_tray()
        if not self.icon.isVisible():
            self._looker.start()

    def begin_at_login(self, patient_looks: int = PATIENT_LOOKS_AT_LOGIN) -> None:
        """Show the icon; where there is none, open a window the first time, and then never again.

        Nobody has asked for anything: what cannot be seen ends without a word.
        """
        self._is_at_login = True
        self.begin(patient_looks)

    def show_window(self) -> None:
        """Show the small window, which the person asked for."""
        window = self._make_window()
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        window.showNormal()
        window.raise_()
        window.activateWindow()

    def _look_for_tray(self) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._looker.stop()
            if self._looks > 0:
                self._renew_icon()
            self.icon.show()
            if self._window is not None:
                self._window.set_note("")
            return
        self._looks += 1
        if self._looks == self._patient_looks:
            self._stand_in()

    def _make_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(self.menu)
        icon.activated.connect(self._on_activated)
        return icon

    def _renew_icon(self) -> None:
        """Take another icon, which the tray that has come up since will get to see.

        Qt (6.11) settles how an icon reaches the panel when the icon is made: one made before the
        bus has a tray says that it is visible, and is shown nowhere.
        """
        old, self.icon = self.icon, self._make_icon()
        self.icon.setToolTip(old.toolTip())
        self.icon.setIcon(old.icon())
        old.deleteLater()

    def _stand_in(self) -> None:
        is_news = tell_once("no_tray")
        if self._is_at_login and not is_news and self._window is None:
            self.quit_wanted.emit()
            return
        window = self._make_window()
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if is_news:
            window.set_note(
                _(
                    "This desktop shows no icons of programs, so Sitwell has this small window. "
                    "On GNOME, the extension “AppIndicator” would bring the icon."
                )
            )
        window.show()

    def _make_window(self) -> SmallWindow:
        if self._window is None:
            self._window = SmallWindow(self.choices)
            self._window.closed.connect(self._on_window_closed)
            self._window.show_glance(self.glance)
        return self._window

    def _on_window_closed(self) -> None:
        """Free it; where it stood in for the icon there is nothing left to be seen."""
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()
        if not self.icon.isVisible():
            self.quit_wanted.emit()

    def _on_activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how is QSystemTrayIcon.ActivationReason.Trigger:
            self.show_window()

    def _on_status(self, status: dict[str, Any]) -> None:
        self._show(glance_at(status, self._now()))

    def _on_lost(self, words: str) -> None:
        link = self._link
        self._show(
            without_monitor(
                words,
                is_running=link.is_running is True,
                is_camera_lent=link.is_camera_lent,
            )
        )

    def _show(self, glance: Glance) -> None:
        if glance == self.glance and self.choices.status.text():
            return
        is_other = glance.kind != self.glance.kind or self.icon.icon().isNull()
        self.glance = glance
        if not self.menu.isVisible():  # an open menu that grows would grow off the screen
            self.choices.show(glance)
        self.icon.setToolTip(
            "\n".join(part for part in ("Sitwell", glance.line, glance.nudge) if part)
        )
        if is_other:
            self._draw()
        if self._window is not None:
            self._window.show_glance(glance)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Draw the figure anew when the desktop turns dark or light."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        self.icon.setIcon(figure_icon(self.glance.kind, is_dark()))

    def _complain(self, words: str) -> None:
        """Say what did not work: in the small window where it is open, else beside the icon."""
        if self._window is not None and self._window.isVisible():
            self._window.set_note(words)
        elif self.icon.isVisible():
            self.icon.showMessage("Sitwell", words, QSystemTrayIcon.MessageIcon.Warning)


def make_menu(choices: Choices) -> QMenu:
    """Give the tray's menu."""
    menu = QMenu()
    menu.addAction(choices.status)
    menu.addSeparator()
    menu.addActions([choices.start, choices.resume])
    menu.addMenu(choices.pause)
    menu.addAction(choices.snooze)
    menu.addSeparator()
    menu.addActions([choices.why, choices.report, choices.exercise])
    menu.addSeparator()
    menu.addActions([choices.calibrate, choices.settings])
    menu.addSeparator()
    menu.addActions([choices.stop, choices.quit])
    return menu


def is_dark() -> bool:
    """Say whether the desktop is dark, as far as it tells."""
    return QGuiApplication.palette().window().color().lightness() < 128
