"""How the welcome's texts and columns are laid out, in the person's own font."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sitwell.desktop.page_scroll import PageScroll

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


def bullet(words: str) -> QWidget:
    """Give a paragraph of a list: its lines stand below each other, right of the dot."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(text("•"))
    row.addWidget(text(words), 1)
    return whole


def column(*parts: QWidget) -> QWidget:
    """Put parts below each other, the rest of the room below them."""
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        rows.addWidget(part)
    rows.addStretch(1)
    return whole


def scroll(content: QWidget) -> PageScroll:
    """Let a page be scrolled where the font is large and the screen small."""
    return PageScroll(content)
