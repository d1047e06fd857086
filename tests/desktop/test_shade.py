"""Dark or light: the windows follow the desktop's portal, also while they are open."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from PySide6.QtGui import QPalette
from shades import DARK, LIGHT, start_portal, tell_shade

from message_buses import Services
from sitwell.desktop.shade import is_dark, make_dark_palette

WINDOW = """
import sys
from sitwell.desktop.application import make_application
application = make_application()
def tell():
    is_dark = application.palette().window().color().lightness() < 128
    print("dark" if is_dark else "light", flush=True)
tell()
application.paletteChanged.connect(lambda _: tell())
application.exec()
"""


@pytest.fixture
def portal(services: Services) -> Services:
    """Give buses with a portal on them whose person likes it dark."""
    start_portal(services, DARK)
    return services


@pytest.fixture
def window(portal: Services) -> Iterator["subprocess.Popen[str]"]:
    """Give a process with an application, which says how dark it is, and each change."""
    env = os.environ | portal.env | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        (sys.executable, "-c", WINDOW), env=env, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait(timeout=10.0)
    assert process.stdout is not None
    process.stdout.close()


def test_follows_the_desktop(portal: Services, window: "subprocess.Popen[str]") -> None:
    """Windows are dark where the desktop is, and light when the person changes it."""
    assert window.stdout is not None
    assert window.stdout.readline() == "dark\n"
    tell_shade(portal, LIGHT)
    assert window.stdout.readline() == "light\n"


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        pytest.param(QPalette.ColorRole.WindowText, QPalette.ColorRole.Window, id="window"),
        pytest.param(QPalette.ColorRole.Text, QPalette.ColorRole.Base, id="field"),
        pytest.param(QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button, id="button"),
        pytest.param(QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base, id="hint"),
        pytest.param(QPalette.ColorRole.Link, QPalette.ColorRole.Window, id="link"),
    ],
)
def test_contrast(text: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    """Words on the dark palette have the contrast that WCAG 2.2 AA asks for."""
    palette = make_dark_palette()
    assert is_dark(palette)

    def luminance(role: QPalette.ColorRole) -> float:
        parts = palette.color(role).getRgbF()[:3]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert (luminance(text) + 0.05) / (luminance(ground) + 0.05) >= 4.5
