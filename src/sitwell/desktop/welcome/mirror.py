"""The live picture as in a mirror, with what was found in it drawn on top."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sitwell.commands.mat_wire import MatLook
from sitwell.commands.preview_wire import Look
from sitwell.core.advice import Advice
from sitwell.words import _

# Rows of MediaPipe's landmarks; `core.pose.Joint` names them, and would bring numpy along.
_EARS, _SHOULDERS = (7, 8), (11, 12)
_BONES = ((11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24))
_LEGS = ((23, 25), (25, 27), (24, 26), (26, 28))

_LIGHT, _DARK = QColor(255, 255, 255), QColor(0, 0, 0, 170)
_SHAPE = QSize(4, 3)


class Mirror(QWidget):
    """Shows the newest picture and forgets the one before; black, with words, without one.

    A drawn outline says where head and shoulders go best, where it is wanted and they are not.
    """

    def __init__(self, *, has_legs: bool = False) -> None:
        """Draw the legs too, where somebody lies there; of who sits they are a guess."""
        super().__init__()
        self._bones = (*_BONES, *_LEGS) if has_legs else _BONES
        self.setAccessibleName(_("Live picture"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._image: QImage | None = None
        self._look: Look | MatLook | None = None
        self._words = ""
        self._is_guided = False
        self.clear(_("The camera is off."))

    def show_look(self, look: Look | MatLook, image: QImage) -> None:
        """Show a picture with what was found in it."""
        is_of_another_shape = self._image is None or self._image.size() != image.size()
        self._look, self._image = look, image
        if is_of_another_shape:
            self.updateGeometry()
        self.update()

    def clear(self, words: str) -> None:
        """Forget the picture and say why there is none."""
        self._look = self._image = None
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def guide(self, wanted: bool) -> None:
        """Show the outline as long as it helps, or not."""
        self._is_guided = wanted
        self.update()

    def describe(self, words: str) -> None:
        """Say to a screen reader what is to be seen."""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as some thirty letters, in the shape of a webcam's picture."""
        width = 17 * self.fontMetrics().height()
        return QSize(width, width * _SHAPE.height() // _SHAPE.width())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """Give the height at which nothing of the width is left over."""
        shape = _SHAPE if self._image is None else self._image.size()
        return width * shape.height() // shape.width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Half of that."""
        return self.sizeHint() / 2.0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        frame = self._frame()
        outline = QPainterPath()
        outline.addRoundedRect(frame, 8.0, 8.0)
        painter.setClipPath(outline)
        painter.fillRect(frame, QColor(30, 30, 32))
        if self._image is None or self._look is None:
            painter.setPen(QColor(225, 225, 225))
            inner = frame.adjusted(12, 12, -12, -12)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(flags), self._words)
        else:
            painter.drawImage(frame, self._image)
            if self._is_guided and getattr(self._look, "advice", None) != Advice.FINE:
                _draw_guide(painter, frame)
            for person in self._look.points:
                _draw_body(painter, frame, person, self._bones)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1.0))
        painter.drawPath(outline)

    def _frame(self) -> QRectF:
        """Give the largest rectangle of the picture's shape, in the middle."""
        shape = _SHAPE if self._image is None else self._image.size()
        fitted = shape.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - fitted.width()) / 2.0
        return QRectF(left, 0.0, fitted.width(), fitted.height()).adjusted(1, 1, -1, -1)


def _draw_body(
    painter: QPainter,
    frame: QRectF,
    points: Sequence[Sequence[float]],
    bones: Sequence[tuple[int, int]],
) -> None:
    """Draw the limbs that are seen, the line of the shoulders, and the neck, white on dark."""
    places = [_place(frame, point) for point in points]
    lines = [(places[a], places[b]) for a, b in bones if points[a][2] and points[b][2]]
    lines.append((_middle(places, _EARS), _middle(places, _SHOULDERS)))
    width = max(1.5, frame.height() / 140.0)
    for colour, share in ((_DARK, 2.2), (_LIGHT, 1.0)):
        painter.setPen(QPen(colour, width * share, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for start, end in lines:
            painter.drawLine(start, end)
    dots = {*_EARS, *_SHOULDERS, *(row for bone in bones for row in bone if points[row][2])}
    painter.setPen(QPen(_DARK, width * 0.6))
    painter.setBrush(_LIGHT)
    for row in dots:
        painter.drawEllipse(places[row], 1.8 * width, 1.8 * width)


def _draw_guide(painter: QPainter, frame: QRectF) -> None:
    """Draw where head and shoulders go best: where those of rendered sitters are (framing.py)."""
    middle, height = frame.center().x(), frame.height()

    def at(x: float, y: float) -> QPointF:
        return QPointF(middle + x * height, frame.top() + y * height)

    path = QPainterPath()
    path.addEllipse(at(0.0, 0.33), 0.105 * height, 0.15 * height)
    for side in (-1.0, 1.0):
        path.moveTo(at(0.08 * side, 0.52))
        path.cubicTo(at(0.10 * side, 0.58), at(0.32 * side, 0.53), at(0.34 * side, 0.85))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = max(1.5, height / 160.0)
    painter.setPen(QPen(_DARK, width))
    painter.drawPath(path)
    painter.setPen(QPen(_LIGHT, width, Qt.PenStyle.DashLine))
    painter.drawPath(path)


def _place(frame: QRectF, point: Sequence[float]) -> QPointF:
    return QPointF(frame.left() + point[0] * frame.width(), frame.top() + point[1] * frame.height())


def _middle(places: Sequence[QPointF], rows: tuple[int, int]) -> QPointF:
    return (places[rows[0]] + places[rows[1]]) / 2.0
