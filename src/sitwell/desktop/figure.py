"""The sitting figure as an icon, one shape for each thing it can say.

A chair with somebody upright or slumped on it, with nobody on it, or with a mark in their place:
what it says is read off the shape. Panels are light or dark whatever the windows are, so each
figure has a thin rim of the opposite shade.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).with_name("icons")
SIZES_PX = (16, 22, 24, 32, 48, 64)
_INK = "#000"
_LIGHT, _DARK = "#ffffff", "#1f2a30"
_RIM = 1 / 24  # of the icon's width: one pixel in a panel
_RIM_OPACITY = 0.75
_AROUND = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]


class Kind(StrEnum):
    """What the figure says."""

    UPRIGHT = "upright"
    SLUMPED = "slumped"
    UNKNOWN = "unknown"
    AWAY = "away"
    PAUSED = "paused"
    TROUBLE = "trouble"


@cache
def figure_icon(kind: Kind | str, dark: bool) -> QIcon:
    """Give the figure for a panel that is dark, or light.

    Raises:
        ValueError: If there is no such kind.
    """
    icon = QIcon()
    for size_px in SIZES_PX:
        icon.addPixmap(figure_picture(kind, size_px, dark))
    return icon


def figure_picture(kind: Kind | str, size_px: int, dark: bool) -> QPixmap:
    """Give the figure as a square picture of that many device pixels, transparent around it."""
    fore, rim = (_LIGHT, _DARK) if dark else (_DARK, _LIGHT)
    shape = _render(kind, size_px, fore)
    picture = _blank(size_px)
    painter = QPainter(picture)
    edge = _blank(size_px)
    edge_painter = QPainter(edge)
    rim_shape, step = _render(kind, size_px, rim), max(1.0, size_px * _RIM)
    for x, y in _AROUND:
        edge_painter.drawPixmap(
            QRectF(x * step, y * step, size_px, size_px), rim_shape, _all(size_px)
        )
    edge_painter.end()
    painter.setOpacity(_RIM_OPACITY)
    painter.drawPixmap(0, 0, edge)
    painter.setOpacity(1.0)
    painter.drawPixmap(0, 0, shape)
    painter.end()
    return picture


def _render(kind: Kind | str, size_px: int, colour: str) -> QPixmap:
    drawing = (ICONS / f"{Kind(kind).value}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace(_INK, colour).encode()))
    picture = _blank(size_px)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture


def _blank(size_px: int) -> QPixmap:
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _all(size_px: int) -> QRectF:
    return QRectF(0, 0, size_px, size_px)
