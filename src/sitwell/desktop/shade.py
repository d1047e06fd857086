"""Dark or light, as the desktop wishes, also where Qt does not hear of it.

Qt follows the dark mode of KDE, Windows and macOS by itself. Other desktops tell theirs through the
portal, which Qt's plain themes do not ask. Where the portal says dark and Qt is light, the windows
get a dark palette of ours.
"""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from sitwell.desktop import portal

_WISH = ("org.freedesktop.appearance", "color-scheme")
_DARK = 1  # of the portal's 0 no wish, 1 dark, 2 light

Role = QPalette.ColorRole
_COLOURS = {
    Role.Window: "#26292c",
    Role.WindowText: "#eceff1",
    Role.Base: "#40464b",
    Role.AlternateBase: "#383d42",
    Role.Text: "#eceff1",
    Role.Button: "#34383c",
    Role.ButtonText: "#eceff1",
    Role.BrightText: "#ffffff",
    Role.ToolTipBase: "#34383c",
    Role.ToolTipText: "#eceff1",
    Role.PlaceholderText: "#b9c0c5",
    Role.Link: "#7cc4ff",
    Role.LinkVisited: "#c3a6ff",
    Role.Highlight: "#56b8ad",
    Role.HighlightedText: "#0d1416",
    Role.Light: "#4a5056",
    Role.Midlight: "#3f4449",
    Role.Mid: "#6a7278",
    Role.Dark: "#16181a",
    Role.Shadow: "#000000",
}
_DIMMED, _RESTING = "#8f979c", "#5d666c"


class Shade(QObject):
    """Keeps the application as dark as the portal wishes; made once, kept by the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._light = application.palette()
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        told = SLOT("hear(QDBusMessage)")
        # Qt takes the text that SLOT gives; PySide's own types say otherwise.
        place = (portal.SERVICE, portal.PATH, portal.SETTINGS)
        bus.connect(*place, "SettingChanged", self, told)  # type: ignore[call-overload]
        if (wish := portal.ask(_WISH)) is not None:
            self._follow(wish)

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        """Follow a change."""
        group, key, value = message.arguments()
        if (group, key) == _WISH:
            self._follow(portal.unwrap(value))

    def _follow(self, wish: object) -> None:
        if wish != _DARK:
            self._application.setPalette(self._light)
        elif not is_dark(self._application.palette()):
            self._application.setPalette(make_dark_palette())


def is_dark(palette: QPalette) -> bool:
    """Say whether windows of this palette are dark."""
    return palette.color(Role.Window).lightness() < 128


def make_dark_palette() -> QPalette:
    """Give a dark palette; every text on it has a contrast of 4.5 to 1 or more."""
    palette = QPalette()
    for role, colour in _COLOURS.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DIMMED))
    # What is chosen in a list that has not the focus.
    palette.setColor(QPalette.ColorGroup.Inactive, Role.Highlight, QColor(_RESTING))
    palette.setColor(QPalette.ColorGroup.Inactive, Role.HighlightedText, QColor("#ffffff"))
    return palette
