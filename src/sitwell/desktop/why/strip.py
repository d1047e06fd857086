"""The last hour as a strip: how high a stretch stands says what it was."""

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sitwell.desktop.status_words import state_words
from sitwell.desktop.why.colours import HEIGHTS, blend, brush, colour
from sitwell.desktop.why.last_hour import HOUR_S, Stretch
from sitwell.desktop.why.words import duration
from sitwell.words import _

STATES = ("upright", "slumped", "overextended", "unknown", "absent")
_QUARTERS = 4


class Strip(QWidget):
    """The hour, painted, with its clock below; says its sums to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The last hour"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stretches: tuple[Stretch, ...] = ()
        self._now: datetime | None = None

    def show_stretches(self, stretches: tuple[Stretch, ...], now: datetime) -> None:
        """Show these; `now` is the end of the hour."""
        self._stretches, self._now = stretches, now
        self.setAccessibleDescription(_sums(stretches))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be as high as four lines of text."""
        letter = self.fontMetrics()
        return QSize(40 * letter.averageCharWidth(), 4 * letter.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter, letter = QPainter(self), self.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.palette().color(QPalette.ColorRole.Base)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        area = QRectF(1, 1, self.width() - 2, self.height() - 1.4 * letter.height())
        painter.fillRect(area, base)
        for stretch in self._stretches:
            left = area.left() + (1.0 - stretch.start_s / HOUR_S) * area.width()
            right = area.left() + (1.0 - stretch.stop_s / HOUR_S) * area.width()
            height = HEIGHTS.get(stretch.state, 0.4) * area.height()
            bar = QRectF(left, area.bottom() - height, max(1.0, right - left), height)
            painter.fillRect(bar, brush(stretch.state, self.palette()))
            painter.setPen(QPen(colour(stretch.state, self.palette()), 1.0))
            painter.drawLine(bar.topLeft(), bar.topRight())
        edge = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(self.palette().color(edge), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        painter.setPen(blend(base, text, 0.8))
        self._paint_clock(painter, area)

    def _paint_clock(self, painter: QPainter, area: QRectF) -> None:
        if self._now is None:
            return
        letter = self.fontMetrics()
        for quarter in range(_QUARTERS + 1):
            share = quarter / _QUARTERS
            moment = self._now - timedelta(seconds=HOUR_S * (1.0 - share))
            words = f"{moment:%H:%M}"
            width = letter.horizontalAdvance(words)
            left = min(
                max(0.0, area.left() + share * area.width() - width / 2), self.width() - width
            )
            place = QRectF(left, area.bottom() + 0.2 * letter.height(), width + 1, letter.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class Legend(QWidget):
    """What each height and pattern stands for."""

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for state in STATES:
            layout.addWidget(_Swatch(state))
            words = QLabel(state_words(state))
            words.setWordWrap(True)
            layout.addWidget(words, 1)


class _Swatch(QWidget):
    """A piece of the strip in one state."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        letter = self.fontMetrics().height()
        self.setFixedSize(letter, letter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter = QPainter(self)
        height = max(2.0, HEIGHTS[self._state] * self.height())
        bar = QRectF(0.0, self.height() - height, self.width(), height)
        painter.fillRect(bar, brush(self._state, self.palette()))
        painter.setPen(QPen(colour(self._state, self.palette()), 1.0))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))


def _sums(stretches: tuple[Stretch, ...]) -> str:
    seconds = {
        state: sum(s.start_s - s.stop_s for s in stretches if s.state == state) for state in STATES
    }
    parts = [f"{state_words(state)}: {duration(s)}" for state, s in seconds.items() if s > 0.0]
    return "; ".join(parts) or _("Nothing is known of it.")
