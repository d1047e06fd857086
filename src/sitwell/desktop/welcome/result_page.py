"""The last page: how good the calibration is, and what comes next."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sitwell.commands import autostart
from sitwell.commands.menu import may_be_added
from sitwell.commands.preview_wire import Learnt
from sitwell.desktop.welcome.layout import enlarge, text, title
from sitwell.desktop.welcome.sentences import judge
from sitwell.words import _


class ResultPage(QWidget):
    """The verdict in words, the angles as they are now, and whether to watch from now on."""

    def __init__(self, angles: QWidget) -> None:
        super().__init__()
        self.verdict = text()
        self.verdict.setFont(enlarge(self.verdict.font(), 1.1))
        self.place, self.error, self.said = text(), text(), text()
        self.said.setFont(enlarge(self.said.font(), 1.0))
        self.begins = QCheckBox(_("Start &watching now"))
        self.begins.setChecked(True)
        self.at_login = QCheckBox(_("Start when I &log in"))
        if autostart.is_on():
            self.at_login.hide()
        self.in_menu = QCheckBox(_("Put Sitwell into the &menu"))
        self.in_menu.setChecked(may_be_added())
        self.in_menu.setVisible(self.in_menu.isChecked())
        self._boxes = (self.begins, self.at_login, self.in_menu)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        # What there is to choose stands above what there is to read, also where that must scroll.
        for part in (
            *(title(_("Your calibration")), self.verdict, *self._boxes, self.said),
            *(angles, self.place, self.error),
        ):
            rows.addWidget(part)
        rows.addStretch(1)

    @property
    def is_anything_wanted(self) -> bool:
        """Whether a box is ticked."""
        return any(box.isChecked() for box in self._boxes)

    def show_learnt(self, learnt: Learnt) -> None:
        """Show the verdict."""
        quality, place, error = judge(learnt)
        self.verdict.setText(quality)
        self.place.setText(place)
        self.error.setText(error)
        self.say("")

    def offer(self, wanted: bool) -> None:
        """Let the boxes be ticked, or not any more."""
        for box in self._boxes:
            box.setEnabled(wanted)

    def say(self, words: str) -> None:
        """Say how what was asked for is going."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
