"""The pages before the calibration: what this is, and which camera."""

import re
from pathlib import Path

from PySide6.QtCore import QRegularExpression, QSignalBlocker, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from sitwell.commands.preview_wire import Cameras
from sitwell.desktop.welcome.layout import column, text, title
from sitwell.desktop.words import _

DEFAULT = "default"
_NAME = re.compile(r"[\w-]+")


def make_hello() -> QWidget:
    """Give the first page: what will happen, and what will not."""
    return column(
        title(_("Welcome to Sitwell")),
        text(
            _(
                "Sitwell compares how you sit with your own upright, and reminds you when you "
                "have been slumped for a while. First it learns your upright, which takes about "
                "a minute."
            )
        ),
        text(
            _(
                "The camera is turned on only when you press the button below. Its pictures are "
                "looked at on this computer and forgotten at once: none is stored, and none is "
                "sent."
            )
        ),
    )


class CameraPage(QWidget):
    """Which camera, and for which place.

    Signals:
        changed: The person chose another camera or place.
    """

    changed = Signal()

    def __init__(self, profiles: list[str]) -> None:
        super().__init__()
        self.cameras = QComboBox()
        self.cameras.setAccessibleName(_("Camera"))
        self.cameras.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.cameras.setMinimumContentsLength(12)
        self.cameras.activated.connect(self.changed)
        self.places = QComboBox()
        self.places.setAccessibleName(_("Place"))
        self.places.setEditable(True)
        self.places.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.places.addItems(profiles)
        self.places.setValidator(
            QRegularExpressionValidator(QRegularExpression(r"[\p{L}\p{N}_-]{1,40}"), self)
        )
        self._place = self.places.currentText()
        self.places.activated.connect(self._note_place)
        line = self.places.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._note_place)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(title(_("Your camera")))
        rows.addWidget(
            text(_("Sit as you do when you work. Head and shoulders should be in the outline."))
        )
        self._add(rows, _("C&amera:"), self.cameras)
        self._add(rows, _("&Place:"), self.places)
        hint = text(
            _(
                "Each camera or desk can have a calibration of its own. With one of each, leave "
                "this as it is."
            )
        )
        rows.addWidget(hint)
        rows.addStretch(1)

    @property
    def source(self) -> str | None:
        """The chosen source; None before any is known."""
        chosen = self.cameras.currentData()
        return chosen if isinstance(chosen, str) else None

    @property
    def profile(self) -> str:
        """The chosen place's name; that of the usual one where none is given."""
        return self._place

    def offer(self, cameras: Cameras) -> None:
        """Offer what the system has found; what is being opened is chosen."""
        with QSignalBlocker(self.cameras):
            self.cameras.clear()
            for source, name in cameras.found:
                self.cameras.addItem(f"{name} ({source})" if name else source, source)
            index = self._find(cameras.chosen)
            if index < 0:
                self.cameras.addItem(_name_source(cameras.chosen), cameras.chosen)
                index = self.cameras.count() - 1
            self.cameras.setCurrentIndex(index)

    def _find(self, source: str) -> int:
        """Find a source among those offered; a camera's number is its device on Linux."""
        device = f"/dev/video{source}" if source.isdecimal() else source
        return max(self.cameras.findData(source), self.cameras.findData(device))

    def _note_place(self) -> None:
        named = self.places.currentText()
        if not _NAME.fullmatch(named):
            self.places.setCurrentText(self._place)
        elif named != self._place:
            self._place = named
            self.changed.emit()

    def _add(self, rows: QVBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        rows.addWidget(label)
        rows.addWidget(field)


def list_profiles(folder: Path) -> list[str]:
    """Give the places that were calibrated, the usual one first whether it was or not."""
    found = {path.stem for path in folder.glob("*.json") if _NAME.fullmatch(path.stem)}
    return [DEFAULT, *sorted(found - {DEFAULT})]


def _name_source(source: str) -> str:
    if source.isdecimal():
        return _("Camera {number}").format(number=source)
    return Path(source).name if "/" in source and "://" not in source else source
