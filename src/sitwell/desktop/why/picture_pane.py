"""The picture that the monitor looked at last, while the person wants it: off unless asked.

The picture comes from the monitor; no camera is opened here. The newest takes the place of the one
before, and nothing of it outlasts the tick in the box.
"""

from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sitwell.desktop.welcome.angle_rows import AngleRows
from sitwell.desktop.welcome.layout import text
from sitwell.desktop.welcome.mirror import Mirror
from sitwell.desktop.why.glimpse import read_glimpse
from sitwell.desktop.why.words import duration
from sitwell.words import _


class PicturePane(QWidget):
    """The mirror with its angles; takes no room while the box is not ticked.

    Signals:
        wanted: Whether the picture is wanted from now on.
    """

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox(_("Show the picture"))
        self.mirror, self.angles, self.age = Mirror(), AngleRows(calm=1.0), QLabel()
        self.mirror.setFixedWidth(self.mirror.sizeHint().width())
        self._about = text(
            _(
                "This one look; the verdict above rests on several. The picture goes from Sitwell"
                " to this window alone, and is not kept."
            )
        )
        row, beside = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.age, self.angles, self._about):
            beside.addWidget(part)
        beside.addStretch(1)
        row.addWidget(self.mirror, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self._excuse, self._age_s, self._since = "", 0.0, QElapsedTimer()
        self.box.toggled.connect(self._turn)
        self.hide()

    def turn_off(self) -> None:
        """Want no picture, as at each opening."""
        self.box.setChecked(False)

    def excuse(self, words: str) -> None:
        """Say why there can be no picture now; empty where there can be one."""
        self._excuse = words
        if words:
            self._clear(words)

    def show_reply(self, plain: dict[str, Any], line_deg: float | None) -> None:
        """Show what the monitor sent; `line_deg` is the flexion from which it counts."""
        if not self.box.isChecked():  # on its way when the tick was taken out
            return
        glimpse = read_glimpse(plain.get("picture"))
        if glimpse is None or self._excuse:
            self._clear(self._excuse or _reason(plain))
            return
        self.mirror.show_look(glimpse.look, glimpse.image)
        self._age_s = glimpse.age_s
        self._since.start()
        self.tell_age()
        self._about.show()
        if glimpse.look.judged is None:
            self.angles.clear()
        else:
            self.angles.show_judged(glimpse.look.judged, line_deg)

    def tell_age(self) -> None:
        """Say how long ago the picture was looked at."""
        if self._since.isValid():
            age_s = self._age_s + self._since.elapsed() / 1000.0
            age = _("Looked {time} ago").format(time=duration(age_s))
            self.age.setText(age)
            self.mirror.describe(age)

    def _turn(self, wanted: bool) -> None:
        self._clear(self._excuse or _("Waiting for the next look …"))
        self.setVisible(wanted)
        self.wanted.emit(wanted)

    def _clear(self, words: str) -> None:
        self.mirror.clear(words)
        self.angles.clear()
        self._about.hide()
        self.age.setText("")
        self._since.invalidate()


def _reason(plain: dict[str, Any]) -> str:
    """Say why a reply has no picture: none yet, or none that this window can read."""
    if "picture" in plain and plain["picture"] is None:
        return _("Waiting for the next look …")
    return _("The Sitwell that runs is of another version. Stop it and start it again.")
