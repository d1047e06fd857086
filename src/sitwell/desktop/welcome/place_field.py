"""Which place is calibrated: one line that can be left alone, and opens where it is wanted."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sitwell.desktop.welcome.layout import text
from sitwell.desktop.welcome.places import LONGEST, find_profile, name_place
from sitwell.words import _


class PlaceField(QWidget):
    """Says the place; a button opens a field in which it is chosen, or a new one named.

    Whoever has calibrated several places sees the field at once.

    Signals:
        changed: The person chose another place; which it was before.
    """

    changed = Signal(str)

    def __init__(self, profiles: list[str], profile: str) -> None:
        """Take the places there are, and the one in use."""
        super().__init__()
        self._profiles = profiles if profile in profiles else [*profiles, profile]
        self.profile = profile
        self.line = QWidget()
        self.other = QPushButton(_("Another &place …"))
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._open)
        self.field = QWidget()
        self.names = QComboBox()
        self._prepare_names()
        self._lay_out()
        several = len(self._profiles) > 1
        self.line.setVisible(not several)
        self.field.setVisible(several)

    def _prepare_names(self) -> None:
        self.names.setAccessibleName(_("Place"))
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for profile in self._profiles:
            self.names.addItem(name_place(profile))
        self.names.setCurrentText(name_place(self.profile))
        self.names.activated.connect(self.settle)
        typed = self.names.lineEdit()
        if typed is not None:
            typed.setMaxLength(LONGEST)
            typed.editingFinished.connect(self.settle)

    def _lay_out(self) -> None:
        said = QHBoxLayout(self.line)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(QLabel(_("Place: {name}").format(name=name_place(self.profile))))
        said.addWidget(self.other)
        said.addStretch(1)
        label = QLabel(_("&Place:"))
        label.setBuddy(self.names)
        chosen = QVBoxLayout(self.field)
        chosen.setContentsMargins(0, 0, 0, 0)
        for part in (
            *(label, self.names),
            text(_("Each place can have a calibration of its own. Choose one, or name a new one.")),
        ):
            chosen.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.line)
        rows.addWidget(self.field)

    def _open(self) -> None:
        self.line.hide()
        self.field.show()
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        typed = self.names.lineEdit()
        if typed is not None:
            typed.selectAll()

    def choose(self, profile: str) -> None:
        """Have a place chosen, whatever is typed."""
        self.profile = profile
        with QSignalBlocker(self.names):
            self.names.setCurrentText(name_place(profile))

    def forget(self) -> None:
        """Let go of what is typed."""
        self.choose(self.profile)

    def settle(self) -> bool:
        """Take what was typed for a place, and say whether it is another one.

        Where nothing can be made of it, the old one stays.
        """
        known = [*self._profiles, self.profile]
        found = find_profile(self.names.currentText(), known)
        before = self.profile
        self.choose(found or before)
        is_another = self.profile != before
        if is_another:
            self.changed.emit(before)
        return is_another
