"""One control for each kind of setting, in which nothing wrong can be entered."""

from PySide6.QtCore import QRegularExpression, QTime, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from sitwell.desktop.settings.entries import (
    Choice,
    Kind,
    Line,
    Number,
    Stretches,
    Switch,
    TimeOfDay,
    Value,
)
from sitwell.desktop.settings.stretches_editor import CLOCK, StretchesEditor
from sitwell.desktop.settings.wheel import leave_the_wheel_alone
from sitwell.words import _

_LONGEST_LINE = 300
"""Characters; the config takes lines of 1000."""


class Editor(QWidget):
    """A control that holds one value; `changed` is heard when the person alters it."""

    changed = Signal()

    def value(self) -> Value:
        """Give the value as the config keeps it."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Show a value of the config."""
        raise NotImplementedError

    def _take(self, control: QWidget) -> None:
        """Make this the one control, and give it the focus of the whole."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control)
        self.setFocusProxy(control)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QCheckBox(_("On"))
        self._take(self._box)
        self._box.toggled.connect(self.changed)

    def value(self) -> Value:
        """Give whether it is on."""
        return self._box.isChecked()

    def show_value(self, value: Value) -> None:
        """Show it."""
        self._box.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of a few."""

    def __init__(self, kind: Choice) -> None:
        super().__init__()
        self._box = QComboBox()
        for kept, words in kind.options:
            self._box.addItem(words, kept)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        leave_the_wheel_alone(self._box)
        self._take(self._box)
        self._box.activated.connect(self.changed)
        self._box.currentIndexChanged.connect(self.changed)

    def value(self) -> Value:
        """Give the chosen one."""
        return str(self._box.currentData())

    def show_value(self, value: Value) -> None:
        """Show it."""
        self._box.setCurrentIndex(self._box.findData(str(value)))


class NumberEditor(Editor):
    """A number within bounds; what the file holds beyond them stays until it is changed."""

    def __init__(self, kind: Number) -> None:
        super().__init__()
        self._kind = kind
        self._kept: Value = 0.0
        self._shown = 0.0
        self._box = _ShortSpinBox()
        self._box.setDecimals(kind.decimals)
        self._box.setRange(kind.least, kind.most)
        self._box.setSingleStep(kind.step)
        self._box.setSuffix(kind.unit)
        self._box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        leave_the_wheel_alone(self._box)
        self._take(self._box)
        self._box.valueChanged.connect(self.changed)

    def value(self) -> Value:
        """Give the number; one that was not touched is not rounded to what is shown."""
        shown = self._box.value()
        if shown == self._shown:
            return self._kept
        number = round(shown * self._kind.scale, 6)
        return round(number) if isinstance(self._kept, int) else number

    def show_value(self, value: Value) -> None:
        """Show it."""
        assert isinstance(value, int | float)
        shown = value / self._kind.scale
        self._box.setRange(min(self._kind.least, shown), max(self._kind.most, shown))
        self._kept = value
        self._box.setValue(shown)
        self._shown = self._box.value()
        self.changed.emit()


class _ShortSpinBox(QDoubleSpinBox):
    """Shows no more digits behind the point than there are: 2 min rather than 2.0."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 (Qt's name)
        """Give the number in the digits of the person's language."""
        return self.locale().toString(value, "g", 6)


class LineEditor(Editor):
    """A line of text without what no name or address has; empty, it stands for what it was."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""
        self._line = QLineEdit()
        self._line.setMaxLength(_LONGEST_LINE)
        printable = QRegularExpression(r"[^\x00-\x1f]*")
        self._line.setValidator(QRegularExpressionValidator(printable, self))
        self._take(self._line)
        self._line.textEdited.connect(self.changed)
        self._line.editingFinished.connect(self._refill)

    def value(self) -> Value:
        """Give the text."""
        return self._line.text().strip() or self._kept

    def show_value(self, value: Value) -> None:
        """Show it."""
        self._kept = str(value)
        self._line.setText(self._kept)
        self._line.setCursorPosition(0)
        self.changed.emit()

    def _refill(self) -> None:
        if not self._line.text().strip():
            self._line.setText(self._kept)


class TimeEditor(Editor):
    """A time of day, or never."""

    def __init__(self) -> None:
        super().__init__()
        self._is_on = QCheckBox(_("On"))
        self._time = QTimeEdit()
        self._time.setDisplayFormat(CLOCK)
        leave_the_wheel_alone(self._time)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._is_on)
        layout.addWidget(self._time)
        self.setFocusProxy(self._is_on)
        self._is_on.toggled.connect(self._time.setEnabled)
        self._is_on.toggled.connect(self.changed)
        self._time.timeChanged.connect(self.changed)

    def value(self) -> Value:
        """Give the time as "17:30", or "" for never."""
        return self._time.time().toString(CLOCK) if self._is_on.isChecked() else ""

    def show_value(self, value: Value) -> None:
        """Show it."""
        text = str(value).strip()
        self._is_on.setChecked(bool(text))
        self._time.setEnabled(bool(text))
        if text:
            self._time.setTime(QTime.fromString(text.rjust(5, "0"), CLOCK))

    def name(self, words: str) -> None:
        """Name the time for those who do not see it."""
        self._time.setAccessibleName(words)


class HoursEditor(Editor):
    """Stretches of the day."""

    def __init__(self) -> None:
        super().__init__()
        self._stretches = StretchesEditor()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stretches)
        self.setFocusProxy(self._stretches.first)
        self._stretches.changed.connect(self.changed)

    def value(self) -> Value:
        """Give them as the config writes them."""
        return self._stretches.texts()

    def show_value(self, value: Value) -> None:
        """Show them."""
        assert isinstance(value, tuple)
        self._stretches.show_texts(value)


def make_editor(kind: Kind) -> Editor:
    """Give the control for a kind of setting."""
    match kind:
        case Switch():
            return SwitchEditor()
        case Choice():
            return ChoiceEditor(kind)
        case Number():
            return NumberEditor(kind)
        case Line():
            return LineEditor()
        case TimeOfDay():
            return TimeEditor()
        case Stretches():
            return HoursEditor()
