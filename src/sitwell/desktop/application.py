"""The application around the windows: name, icon, language, and where each page is made."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from sitwell import __version__
from sitwell.desktop.hints import keep_hints_readable
from sitwell.desktop.monitor_link import MonitorLink

APP_ID = "io.github.sitwell.Sitwell"
"""The name of the desktop entry, by which the desktop knows whose windows these are."""
PICTURE = Path(__file__).with_name("packaging") / f"{APP_ID}.svg"

_MODULES = {
    "welcome": "sitwell.desktop.welcome.window",
    "why": "sitwell.desktop.why_window",
    "settings": "sitwell.desktop.settings.window",
    "exercise": "sitwell.desktop.exercise_window",
}


def _make(module: str) -> Callable[[MonitorLink], QWidget]:
    """Give what makes the page; its module is loaded when it is made."""

    def make(link: MonitorLink) -> QWidget:
        window: QWidget = import_module(module).make(link)
        return window

    return make


PAGES: dict[str, Callable[[MonitorLink], QWidget]] = {
    page: _make(module) for page, module in _MODULES.items()
}
ALSO = {"calibrate": "welcome"}
"""Other names of pages: the welcome is where one calibrates, the first time and every other."""


def make_application() -> QApplication:
    """Give the application, or the one there is.

    Font and scale are the desktop's own, which Qt 6 follows by itself.
    """
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QGuiApplication.setDesktopFileName(APP_ID)
    application = QApplication([APP_ID])
    application.setApplicationName("sitwell")
    application.setApplicationDisplayName("Sitwell")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(PICTURE)))
    _translate(application)
    if sys.platform == "linux":
        from sitwell.desktop.shade import Shade  # noqa: PLC0415 - elsewhere there is no D-Bus

        Shade(application)
    keep_hints_readable(application)
    return application


def _translate(application: QApplication) -> None:
    """Have Qt's own words, of its standard buttons, in the person's language."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale.system(), "qtbase", "_", folder):
        application.installTranslator(translator)
