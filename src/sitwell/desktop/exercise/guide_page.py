"""The page that leads through a set: the drawing, the breath, and three keys."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sitwell.coach.cards import Card
from sitwell.commands.exercise import Wish, plan
from sitwell.core.pacing import lay_out
from sitwell.desktop.exercise.drawing import Drawing
from sitwell.desktop.exercise.guided_set import GuidedSet
from sitwell.desktop.exercise.pacer_view import PacerView
from sitwell.desktop.words import _

FRAME_MS = 50
"""Between two pictures of the shape: smooth at its slow pace."""


class GuidePage(QWidget):
    """One set; `ended` gives what is to be logged."""

    ended = Signal(tuple)

    def __init__(
        self, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._now, self._clock = now, clock
        self._set: GuidedSet | None = None
        self._before_s = 0.0
        self._number = 0
        self._has_sound = self._is_paused = False
        self._drawing, self._view = Drawing(), PacerView()
        self._pause, self._end = QPushButton(), QPushButton(_("End (Esc)"))
        self._pause.clicked.connect(self.toggle)
        self._end.clicked.connect(self.end)
        self._large = QPushButton(_("Full screen (F)"))
        self._large.clicked.connect(self.toggle_full_screen)
        keys = QLabel(_("Space begins at once, and pauses later."))
        buttons, all_ = QHBoxLayout(), QVBoxLayout(self)
        buttons.addWidget(keys)
        buttons.addStretch(1)
        buttons.addWidget(self._large)
        buttons.addWidget(self._pause)
        buttons.addWidget(self._end)
        all_.addWidget(self._drawing, 2)
        all_.addWidget(self._view, 5)
        all_.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self, card: Card, wish: Wish, *, has_sound: bool, has_less_motion: bool) -> None:
        """Lead through a set of this card."""
        tempo, self._cues = plan(card, wish)
        self._set = GuidedSet(card, lay_out(tempo))
        self._drawing.show_card(card)
        self._view.has_less_motion = has_less_motion
        self._has_sound, self._is_paused, self._number = has_sound, False, 0
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
        self.ended.emit(done.records(self._now()))

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
            if self._has_sound:
                QApplication.beep()
        self._pause.setText(_("Go on (Space)") if self._is_paused else _("Pause (Space)"))
        self._view.show_moment(moment, self._cues, is_paused=self._is_paused)
