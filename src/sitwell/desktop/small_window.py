"""The small window: what the tray icon says, and its menu as buttons."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sitwell.desktop.choices import Choices
from sitwell.desktop.figure import figure_icon
from sitwell.desktop.status_words import Glance


class SmallWindow(QWidget):
    """A window as wide as its words; `closed` is told when the person closes it."""

    closed = Signal()

    def __init__(self, choices: Choices) -> None:
        self._kind = ""  # before Qt tells of the first change
        super().__init__()
        self.setWindowTitle("Sitwell")
        self._figure, self._doing, self._camera = QLabel(), QLabel(), QLabel()
        self._nudge, self._note = QLabel(), QLabel()
        for label in (self._doing, self._camera, self._nudge, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self._doing.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self._doing.setFont(font)
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(self._note)
        layout.addLayout(self._lay_words())
        layout.addLayout(_lay_buttons(choices))
        layout.addStretch()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)

    def show_glance(self, glance: Glance) -> None:
        """Show how it is."""
        self._doing.setText(glance.doing)
        camera = glance.camera
        self._camera.setText(camera[:1].upper() + camera[1:])
        self._nudge.setText(glance.nudge)
        self._nudge.setVisible(bool(glance.nudge))
        self._make_room()
        if glance.kind != self._kind:
            self._kind = glance.kind
            self._draw()

    def set_note(self, words: str) -> None:
        """Show a note above all else; none for empty words."""
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._make_room()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell that the person closed it."""
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep room for the words, which need more lines where it is narrower."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the figure anew when the desktop turns dark or light."""
        super().changeEvent(event)
        if self._kind and event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _make_room(self) -> None:
        """Be as high as the words need: a window does not follow them by itself."""
        if (layout := self.layout()) is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))

    def _draw(self) -> None:
        size = self.fontMetrics().height() * 4
        icon = figure_icon(self._kind, self.palette().window().color().lightness() < 128)
        self._figure.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))
        self._figure.setAccessibleName(self._doing.text())

    def _lay_words(self) -> QHBoxLayout:
        words = QVBoxLayout()
        for label in (self._doing, self._camera, self._nudge):
            words.addWidget(label)
        words.addStretch()
        row = QHBoxLayout()
        row.addWidget(self._figure, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


def _lay_buttons(choices: Choices) -> QGridLayout:
    """Lay the buttons in two columns; two that are never there together share a place."""
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    rows = (
        (_menu_button(choices.pause), _button(choices.resume)),
        (_button(choices.why), _button(choices.report)),
        (_button(choices.exercise), _button(choices.calibrate)),
        (_button(choices.settings), _button(choices.stop)),
    )
    grid.addWidget(_button(choices.start), 0, 0, 1, 2)
    for row, buttons in enumerate(rows):
        for column, button in enumerate(buttons):
            grid.addWidget(button, row, column)
    grid.addWidget(_button(choices.snooze), 0, 1)
    grid.addWidget(_button(choices.quit), len(rows), 0, 1, 2)
    return grid


def _button(action: QAction) -> QPushButton:
    button = QPushButton()
    button.clicked.connect(action.trigger)
    return _follow(button, action)


def _menu_button(menu: QMenu) -> QPushButton:
    button = QPushButton()
    button.setMenu(menu)
    return _follow(button, menu.menuAction())


def _follow(button: QPushButton, action: QAction) -> QPushButton:
    """Let the button say what its action says, and come and go with it."""

    def follow() -> None:
        button.setText(action.text())
        button.setVisible(action.isVisible())

    button.setAutoDefault(False)
    button.setText(action.text())
    if not action.isVisible():  # one that has no window yet would become one by being shown
        button.hide()
    action.changed.connect(follow)
    return button
