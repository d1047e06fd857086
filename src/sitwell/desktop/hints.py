"""Hints that can be read: many desktops have them fainter than WCAG asks for.

Here the hint's colour says what a setting does, so it gets the contrast of a text.
"""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from sitwell.desktop.why.colours import blend

LEAST_CONTRAST = 4.6
"""A little above the 4.5 of WCAG 2.2 AA, for what rounding takes."""

Role = QPalette.ColorRole
_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)
_SHARES = (0.6, 0.7, 0.8, 0.9, 1.0)


def keep_hints_readable(application: QApplication) -> None:
    """Mend the colour of hints now, and whenever the desktop's colours change."""

    def mend() -> None:
        palette = application.palette()
        if mend_hints(palette):
            application.setPalette(palette)

    application.paletteChanged.connect(mend)
    mend()


def mend_hints(palette: QPalette) -> bool:
    """Give hints the contrast they lack in this palette; say whether they lacked it."""
    is_mended = False
    for group in _GROUPS:
        hint = palette.color(group, Role.PlaceholderText)
        grounds = [palette.color(group, role) for role in (Role.Window, Role.Base)]
        if all(contrast(over(hint, ground), ground) >= LEAST_CONTRAST for ground in grounds):
            continue
        text = palette.color(group, Role.WindowText)
        darker = (blend(grounds[0], text, share) for share in _SHARES)
        fit = (c for c in darker if all(contrast(c, g) >= LEAST_CONTRAST for g in grounds))
        palette.setColor(group, Role.PlaceholderText, next(fit, text))
        is_mended = hint != palette.color(group, Role.PlaceholderText) or is_mended
    return is_mended


def over(colour: QColor, ground: QColor) -> QColor:
    """Give what a colour that lets the ground through looks like on it."""
    return blend(ground, QColor(colour.rgb()), colour.alphaF())


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
