"""Dark or light, as the desktop wishes, also where Qt does not hear of it.

Qt follows the dark mode of KDE, Windows and macOS by itself. Other desktops tell theirs through the
portal, which Qt's plain themes do not ask. Where the portal says dark and Qt is light, the windows
get a dark palette of ours.
"""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

PATIENCE_MS = 500
_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SETTINGS = "org.freedesktop.portal.Settings"
_WISH = ("org.freedesktop.appearance", "color-scheme")
_DARK = 1  # of the portal's 0 no wish, 1 dark, 2 light

Role = QPalette.ColorRole
_COLOURS = {
    Role.Window: "#26292c",
    Role.WindowText: "#eceff1",
    Role.Base: "#1c1e20",
    Role.AlternateBase: "#26292c",
    Role.Text: "#eceff1",
    Role.Button: "#34383c",
    Role.ButtonText: "#eceff1",
    Role.BrightText: "#ffffff",
    Role.ToolTipBase: "#34383c",
    Role.ToolTipText: "#eceff1",
    Role.PlaceholderText: "#a4acb1",
    Role.Link: "#7cc4ff",
    Role.LinkVisited: "#c3a6ff",
    Role.Highlight: "#2f8f86",
    Role.HighlightedText: "#ffffff",
    Role.Light: "#4a5056",
    Role.Midlight: "#3f4449",
    Role.Mid: "#202326",
    Role.Dark: "#16181a",
    Role.Shadow: "#000000",
}
_DIMMED = "#858d92"


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
        bus.connect(_SERVICE, _PATH, _SETTINGS, "SettingChanged", self, told)  # type: ignore[call-overload]
        question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SETTINGS, "Read")
        question.setArguments(list(_WISH))
        answer = bus.call(question, QDBus.CallMode.Block, PATIENCE_MS)
        if answer.type() is QDBusMessage.MessageType.ReplyMessage:
            self._follow(answer.arguments()[0])

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        """Follow a change."""
        group, key, value = message.arguments()
        if (group, key) == _WISH:
            self._follow(value)

    def _follow(self, wish: object) -> None:
        while hasattr(wish, "variant"):  # the older call wraps it twice
            wish = wish.variant()
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
    return palette
