"""A page on which somebody holds a posture for ten seconds: upright, or slumped."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from sitwell.commands.preview_wire import Look, Stage
from sitwell.desktop.welcome.layout import bullet, enlarge, text, title
from sitwell.words import _

_PARTS = 100


class PosturePage(QWidget):
    """Cues, then the seconds as they pass."""

    def __init__(self, heading: str, lead: str, cues: list[str], after: QWidget | None) -> None:
        """Take the words, and what stands below the progress."""
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(title(heading))
        rows.addWidget(text(lead))
        for cue in cues:
            rows.addWidget(bullet(cue))
        self.progress = QProgressBar()
        self.progress.setRange(0, _PARTS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Share of the ten seconds that is done"))
        self.said: QLabel = text()
        self.said.setFont(enlarge(self.said.font(), 1.3))  # read while sitting back
        rows.addWidget(self.said)
        rows.addWidget(self.progress)
        if after is not None:
            rows.addWidget(after)
        rows.addStretch(1)
        self.reset()

    def begin(self) -> None:
        """Show that it has begun."""
        self._say(_("Get ready …"))

    def reset(self, words: str = "") -> None:
        """Show that nothing is under way, and why, if there is a reason."""
        self.progress.setValue(0)
        self._say(words)

    def show_look(self, look: Look) -> None:
        """Show how far it is."""
        if look.stage == Stage.WATCH:
            return
        self.progress.setValue(round(_PARTS * look.share))
        if look.stage == Stage.SETTLE:
            self._say(_("Take your place: {s} …").format(s=int(look.settle_s) + 1))
        else:
            left = 10 - int(10 * look.share)
            self._say(_("Hold still: {s} …").format(s=max(1, left)))

    def _say(self, words: str) -> None:
        if words != self.said.text():
            self.said.setText(words)


def make_upright() -> PosturePage:
    """Give the page for the upright."""
    return PosturePage(
        _("Sit upright, without strain"),
        _("Ten seconds of this are what Sitwell compares you with:"),
        [
            _("Weight on both sit bones, feet on the floor."),
            _("Crown up, as if the head were light; ribs above the pelvis."),
            _("Shoulders easy, eyes on the screen. Breathe as usual."),
        ],
        None,
    )


def make_slump(angles: QWidget) -> PosturePage:
    """Give the page for the slump, with the angles as they are now."""
    return PosturePage(
        _("Now your slump, if you like"),
        _(
            "Sit as you do at five in the afternoon: let the back sink as it wants to. This puts "
            "the line where your slump is. You can skip it."
        ),
        [],
        angles,
    )
