"""The colours of the states, from the person's own palette; shape and words always say it too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPalette

_WARM = QColor(214, 120, 30)
_COOL = QColor(70, 140, 200)
_CALM = QColor(60, 150, 110)

PATTERNS = {
    "upright": Qt.BrushStyle.SolidPattern,
    "slumped": Qt.BrushStyle.SolidPattern,
    "overextended": Qt.BrushStyle.BDiagPattern,
    "unknown": Qt.BrushStyle.Dense6Pattern,
    "absent": Qt.BrushStyle.NoBrush,
}
HEIGHTS = {"upright": 0.4, "slumped": 1.0, "overextended": 0.7, "unknown": 0.4, "absent": 0.08}
"""How high a state stands in the strip, of its whole height."""


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """Give a mixture, with this share of the other."""
    red, green, blue = (
        a + (b - a) * share
        for a, b in (
            (one.redF(), other.redF()),
            (one.greenF(), other.greenF()),
            (one.blueF(), other.blueF()),
        )
    )
    return QColor.fromRgbF(red, green, blue)


def colour(state: str, palette: QPalette) -> QColor:
    """Give the colour of a state."""
    faint = blend(
        palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text), 0.5
    )
    own = {"upright": _CALM, "slumped": _WARM, "overextended": _COOL}.get(state, faint)
    return QColor(own)  # whoever takes it may make it paler


def brush(state: str, palette: QPalette) -> QBrush:
    """Give what a stretch of a state is filled with."""
    return QBrush(colour(state, palette), PATTERNS.get(state, Qt.BrushStyle.Dense6Pattern))
