"""Stretches of every day, each a row of two times; rows come and go."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from sitwell.core import quiet_hours
from sitwell.desktop.settings.wheel import leave_the_wheel_alone
from sitwell.words import _

CLOCK = "HH:mm"
_MOST_ROWS = 8
_NEW = ("22:00", "07:00")
_MIDNIGHT = "24:00"


class StretchesEditor(QWidget):
    """The rows, and a button for one more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.first = QPushButton(_("Add hours"))
        self.first.setAutoDefault(False)
        self.first.clicked.connect(self._add_new)
        self._layout.addWidget(self.first)

    def texts(self) -> tuple[str, ...]:
        """Give the stretches as "22:00-07:00"."""
        return tuple(row.text() for row in self._rows)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Show these."""
        while self._rows:
            self._drop(self._rows[-1])
        for hours in quiet_hours.parse(texts):
            self._add(*hours.text.split("-"))
        self.changed.emit()

    def _add_new(self) -> None:
        self._add(*_NEW).setFocus()
        self.changed.emit()

    def _add(self, start: str, end: str) -> "_Row":
        row = _Row(start, end)
        row.changed.connect(self.changed)
        row.unwanted.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._layout.insertWidget(len(self._rows) - 1, row)
        self.first.setEnabled(len(self._rows) < _MOST_ROWS)
        return row

    def _remove(self, row: "_Row") -> None:
        self._drop(row)
        self.first.setFocus()
        self.changed.emit()

    def _drop(self, row: "_Row") -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.first.setEnabled(True)


class _Row(QWidget):
    """From one time to another, and a button that takes the row away."""

    changed = Signal()
    unwanted = Signal()

    def __init__(self, start: str, end: str) -> None:
        super().__init__()
        self._start = _clock(start, _("Quiet from"))
        self._end = _clock(end, _("Quiet until"))
        remove = QPushButton(_("Remove"))
        remove.setAccessibleName(_("Remove these quiet hours"))
        remove.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._start, QLabel(_("to")), self._end, remove):
            layout.addWidget(part)
        self.setFocusProxy(self._start)
        self._start.timeChanged.connect(self.changed)
        self._end.timeChanged.connect(self.changed)
        remove.clicked.connect(self.unwanted)

    def text(self) -> str:
        """Give it as "22:00-07:00"."""
        start, end = (edit.time().toString(CLOCK) for edit in (self._start, self._end))
        # From midnight to midnight is a whole day, which no clock can show otherwise.
        return f"{start}-{_MIDNIGHT if start == end == '00:00' else end}"


def _clock(text: str, name: str) -> QTimeEdit:
    shown = "0:00" if text == _MIDNIGHT else text
    edit = QTimeEdit(QTime.fromString(shown.rjust(5, "0"), CLOCK))
    edit.setDisplayFormat(CLOCK)
    edit.setAccessibleName(name)
    leave_the_wheel_alone(edit)
    return edit
