"""Walks through every window once, in the shade, size and language of its environment.

`photographs.py` starts it, once for each: Qt and the words take theirs when the process begins.
Prints the flaws it finds as JSON, by scene.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import scenes
from flaws import find_flaws, find_menu_flaws, find_tab_flaws, measure_contrast
from gui import Link, open_application, wait_for
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QCursor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.exceptions import capture_exceptions

from sitwell.desktop.tray import Tray

LEAST_ICON_CONTRAST = 3.0  # WCAG 2.2 AA, of what is no text


class Walk:
    """Takes each scene: a picture, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.flaws: dict[str, list[str]] = {}

    def see(self, name: str, window: QWidget) -> None:
        """Photograph a window as it stands, then measure it and go through it by Tab."""
        wait_for(window.isVisible, name)
        QTest.qWaitForWindowExposed(window.window())
        _settle()
        self._keep(name, window)
        areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
        bars = [area.verticalScrollBar() for area in areas]
        for bar in bars:
            bar.setValue(bar.maximum())
        if any(bar.maximum() > 0 for bar in bars):
            self._keep(f"{name}-below", window)
        if isinstance(window, QMenu):
            found = find_menu_flaws(window)
        else:
            found = [*find_flaws(window), *find_tab_flaws(window)]
        heard = "\n".join(hear(QAccessible.queryAccessibleInterface(window)))
        (self._folder / f"{name}.txt").write_text(heard, encoding="utf-8")
        if found:
            self.flaws[name] = found
        for bar in bars:
            bar.setValue(0)

    def _keep(self, name: str, window: QWidget) -> None:
        window.grab().save(str(self._folder / f"{name}.png"))


def hear(part: QAccessibleInterface, depth: int = 0) -> Iterator[str]:
    """Give what a screen reader is told of a part and of those in it, one a line."""
    if part.state().invisible:
        return
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    words = dict.fromkeys(text for kind in kinds if (text := part.text(kind)))
    yield f"{'  ' * depth}{part.role().name}: {' | '.join(words)}"
    for number in range(part.childCount()):
        if (child := part.child(number)) is not None:
            yield from hear(child, depth + 1)


def _settle() -> None:
    """Let be laid out what waits for its turn, and go what was let go."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def see_panel(folder: Path) -> list[str]:
    """Photograph each figure in the panel, beside each other; say which are hard to see."""
    link, flaws = Link(), list[str]()
    tray = Tray(link, lambda: scenes.NOW)  # type: ignore[arg-type]
    tray.begin()
    wait_for(lambda: tray.icon.isVisible() and not tray.icon.geometry().isEmpty(), "the tray")
    pictures: list[QImage] = []
    for name, status in scenes.STATUSES.items():
        link.status.emit(status)
        QTest.qWait(200)  # the panel draws it
        place = tray.icon.geometry()
        picture = QApplication.primaryScreen().grabWindow(0, *place.getRect()).toImage()
        if measure_contrast(picture) < LEAST_ICON_CONTRAST:
            flaws.append(f"the figure for {name} is hard to see in the panel")
        if picture in pictures:
            flaws.append(f"the figure for {name} looks like another one in the panel")
        pictures.append(picture)
    lay_beside(pictures).save(str(folder / "panel.png"))
    tray.icon.hide()
    return flaws


def lay_beside(pictures: list[QImage]) -> QImage:
    """Put pictures of one size into one."""
    width, height = pictures[0].width(), pictures[0].height()
    whole = QImage(width * len(pictures), height, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    for number, picture in enumerate(pictures):
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(QRect(QPoint(number * width, 0), picture.size()), picture)
    painter.end()
    return whole


def main(folder: Path, home: Path, rooms: list[str]) -> None:
    """Walk through these rooms, all where none is named."""
    open_application()
    QCursor.setPos(0, 0)
    walk = Walk(folder)
    for room in scenes.ALL:
        if not rooms or room.__name__ in rooms:
            with capture_exceptions() as raised:
                room(home, walk.see)
            walk.flaws[room.__name__] = [f"{kind.__name__} was raised" for kind, _, _ in raised]
    if not rooms or "panel" in rooms:
        walk.flaws["panel"] = see_panel(folder)
    print(json.dumps(walk.flaws))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
