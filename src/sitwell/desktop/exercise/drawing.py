"""The drawing of an exercise in a window.

The drawings carry their colours as CSS variables, in light and dark, and once more as plain
attributes for readers without them. Qt is such a reader, so the colours are written into the
attributes here.
"""

import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from sitwell.coach.cards import Card
from sitwell.coach.drawings import load_drawing, read_words
from sitwell.desktop.exercise.card_words import translate

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_COLOUR = re.compile(r"\.(sd-[a-z-]+)\{(fill|stroke):var\([^,]*,(#[0-9a-f]+)\)\}")
_EMPTY = re.compile(r'<path[^>]* d=""/>')
_DARK = "@media"
_SIDE_EM = 22


def colour_in(svg: str, line: QColor, *, is_dark: bool) -> str:
    """Give the drawing for Qt: its lines in this colour, its areas as for light or dark."""
    style = _STYLE.search(svg)
    light, _, dark = ("", "", "") if style is None else style[1].partition(_DARK)
    bare = _EMPTY.sub("", _STYLE.sub("", svg)).replace("currentColor", line.name())
    if not is_dark:
        return bare
    before = {name: colour for name, _, colour in _COLOUR.findall(light)}
    for name, kind, colour in _COLOUR.findall(dark):
        old = f'class="{name}" {kind}="{before.get(name, "")}"'
        bare = bare.replace(old, f'class="{name}" {kind}="{colour}"')
    return bare


class Drawing(QWidget):
    """The drawing of a card, as large as there is room, in its own shape."""

    def __init__(self) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_card(self, card: Card) -> None:
        """Show the drawing of this card."""
        text = self.palette().color(QPalette.ColorRole.WindowText)
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
        svg = colour_in(load_drawing(card.id), text, is_dark=is_dark)
        self._renderer.load(QByteArray(svg.encode()))
        self.setAccessibleName(translate(card.name))
        shown = read_words(svg)["desc"]
        self.setAccessibleDescription(translate(shown))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be large enough to be recognised."""
        side = _SIDE_EM * self.fontMetrics().averageCharWidth()
        return QSize(2 * side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Half of that will do."""
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Paint it."""
        self._renderer.render(QPainter(self), QRectF(self.rect()))
