"""Words painted as large as there is room, to be read from the floor."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_LEAST_PX = 8
_STEP = 0.9


def write_line(painter: QPainter, room: QRectF, words: str, size_px: float) -> None:
    """Write one line in the middle of a room, smaller where it would be too wide for it."""
    if not words:
        return
    font = QFont(painter.font())
    font.setPixelSize(max(_LEAST_PX, round(size_px)))
    width = QFontMetricsF(font).horizontalAdvance(words)
    if width > room.width():
        font.setPixelSize(max(_LEAST_PX, int(font.pixelSize() * room.width() / width)))
    painter.setFont(font)
    line = QFontMetricsF(font).height()
    middle = room.center().y()
    place = QRectF(room.left(), middle - line / 2.0, room.width(), line)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def write_text(painter: QPainter, room: QRectF, words: str, size_px: float) -> None:
    """Write a text in the middle of a room, in lines as it needs them, smaller until it fits."""
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    font = QFont(painter.font())
    font.setPixelSize(max(_LEAST_PX, round(size_px)))
    while font.pixelSize() > _LEAST_PX:
        needed = QFontMetricsF(font).boundingRect(room, flags, words)
        if needed.width() <= room.width() and needed.height() <= room.height():
            break
        font.setPixelSize(max(_LEAST_PX, int(font.pixelSize() * _STEP)))
    painter.setFont(font)
    painter.drawText(room, flags, words)
