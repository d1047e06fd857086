"""The breath as a shape that grows and shrinks slowly, with words large enough for the floor."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sitwell.core.pacing import Moment
from sitwell.desktop.exercise.lettering import write_line
from sitwell.desktop.exercise.words import breath_words, count_words, doing_words
from sitwell.desktop.why.colours import blend
from sitwell.reporting.pacer import Cues
from sitwell.words import _

_LEAST = 0.55
"""How wide the shape is when the breath is out, of its whole width: the words fit into it."""


class PacerView(QWidget):
    """Where in the set the person is. With less motion the shape stands, and numbers count."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Breath"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.has_less_motion = False
        self._moment: Moment | None = None
        self._cues: Cues | None = None
        self._is_paused = False
        self._shown: tuple[object, ...] = ()

    def show_moment(self, moment: Moment, cues: Cues, *, is_paused: bool) -> None:
        """Show this moment."""
        before = None if self._moment is None else (self._moment.number, self._is_paused)
        self._moment, self._cues, self._is_paused = moment, cues, is_paused
        if before != (moment.number, is_paused):
            self._announce()
        # With less motion there is something new to paint but once a second.
        shown = (moment.number, round(moment.left_s), is_paused)
        if not self.has_less_motion or shown != self._shown:
            self.update()
        self._shown = shown

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Leave room for large words."""
        letter = self.fontMetrics()
        return QSize(36 * letter.averageCharWidth(), 16 * letter.height())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Twice that, if there is room."""
        return self.minimumSizeHint() * 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        if self._moment is None or self._cues is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shape(painter, self._moment)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(text)
        height = float(self.height())
        left = "" if self._moment.left_s <= 0.0 else f"{max(1, round(self._moment.left_s))}"
        doing, breath = self._find_words(self._moment, self._cues)
        self._write(painter, doing, 0.33, 0.15 * height)
        self._write(painter, breath, 0.47, 0.08 * height)
        self._write(painter, left, 0.61, 0.13 * height)
        self._write(painter, count_words(self._moment, self._cues), 0.93, 0.09 * height)

    def _paint_shape(self, painter: QPainter, moment: Moment) -> None:
        room = min(self.width(), 0.84 * self.height()) - 4.0
        share = 1.0 if self.has_less_motion else moment.fullness
        side = room * (_LEAST + (1.0 - _LEAST) * share)
        middle = QPointF(self.width() / 2.0, 0.43 * self.height())
        window = self.palette().color(QPalette.ColorRole.Window)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(blend(window, accent, 0.35), 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, room / 2.0, room / 2.0)
        painter.setPen(QPen(accent, 2.0))
        painter.setBrush(blend(window, accent, 0.25))
        painter.drawEllipse(middle, side / 2.0, side / 2.0)

    def _write(self, painter: QPainter, words: str, at: float, size: float) -> None:
        """Write a line around this share of the height, smaller where it would not fit."""
        middle = at * self.height()
        write_line(
            painter,
            QRectF(0.02 * self.width(), middle - size, 0.96 * self.width(), 2.0 * size),
            words,
            size,
        )

    def _find_words(self, moment: Moment, cues: Cues) -> tuple[str, str]:
        """Give what to do now, and how to breathe."""
        if self._is_paused:
            return _("paused"), ""
        return doing_words(moment, cues), breath_words(moment)

    def _announce(self) -> None:
        """Tell a screen reader what to do now."""
        if self._moment is None or self._cues is None:
            return
        said = self._find_words(self._moment, self._cues)
        words = ", ".join(part for part in (*said, count_words(self._moment, self._cues)) if part)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
