"""The question on the way out of a calibration that would take the place of an earlier one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from sitwell.desktop.welcome.walk import Then
from sitwell.words import _


class KeepQuestion(QMessageBox):
    """Asks which calibration is to be kept; Escape goes back to the window.

    Signals:
        answered: Whether it is the new one, and what is to follow; not where the person goes back.
    """

    answered = Signal(bool, Then)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._then = Then.STAY
        self.setWindowTitle(_("Calibration"))
        self.setText(_("Keep your new upright?"))
        role = QMessageBox.ButtonRole
        self.new = self.addButton(_("Keep the &new one"), role.AcceptRole)
        self.earlier = self.addButton(_("Keep the &earlier one"), role.DestructiveRole)
        self.stay = self.addButton(_("&Go on calibrating"), role.RejectRole)
        self.setDefaultButton(self.new)
        self.setEscapeButton(self.stay)
        self.finished.connect(self._answer)

    def ask(self, place: str, then: Then) -> None:
        """Show it, without waiting for the answer."""
        self._then = then
        self.setInformativeText(
            _(
                "It would take the place of the earlier calibration for “{place}”. The slump is "
                "left out."
            ).format(place=place)
        )
        self.open()

    def _answer(self) -> None:
        chosen = self.clickedButton()
        if chosen in (self.new, self.earlier):
            self.answered.emit(chosen is self.new, self._then)
