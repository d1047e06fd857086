"""The kinds of nudge and how near each is, and the last ones that were sent."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from sitwell.desktop.status_words import moment_words
from sitwell.desktop.why.answer import Need, Told
from sitwell.desktop.why.words import need_words, nudge_words, progress_words, told_words
from sitwell.words import _

_STEPS = 1000
MOST_TOLD = 5


class NeedsTable(QWidget):
    """A row for each kind: its name, how much of its time has passed, and why not yet."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = _grid(self)
        self._rows: list[tuple[QLabel, QProgressBar, QLabel, QLabel]] = []
        self._none = QLabel(_("Nothing while it is not known how somebody sits."))
        self._grid.addWidget(self._none, 0, 0, 1, 4)

    def show_needs(self, needs: tuple[Need, ...], state: str | None) -> None:
        """Show these."""
        while len(self._rows) < len(needs):
            self._add()
        self._none.setVisible(not needs)
        for number, row in enumerate(self._rows):
            for part in row:
                part.setVisible(number < len(needs))
            if number >= len(needs):
                continue
            need, (name, bar, passed, why) = needs[number], row
            name.setText(nudge_words(need.kind))
            bar.setValue(round(_STEPS * min(1.0, need.lasted_s / need.needed_s)))
            passed.setText(progress_words(need))
            bar.setAccessibleName(nudge_words(need.kind))
            bar.setAccessibleDescription(f"{progress_words(need)}; {need_words(need, state)}")
            why.setText(need_words(need, state))

    def _add(self) -> None:
        name, bar, passed, why = QLabel(), QProgressBar(), QLabel(), QLabel()
        bar.setRange(0, _STEPS)
        bar.setTextVisible(False)
        row = len(self._rows) + 1
        for column, part in enumerate((name, bar, passed, why)):
            self._grid.addWidget(part, row, column)
        self._rows.append((name, bar, passed, why))


class TellTable(QWidget):
    """The last nudges: when, which, and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = _grid(self)
        self._shown: tuple[Told, ...] | None = None

    def show_told(self, told: tuple[Told, ...], now: datetime) -> None:
        """Show these, the newest first."""
        if told == self._shown:
            return
        self._shown = told
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if not told:
            self._grid.addWidget(QLabel(_("None yet.")), 0, 0)
        for row, nudge in enumerate(told[:MOST_TOLD]):
            at = moment_words(nudge.at.isoformat(), now)
            for column, text in enumerate((at, nudge_words(nudge.kind), told_words(nudge))):
                self._grid.addWidget(QLabel(text), row, column)


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * widget.fontMetrics().averageCharWidth())
    grid.setColumnStretch(1, 1)
    return grid
