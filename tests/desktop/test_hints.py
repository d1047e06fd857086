"""Hints: readable on every desktop, and otherwise as the desktop has them."""

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from gui import open_application
from PySide6.QtGui import QColor, QPalette

from sitwell.desktop.hints import LEAST_CONTRAST, contrast, mend_hints, over
from sitwell.desktop.shade import make_dark_palette

Role = QPalette.ColorRole


def make_palette(window: str, text: str, hint: QColor) -> QPalette:
    """Give a palette with fields as bright as the window."""
    open_application()
    palette = QPalette()
    for role, colour in ((Role.Window, window), (Role.Base, window), (Role.WindowText, text)):
        palette.setColor(role, QColor(colour))
    palette.setColor(Role.PlaceholderText, hint)
    return palette


def contrast_of_hints(palette: QPalette) -> float:
    """Give the contrast that hints have on windows."""
    ground = palette.color(Role.Window)
    return contrast(over(palette.color(Role.PlaceholderText), ground), ground)


@pytest.mark.parametrize(
    ("window", "text", "hint"),
    [
        pytest.param("#efefef", "#000000", QColor(0, 0, 0, 128), id="Qt's own, half transparent"),
        pytest.param("#eff0f1", "#232629", QColor("#7f8c8d"), id="Breeze, light"),
        pytest.param("#2a2e32", "#fcfcfc", QColor("#6a7073"), id="a dark one"),
        pytest.param("#808080", "#000000", QColor("#808080"), id="no room for less than black"),
    ],
)
def test_faint_hints_are_mended(window: str, text: str, hint: QColor) -> None:
    """Where a desktop has hints too faint to read, they are given contrast."""
    palette = make_palette(window, text, hint)
    assert contrast_of_hints(palette) < LEAST_CONTRAST
    assert mend_hints(palette)
    assert contrast_of_hints(palette) >= LEAST_CONTRAST


def test_readable_hints_stay() -> None:
    """What can be read is left as the person's desktop has it."""
    for palette in (make_palette("#ffffff", "#000000", QColor("#555555")), make_dark_palette()):
        before = palette.color(Role.PlaceholderText)
        assert not mend_hints(palette)
        assert palette.color(Role.PlaceholderText) == before


def test_follows_the_desktop_from_light_to_dark() -> None:
    """Hints mended for a light desktop are mended anew when it turns dark."""
    application = open_application()
    light = QPalette(application.palette())
    try:
        application.setPalette(make_palette("#202020", "#ffffff", QColor(255, 255, 255, 60)))
        assert contrast_of_hints(application.palette()) >= LEAST_CONTRAST
    finally:
        application.setPalette(light)
    assert contrast_of_hints(application.palette()) >= LEAST_CONTRAST
