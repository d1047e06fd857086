"""The window that leads from the first look through the camera to a kept calibration.

    hello → camera → upright (3 s to settle, 10 s) → slump, if wanted → verdict → watching

The camera is on from the second page on, and the foot of the window always says whether it is.
"""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from sitwell.commands.preview_wire import (
    Cameras,
    Failed,
    Gap,
    Learnt,
    Look,
    Message,
    Opened,
    Refused,
    Saved,
    Wish,
)
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.preview import Preview
from sitwell.desktop.status_words import glance_at
from sitwell.desktop.welcome.beginning import Choice, begin
from sitwell.desktop.welcome.camera_page import DEFAULT
from sitwell.desktop.welcome.sentences import advise, explain_end, explain_gap, refuse, view_words
from sitwell.desktop.welcome.shell import Shell, Step
from sitwell.desktop.words import _


class WelcomeWindow(Shell):
    """The welcome. A source of its own is for demonstrations and tests."""

    def __init__(
        self, link: MonitorLink | None, source: str | None = None, *, is_hurried: bool = False
    ) -> None:
        super().__init__()
        self._link = link
        self._source = source
        self._is_hurried = is_hurried
        self._learnt: Learnt | None = None
        self._is_saved = self._is_usable = self._is_busy = self._is_done = False
        self._has_paused = self._was_focused = False
        self._trouble = ""
        self._wants_beginning = False
        self._monitor: dict[str, Any] | None = None
        if link is not None:
            link.status.connect(self._note_monitor)
            link.lost.connect(lambda _words: self._note_monitor(None))
        self.preview = Preview(self)
        self.preview.shown.connect(self._show_look)
        self.preview.told.connect(self._hear)
        self.preview.ended.connect(self._lose)
        self.camera_page.changed.connect(self._turn_on)
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._finish_learning)
        self.forward.clicked.connect(self._go_on)
        self._go(Step.HELLO)

    def _go(self, step: Step) -> None:
        self.turn_to(step)
        self._refresh()

    def _refresh(self) -> None:
        """Bring buttons and words up to date."""
        step = self.step
        posture = self.posture_page
        is_holding = posture is not None and posture.is_under_way
        words = {
            Step.HELLO: _("&Turn on the camera"),
            Step.CAMERA: _("&Continue"),
            Step.UPRIGHT: _("&Stop") if is_holding else _("&Start the ten seconds"),
            Step.SLUMP: _("&Stop") if is_holding else _("&Start the ten seconds"),
            Step.RESULT: _("&Close") if self._is_done else _("&Finish"),
        }[step]
        is_lost = bool(self._trouble) and step is not Step.RESULT
        is_ready = is_holding or self._is_usable or step in (Step.HELLO, Step.RESULT)
        self.forward.setText(_("&Try again") if is_lost else words)
        self._enable_forward(is_lost or (is_ready and not self._is_busy))
        self.back.setText(_("Calibrate a&gain") if step is Step.RESULT else _("&Back"))
        self.back.setVisible(step is not Step.HELLO)
        self.back.setEnabled(not self._is_busy)
        self.skip.setText(_("S&kip"))
        self.skip.setVisible(step is Step.SLUMP and not is_lost)
        self.skip.setEnabled(not is_holding)
        self.camera_state.setText(self._say_camera())

    def _say_camera(self) -> str:
        """Say whether the camera is on, be it for this window or for the monitor."""
        if self.preview.is_running:
            words, paused = _("● The camera is on. No picture is kept."), ""
            if self._has_paused:
                paused = _("Watching is paused meanwhile.")
            return f"{words} {paused}".rstrip()
        if self._monitor is not None:
            camera = glance_at(self._monitor, datetime.now().astimezone()).camera
            mark = "●" if (self._monitor.get("camera") or {}).get("on") else "○"
            return _("{mark} Sitwell is running: {camera}.").format(mark=mark, camera=camera)
        return _("○ The camera is off.")

    def _note_monitor(self, status: dict[str, Any] | None) -> None:
        self._monitor = status
        self.camera_state.setText(self._say_camera())

    def _enable_forward(self, is_enabled: bool) -> None:
        """Enable the button; the focus that it loses when disabled comes back."""
        if self.forward.isEnabled() and not is_enabled:
            self._was_focused = self.forward.hasFocus()
        is_back = is_enabled and not self.forward.isEnabled() and self._was_focused
        self.forward.setEnabled(is_enabled)
        if is_back:
            self.forward.setFocus()

    def _go_on(self) -> None:
        """Do what the button says."""
        if self._trouble and self.step is not Step.RESULT:
            self._turn_on()
            return
        match self.step:
            case Step.HELLO:
                self._turn_on()
            case Step.CAMERA:
                self._go(Step.UPRIGHT)
            case Step.UPRIGHT:
                self._hold(Wish.UPRIGHT)
            case Step.SLUMP:
                self._hold(Wish.SLUMP)
            case Step.RESULT:
                self._finish()

    def _go_back(self) -> None:
        self.preview.ask(Wish.CANCEL)
        if self.step is Step.CAMERA:
            self._trouble = ""
            self.preview.stop()
            self._darken(_("The camera is off."))
            self._go(Step.HELLO)
        elif self.step is Step.RESULT:
            self._is_done = False
            if self.preview.is_running:
                self._go(Step.UPRIGHT)
            else:
                self._turn_on()
        else:
            self._go(Step(self.step - 1))

    def _turn_on(self) -> None:
        """Begin, or begin again, with the chosen camera."""
        source = self.camera_page.source or self._source
        self._trouble, self._learnt = "", None
        self._is_saved = self._is_usable = self._is_done = self._has_paused = False
        self._darken(_("Turning on the camera …"))
        self.preview.start(source, self.camera_page.profile, is_hurried=self._is_hurried)
        self._go(Step.CAMERA)

    def _darken(self, words: str) -> None:
        self._is_usable = False
        self.darken(words)

    def _hold(self, wish: Wish) -> None:
        """Begin the ten seconds, or give them up."""
        page = self.upright_page if wish is Wish.UPRIGHT else self.slump_page
        if page.is_under_way:
            self.preview.ask(Wish.CANCEL)
            page.reset()
        else:
            self.preview.ask(wish)
            page.begin()
        self._refresh()

    def _show_look(self, look: Look, image: QImage) -> None:
        self.mirror.show_look(look, image)
        words = advise(look.advice)
        if look.advice is not None and self.step is Step.CAMERA and look.is_usable:
            words = f"{words} {view_words(look.view)}"
        self.advise(words)
        if look.is_usable is not self._is_usable:
            self._is_usable = look.is_usable
            self._refresh()
        for page in (self.upright_page, self.slump_page):
            page.show_look(look)
        if look.judged is not None and self._learnt is not None:
            for angles in self.angles:
                angles.show_judged(look.judged, self._learnt.line_deg)

    def _hear(self, message: Message) -> None:
        match message:
            case Cameras():
                self.camera_page.offer(message)
            case Opened():
                self._has_paused = message.has_paused
                self._refresh()
            case Gap():
                self._darken(explain_gap(message.reason, message.detail))
                self._give_up(_("The camera gave no picture, so this was stopped. Try again."))
            case Refused():
                self._give_up(refuse(message.cause, message.why))
            case Learnt():
                self._note_learnt(message)
            case Saved():
                self._is_saved, self._is_busy = True, False
                self._refresh()
            case Failed():
                self._is_busy = False
                self.result_page.say(f"▲ {message.words}")
                self._refresh()

    def _give_up(self, words: str) -> None:
        """Say on the page that is under way why it was for nothing."""
        page = self.posture_page
        if page is not None and page.is_under_way:
            page.reset(f"▲ {words}")
        self._refresh()

    def _note_learnt(self, learnt: Learnt) -> None:
        page = self.posture_page
        if page is None or not page.is_under_way:
            return  # it was stopped at the very end
        self._learnt = learnt
        if learnt.anchor == Wish.UPRIGHT:
            self._go(Step.SLUMP)
        else:
            self._finish_learning()

    def _finish_learning(self) -> None:
        """Keep what was learnt and say how good it is."""
        if self._learnt is None:
            return
        self.result_page.show_learnt(self._learnt)
        self.result_page.allow_login(self.camera_page.profile == DEFAULT)
        self._is_busy = True
        self.preview.ask(Wish.SAVE)
        self._go(Step.RESULT)

    def _finish(self) -> None:
        """Turn the camera off; what was chosen begins once it is free."""
        page = self.result_page
        wants = not self._is_done and (page.begins.isChecked() or page.at_login.isChecked())
        if not wants:
            self.close()
            return
        if not self._is_saved:
            self._is_busy = True
            self.preview.ask(Wish.SAVE)
            self._refresh()
            return
        self._is_busy = self._wants_beginning = True
        page.say(_("Starting …"))
        self._darken(_("The camera is off."))
        if self.preview.is_running:
            self.preview.stop()
        else:
            self._begin()
        self._refresh()

    def _lose(self, words: str) -> None:
        """Take note that the camera's process has ended, as it was asked to, or by itself."""
        if self._wants_beginning:
            self._begin()
            return
        if words:
            self._is_busy = False
            self._darken(_("There is no picture."))
            if self.step is not Step.RESULT or not self._is_saved:
                self._trouble = words
                self._go(Step.CAMERA)
                self.advise(explain_end(words))
                self.forward.setFocus()
        self._refresh()

    def _begin(self) -> None:
        self._wants_beginning = False
        page = self.result_page
        source = self.camera_page.source or self._source or "0"
        choice = Choice(
            source, self.camera_page.profile, page.begins.isChecked(), page.at_login.isChecked()
        )
        begin(self, choice, self._note_begun)

    def _note_begun(self, fault: str) -> None:
        self._is_busy, self._is_done = False, not fault
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
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Let Escape stop the ten seconds, and close the window where none are under way."""
        page = self.posture_page
        if event.key() == Qt.Key.Key_Escape and page is not None and page.is_under_way:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Turn the camera off, whichever way the window is closed."""
        self._wants_beginning = False
        self.preview.stop()
        self.mirror.clear(_("The camera is off."))
        super().done(result)


def make(link: MonitorLink) -> QWidget:
    """Give the window."""
    return WelcomeWindow(link)
