"""Parts of the window of why: headings, remarks, and a name with what is said of it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel


def title(text: str) -> QLabel:
    """Give a heading."""
    label = QLabel(text)
    strong = label.font()
    strong.setBold(True)
    label.setFont(strong)
    label.setWordWrap(True)
    label.setContentsMargins(0, label.fontMetrics().height() // 2, 0, 0)
    return label


def note(text: str) -> QLabel:
    """Give a remark, smaller and fainter."""
    label = QLabel(text)
    small = label.font()
    small.setPointSizeF(small.pointSizeF() * 0.9)
    label.setFont(small)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


def pair(name: str, said: QLabel) -> QHBoxLayout:
    """Put a name on the left and what is said of it on the right."""
    row = QHBoxLayout()
    row.addWidget(QLabel(name))
    row.addStretch(1)
    row.addWidget(said)
    return row
