"""How the welcome's texts and columns are laid out, in the person's own font."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

_TITLE_SHARE = 1.5


def text(words: str = "") -> QLabel:
    """Give a paragraph that wraps, and can be read out and copied."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def title(words: str) -> QLabel:
    """Give a heading."""
    label = text(words)
    label.setFont(enlarge(label.font(), _TITLE_SHARE))
    return label


def enlarge(font: QFont, share: float) -> QFont:
    """Give a bold font so many times as large, however its size is given."""
    larger = QFont(font)
    if font.pointSizeF() > 0.0:
        larger.setPointSizeF(font.pointSizeF() * share)
    else:
        larger.setPixelSize(round(font.pixelSize() * share))
    larger.setBold(True)
    return larger


def column(*parts: QWidget) -> QWidget:
    """Put parts below each other, the rest of the room below them."""
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        rows.addWidget(part)
    rows.addStretch(1)
    return whole


def scroll(content: QWidget) -> QScrollArea:
    """Let a page be scrolled where the font is large and the screen small."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
