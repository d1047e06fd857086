"""The window of settings: chapters on the left, and nothing is written until it is saved."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sitwell import paths
from sitwell.core import quiet_hours
from sitwell.desktop.children import open_page
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.settings import document
from sitwell.desktop.settings.catalogue import chapters
from sitwell.desktop.settings.chapter_page import ChapterPage
from sitwell.desktop.settings.document import Fault, Place
from sitwell.desktop.settings.entries import Entry, Value
from sitwell.desktop.settings.fault_page import FaultPage
from sitwell.errors import BadUsage
from sitwell.words import _


def make(link: MonitorLink) -> QWidget:
    """Give the window for the config file of this person."""
    return SettingsWindow(link, paths.config_file())


class SettingsWindow(QWidget):
    """All settings; what is wrong cannot be saved, and what is not saved is asked about."""

    def __init__(self, link: MonitorLink, path: Path) -> None:
        super().__init__()
        self.setWindowTitle(_("Settings"))
        self._link, self._path = link, path
        self._text = ""
        link.failed.connect(self._tell)
        link.started.connect(lambda: self._tell(_("Sitwell is watching again.")))
        link.not_calibrated.connect(self._offer_calibration)
        self._pages = [ChapterPage(chapter) for chapter in chapters()]
        self._list, self._stack = QListWidget(), QStackedWidget()
        self._fault = FaultPage()
        self._fault.opened.connect(self._open_file)
        self._fault.again.connect(self.read)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._restart = QPushButton(_("Start the watch again"))
        self._restart.clicked.connect(self._start_again)
        self._restart.hide()
        self._fine = QCheckBox(_("Show fine adjustments"))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Close
        )
        self._lay_out()
        self.show_fine(wanted=False)
        self.read()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    def read(self) -> None:
        """Show what is in the file, or why it cannot be used."""
        self._text = document.read_text(self._path)
        found = document.read(self._path)
        if isinstance(found, Fault):
            self._fault.show_fault(found, self._path)
            self._stack.setCurrentWidget(self._fault)
        else:
            for page in self._pages:
                with QSignalBlocker(page):  # looked at once, below, when all are there
                    page.show_settings(found)
            self._turn_to(self._list.currentRow())
        is_usable = not isinstance(found, Fault)
        self._list.setEnabled(is_usable)
        self._fine.setEnabled(is_usable)
        self._look()

    def save(self) -> bool:
        """Write the changes and have the monitor go by them; say whether that worked."""
        changes = self._changes()
        try:
            document.save(
                self._path, {(entry.section, entry.key): v for entry, v in changes.items()}
            )
        except (BadUsage, OSError) as error:
            words = (error.strerror if isinstance(error, OSError) else None) or str(error)
            self._message.setText(_("Not saved: {reason}").format(reason=translate_fault(words)))
            return False
        self._link.reload()
        self.read()
        self._message.setText(_("Saved. A running watch goes by it from its next look on."))
        if any(entry.at_start for entry in changes):
            self._message.setText(_("Saved. Some of it holds from the next start of the watch."))
            self._restart.show()
        return True

    def show_fine(self, *, wanted: bool) -> None:
        """Show the fine adjustments, or hide them."""
        for page in self._pages:
            page.show_fine(wanted=wanted)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be as wide as the words need, in the person's own size of letters."""
        letter = self.fontMetrics()
        return QSize(120 * letter.averageCharWidth(), 40 * letter.height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Take up what an editor has written meanwhile, when the person comes back."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        is_other = is_back and document.read_text(self._path) != self._text
        if is_other and not self._changes():
            self.read()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask about what is not saved."""
        event.setAccepted(not self._changes() or self._ask_to_leave())

    def _lay_out(self) -> None:
        for page, chapter in zip(self._pages, chapters(), strict=True):
            self._list.addItem(chapter.title)
            self._stack.addWidget(page)
            page.changed.connect(self._look)
        self._stack.addWidget(self._fault)
        self._list.setAccessibleName(_("Chapters"))
        self._list.setSpacing(self.fontMetrics().height() // 6)
        margin = 6 * self.fontMetrics().averageCharWidth()
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + margin)
        self._list.currentRowChanged.connect(self._turn_to)
        self._list.setCurrentRow(0)
        self._fine.toggled.connect(lambda wanted: self.show_fine(wanted=wanted))
        save, close = QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Close
        for kind, words in ((save, _("Save")), (close, _("Close"))):
            button = self._buttons.button(kind)
            button.setText(words)
            button.setIcon(QIcon())  # Qt's own are black, whatever the shade
        self._buttons.accepted.connect(self.save)
        self._buttons.rejected.connect(self.close)
        upper, lower, all_ = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        upper.addWidget(self._list)
        upper.addWidget(self._stack, 1)
        lower.addWidget(self._fine)
        lower.addStretch(1)
        lower.addWidget(self._restart)
        lower.addWidget(self._buttons)
        all_.addLayout(upper, 1)
        all_.addWidget(self._message)
        all_.addLayout(lower)

    def _turn_to(self, number: int) -> None:
        self._stack.setCurrentWidget(self._pages[max(0, number)])

    def _changes(self) -> dict[Entry, Value | None]:
        if self._stack.currentWidget() is self._fault:
            return {}
        return dict(change for page in self._pages for change in page.changes())

    def _look(self) -> None:
        """See whether what is shown goes together, and whether there is anything to save."""
        values: dict[Place, Value] = {
            (entry.section, entry.key): value
            for page in self._pages
            for entry, value in page.values()
        }
        is_unread = self._stack.currentWidget() is self._fault  # nothing in it to go together
        conflict = None if is_unread else find_conflict(values, self._path)
        self._message.setText(conflict or "")
        self._restart.hide()
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(conflict is None and bool(self._changes()))

    def _ask_to_leave(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText(_("There are changes that are not saved."))
        save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(_("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole)
        save.setEnabled(self._buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled())
        box.exec()
        return box.clickedButton() is leave or (box.clickedButton() is save and self.save())

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _start_again(self) -> None:
        self._restart.hide()
        self._tell(_("The watch is being started again."))
        self._link.restart()

    def _offer_calibration(self) -> None:
        self._tell(_("Nobody is watching: this place is not calibrated yet."))
        open_page("welcome")

    def _tell(self, words: str) -> None:
        self._message.setText(words)


def find_conflict(values: dict[Place, Value], path: Path) -> str | None:
    """Say which values do not go together; None where all is well."""
    hours = values["nudges", "quiet_hours"]
    away_s, break_s = values["nudges", "cue_break_most_s"], values["nudges", "break_lasts_s"]
    assert isinstance(hours, tuple)
    assert not isinstance(away_s, str | tuple)
    assert not isinstance(break_s, str | tuple)
    try:
        quiet_hours.parse(hours)
    except ValueError:
        return _("Quiet hours must not overlap, nor end when they begin.")
    if away_s < break_s:
        return _(
            "'No cue after being away for more than' (a fine adjustment of the nudges) must not be "
            "shorter than a break."
        )
    try:
        document.check(values, path)
    except BadUsage as error:
        return translate_fault(str(error))
    return None
