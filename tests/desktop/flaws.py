"""What is wrong with a window as it stands: found by measuring it, for a person to mend.

Each finder gives one line for each flaw, with the part it is about. A part that is out of sight in
a page that scrolls is looked at like any other.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from gui import controls_of
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA
_PAINTED = ("Mirror", "Gauge", "Strip", "PacerView", "Drawing")


def find_flaws(window: QWidget) -> list[str]:
    """Give what can be seen without touching anything."""
    parts = shown_in(window)
    return [
        *_find_too_large(window),
        *_find_cut_off(parts),
        *_find_squeezed(parts),
        *_find_overlaps(parts),
        *_find_sideways(parts),
        *_find_faint(parts),
        *_find_unnamed(window, parts),
        *_find_same_keys(_texts(parts)),
    ]


def find_menu_flaws(menu: QMenu) -> list[str]:
    """Give what is wrong with an open menu."""
    shown = [action for action in menu.actions() if action.isVisible()]
    texts = [action.text() for action in shown if not action.isSeparator()]
    letter = menu.fontMetrics()
    cut = [
        f"menu {text!r} is cut off"
        for action, text in ((a, a.text()) for a in shown if not a.isSeparator())
        if _width(letter, text.replace("&", "")) > menu.actionGeometry(action).width()
    ]
    return [*_find_too_large(menu), *cut, *_find_same_keys(texts)]


def shown_in(window: QWidget) -> list[QWidget]:
    """Give every part that is shown, also where one would have to scroll to it."""
    found = window.findChildren(QWidget)
    return [part for part in found if part.isVisible() and part.window() is window]


def name_of(part: QWidget) -> str:
    """Give what a flaw calls a part."""
    text = getattr(part, "text", lambda: "")() or part.accessibleName()
    return f"{type(part).__name__} {text[:40]!r}"


def spoken_name(part: QWidget) -> str:
    """Give the name that a screen reader is told."""
    told = QAccessible.queryAccessibleInterface(part)
    if told is None:
        return ""
    if isinstance(part, QComboBox):  # on Linux its name is what is chosen, and its label names it
        labels = [
            label for label, kind in told.relations() if kind & QAccessible.RelationFlag.Label
        ]
        return labels[0].text(QAccessible.Text.Name) if labels else ""
    return told.text(QAccessible.Text.Name)


def _find_too_large(window: QWidget) -> Iterator[str]:
    room, size = window.screen().availableSize(), window.size()
    if size.width() > room.width() or size.height() > room.height():
        yield f"larger than the screen: {size.toTuple()} on {room.toTuple()}"


def _find_cut_off(parts: list[QWidget]) -> Iterator[str]:
    for part in parts:
        needed, has = _needs(part)
        if needed > has + 1:
            yield f"{name_of(part)} is cut off: needs {needed} of {has}"
        elif isinstance(part, QLabel) and part.wordWrap() and part.text():
            needed = part.heightForWidth(part.width())
            if needed > part.height() + 1:
                yield f"{name_of(part)} is cut off below: needs {needed} of {part.height()}"


def _needs(part: QWidget) -> tuple[int, int]:  # noqa: PLR0911 (one for each kind)
    """Give how wide the part's text is, and how much room it has."""
    letter = part.fontMetrics()
    match part:
        case QLabel():
            words = part.text().split() if part.wordWrap() else part.text().split("\n")
            margins = part.contentsMargins()
            room = part.width() - margins.left() - margins.right()
            is_picture = not part.pixmap().isNull()
            return 0 if is_picture else max((_width(letter, w) for w in words), default=0), room
        case QAbstractButton() if part.text():
            return part.sizeHint().width(), part.width()
        case QComboBox():
            option = QStyleOptionComboBox()
            part.initStyleOption(option)
            place = QStyle.SubControl.SC_ComboBoxEditField
            kind = QStyle.ComplexControl.CC_ComboBox
            field = part.style().subControlRect(kind, option, place, part)
            return _width(letter, part.currentText()), field.width()
        case QLineEdit() if isinstance(part.parent(), QAbstractSpinBox):
            return _width(letter, part.text()), part.width()
        case QProgressBar() if part.isTextVisible():
            return _width(letter, part.text()), part.width()
        case QListWidget() if not part.wordWrap():
            texts = (part.item(row).text() for row in range(part.count()))
            return max((_width(letter, text) for text in texts), default=0), part.viewport().width()
    return 0, 0


def _width(letter: QFontMetrics, text: str) -> int:
    return letter.horizontalAdvance(text.replace("&", ""))


def _find_squeezed(parts: list[QWidget]) -> Iterator[str]:
    for part in parts:
        least, parent = part.minimumSizeHint(), part.parentWidget()
        is_lost = part.width() < least.width() or part.height() < least.height()
        if is_lost and not isinstance(part, QAbstractScrollArea | QLabel | QLineEdit | QScrollBar):
            yield f"{name_of(part)} is squeezed: {part.size().toTuple()} of {least.toTuple()}"
        inside = parent is None or parent.rect().adjusted(-1, -1, 1, 1).contains(part.geometry())
        if not inside and not _scrolls(parent):
            yield f"{name_of(part)} sticks out of its place"


def _scrolls(parent: QWidget | None) -> bool:
    return parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)


def _find_overlaps(parts: list[QWidget]) -> Iterator[str]:
    telling = [part for part in parts if _telling(part)]
    places = [QRect(part.mapToGlobal(QPoint()), part.size()) for part in telling]
    for here, one in enumerate(telling):
        for there in range(here):
            other = telling[there]
            is_apart = one.parentWidget() is other.parentWidget()
            if is_apart and places[here].intersects(places[there]):
                yield f"{name_of(one)} lies on {name_of(other)}"


def _telling(part: QWidget) -> bool:
    if isinstance(part, QLabel):
        return bool(part.text())
    return isinstance(part, QAbstractButton | QComboBox | QAbstractSpinBox | QProgressBar) or (
        type(part).__name__ in _PAINTED
    )


def _find_sideways(parts: list[QWidget]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, QAbstractScrollArea) and part.horizontalScrollBar().maximum() > 0:
            yield f"{name_of(part)} scrolls sideways by {part.horizontalScrollBar().maximum()}"


def _find_faint(parts: list[QWidget]) -> Iterator[str]:
    """Compare the pixels of each text with those around it; what is disabled may be faint."""
    for part in parts:
        has_text = isinstance(part, QLabel | QPushButton | QCheckBox) and bool(part.text())
        skip = {QPushButton: (6, 4), QCheckBox: (26, 2)}.get(type(part), (0, 0))
        inner = part.rect().adjusted(skip[0], skip[1], -skip[1], -skip[1])
        if not has_text or not part.isEnabled() or not inner.isValid():
            continue
        contrast = measure_contrast(part.grab(inner).toImage())
        if contrast < LEAST_CONTRAST:
            yield f"{name_of(part)} is faint: a contrast of {contrast:.1f}"


def measure_contrast(image: QImage) -> float:
    """Give the contrast of what stands out most against what there is most of."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)[: plain.width() * plain.height()]
    colours, counts = np.unique(pixels & 0xFFFFFF, return_counts=True)
    light = _luminance(colours)
    ground = light[counts.argmax()]
    high, low = np.maximum(light, ground), np.minimum(light, ground)
    return float(((high + 0.05) / (low + 0.05)).max())


def _luminance(colours: NDArray[np.uint32]) -> NDArray[np.float64]:
    parts = np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=-1) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return light


def _find_unnamed(window: QWidget, parts: list[QWidget]) -> Iterator[str]:
    pictures = [p for p in parts if isinstance(p, QLabel) and not p.pixmap().isNull()]
    painted = [p for p in parts if type(p).__name__ in _PAINTED]
    for part in (*controls_of(window), *pictures, *painted):
        if part.isVisible() and not spoken_name(part):
            yield f"{name_of(part)} has no name for a screen reader"


def _texts(parts: list[QWidget]) -> list[str]:
    keyed = [p for p in parts if isinstance(p, QAbstractButton) and p.isEnabled()]
    buddies = [p for p in parts if isinstance(p, QLabel) and p.buddy() is not None]
    return [part.text() for part in (*keyed, *buddies)]


def _find_same_keys(texts: list[str]) -> Iterator[str]:
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    for key, count in keys.items():
        if key and count > 1:
            same = [text for text in texts if QKeySequence.mnemonic(text).toString() == key]
            yield f"{key} stands for {same}"


def find_tab_flaws(window: QWidget) -> list[str]:
    """Go through the window by Tab: everything is reached, comes into sight, and shows it."""
    flaws: list[str] = []
    for _ in range(5):
        _bring_forward(window)
        flaws, has_lost = _go_through(window)
        if not has_lost:
            break
    return flaws


def _go_through(window: QWidget) -> tuple[list[str], bool]:
    """Give the flaws, and whether the window lost the keys to another on the way."""
    has_lost = False
    takes_tab = Qt.FocusPolicy.TabFocus.value
    wanted = [
        control
        for control in controls_of(window)
        if control.isVisible() and control.isEnabled() and control.focusPolicy().value & takes_tab
    ]
    if (before := QApplication.focusWidget()) is not None:
        before.clearFocus()
    without = {control: control.grab().toImage() for control in wanted}
    reached: dict[QWidget, str] = {}
    for _ in range(2 * len(wanted) + 4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now.window() is not window.window():
            has_lost = bool(wanted)
            continue
        if now in reached:
            continue
        reached[now] = _flaw_of_focus(now, without.get(now))
    if before is not None:
        before.setFocus()
    missed = [f"{name_of(c)} is not reached by Tab" for c in wanted if not _is_in(c, reached)]
    return missed + [flaw for flaw in reached.values() if flaw], has_lost


def _bring_forward(window: QWidget) -> None:
    """Give the window the keys; a screen that has not shown it yet lets the first wish lie.

    Qt's own wait takes a question for active while the window that asks it has the keys.
    """
    QTest.qWaitForWindowExposed(window)
    for _ in range(200):
        if window.isActiveWindow():
            return
        window.activateWindow()
        QTest.qWait(50)


def _is_in(control: QWidget, reached: dict[QWidget, str]) -> bool:
    return control in reached or control.focusProxy() in reached


def _flaw_of_focus(control: QWidget, without: QImage | None) -> str:
    if control.visibleRegion().isEmpty():
        return f"{name_of(control)} has the focus out of sight"
    # The button that Enter presses has its frame whether it has the focus or not.
    is_framed = isinstance(control, QPushButton) and control.isDefault()
    if without is not None and not is_framed and control.grab().toImage() == without:
        return f"{name_of(control)} does not show that it has the focus"
    return ""
