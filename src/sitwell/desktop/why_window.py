"""The window of why: what is seen now against which lines, and why there is a nudge, or none."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sitwell import paths
from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.clock import now_here
from sitwell.commands.last_hour import read_last_hour
from sitwell.core.records import Span
from sitwell.desktop.children import open_page
from sitwell.desktop.figure import figure_icon
from sitwell.desktop.monitor_link import MonitorLink
from sitwell.desktop.page_scroll import PageScroll
from sitwell.desktop.status_words import Glance, glance_at, without_monitor
from sitwell.desktop.why import words
from sitwell.desktop.why.answer import Answer, read
from sitwell.desktop.why.gauge import Gauge
from sitwell.desktop.why.last_hour import lay_out
from sitwell.desktop.why.layout import note, pair, title
from sitwell.desktop.why.needs_table import NeedsTable, TellTable
from sitwell.desktop.why.picture_pane import PicturePane
from sitwell.desktop.why.strip import Legend, Strip
from sitwell.errors import StoreUnusable
from sitwell.words import _

RECORD_EVERY_MS = 60_000
"""How often the record is read again: it is saved once a minute."""


def make(link: MonitorLink) -> QWidget:
    """Give the window."""
    return WhyWindow(link)


class WhyWindow(QWidget):
    """The live answer; while nobody answers it says so, and shows nothing as if it were now."""

    def __init__(self, link: MonitorLink, now: Callable[[], datetime] = now_here) -> None:
        super().__init__()
        self.setWindowTitle(_("Why"))
        self._link, self._now = link, now
        self._answer = Answer(now())
        self._spans: tuple[Span, ...] = ()
        self._fault = ""
        self._reader = _Reader()
        self._reader.read.connect(self._take_spans)
        self._make_parts()
        self._lay_out()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))
        link.why.connect(self._take_answer)
        link.look.connect(self._take_look)
        self._picture.wanted.connect(link.ask_look)
        link.status.connect(self._take_status)
        link.lost.connect(self._take_loss)
        link.failed.connect(self._take_failure)
        link.not_calibrated.connect(lambda: open_page("welcome"))
        self._timer = QTimer(self)
        self._timer.setInterval(RECORD_EVERY_MS)
        self._timer.timeout.connect(self._reader.begin)
        self._show_live(False, _("Asking Sitwell how it is …"), "")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask only while somebody looks."""
        super().showEvent(event)
        self._link.ask_why(True)
        self._reader.begin()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask no more."""
        super().hideEvent(event)
        self._picture.turn_off()
        self._link.ask_why(False)
        self._timer.stop()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Be as wide as the words need, in the person's own size of letters."""
        letter = self.fontMetrics()
        return QSize(115 * letter.averageCharWidth(), 52 * letter.height())

    def _make_parts(self) -> None:
        self._figure, self._headline = QLabel(), QLabel()
        self._explanation, self._camera = QLabel(), QLabel()
        self._start = QPushButton(_("Start watching"))
        self._start.clicked.connect(self._begin)
        self._flexion_words, self._lean_words = QLabel(), QLabel()
        self._flexion = Gauge(_("Back bent"))
        self._lean = Gauge(_("Leaning sideways"), is_mirrored=True)
        self._strip, self._needs, self._told = Strip(), NeedsTable(), TellTable()
        self._picture = PicturePane()
        for label in (self._headline, self._explanation, self._camera):
            label.setWordWrap(True)
        large = self._headline.font()
        large.setPointSizeF(large.pointSizeF() * 1.6)
        self._headline.setFont(large)

    def _lay_out(self) -> None:
        head, beside = QHBoxLayout(), QVBoxLayout()
        for label in (self._headline, self._explanation, self._camera):
            beside.addWidget(label)
        head.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(beside, 1)
        head.addWidget(self._start, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addLayout(head)
        seen = QHBoxLayout()
        seen.addWidget(title(_("What is seen")), 1)
        seen.addWidget(self._picture.box, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(seen)
        column.addWidget(self._picture)
        for gauge, said in ((self._flexion, self._flexion_words), (self._lean, self._lean_words)):
            column.addLayout(pair(gauge.accessibleName(), said))
            column.addWidget(gauge)
        column.addWidget(note(_("Estimates. Nine times in ten the angle lies within the bar.")))
        column.addWidget(title(_("How near each nudge is")))
        column.addWidget(self._needs)
        column.addWidget(title(_("The last hour")))
        column.addWidget(self._strip)
        column.addWidget(Legend())
        column.addWidget(title(_("The last nudges")))
        column.addWidget(self._told)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageScroll(page))

    def _begin(self) -> None:
        self._fault = ""
        self._link.start()

    def _take_failure(self, words: str) -> None:
        """Say why it could not be started, until it is tried again."""
        self._fault = words

    def _take_answer(self, plain: dict[str, object]) -> None:
        self._answer = read(plain, self._now())
        self._show_live(True, words.headline(self._answer), words.explanation(self._answer))

    def _take_status(self, plain: dict[str, object]) -> None:
        glance = glance_at(plain, self._now())
        self._show_figure(glance)
        camera = glance.camera[:1].upper() + glance.camera[1:]
        self._camera.setText(camera)
        held = plain.get("camera")
        is_off = glance.is_resting or (isinstance(held, dict) and bool(held.get("reason")))
        self._picture.excuse(camera if is_off else "")
        self._picture.tell_age()

    def _take_look(self, plain: dict[str, object]) -> None:
        lines = (d.line_deg for d in self._answer.dials if d.leads_to == "sit_up")
        self._picture.show_reply(plain, next(lines, None))

    def _take_loss(self, said: str) -> None:
        is_running = bool(self._link.is_running)
        glance = without_monitor(
            said, is_running=is_running, is_camera_lent=self._link.is_camera_lent
        )
        self._show_figure(glance)
        self._camera.setText(glance.camera[:1].upper() + glance.camera[1:])
        past = _("What is known of the last hour stays below.")
        self._show_live(False, said, self._fault or past)
        self._start.setVisible(not is_running)
        self._picture.excuse(said)

    def _show_live(self, is_live: bool, headline: str, explanation: str) -> None:
        """Show the answer, or, where there is none now, only what is known of the past."""
        self._headline.setText(headline)
        self._explanation.setText(explanation)
        self._start.hide()
        answer, now = self._answer, self._now()
        self._show_angle(self._flexion, self._flexion_words, "flexion", is_live)
        self._show_angle(self._lean, self._lean_words, "side_lean", is_live)
        self._needs.show_needs(answer.needs if is_live and answer.dials else (), answer.state)
        self._strip.show_stretches(lay_out(answer.changes, self._spans, now, answer.now), now)
        self._told.show_told(answer.told, now)

    def _show_angle(self, gauge: Gauge, said: QLabel, name: str, is_live: bool) -> None:
        dials = tuple(dial for dial in self._answer.dials if dial.angle == name)
        gauge.setEnabled(is_live)
        said.setText(words.angle_words(dials[0]) if is_live and dials else _("not known now"))
        gauge.show_dials(dials)
        if not is_live:
            gauge.setAccessibleDescription(_("not known now"))

    def _show_figure(self, glance: Glance) -> None:
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
        side = 3 * self.fontMetrics().height()
        self._figure.setPixmap(figure_icon(glance.kind, is_dark).pixmap(side, side))
        self._figure.setAccessibleName(glance.doing)

    def _take_spans(self, spans: tuple[Span, ...]) -> None:
        self._spans = spans


class _Reader(QObject):
    """Reads the record in another thread; one that cannot be read leaves the strip shorter."""

    read = Signal(tuple)

    def begin(self) -> None:
        """Read it, and tell when that is done."""
        QThreadPool.globalInstance().start(QRunnable.create(self._read))

    def _read(self) -> None:
        try:
            spans = read_last_hour(paths.store_file(), wall_clock())
        except StoreUnusable:
            return
        self.read.emit(spans)
