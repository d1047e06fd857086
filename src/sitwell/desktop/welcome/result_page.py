"""The last page: how good the calibration is, and what comes next."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sitwell.commands.preview_wire import Learnt
from sitwell.desktop.welcome.layout import enlarge, text, title
from sitwell.desktop.welcome.sentences import judge
from sitwell.desktop.words import _


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
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in (title(_("Your calibration")), self.verdict, self.place, angles, self.error):
            rows.addWidget(part)
        rows.addWidget(self.begins)
        rows.addWidget(self.at_login)
        rows.addWidget(self.said)
        rows.addStretch(1)

    def show_learnt(self, learnt: Learnt) -> None:
        """Show the verdict."""
        quality, place, error = judge(learnt)
        self.verdict.setText(quality)
        self.place.setText(place)
        self.error.setText(error)
        self.say("")

    def allow_login(self, allowed: bool) -> None:
        """Offer the start at login, or say why not."""
        self.at_login.setEnabled(allowed)
        if not allowed:
            self.at_login.setChecked(False)
        why = "" if allowed else _("The start at login goes by the place “default”.")
        self.at_login.setToolTip(why)
        self.at_login.setAccessibleDescription(why)

    def say(self, words: str) -> None:
        """Say how what was asked for is going."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
