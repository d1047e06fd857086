"""What the camera's process shows and tells, as the pages of the welcome have it.

Where somebody is, and what each event makes of it, is a value of `walk`; here it meets the process.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from sitwell import paths
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
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.preview import Preview
from sitwell.desktop.welcome import walk as walking
from sitwell.desktop.welcome.buttons import label
from sitwell.desktop.welcome.memory import name_unless_used, remember
from sitwell.desktop.welcome.sentences import advise, explain_end, explain_gap, refuse, view_words
from sitwell.desktop.welcome.shell import Shell
from sitwell.desktop.welcome.walk import Step, Task, Walk
from sitwell.errors import SitwellError
from sitwell.words import _


class Hearing(Shell):
    """The welcome as far as the camera moves it; what the person does is the window's.

    Signals:
        kept: What was learnt is on the disk.
        freed: The camera is free, as it was asked to be.
    """

    kept = Signal()
    freed = Signal()

    def __init__(self, source: str | None, *, is_hurried: bool) -> None:
        """Take the camera, the config's where it is None, and whether to play it fast."""
        super().__init__()
        self._source, self._is_hurried = source, is_hurried
        self._has_paused = False
        self.walk = Walk()
        self.preview = Preview(self)
        self.preview.shown.connect(self._show_look)
        self.preview.told.connect(self._hear)
        self.preview.ended.connect(self._lose)
        self.result_page.begins.toggled.connect(self.refresh)
        self.turn_to(Step.HELLO)
        self.refresh()

    @property
    def source(self) -> str:
        """The camera that is looked through, or would be."""
        return self.camera_page.source or self._source or "0"

    @property
    def profile(self) -> str:
        """The place that is calibrated."""
        return self.camera_page.place.profile

    def become(self, walk: Walk) -> None:
        """Show the new state, and have kept what it wants kept."""
        before, self.walk = self.walk, walk
        if walk.step is not before.step:
            self.turn_to(walk.step)
            if walk.step is Step.RESULT and walk.learnt is not None:
                self.result_page.show_learnt(walk.learnt)
        if walk.task is Task.KEEPING and before.task is not Task.KEEPING:
            self.preview.ask(Wish.SAVE)
        self.refresh()

    def refresh(self) -> None:
        """Bring buttons and the camera's line up to date."""
        self.show_buttons(label(self.walk, begins=self.result_page.begins.isChecked()))
        self.result_page.offer(self.walk.task is not Task.BEGINNING and not self.walk.is_done)
        self.camera_state.note_ours(self.preview.is_running, has_paused=self._has_paused)

    def turn_on(self, source: str | None = None) -> None:
        """Begin, or begin again, with this camera or the chosen one."""
        self._has_paused = False
        self.darken(_("Turning on the camera …"))
        chosen = source or self.camera_page.source or self._source
        self.preview.start(name_unless_used(chosen), self.profile, is_hurried=self._is_hurried)
        self.become(Walk(Step.CAMERA))

    def turn_off(self) -> None:
        """Turn it off, and be where one begins."""
        self.preview.stop()
        self.darken(_("The camera is off."))
        self.become(Walk())

    def say(self, words: str) -> None:
        """Say how it is going, on the page that is shown."""
        if self.posture_page is not None:
            self.posture_page.reset(words)
        elif self.walk.step is Step.RESULT:
            self.result_page.say(words)
        else:
            self.advise(words)

    def _show_look(self, look: Look, image: QImage) -> None:
        self.mirror.show_look(look, image)
        words = advise(look.advice)
        if look.advice is not None and self.walk.step is Step.CAMERA and look.is_usable:
            words = f"{words} {view_words(look.view)}"
        self.advise(words)
        if look.is_usable is not self.walk.is_usable:
            self.become(replace(self.walk, is_usable=look.is_usable))
        if self.walk.is_holding and self.posture_page is not None:
            self.posture_page.show_look(look)
        if look.judged is not None and self.walk.learnt is not None:
            for angles in self.angles:
                angles.show_judged(look.judged, self.walk.learnt.line_deg)

    def _hear(self, message: Message) -> None:
        match message:
            case Cameras():
                self.camera_page.offer(message)
            case Opened():
                self._has_paused = message.has_paused
                self.refresh()
            case Gap():
                self.darken(explain_gap(message.reason, message.detail))
                self._give_up(_("The camera gave no picture, so this was stopped. Try again."))
                self.become(walking.lose_sight(self.walk))
            case Refused():
                self._give_up(refuse(message.cause, message.why))
            case Learnt():
                is_first = not paths.baseline_file(self.profile).exists()
                self.become(walking.learn(self.walk, message, is_first=is_first))
            case Saved():
                self._note_kept()
            case Failed():
                self.become(walking.note_not_kept(self.walk))
                self.say(f"▲ {translate_fault(message.words)}")

    def _give_up(self, words: str) -> None:
        """Say on the page that is under way why it was for nothing."""
        if self.walk.is_holding:
            self.become(replace(self.walk, is_holding=False))
            self.say(f"▲ {words}")

    def _note_kept(self) -> None:
        self.become(walking.note_kept(self.walk))
        words = _("✓ Your upright is kept.") if self.walk.step is Step.SLUMP else ""
        try:
            remember(self.source, self.profile)
        except (SitwellError, OSError) as error:
            words = f"▲ {translate_fault(str(error))}"
        if not self.walk.is_holding:
            self.say(words)
        self.kept.emit()

    def _lose(self, words: str) -> None:
        """Take note that the camera's process has ended, as it was asked to, or by itself."""
        if not words:
            self.refresh()
            self.freed.emit()
            return
        was = self.walk
        self.darken(_("There is no picture."))
        self.become(walking.lose_camera(was, words))
        if self.walk.trouble:
            self.advise(explain_end(words, is_kept=was.is_kept))
            self.forward.setFocus()
        elif was.step is Step.SLUMP:
            self.say(explain_end(words, is_kept=True))
