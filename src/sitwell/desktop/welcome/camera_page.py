"""The pages before the calibration: what this is, which camera, and for which place."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from sitwell.commands.preview_wire import Cameras
from sitwell.desktop.welcome.layout import column, text, title
from sitwell.desktop.welcome.place_field import PlaceField
from sitwell.guard.addresses import hide_password
from sitwell.words import _


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
    """Which camera, and in an unobtrusive line below it, for which place.

    Signals:
        camera_changed: The person chose another camera.
    """

    camera_changed = Signal()

    def __init__(self, profiles: list[str], profile: str) -> None:
        """Take the places there are, and the one in use."""
        super().__init__()
        self._opened: str | None = None
        self.cameras = QComboBox()
        self.cameras.setAccessibleName(_("Camera"))
        self.cameras.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.cameras.setMinimumContentsLength(12)
        self.cameras.activated.connect(self.camera_changed)
        self.place = PlaceField(profiles, profile)
        label = QLabel(_("C&amera:"))
        label.setBuddy(self.cameras)
        words = _(
            "Sit as you do when you work. Where an outline is drawn, bring head and shoulders into "
            "it."
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in (title(_("Your camera")), text(words), label, self.cameras, self.place):
            rows.addWidget(part)
        rows.addStretch(1)

    @property
    def source(self) -> str | None:
        """The chosen source; None before any is known."""
        chosen = self.cameras.currentData()
        return chosen if isinstance(chosen, str) else None

    def offer(self, cameras: Cameras) -> None:
        """Offer what the system has found; what is being opened is chosen."""
        self._opened = cameras.chosen
        with QSignalBlocker(self.cameras):
            self.cameras.clear()
            for source, name in cameras.found:
                self.cameras.addItem(f"{name} ({source})" if name else source, source)
            index = self._find(cameras.chosen)
            if index < 0:
                self.cameras.addItem(_name_source(cameras.chosen), cameras.chosen)
                index = self.cameras.count() - 1
            self.cameras.setCurrentIndex(index)

    def choose(self, source: str | None) -> None:
        """Have a camera chosen, if it is offered."""
        index = -1 if source is None else self._find(source)
        if index >= 0:
            self.cameras.setCurrentIndex(index)

    def put_back(self) -> None:
        """Have the camera chosen that was opened last."""
        self.choose(self._opened)

    def _find(self, source: str) -> int:
        """Find a source among those offered; a camera's number is its device on Linux."""
        device = f"/dev/video{source}" if source.isdecimal() else source
        return max(self.cameras.findData(source), self.cameras.findData(device))


def _name_source(source: str) -> str:
    if source.isdecimal():
        return _("Camera {number}").format(number=source)
    if "://" in source:
        return hide_password(source)
    return Path(source).name if "/" in source else source
