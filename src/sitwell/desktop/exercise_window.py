"""The window of exercises: a drawing, the breath, and what is done goes into the record."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sitwell import config, paths
from sitwell.coach.cards import load_cards
from sitwell.coach.choice import choose_card, find_place
from sitwell.commands.diary import Diary
from sitwell.commands.exercise import make_done, undo_declining
from sitwell.config import CoachSettings
from sitwell.core.practice import PracticeRules, cards_declined, cards_done, review
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.desktop.exercise.choose_page import ChoosePage
from sitwell.desktop.exercise.guide_page import GuidePage
from sitwell.desktop.exercise.words import ending_words
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.words import _
from sitwell.errors import BadUsage


def make(link: MonitorLink) -> QWidget:  # noqa: ARG001 (an exercise needs no monitor)
    """Give the window, with the exercise that suits now chosen."""
    try:
        coach = config.load(paths.config_file()).coach
    except BadUsage:  # the settings window says what is wrong with it
        coach = CoachSettings()
    return ExerciseWindow(paths.store_file(), coach)


def local_now() -> datetime:
    """Give the time on the wall here."""
    return datetime.now().astimezone()


class ExerciseWindow(QWidget):
    """Chooses and leads; a record that cannot be used costs a line of words."""

    def __init__(
        self, store: Path, coach: CoachSettings, now: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("Sitwell: exercise"))
        self._store, self._coach, self._now = store, coach, now
        self._cards = load_cards()
        self._choose, self._guide = ChoosePage(self._cards), GuidePage(now)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choose)
        self._stack.addWidget(self._guide)
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack)
        self._choose.begun.connect(self._begin)
        self._choose.logged.connect(self._log)
        self._choose.declined.connect(self._decline)
        self._guide.ended.connect(self._finish)
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
        """End a set that runs, so that what was done of it is logged."""
        self._guide.end()
        super().closeEvent(event)

    def _begin(self) -> None:
        page = self._choose
        self._stack.setCurrentWidget(self._guide)
        self._guide.begin(
            page.card, page.wish, has_sound=page.has_sound, has_less_motion=page.has_less_motion
        )

    def _finish(self, records: tuple[ExerciseRecord, ...]) -> None:
        self._stack.setCurrentWidget(self._choose)
        self._keep(records, ending_words(self._choose.card, records))

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
        self._choose.tell(words.removeprefix("sitwell: "))
