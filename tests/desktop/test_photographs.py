"""Every window in the views that `photographs.py` has, and whether flaws are found."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")

from flaws import find_flaws, find_menu_flaws, find_tab_flaws
from gui import open_application
from photographs import ROOMS, VIEWS, View, photograph
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from screens import find_missing

WITHOUT_CAMERA = tuple(room for room in ROOMS if room not in ("welcome", "mat"))


@pytest.mark.parametrize(
    ("view", "rooms"),
    [
        pytest.param(View("dark", 200, "de"), WITHOUT_CAMERA, id="dark, 200 %, German"),
        *(pytest.param(view, ROOMS, id=view.name, marks=pytest.mark.long) for view in VIEWS),
    ],
)
@pytest.mark.skipif(find_missing() is not None, reason=f"{find_missing()}")
@pytest.mark.usefixtures("has_services")
def test_no_window_has_a_flaw(view: View, rooms: tuple[str, ...], tmp_path: Path) -> None:
    """In every state of every window all can be read, reached by Tab, and told by its name."""
    folder = os.environ.get("SITWELL_PICTURES")
    found = photograph(view, tmp_path if folder is None else Path(folder), rooms)
    assert [f"{scene}: {flaw}" for scene, flaws in found.items() for flaw in flaws] == []


@pytest.fixture
def window() -> Iterator[QWidget]:
    """Give a window without a flaw, open."""
    open_application()
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.addWidget(QLabel("The camera is off."))
    rows.addWidget(QPushButton("&Continue"))
    box = QComboBox()
    box.addItem("as the desktop has it")
    box.setAccessibleName("Motion")
    label = QLabel("&Motion")
    label.setBuddy(box)
    rows.addWidget(label)
    rows.addWidget(box)
    number = QSpinBox()
    number.setAccessibleName("Sets")
    rows.addWidget(number)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def test_a_good_window_has_no_flaw(window: QWidget) -> None:
    """What is in order is let pass."""
    assert [*find_flaws(window), *find_tab_flaws(window)] == []


def _add(window: QWidget, part: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(part)
    part.show()
    layout.activate()


def _narrow(window: QWidget) -> None:
    window.findChildren(QLabel)[0].setFixedWidth(20)


def _low(window: QWidget) -> None:
    label = window.findChildren(QLabel)[0]
    label.setWordWrap(True)
    label.setFixedSize(60, 10)


def _huge(window: QWidget) -> None:
    window.resize(9000, 200)


def _sideways(window: QWidget) -> None:
    inside, area = QLabel("x " * 400), QScrollArea()
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    _add(window, area)


def _faint(window: QWidget) -> None:
    window.findChildren(QLabel)[0].setStyleSheet("color: #999999")


def _unnamed(window: QWidget) -> None:
    window.findChildren(QSpinBox)[0].setAccessibleName("")


def _without_label(window: QWidget) -> None:
    window.findChildren(QLabel)[1].setBuddy(None)  # type: ignore[arg-type]  # Qt takes none


def _mute_picture(window: QWidget) -> None:
    label, picture = QLabel(), QPixmap(20, 20)
    picture.fill(Qt.GlobalColor.red)
    label.setPixmap(picture)
    _add(window, label)


def _same_key(window: QWidget) -> None:
    _add(window, QCheckBox("&Close"))


def _elided(window: QWidget) -> None:
    window.findChildren(QComboBox)[0].setFixedWidth(60)


def _overlap(window: QWidget) -> None:
    label = QLabel("on top", window)
    label.move(window.findChildren(QLabel)[0].pos())
    label.show()


def _squeezed(window: QWidget) -> None:
    window.findChildren(QPushButton)[0].setFixedHeight(8)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(_narrow, "QLabel 'The camera is off.' is cut off", id="cut off"),
        pytest.param(_low, "is cut off below", id="cut off below"),
        pytest.param(_huge, "larger than the screen", id="too large"),
        pytest.param(_sideways, "scrolls sideways", id="sideways"),
        pytest.param(_faint, "is faint: a contrast of 2.", id="faint"),
        pytest.param(_unnamed, "has no name for a screen reader", id="unnamed"),
        pytest.param(_without_label, "QComboBox 'Motion' has no name", id="without label"),
        pytest.param(_mute_picture, "has no name for a screen reader", id="mute picture"),
        pytest.param(_same_key, "Alt+C stands for", id="same key"),
        pytest.param(_elided, "QComboBox 'Motion' is cut off", id="elided"),
        pytest.param(_overlap, "lies on", id="overlap"),
        pytest.param(_squeezed, "is squeezed", id="squeezed"),
    ],
)
def test_finds_what_is_wrong(window: QWidget, spoil: Callable[[QWidget], None], words: str) -> None:
    """Whatever is wrong with a window is told, with the part it is about."""
    spoil(window)
    assert [flaw for flaw in find_flaws(window) if words in flaw] != []


class _Greedy(QSpinBox):
    """Takes Tab for itself, as a field for longer texts does."""

    def event(self, event: QEvent) -> bool:
        """Take it."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        return is_tab or super().event(event)


def test_finds_what_tab_does_not_reach(window: QWidget) -> None:
    """Where a control keeps the focus to itself, those after it are told of."""
    _add(window, _Greedy())
    _add(window, QCheckBox("Later"))
    assert find_tab_flaws(window) == ["QCheckBox 'Later' is not reached by Tab"]


def test_finds_focus_that_does_not_show(window: QWidget) -> None:
    """A control that looks the same with the focus and without is told of."""
    window.findChildren(QPushButton)[0].setFlat(True)
    assert find_tab_flaws(window) == ["QPushButton '&Continue' does not show that it has the focus"]


def test_finds_focus_out_of_sight(window: QWidget) -> None:
    """A control that gets the focus where it was scrolled out of sight is told of."""
    page, area = QWidget(), QScrollArea()
    rows = QVBoxLayout(page)
    for number in range(40):
        rows.addWidget(QCheckBox(f"Choice {number}"))
    area.setWidget(page)
    area.setFixedHeight(100)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    _add(window, area)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert find_tab_flaws(window) == ["QCheckBox 'Choice 0' has the focus out of sight"]


def test_finds_the_same_key_in_a_menu() -> None:
    """Two choices with one key are told of."""
    open_application()
    menu = QMenu()
    menu.addAction("&Why")
    menu.addAction("&Watch")
    menu.show()
    assert find_menu_flaws(menu) == ["Alt+W stands for ['&Why', '&Watch']"]
    menu.hide()
