"""How the welcome looks: the picture on the left, a page on the right, buttons at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from sitwell import paths
from sitwell.desktop.camera_line import CameraLine
from sitwell.desktop.welcome.angle_rows import AngleRows
from sitwell.desktop.welcome.buttons import Buttons
from sitwell.desktop.welcome.camera_page import CameraPage, make_hello
from sitwell.desktop.welcome.layout import enlarge, scroll, text
from sitwell.desktop.welcome.memory import find_profile_in_use
from sitwell.desktop.welcome.mirror import Mirror
from sitwell.desktop.welcome.places import list_profiles
from sitwell.desktop.welcome.posture_page import PosturePage, make_slump, make_upright
from sitwell.desktop.welcome.result_page import ResultPage
from sitwell.desktop.welcome.walk import Step
from sitwell.words import _


class Shell(QDialog):
    """The parts and where they are; what they do is the window's."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Calibration"))
        self.setWindowFlags(Qt.WindowType.Window)
        self.mirror, self.advice = Mirror(), text()
        self.advice.setFont(enlarge(self.advice.font(), 1.1))
        self.advice.setMinimumHeight(3 * self.advice.fontMetrics().lineSpacing())
        profiles = list_profiles(paths.baseline_file().parent)
        self.camera_page = CameraPage(profiles, find_profile_in_use())
        self.angles = (AngleRows(), AngleRows())
        self.upright_page = make_upright()
        self.slump_page = make_slump(self.angles[0])
        self.result_page = ResultPage(self.angles[1])
        self.pages = QStackedWidget()
        for page in (
            *(make_hello(), self.camera_page, self.upright_page),
            *(self.slump_page, self.result_page),
        ):
            self.pages.addWidget(scroll(page))
        self.camera_state = CameraLine()
        self._was_focused = False
        self.back, self.skip, self.forward = QPushButton(), QPushButton(), QPushButton()
        self.forward.setDefault(True)
        for button in (self.back, self.skip):
            button.setAutoDefault(False)
        self._lay_out()

    @property
    def step(self) -> Step:
        """Where it is."""
        return Step(self.pages.currentIndex())

    @property
    def posture_page(self) -> PosturePage | None:
        """The page on which a posture is held, if it is one of those."""
        return {Step.UPRIGHT: self.upright_page, Step.SLUMP: self.slump_page}.get(self.step)

    def turn_to(self, step: Step) -> None:
        """Show a page from its top, as if nothing had been done on it."""
        self.pages.setCurrentIndex(step)
        page = self.pages.currentWidget()
        if isinstance(page, QScrollArea):
            page.verticalScrollBar().setValue(0)
        self.mirror.guide(step is Step.CAMERA)
        for resting in (self.upright_page, self.slump_page):
            resting.reset()

    def show_buttons(self, buttons: Buttons) -> None:
        """Show them; the focus that the first one loses when disabled comes back."""
        self.forward.setText(buttons.forward)
        was_enabled = self.forward.isEnabled()
        if was_enabled and not buttons.can_go_on:
            self._was_focused = self.forward.hasFocus()
        self.forward.setEnabled(buttons.can_go_on)
        if buttons.can_go_on and not was_enabled and self._was_focused:
            self.forward.setFocus()
        self.back.setText(buttons.back)
        self.back.setVisible(bool(buttons.back))
        self.back.setEnabled(buttons.can_go_back)
        self.skip.setText(_("S&kip"))
        self.skip.setVisible(buttons.has_skip)
        self.skip.setEnabled(buttons.can_skip)

    def darken(self, words: str) -> None:
        """Forget the picture and what was seen in it."""
        self.mirror.clear(words)
        self.advice.clear()
        for angles in self.angles:
            angles.clear()

    def advise(self, words: str) -> None:
        """Say what is seen, or how it would be better."""
        if words != self.advice.text():
            self.advice.setText(words)
            self.mirror.describe(words)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.mirror)
        left.addWidget(self.advice)
        left.addStretch(1)
        middle = QHBoxLayout()
        middle.addLayout(left, 1)
        middle.addWidget(self.pages, 1)
        middle.setSpacing(self.fontMetrics().height())
        foot = QHBoxLayout()
        foot.addWidget(self.camera_state, 1)
        for button in (self.back, self.skip, self.forward):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        letter = self.fontMetrics().height()
        room = self.screen().availableSize()
        self.resize(min(56 * letter, room.width()), min(32 * letter, room.height()))
