"""A window's own process: `python -m sitwell.desktop PAGE`, which `sitwell app` becomes.

Loads neither the command line nor the config unless its page does, to be small all day.
"""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sitwell.desktop import only_one
from sitwell.desktop.application import ALSO, PAGES, make_application
from sitwell.desktop.children import open_page
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.errors import AlreadyRunning, BadUsage, SitwellError

TRAY, WELCOME = "tray", "welcome"
AT_LOGIN = "--at-login"


def main(page: str, *options: str) -> int:
    """Show the page, or the tray icon, until the person closes it; give the exit code."""
    page = ALSO.get(page, page)
    if page != TRAY and page not in PAGES:
        raise BadUsage(f"there is no window '{page}'; known: {TRAY}, {', '.join(PAGES)}")
    only_one.be_deaf()
    try:
        with only_one.alone(page):
            application, link = make_application(), MonitorLink()
            if page == TRAY:
                code = _show_tray(application, link, options)
            else:
                code = _show_page(application, link, page)
    except AlreadyRunning:
        if AT_LOGIN not in options:  # then nobody asked for a window
            only_one.call(page)
        return 0
    link.finish()  # the place is free meanwhile for the window to be opened anew
    return code


def _show_tray(application: QApplication, link: MonitorLink, options: Sequence[str]) -> int:
    from sitwell.desktop.tray import Tray  # noqa: PLC0415 - the pages have no use for it

    application.setQuitOnLastWindowClosed(False)
    tray = Tray(link)
    tray.quit_wanted.connect(application.quit)
    doorbell = only_one.Doorbell(tray.show_window, application.quit)
    if AT_LOGIN in options:
        tray.begin_at_login()
    else:
        tray.begin()
    if "--window" in options:
        tray.show_window()
    code = application.exec()
    doorbell.close()
    link.close()
    return code


def _show_page(application: QApplication, link: MonitorLink, page: str) -> int:
    window = PAGES[page](link)

    def come_forward() -> None:
        window.showNormal()
        window.raise_()
        window.activateWindow()

    is_told = False

    def end() -> None:
        nonlocal is_told
        is_told = True
        QTimer.singleShot(0, application.exit)  # a window that asks first is not waited for
        application.quit()  # closes the window as a person would

    doorbell = only_one.Doorbell(come_forward, end)
    window.show()
    code = application.exec()
    doorbell.close()
    if page == WELCOME and link.is_running and not is_told:
        open_page(TRAY, AT_LOGIN)  # it goes on saying whether the camera is on
    link.close()
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except SitwellError as error:
        print(f"sitwell: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
