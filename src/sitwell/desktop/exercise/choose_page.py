"""The page on which an exercise is chosen: the list, and the card with its drawing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sitwell.coach.card_page import is_new
from sitwell.coach.cards import SAFETY_NOTICE, Card
from sitwell.coach.countable import is_countable
from sitwell.commands.exercise import Wish
from sitwell.core.practice import Practice, cards_declined, cards_done
from sitwell.core.records import ExerciseRecord
from sitwell.desktop.exercise.card_words import translate
from sitwell.desktop.exercise.drawing import Drawing
from sitwell.desktop.exercise.habits import Habits
from sitwell.desktop.exercise.words import entry_words, head_words, practice_words
from sitwell.desktop.page_scroll import PageScroll
from sitwell.words import _


class ChoosePage(QWidget):
    """The cards; the chosen one is shown whole, its cautions first until it was begun once."""

    begun = Signal()
    logged = Signal()
    declined = Signal(bool)

    def __init__(self, cards: Sequence[Card], habits: Habits) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._history: tuple[ExerciseRecord, ...] = ()
        self._list, self._drawing = QListWidget(), Drawing()
        self._practice, self.message = QLabel(), QLabel()
        self._name, self._text = QLabel(), QLabel()
        self._repetitions, self._sets = QSpinBox(), QSpinBox()
        self._repetitions.setRange(1, 100)
        self._sets.setRange(1, 5)
        self._on_exhale = QCheckBox(_("Breathe out on the way up"))
        self._sound = QCheckBox(_("A sound at each turn of the breath"))
        self._sound.setChecked(habits.has_sound)
        self._still = QCheckBox(_("Less motion"))
        self._still.setChecked(habits.has_less_motion)
        self._camera = QCheckBox(_("Count by camera"))
        self._camera.setToolTip(
            _("With a camera beside the mat. It is on for the set alone, and no picture is kept.")
        )
        self._start, self._log = QPushButton(_("Start")), QPushButton(_("Log a set done"))
        self._decline = QPushButton()
        self._shown: Card | None = None
        self._lay_out()
        self._list.currentRowChanged.connect(self._show)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a double click too would "activate"
            enter = QShortcut(key, self._list, context=Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self.begun)
        self._start.clicked.connect(self.begun)
        self._log.clicked.connect(self.logged)
        self._sound.clicked.connect(lambda wanted: self._explain(habits.keep_sound(wanted)))
        self._still.clicked.connect(lambda wanted: self._explain(habits.keep_motion(wanted)))
        self._decline.clicked.connect(lambda: self.declined.emit(not self.is_declined))

    @property
    def card(self) -> Card:
        """The chosen one."""
        return self._cards[max(0, self._list.currentRow())]

    @property
    def wish(self) -> Wish:
        """How the set is to be."""
        return Wish(self._repetitions.value(), self._sets.value(), self._on_exhale.isChecked())

    @property
    def has_camera(self) -> bool:
        """Whether a camera is to count, and can count the chosen one."""
        return self._camera.isChecked() and is_countable(self.card)

    @property
    def is_declined(self) -> bool:
        """Whether the person said of the chosen one that it is not for them."""
        return self.card.id in cards_declined(self._history)

    def show_history(
        self, history: tuple[ExerciseRecord, ...], practice: Practice, today: date
    ) -> None:
        """Show what was done, and keep the choice."""
        self._history = history
        row = max(0, self._list.currentRow())
        done, declined = cards_done(history, today), cards_declined(history)
        self._list.blockSignals(True)
        self._list.clear()
        for card in self._cards:
            self._list.addItem(
                entry_words(card, done.count(card.id), is_declined=card.id in declined)
            )
        self._list.blockSignals(False)
        self._practice.setText(practice_words(practice))
        self._list.setCurrentRow(row)

    def tell(self, words: str) -> None:
        """Say how it went, above the card."""
        self.message.setText(words)
        self.message.show()

    def choose(self, card: Card) -> None:
        """Choose this one."""
        self._list.setCurrentRow(self._cards.index(card))

    def _show(self, row: int) -> None:
        if row < 0:
            return
        card = self.card
        self._drawing.show_card(card)
        self._name.setText(f"{translate(card.name)}\n{head_words(card)}")
        self._text.setText(_describe(card, is_new_to_them=is_new(card, self._history)))
        if card is not self._shown:  # else the number is the person's own
            self._repetitions.setValue(card.set_repetitions)
        self._shown = card
        self._camera.setVisible(is_countable(card))
        self._decline.setText(_("For me again") if self.is_declined else _("Not for me"))

    def _explain(self, fault: str) -> None:
        if fault:
            self.tell(fault)

    def _lay_out(self) -> None:
        self._list.setAccessibleName(_("Exercises"))
        self._list.setWordWrap(True)
        self._list.setSpacing(self.fontMetrics().height() // 6)
        self._list.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())
        self._start.setDefault(True)
        for label in (self._practice, self.message, self._text, self._name):
            label.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        large = self._name.font()
        large.setPointSizeF(large.pointSizeF() * 1.3)
        self._name.setFont(large)
        self.message.hide()
        side, right, all_ = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        side.addWidget(self._list, 1)
        side.addWidget(self._practice)
        right.addWidget(self.message)
        right.addWidget(self._scroll(), 1)
        right.addLayout(self._options())
        right.addLayout(self._buttons())
        all_.addLayout(side, 2)
        all_.addLayout(right, 5)

    def _scroll(self) -> PageScroll:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self._name)
        column.addWidget(self._drawing)
        column.addWidget(self._text)
        column.addStretch(1)
        return PageScroll(page)

    def _options(self) -> QHBoxLayout:
        row, numbers, switches = QHBoxLayout(), QFormLayout(), QVBoxLayout()
        numbers.addRow(_("Repetitions on each side"), self._repetitions)
        numbers.addRow(_("Sets"), self._sets)
        for switch in (self._on_exhale, self._sound, self._still, self._camera):
            switches.addWidget(switch)
        row.addLayout(numbers)
        row.addSpacing(3 * self.fontMetrics().averageCharWidth())
        row.addLayout(switches)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._decline)
        row.addWidget(self._log)
        row.addStretch(1)
        row.addWidget(self._start)
        return row


def _describe(card: Card, *, is_new_to_them: bool) -> str:
    """Give the whole card as text."""
    steps = "\n".join(f"{number}. {translate(step)}" for number, step in enumerate(card.steps, 1))
    cautions = translate(card.leave_out)
    parts = [
        *([_("Please read this before the first time."), cautions] if is_new_to_them else []),
        translate(SAFETY_NOTICE),
        translate(card.why),
        steps,
        translate(card.breath),
        _("How many: {text}").format(text=translate(card.repetitions)),
        _("Easier: {text}").format(text=translate(card.easier)),
        _("Harder: {text}").format(text=translate(card.harder)),
        *([] if is_new_to_them else [_("Cautions: {text}").format(text=cautions)]),
        _("Source: {text}").format(text=translate(card.source)),
    ]
    return "\n\n".join(parts)
