"""What can be chosen, the same in the tray's menu and in the small window."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from sitwell.desktop.children import open_page, run_command
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.status_words import Glance
from sitwell.words import _

MORNING = time(6)
"""When "until tomorrow" is over."""
SMALL_HOURS = time(4)
"""Before this, the tomorrow that people mean has begun already."""


def seconds_until_tomorrow(now: datetime) -> float:
    """Give the seconds until the next morning; `now` is zone-aware, in the person's zone."""
    day = now.date() if now.time() < SMALL_HOURS else now.date() + timedelta(days=1)
    morning = datetime.combine(day, MORNING).astimezone()  # its own offset: clocks may change
    return (morning - now).total_seconds()


class Choices(QObject):
    """The actions, and which of them there are now.

    Signals:
        quit_wanted: The person wants this process to end; the monitor goes on.
        failed: Something that was chosen did not work; the words for it.
    """

    quit_wanted = Signal()
    failed = Signal(str)

    def __init__(self, link: MonitorLink, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._link, self._now = link, now
        self.status = self._make("", lambda: open_page("why"))
        self.start = self._make(_("Start &watching"), link.start)
        self.resume = self._make(_("&Resume watching"), link.resume)
        self.pause = QMenu(_("&Pause, camera off"))
        for words, work in (
            (_("for &30 minutes"), lambda: link.pause(1800.0)),
            (_("for &1 hour"), lambda: link.pause(3600.0)),
            (_("until &tomorrow"), lambda: link.pause(seconds_until_tomorrow(now()))),
        ):
            self.pause.addAction(self._make(words, work))
        self.snooze = self._make(_("S&nooze for 20 minutes"), link.snooze)
        self.why = self._make(_("W&hy …"), lambda: open_page("why"))
        self.report = self._make(_("&Today's report"), self._open_report)
        self.exercise = self._make(_("&Exercise now …"), lambda: open_page("exercise"))
        self.calibrate = self._make(_("&Calibrate …"), lambda: open_page("calibrate"))
        self.settings = self._make(_("&Settings …"), lambda: open_page("settings"))
        self.stop = self._make(_("St&op watching"), link.stop)
        self.quit = self._make(_("&Quit"), self.quit_wanted.emit)
        link.failed.connect(self.failed)
        link.not_calibrated.connect(lambda: open_page("welcome"))

    def show(self, glance: Glance) -> None:
        """Say the status, and offer what makes sense now."""
        self.status.setText(glance.line.replace("&", "&&"))
        running, resting = glance.is_watching, glance.is_resting
        self.start.setVisible(not running and glance.kind == "paused")
        self.resume.setVisible(resting)
        self.pause.menuAction().setVisible(running)
        self.snooze.setVisible(running and not resting)
        self.stop.setVisible(running)
        # Whoever quits the icon should know that the camera stays on.
        self.quit.setText(_("&Quit, Sitwell keeps watching") if running else _("&Quit"))

    def _make(self, words: str, work: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda: work())  # noqa: PLW0108 (Qt would hand it a flag)
        return action

    def _open_report(self) -> None:
        run_command(self, ["report", "--open"], self._on_report)

    def _on_report(self, code: int, words: str) -> None:
        if code != 0:
            self.failed.emit(words or _("The report could not be made"))
