"""The window of exercises: a drawing, the breath, and what is done goes into the record."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sitwell import config, paths
from sitwell.adapters.clock import now as wall_clock
from sitwell.coach.cards import load_cards
from sitwell.coach.choice import choose_card, find_place
from sitwell.commands.diary import Diary
from sitwell.commands.exercise import make_done, undo_declining
from sitwell.config import CoachSettings
from sitwell.core.practice import PracticeRules, cards_declined, cards_done, review
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.desktop.camera_line import CameraLine
from sitwell.desktop.exercise.choose_page import ChoosePage
from sitwell.desktop.exercise.guide_page import Manner
from sitwell.desktop.exercise.habits import Habits
from sitwell.desktop.exercise.led_set import LedSet
from sitwell.desktop.exercise.mat_counter import MatCounter
from sitwell.desktop.exercise.words import ending_words
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.errors import BadUsage
from sitwell.words import _


def make(link: MonitorLink) -> QWidget:
    """Give the window, with the exercise that suits now chosen."""
    try:
        coach = config.load(paths.config_file()).coach
    except BadUsage:  # the settings window says what is wrong with it
        coach = CoachSettings()
    window = ExerciseWindow(paths.store_file(), coach)
    link.status.connect(window.camera_line.note_monitor)
    link.lost.connect(
        lambda _words: window.camera_line.note_loss(
            link.is_running, is_camera_lent=link.is_camera_lent
        )
    )
    return window


class ExerciseWindow(QWidget):
    """Chooses and leads; a record that cannot be used costs a line of words.

    A counter with a source of its own is for demonstrations and tests.
    """

    def __init__(
        self,
        store: Path,
        coach: CoachSettings,
        now: Callable[[], datetime] = wall_clock,
        counter: MatCounter | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("Exercise"))
        self._store, self._coach, self._now = store, coach, now
        self._cards = load_cards()
        self._habits = Habits(paths.config_file(), coach)
        self._choose = ChoosePage(self._cards, self._habits)
        self.led, self.camera_line = LedSet(now, counter or MatCounter(now)), CameraLine()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choose)
        self._stack.addWidget(self.led)
        layout, foot = QVBoxLayout(self), QVBoxLayout()
        margins = layout.contentsMargins()
        foot.setContentsMargins(margins.left(), 0, margins.right(), margins.bottom())
        foot.addWidget(self.camera_line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))
        self._choose.begun.connect(self._begin)
        self._choose.logged.connect(self._log)
        self._choose.declined.connect(self._decline)
        self.led.ended.connect(self._finish)
        self.led.left.connect(lambda: self._stack.setCurrentWidget(self._choose))
        self.led.camera_changed.connect(self._say_camera)
        diary = self._read()
        today = now().date()
        suggested = choose_card(
            self._cards,
            find_place(coach.place),
            cards_declined(diary.history),
            cards_done(diary.history, today),
            None,
        )
        self._choose.choose(suggested or self._cards[0])

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be as large as the card needs, in the person's own size of letters."""
        letter = self.fontMetrics()
        return QSize(125 * letter.averageCharWidth(), 48 * letter.height())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """End a set that runs, so that what was done of it is logged; the camera goes off."""
        self.led.end()
        super().closeEvent(event)

    def _begin(self) -> None:
        page, habits = self._choose, self._habits
        manner = Manner(habits.has_sound, habits.has_less_motion, page.has_camera)
        self._stack.setCurrentWidget(self.led)
        self.led.begin(page.card, page.wish, manner)

    def _finish(self, records: tuple[ExerciseRecord, ...], said: str) -> None:
        self._stack.setCurrentWidget(self._choose)
        words = ending_words(self._choose.card, records)
        self._keep(records, f"{words}\n{said}".rstrip())

    def _say_camera(self) -> None:
        counter = self.led.counter
        self.camera_line.note_ours(counter.is_running, has_paused=counter.has_paused)

    def _log(self) -> None:
        card = self._choose.card
        self._keep(make_done(card, self._choose.wish, self._now()), _("Logged."))

    def _decline(self, is_unwanted: bool) -> None:
        card, now = self._choose.card, self._now()
        if is_unwanted:
            declined = ExerciseRecord(now, card.id, ExerciseOutcome.DECLINED)
            self._keep(
                (declined,), _("It is not suggested any more; 'For me again' takes that back.")
            )
        else:
            history = self._read().history
            self._keep(undo_declining(card, history), _("It may be suggested again."))

    def _keep(self, records: tuple[ExerciseRecord, ...], words: str) -> None:
        """Log these and say so, or that they could not be."""
        self._choose.tell(words)
        if records:
            Diary(self._store, self._warn).add(*records)
        self._read()

    def _read(self) -> Diary:
        diary, today = Diary(self._store, self._warn), self._now().date()
        practice = review(diary.history, today, PracticeRules(self._coach.sets_per_day))
        self._choose.show_history(diary.history, practice, today)
        return diary

    def _warn(self, words: str) -> None:
        self._choose.tell(translate_fault(words))
