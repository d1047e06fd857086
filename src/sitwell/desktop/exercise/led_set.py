"""One set from its start to its record, with a camera that counts along where that is wanted.

    start ─▶ aim the camera, until somebody rests there, or a key ─▶ breath by breath ─▶ record
         └──────────────────────── without a camera ──────────────▶

The camera is on from the aiming until the last lift is down.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from sitwell.coach.cards import Card
from sitwell.commands.exercise import Wish
from sitwell.core.counted import Progress
from sitwell.core.records import ExerciseRecord
from sitwell.core.repetitions import Stage
from sitwell.desktop.exercise.camera_words import attested_words, lost_words, sight_words
from sitwell.desktop.exercise.guide_page import GuidePage, Manner
from sitwell.desktop.exercise.mat_counter import MatCounter
from sitwell.desktop.exercise.mat_page import MatPage
from sitwell.words import _


class LedSet(QStackedWidget):
    """Leads through it; whatever becomes of the camera, the set goes on by the breath.

    Signals:
        ended: The records that are to be logged, and what the camera has to say about them.
        left: It was not begun.
        camera_changed: The camera was turned on, or is off.
    """

    ended = Signal(tuple, str)
    left = Signal()
    camera_changed = Signal()

    def __init__(self, now: Callable[[], datetime], counter: MatCounter) -> None:
        super().__init__()
        self.mat, self.guide, self.counter = MatPage(), GuidePage(now), counter
        counter.setParent(self)
        self.addWidget(self.mat)
        self.addWidget(self.guide)
        self._manner = Manner()
        self.mat.begun.connect(self._lead)
        self.mat.left.connect(self._leave)
        self.guide.ended.connect(self._finish)
        counter.shown.connect(self.mat.show_look)
        counter.noted.connect(self._note)
        counter.told.connect(self.camera_changed)
        counter.ended.connect(self._lose)

    def begin(self, card: Card, wish: Wish, manner: Manner) -> None:
        """Begin it, with the camera first where one is to count."""
        self._card, self._wish, self._manner = card, wish, manner
        if not manner.has_camera:
            self._lead()
            return
        self.counter.start(card)
        self.setCurrentWidget(self.mat)
        self.mat.open(self._say())
        self.camera_changed.emit()

    def end(self) -> None:
        """End it wherever it is; what was done of it is told once."""
        self.guide.end()
        self._turn_off()

    def _lead(self, *, is_in_place: bool = False) -> None:
        """Begin to breathe, be it that somebody rests there or that they do not want to wait."""
        self.mat.close_eyes()
        self.counter.hide()
        self.setCurrentWidget(self.guide)
        self.guide.begin(self._card, self._wish, replace(self._manner, is_in_place=is_in_place))
        self._show_count()

    def _leave(self) -> None:
        self._turn_off()
        self.left.emit()

    def _note(self, progress: Progress) -> None:
        """Take note of what the camera knows."""
        if self.currentWidget() is self.guide:
            self._show_count()
            if self.guide.is_past_lifting and progress.sight is not Stage.MOVING:
                self._turn_off()
        elif progress.is_ready:
            self._lead(is_in_place=True)
        else:
            self.mat.tell(self._say(), has_picture=progress.reason is None)

    def _lose(self, words: str) -> None:
        """Take note that the camera's process is gone, as it was asked to, or by itself."""
        self.camera_changed.emit()
        if self.currentWidget() is self.guide:
            self._show_count()
        elif words and self.counter.has_looked:
            self._lead()  # they may lie there already
        elif words:
            self.mat.tell(self._say(), has_picture=False)

    def _show_count(self) -> None:
        """Show how many lifts of this set were counted, as long as the camera is there to count."""
        begun = self.guide.begun
        number = 0 if begun is None else self.counter.count_since(begun)
        self.guide.count.tell(self._say(), None if self.counter.fault else number)

    def _say(self) -> str:
        """Say what the camera sees now, or what became of it."""
        if self.counter.fault:
            return lost_words(self.counter.fault)
        if not self.counter.is_running:
            return _("The camera is off.")
        if not self.counter.has_looked:
            return _("Turning on the camera …")
        return sight_words(self.counter.progress)

    def _turn_off(self) -> None:
        self.mat.close_eyes()
        self.counter.stop()

    def _finish(self, records: tuple[ExerciseRecord, ...], ends: tuple[datetime, ...]) -> None:
        said: list[str] = []
        if self._manner.has_camera and ends:
            attested = self.counter.attest(records, ends)
            records = tuple(one.record for one in attested)
            said = [attested_words(one, self.counter.fault) for one in attested]
        self._turn_off()
        self.ended.emit(records, "\n".join(said))
