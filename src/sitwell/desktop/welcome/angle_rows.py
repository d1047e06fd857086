"""The five angles as they are now, against the upright that was just learnt."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from sitwell.commands.preview_wire import Judged
from sitwell.desktop.status_words import reason_words, state_words
from sitwell.desktop.welcome.layout import enlarge
from sitwell.words import _

_LOW_DEG, _HIGH_DEG = -15.0, 40.0
_CALM = 0.25
"""Share of a new look in what is shown: five looks a second would make the numbers tremble."""


class _Bar(QWidget):
    """One angle on its scale: zero, the line from where on it counts, estimate and interval."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ends: tuple[float, float, float] | None = None
        self._line_deg: float | None = None

    def show_angle(self, ends: tuple[float, float, float] | None, line_deg: float | None) -> None:
        """Show middle, lower and upper end; nothing where it is not known."""
        self._ends, self._line_deg = ends, line_deg
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """One line of text high."""
        height = self.fontMetrics().height()
        return QSize(6 * height, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, height = self.height() / 2.0, self.height()
        ink = palette.color(QPalette.ColorRole.WindowText)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(faint, 1.0))
        painter.drawLine(QPointF(0.0, middle), QPointF(self.width(), middle))
        painter.drawLine(QPointF(self._x(0.0), 0.25 * height), QPointF(self._x(0.0), 0.75 * height))
        if self._line_deg is not None:
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(
                QPointF(self._x(self._line_deg), 0), QPointF(self._x(self._line_deg), height)
            )
        if self._ends is None:
            return
        deg, low, high = self._ends
        band = QRectF(self._x(low), middle - 0.18 * height, 0.0, 0.36 * height)
        band.setRight(self._x(high))
        # Also where the window has not the focus, in which case Qt's is as grey as the scale.
        colour = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.4)
        painter.setBrush(colour)
        painter.drawRoundedRect(band, 2.0, 2.0)
        painter.setOpacity(1.0)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(self._x(deg), middle), 0.22 * height, 0.22 * height)

    def _x(self, deg: float) -> float:
        inside = min(_HIGH_DEG, max(_LOW_DEG, deg))
        return 3.0 + (self.width() - 6.0) * (inside - _LOW_DEG) / (_HIGH_DEG - _LOW_DEG)


class AngleRows(QWidget):
    """The state in words, then a row for each angle: name, scale, numbers."""

    def __init__(self, calm: float = _CALM) -> None:
        """Take the share of a new look in what is shown."""
        super().__init__()
        self._share = calm
        self._calm: dict[str, tuple[float, float, float]] = {}
        self.state = QLabel()
        self.state.setFont(enlarge(self.state.font(), 1.1))
        self.state.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.state, 0, 0, 1, 3)
        self._rows: dict[str, tuple[_Bar, QLabel]] = {}
        for row, (name, words) in enumerate(_names().items(), 1):
            bar, number = _Bar(), QLabel("–")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setMinimumWidth(number.fontMetrics().horizontalAdvance("+88° ± 88°"))
            grid.addWidget(QLabel(words), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(number, row, 2)
            self._rows[name] = (bar, number)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self._calm.clear()
        self.state.setText("")
        for bar, number in self._rows.values():
            bar.show_angle(None, None)
            number.setText("–")

    def show_judged(self, judged: Judged, line_deg: float | None) -> None:
        """Show a reading; the line is that of the flexion, None where it is not known."""
        self.show()
        words = state_words(judged.state)
        if judged.reason is not None:
            words = f"{words}: {reason_words(judged.reason)}"
        self.state.setText(_("Now: {state}").format(state=words))
        for name, (bar, number) in self._rows.items():
            ends = None if judged.angles is None else judged.angles.get(name)
            if ends is None:
                self._calm.pop(name, None)
                bar.show_angle(None, None)
                number.setText("–")
                continue
            shown = self._soothe(name, (ends[0], ends[1], ends[2]))
            bar.show_angle(shown, line_deg if name == "flexion" else None)
            half = (shown[2] - shown[1]) / 2.0
            number.setText(f"{_signed(shown[0])}° ± {half:.0f}°")

    def _soothe(self, name: str, ends: tuple[float, float, float]) -> tuple[float, float, float]:
        before = self._calm.get(name, ends)
        deg, low, high = (b + self._share * (e - b) for b, e in zip(before, ends, strict=True))
        self._calm[name] = (deg, low, high)
        return deg, low, high


def _signed(deg: float) -> str:
    whole = round(deg)
    return "0" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole)}"


def _names() -> dict[str, str]:
    return {
        "flexion": _("Back bent"),
        "head_forward": _("Head forward"),
        "rounding": _("Shoulders rounded"),
        "trunk_lean": _("Trunk leaning"),
        "side_lean": _("Leaning sideways"),
    }
