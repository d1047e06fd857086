"""A page of settings: what each is, its control, and the way back to its default."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sitwell.config import Settings
from sitwell.desktop.page_scroll import PageScroll
from sitwell.desktop.settings.editors import Editor, TimeEditor, make_editor
from sitwell.desktop.settings.entries import Chapter, Entry, Value, read_value
from sitwell.words import _


@dataclass(slots=True)
class _Row:
    """One setting on the page.

    Attributes:
        entry: Which.
        editor: Its control.
        parts: All that is hidden with it.
        reset: The button that goes back to the default.
        kept: What the editor gave when the file was read.
        standard: What it gives for the default.
    """

    entry: Entry
    editor: Editor
    parts: tuple[QWidget, ...]
    reset: QPushButton
    kept: Value = ""
    standard: Value = ""


class ChapterPage(PageScroll):
    """The settings of one chapter; `changed` is heard when the person alters one."""

    changed = Signal()

    def __init__(self, chapter: Chapter) -> None:
        page = QWidget()
        super().__init__(page)
        self._shows_fine = False
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setHorizontalSpacing(2 * self.fontMetrics().averageCharWidth())
        self._grid.setVerticalSpacing(self.fontMetrics().height() // 4)
        outer = QVBoxLayout(page)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._rows = [self._add(entry) for entry in chapter.entries]

    def show_settings(self, settings: Settings) -> None:
        """Show these, and take them as what is kept."""
        for row in self._rows:
            row.editor.show_value(row.entry.default)
            row.standard = row.editor.value()
            row.editor.show_value(read_value(settings, row.entry.section, row.entry.key))
            row.kept = row.editor.value()
        self._mark()

    def show_fine(self, *, wanted: bool) -> None:
        """Show the fine adjustments too, or only what most people need."""
        self._shows_fine = wanted
        for row in self._rows:
            for part in row.parts:
                part.setVisible(self._shows(row))
            place = row.reset.sizePolicy()
            place.setRetainSizeWhenHidden(self._shows(row))  # so that nothing moves when it comes
            row.reset.setSizePolicy(place)
        self._mark()

    def values(self) -> Iterator[tuple[Entry, Value]]:
        """Give what is shown."""
        for row in self._rows:
            yield row.entry, row.editor.value()

    def changes(self) -> Iterator[tuple[Entry, Value | None]]:
        """Give what differs from what is kept; None where it is the default again."""
        for row in self._rows:
            value = row.editor.value()
            if value != row.kept:
                yield row.entry, None if value == row.standard else value

    def _add(self, entry: Entry) -> _Row:
        editor = make_editor(entry.kind)
        title, note = _title(entry, editor), _note(entry)
        reset = QPushButton(_("Default"))
        reset.setAutoDefault(False)
        reset.setAccessibleName(_("Default: {setting}").format(setting=entry.title))
        gap = QWidget()
        gap.setFixedHeight(self.fontMetrics().height() // 2)
        number = self._grid.rowCount()
        self._grid.addWidget(title, number, 0)
        self._grid.addWidget(editor, number, 1)
        self._grid.addWidget(reset, number, 2)
        self._grid.addWidget(gap, number + 2, 0)
        parts: tuple[QWidget, ...] = (title, editor, gap)
        if entry.note:
            self._grid.addWidget(note, number + 1, 0, 1, 3)
            parts = (*parts, note)
        row = _Row(entry, editor, parts, reset)
        reset.clicked.connect(lambda: self._reset(row))
        editor.changed.connect(self._tell)
        return row

    def _reset(self, row: _Row) -> None:
        row.editor.show_value(row.entry.default)
        row.editor.setFocus()
        self._tell()

    def _tell(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Offer the way back where something differs from its default."""
        for row in self._rows:
            row.reset.setVisible(self._shows(row) and row.editor.value() != row.standard)

    def _shows(self, row: _Row) -> bool:
        return self._shows_fine or not row.entry.is_fine


def _title(entry: Entry, editor: Editor) -> QLabel:
    title = QLabel(entry.title)
    title.setWordWrap(True)
    control = editor.focusProxy() or editor
    title.setBuddy(control)  # itself: a choice has no other name on Linux
    does = f": {control.text()}" if isinstance(control, QPushButton) else ""
    control.setAccessibleName(f"{entry.title}{does}")
    control.setAccessibleDescription(entry.note)
    if isinstance(editor, TimeEditor):
        editor.name(entry.title)
    return title


def _note(entry: Entry) -> QLabel:
    later = _("Holds from the next start.")
    note = QLabel(f"{entry.note} {later}" if entry.at_start else entry.note)
    note.setWordWrap(True)
    small = note.font()
    small.setPointSizeF(small.pointSizeF() * 0.9)
    note.setFont(small)
    note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
    return note
