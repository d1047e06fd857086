"""The page that leads through a set: the drawing, the breath, and three keys."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sitwell.coach.cards import Card
from sitwell.commands.exercise import Wish, plan
from sitwell.core.pacing import Stage, lay_out
from sitwell.desktop.exercise.count_view import CountView
from sitwell.desktop.exercise.drawing import Drawing
from sitwell.desktop.exercise.guided_set import GuidedSet
from sitwell.desktop.exercise.pacer_view import PacerView
from sitwell.words import _

FRAME_MS = 50
"""Between two pictures of the shape: smooth at its slow pace."""


IN_PLACE_S = 5.0
"""Before the first breath of somebody who lies there already: our own choice."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a set is led.

    Attributes:
        has_sound: Whether a sound marks each turn of the breath.
        has_less_motion: Whether the shape stands still.
        has_camera: Whether a camera counts along.
        is_in_place: Whether the person is where the exercise is done.
    """

    has_sound: bool = False
    has_less_motion: bool = False
    has_camera: bool = False
    is_in_place: bool = False


class GuidePage(QWidget):
    """One set; `ended` gives the records that are to be logged, and when each set ended."""

    ended = Signal(tuple, tuple)

    def __init__(
        self, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        # It has the focus from its beginning; Tab goes to the buttons.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Exercise"))
        self._now, self._clock = now, clock
        self._set: GuidedSet | None = None
        self._before_s = 0.0
        self._number = 0
        self._manner, self._is_paused = Manner(), False
        self._drawing, self._view, self.count = Drawing(), PacerView(), CountView()
        self._pause, self._end = QPushButton(), QPushButton(_("End (Esc)"))
        self._pause.clicked.connect(self.toggle)
        self._end.clicked.connect(self.end)
        self._large = QPushButton(_("Full screen (F)"))
        self._large.clicked.connect(self.toggle_full_screen)
        self._large.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # clicked, it would keep Space
        middle, buttons, all_ = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        middle.addWidget(self._view, 3)
        middle.addWidget(self.count, 2)
        buttons.addStretch(1)
        buttons.addWidget(self._large)
        buttons.addWidget(self._pause)
        buttons.addWidget(self._end)
        all_.addWidget(self._drawing, 2)
        all_.addLayout(middle, 5)
        all_.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def begun(self) -> datetime | None:
        """When the last set began that was begun."""
        return self._set.times[-1].begun if self._set is not None and self._set.times else None

    @property
    def is_past_lifting(self) -> bool:
        """Whether all that is left of it is the rest pose."""
        return self._set is not None and self._set.moment.step.stage in (Stage.REST, Stage.OVER)

    def begin(self, card: Card, wish: Wish, manner: Manner) -> None:
        """Lead through a set of this card."""
        tempo, self._cues = plan(card, wish)
        if manner.is_in_place:
            tempo = replace(tempo, ready_s=IN_PLACE_S)
        self._set = GuidedSet(card, lay_out(tempo))
        self._drawing.show_card(card)
        self._view.has_less_motion = manner.has_less_motion
        self.count.setVisible(manner.has_camera)
        self._manner, self._is_paused, self._number = manner, False, 0
        self._before_s = self._clock()
        self._show()
        self._timer.start()
        self.setFocus()

    def tick(self) -> None:
        """Let the time pass that has passed."""
        after_s = self._clock()
        if self._set is None:
            return
        if not self._is_paused:
            self._set.advance(after_s - self._before_s, self._now())
        self._before_s = after_s
        if self._set.is_over:
            self.end()
            return
        self._show()

    def toggle(self) -> None:
        """Begin at once, pause, or go on."""
        if self._set is None:
            return
        if self._is_paused or not self._set.skip_ready(self._now()):
            self._is_paused = not self._is_paused
        self._before_s = self._clock()
        self._show()

    def toggle_full_screen(self) -> None:
        """Fill the screen, to be read from the floor, or no more."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def end(self) -> None:
        """End it, here or at its end; what was done is told once."""
        if self._set is None:
            return
        done, self._set = self._set, None
        self._timer.stop()
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        now = self._now()
        self.ended.emit(done.records(now), tuple(times.ended or now for times in done.times))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go by Space and Escape, wherever the focus is."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() == Qt.Key.Key_F:
            self.toggle_full_screen()
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        if self._set is None:
            return
        moment = self._set.moment
        if moment.number != self._number:
            self._number = moment.number
            if self._manner.has_sound:
                QApplication.beep()
        self._pause.setText(_name_toggle(moment.step.stage, is_paused=self._is_paused))
        self._view.show_moment(moment, self._cues, is_paused=self._is_paused)


def _name_toggle(stage: Stage, *, is_paused: bool) -> str:
    if is_paused:
        return _("Go on (Space)")
    return _("Begin (Space)") if stage is Stage.READY else _("Pause (Space)")
