"""The page on which the camera beside the mat is aimed, until the set begins."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sitwell.commands.mat_wire import MatLook
from sitwell.desktop.exercise.camera_words import setup_words
from sitwell.desktop.exercise.count_view import CountView
from sitwell.desktop.welcome.layout import text
from sitwell.desktop.welcome.mirror import Mirror
from sitwell.words import _

PATIENCE_MS = 120_000
"""To put the camera up, to lie down and be found; nobody on the floor has to get up for a key."""


class MatPage(QWidget):
    """The picture, and in large words what is seen.

    Signals:
        begun: The set is to begin, by a key or because there is no more use in waiting.
        left: It is not to begin.
    """

    begun = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        # It has the focus from its beginning; Tab goes to the buttons.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Exercise"))
        self.mirror, self.view = Mirror(has_legs=True), CountView()
        self._begin, self._back = QPushButton(_("Begin now (Space)")), QPushButton(_("Back (Esc)"))
        self._begin.clicked.connect(self.begun)
        self._back.clicked.connect(self.left)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.begun)
        # Any shape: its own height for this width would leave no room for the words.
        self.mirror.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        buttons, all_ = QHBoxLayout(), QVBoxLayout(self)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._begin)
        all_.addWidget(text(setup_words()))
        all_.addWidget(self.mirror, 3)
        all_.addWidget(self.view, 2)
        all_.addLayout(buttons)

    def open(self, words: str) -> None:
        """Wait for the camera and for somebody to lie down."""
        self.tell(words, has_picture=False)
        self._patience.start()
        self.setFocus()

    def close_eyes(self) -> None:
        """Forget the picture; there is nothing more to wait for."""
        self._patience.stop()
        self.mirror.clear(_("The camera is off."))

    def show_look(self, look: MatLook, image: QImage) -> None:
        """Show the picture."""
        self.mirror.show_look(look, image)

    def tell(self, words: str, *, has_picture: bool) -> None:
        """Say what is seen, or why there is no picture."""
        if not has_picture:
            self.mirror.clear(_("There is no picture."))
        self.mirror.describe(words)
        self.view.tell(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go by Space and Escape, wherever the focus is."""
        if event.key() == Qt.Key.Key_Space:
            self.begun.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
