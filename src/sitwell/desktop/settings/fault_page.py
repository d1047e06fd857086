"""What is shown in place of the settings where the file cannot be used; it is left as it is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sitwell.desktop.faults import translate_fault
from sitwell.desktop.settings.document import Fault
from sitwell.words import _


class FaultPage(QWidget):
    """The fault, its line, and two ways on."""

    opened = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._words = QLabel(), QLabel()
        large = self._title.font()
        large.setPointSizeF(large.pointSizeF() * 1.3)
        self._title.setFont(large)
        kept = QLabel(
            _(
                "The file is left as it is, and a running watch goes on as before. Mend the line, "
                "or take it out, and look again."
            )
        )
        for label in (self._title, self._words, kept):
            label.setWordWrap(True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        open_file, again = QPushButton(_("Open the file")), QPushButton(_("Look again"))
        open_file.clicked.connect(self.opened)
        again.clicked.connect(self.again)
        buttons = QHBoxLayout()
        buttons.addWidget(open_file)
        buttons.addWidget(again)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(self.fontMetrics().height())
        for label in (self._title, self._words, kept):
            layout.addWidget(label)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def show_fault(self, fault: Fault, path: Path) -> None:
        """Show this one."""
        name = path.name
        if fault.line is None:
            self._title.setText(_("The settings in {file} cannot be used").format(file=name))
        else:
            self._title.setText(
                _("Line {line} of {file} cannot be used").format(line=fault.line, file=name)
            )
        self._words.setText(translate_fault(fault.words))
