"""What the camera beside the mat sees and has counted, large enough for the floor."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from sitwell.desktop.exercise.lettering import write_line, write_text
from sitwell.words import _, ngettext

_NUMBER, _CAPTION = 0.5, 0.14
"""Shares of the height, where there is a number; the words have the rest."""


class CountView(QWidget):
    """Words, and a number above them where there is one to show."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = ""
        self._number: int | None = None

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    @property
    def number(self) -> int | None:
        """What it has counted; None where no set is under way."""
        return self._number

    def tell(self, words: str, number: int | None = None) -> None:
        """Show this; what is new in it is said to a screen reader."""
        if (words, number) == (self._words, self._number):
            return
        is_counted = number is not None and number != self._number
        is_news = number is None and words != self._words
        self._words, self._number = words, number
        self.setAccessibleDescription(words if number is None else f"{number}. {words}")
        if is_counted and number:
            self._announce(ngettext("{n} counted", "{n} counted", number).format(n=number))
        elif is_news:
            self._announce(words)
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Leave room for large words."""
        letter = self.fontMetrics()
        return QSize(20 * letter.averageCharWidth(), 6 * letter.height())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Twice that, if there is room."""
        return self.minimumSizeHint() * 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        width, height = float(self.width()), float(self.height())
        if self._number is None:
            room = QRectF(0.02 * width, 0.0, 0.96 * width, height)
            write_text(painter, room, self._words, 0.35 * height)
            return
        number, caption = _NUMBER * height, _CAPTION * height
        write_line(painter, QRectF(0.0, 0.0, width, number), f"{self._number}", 0.9 * number)
        write_line(painter, QRectF(0.0, number, width, caption), _("counted"), 0.7 * caption)
        room = QRectF(0.02 * width, number + caption, 0.96 * width, height - number - caption)
        write_text(painter, room, self._words, 0.8 * caption)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
