"""The window that leads from the first look through the camera to a kept calibration.

Here is what the person does: buttons, keys, and closing it, which turns the camera off.
"""

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sitwell.commands.preview_wire import Wish
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.welcome import walk as walking
from sitwell.desktop.welcome.beginning import Choice, begin
from sitwell.desktop.welcome.hearing import Hearing
from sitwell.desktop.welcome.memory import list_options, recall_camera
from sitwell.desktop.welcome.places import name_place
from sitwell.desktop.welcome.question import KeepQuestion
from sitwell.desktop.welcome.walk import Parting, Step, Task, Then
from sitwell.words import _


class WelcomeWindow(Hearing):
    """The welcome. A source of its own is for demonstrations and tests."""

    def __init__(
        self, link: MonitorLink | None, source: str | None = None, *, is_hurried: bool = False
    ) -> None:
        super().__init__(source, is_hurried=is_hurried)
        self._link = link
        self._reworded = QElapsedTimer()
        self._wished: tuple[str | None, str] = (source, self.profile)
        self.question = KeepQuestion(self)
        self.question.answered.connect(self._part_with)
        if link is not None:
            link.status.connect(self.camera_state.note_monitor)
            link.lost.connect(
                lambda _words: self.camera_state.note_loss(
                    link.is_running, is_camera_lent=link.is_camera_lent
                )
            )
        self.kept.connect(self._follow)
        self.freed.connect(self._begin)
        self.camera_page.camera_changed.connect(self._change_camera)
        self.camera_page.place.changed.connect(self._change_place)
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._skip)
        self.forward.clicked.connect(self._press_forward)

    def _press_forward(self) -> None:
        """Go on, unless the press is the second of a double click and meant for other words."""
        is_meant = self._reworded.hasExpired(QApplication.doubleClickInterval())
        if self._reworded.isValid() and not is_meant:
            return
        words = self.forward.text()
        self._go_on()
        if self.forward.text() != words:
            self._reworded.start()

    def _go_on(self) -> None:
        """Do what the button says."""
        if self.walk.trouble:
            self.turn_on()
            return
        match self.walk.step:
            case Step.HELLO:
                self.turn_on()
            case Step.CAMERA if self.camera_page.place.settle() or self.question.isVisible():
                pass  # the camera begins anew for it, perhaps once that is answered
            case Step.CAMERA:
                self.become(walking.go(self.walk, Step.UPRIGHT))
            case Step.UPRIGHT | Step.SLUMP:
                self._hold()
            case Step.RESULT:
                self._finish()

    def _go_back(self) -> None:
        self.preview.ask(Wish.CANCEL)
        match self.walk.step:
            case Step.CAMERA:
                self._part(Then.TURN_OFF)
            case Step.RESULT if not self.preview.is_running:
                self.turn_on()
            case Step.RESULT:
                self.become(walking.go(self.walk, Step.UPRIGHT))
            case step:
                self.become(walking.go(self.walk, Step(step - 1)))

    def _skip(self) -> None:
        self.become(walking.conclude(self.walk))

    def _change_camera(self) -> None:
        self._change(self.camera_page.source, self.profile)

    def _change_place(self, before: str) -> None:
        """Begin with the camera that the place had, where it is known."""
        wished = self.profile
        self.camera_page.place.choose(before)
        self._change(recall_camera(wished), wished)

    def _change(self, source: str | None, profile: str) -> None:
        """Begin anew with these; until then what was learnt is of those that were."""
        self._wished = source, profile
        self.camera_page.put_back()
        self._part(Then.TURN_ON)

    def _hold(self) -> None:
        """Begin the ten seconds, or give them up."""
        if self.walk.is_holding:
            self.preview.ask(Wish.CANCEL)
            self.say("")
        elif self.posture_page is not None:
            self.preview.ask(Wish.UPRIGHT if self.walk.step is Step.UPRIGHT else Wish.SLUMP)
            self.posture_page.begin()
        self.become(replace(self.walk, is_holding=not self.walk.is_holding))

    def _finish(self) -> None:
        """Have begun what was chosen, once the camera is free for it."""
        page = self.result_page
        if self.walk.is_done:
            self.close()
        elif not self.walk.is_kept:
            self.become(walking.keep(self.walk))
        elif not page.is_anything_wanted:
            self.close()
        else:
            page.say(_("Starting …"))
            self.darken(_("The camera is off."))
            is_free = not self.preview.is_running
            self.preview.stop()
            self.become(replace(self.walk, task=Task.BEGINNING))
            if is_free:
                self._begin()

    def _begin(self) -> None:
        if self.walk.task is Task.BEGINNING:
            page = self.result_page
            boxes = (page.begins, page.at_login, page.in_menu)
            options = list_options(self.source, self.profile)
            choice = Choice(options, *(box.isChecked() for box in boxes))
            begin(self, choice, self._note_begun)

    def _note_begun(self, fault: str) -> None:
        then = self.walk.then
        self.become(replace(self.walk, task=Task.NONE, then=Then.STAY, is_done=not fault))
        if fault:
            words = f"▲ {fault}"
        elif self.result_page.begins.isChecked():
            words = _("✓ Sitwell is watching. You can close this window.")
            self.mirror.clear(_("Sitwell is watching. Its pictures are not shown."))
        else:
            words = _("✓ Done. You can close this window.")
        self.result_page.say(words)
        if self._link is not None:
            self._link.refresh()
        if then is Then.CLOSE and not fault:
            self.close()

    def _part(self, then: Then) -> None:
        """Turn the camera off, then do what follows, without losing what was learnt."""
        self.camera_page.place.forget()
        match walking.find_parting(self.walk):
            case Parting.AT_ONCE:
                self._leave(then)
            case Parting.ONCE_DONE:
                self.become(replace(self.walk, then=then))
            case Parting.ASK_FIRST:
                if self.walk.is_holding:
                    self._hold()
                self.question.ask(name_place(self.profile), then)

    def _part_with(self, is_new: bool, then: Then) -> None:
        """Turn it off with the new calibration, or with the earlier one."""
        if is_new:
            self.become(walking.keep(self.walk, then))
        else:
            self._leave(then)

    def _follow(self) -> None:
        """Do what was to follow once it is kept."""
        then = self.walk.then
        self.become(replace(self.walk, then=Then.STAY))
        if then is not Then.STAY:
            self._leave(then)

    def _leave(self, then: Then) -> None:
        if then is Then.TURN_OFF:
            self.turn_off()
            return
        if then is Then.TURN_ON:
            source, profile = self._wished
            self.camera_page.choose(source)
            self.camera_page.place.choose(profile)
            self.turn_on(source)
            return
        self.preview.stop()
        self.mirror.clear(_("The camera is off."))
        super().done(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Let Escape stop the ten seconds, and close the window where none are under way."""
        if event.key() == Qt.Key.Key_Escape and self.walk.is_holding:
            self._hold()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:  # noqa: ARG002 (Qt's)
        """Close, whichever way that is wished for."""
        self._part(Then.CLOSE)


def make(link: MonitorLink) -> QWidget:
    """Give the window."""
    return WelcomeWindow(link)
