"""An angle on its scale: the estimate, its interval, and the lines from where on it counts."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sitwell.desktop.why.answer import Dial
from sitwell.desktop.why.colours import blend, colour
from sitwell.desktop.why.words import angle_words, line_words, side_words

_ROOM = 0.34
"""Share of the width on either side of the lines that their words may need."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on the scale: where, its words, the state beyond it, and on which side that is."""

    deg: float
    words: str
    state: str
    is_above: bool


class Gauge(QWidget):
    """One angle, painted; says the same in words to a screen reader."""

    def __init__(self, title: str, *, is_mirrored: bool = False) -> None:
        """Take the angle's name, and whether what is above zero is drawn on the left."""
        super().__init__()
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_mirrored = is_mirrored
        self._dial: Dial | None = None
        self._lines: tuple[_Line, ...] = ()
        self._low_deg, self._high_deg = -20.0, 40.0

    def show_dials(self, dials: tuple[Dial, ...]) -> None:
        """Show this angle, once for each of its lines; nothing where there is none."""
        self._dial = dials[0] if dials else None
        self._lines = tuple(line for dial in dials for line in _lines(dial))
        low_deg = min((line.deg for line in self._lines), default=-5.0)
        high_deg = max((line.deg for line in self._lines), default=11.0)
        room_deg = (high_deg - low_deg) * _ROOM / (1.0 - 2.0 * _ROOM)
        self._low_deg, self._high_deg = low_deg - room_deg, high_deg + room_deg
        words = [angle_words(dial) for dial in dials[:1]] + [line.words for line in self._lines]
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Leave room for the words beside the lines."""
        letter = self.fontMetrics()
        widest = max((letter.horizontalAdvance(line.words) for line in self._lines), default=0)
        return QSize(round((widest + letter.height()) / _ROOM), round(3.2 * letter.height()))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be as high as the words need."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        track = QRectF(1.0, 0.35 * height, self.width() - 2.0, 1.2 * height)
        self._paint_track(painter, track)
        if self._dial is not None and self.isEnabled():
            self._paint_estimate(painter, track, self._dial)
        if self.hasFocus():
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that it has the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that it has not."""
        super().focusOutEvent(event)
        self.update()

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        base = self.palette().color(QPalette.ColorRole.Base)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(blend(base, text, 0.45), 1.0))
        painter.setBrush(base)
        painter.drawRoundedRect(track, 3, 3)
        for line in self._lines:
            self._paint_line(painter, track, line)
        zero = self._x(0.0, track)
        painter.setPen(QPen(blend(base, text, 0.6), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(zero, track.top()), QPointF(zero, track.bottom()))

    def _paint_line(self, painter: QPainter, track: QRectF, line: _Line) -> None:
        x, letter = self._x(line.deg, track), self.fontMetrics()
        is_right = line.is_above != self._is_mirrored
        beyond = QRectF(track)
        beyond.setLeft(x) if is_right else beyond.setRight(x)
        tint = colour(line.state, self.palette())
        tint.setAlphaF(0.25)
        painter.fillRect(beyond, tint)
        painter.fillRect(beyond, QBrush(tint, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2.0))
        painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 4))
        width = letter.horizontalAdvance(line.words) + 2
        left = min(max(0.0, x if is_right else x - width), self.width() - width)
        words = QRectF(left, track.bottom() + 4, width, letter.height() * 1.2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, line.words)

    def _paint_estimate(self, painter: QPainter, track: QRectF, dial: Dial) -> None:
        if dial.deg is None:
            return
        text = self.palette().color(QPalette.ColorRole.WindowText)
        if dial.low_deg is not None and dial.high_deg is not None:
            ends = sorted(self._x(deg, track) for deg in (dial.low_deg, dial.high_deg))
            third = track.height() / 3.0
            span = QRectF(ends[0], track.top() + third, max(2.0, ends[1] - ends[0]), third)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(self.palette().color(QPalette.ColorRole.Base), text, 0.55))
            painter.drawRoundedRect(span, third / 2, third / 2)
        x, half = self._x(dial.deg, track), track.height() * 0.42
        middle = track.center().y()
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), 1.5))
        painter.setBrush(text)
        corners = ((0.0, -half), (half * 0.7, 0.0), (0.0, half), (-half * 0.7, 0.0))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, middle + dy) for dx, dy in corners]))

    def _x(self, deg: float, track: QRectF) -> float:
        """Give where an angle is drawn; what is off the scale is drawn at its end."""
        share = (deg - self._low_deg) / (self._high_deg - self._low_deg)
        share = min(1.0, max(0.0, 1.0 - share if self._is_mirrored else share))
        return track.left() + share * track.width()


def _lines(dial: Dial) -> tuple[_Line, ...]:
    if dial.angle == "side_lean":
        return (
            _Line(dial.line_deg, side_words(dial.line_deg, is_left=True), "slumped", True),
            _Line(-dial.line_deg, side_words(dial.line_deg, is_left=False), "slumped", False),
        )
    if dial.leads_to == "ease":
        return (_Line(dial.line_deg, line_words(dial), "overextended", False),)
    return (_Line(dial.line_deg, line_words(dial), "slumped", True),)
