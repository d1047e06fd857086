"""Less motion where the person has asked their desktop for it."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from message_buses import MOCK, Services

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
QUESTION = """
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from sitwell.desktop.motion import wants_less_motion
print(wants_less_motion())
"""
# Answers as portals do: an error for what it does not know.
ANSWER = """
known = {known}
if (args[0], args[1]) not in known:
    raise dbus.exceptions.DBusException('no such setting')
ret = known[(args[0], args[1])]
"""
GNOME = ("org.gnome.desktop.interface", "enable-animations")
KDE = ("org.kde.kdeglobals.KDE", "AnimationDurationFactor")
COMMON = ("org.freedesktop.appearance", "reduced-motion")


def ask(services: Services) -> str:
    """Give the answer of a process of its own: a connection to the bus lasts as long as one."""
    env = os.environ | services.env | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        (sys.executable, "-c", QUESTION),
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60.0,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        pytest.param({COMMON: "dbus.UInt32(1, variant_level=2)"}, "True", id="the common wish"),
        pytest.param({COMMON: "dbus.UInt32(0, variant_level=2)"}, "False", id="no wish"),
        pytest.param({GNOME: "dbus.Boolean(False, variant_level=2)"}, "True", id="GNOME"),
        pytest.param({GNOME: "dbus.Boolean(True, variant_level=2)"}, "False", id="GNOME moves"),
        pytest.param({KDE: "dbus.String('0', variant_level=2)"}, "True", id="KDE"),
        pytest.param({}, "False", id="a portal that knows of none"),
    ],
)
def test_the_desktop_is_asked(
    services: Services, known: dict[tuple[str, str], str], answer: str
) -> None:
    """Each desktop's way of saying so is understood, and silence is no wish."""
    services.start(PORTAL, PATH, SETTINGS)
    words = (("s", SETTINGS), ("s", "Read"), ("s", "ss"), ("s", "v"))
    told = "{" + ", ".join(f"{wish}: {value}" for wish, value in known.items()) + "}"
    code = ("s", ANSWER.format(known=told))
    services.session.call(PORTAL, PATH, f"{MOCK}.AddMethod", *words, code)
    assert ask(services) == answer


def test_without_a_portal_nothing_is_known(services: Services) -> None:
    """A desktop without one keeps nobody waiting."""
    assert ask(services) == "False"
