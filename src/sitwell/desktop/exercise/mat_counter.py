"""The camera beside the mat as the window has it: what it sees now, and what it knew when.

The process is `sitwell.mat_process`; of its pictures nothing is kept.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from sitwell.coach.cards import Card
from sitwell.commands.mat_wire import MatLook, MatWish, Message, Reader
from sitwell.commands.window_wire import Opened
from sitwell.core.counted import Attested, Progress, attest, find
from sitwell.core.records import ExerciseRecord
from sitwell.desktop.camera_child import CameraChild


class MatCounter(CameraChild):
    """Counts along from `start` to `stop`; what it knew can be asked for until the next start.

    Signals:
        noted: A `Progress`, after each look.
    """

    noted = Signal(object)

    def __init__(
        self,
        now: Callable[[], datetime],
        source: str | None = None,
        *,
        is_hurried: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Take a source of one's own for demonstrations and tests; it is the config's otherwise."""
        super().__init__("sitwell.mat_process", Reader, parent)
        self._now = now
        self._source = source
        self._is_hurried = is_hurried
        self._history: list[tuple[datetime, Progress]] = []
        self.fault = ""
        self.has_paused = False
        self.told.connect(self._hear)
        self.shown.connect(self._see)
        self.ended.connect(self._note_end)

    @property
    def progress(self) -> Progress:
        """What is known now."""
        return self._history[-1][1] if self._history else Progress()

    @property
    def has_looked(self) -> bool:
        """Whether it has seen anything since it was started, be it nobody."""
        return bool(self._history)

    def start(self, card: Card) -> None:
        """Turn the camera on and count this card."""
        self._history, self.fault, self.has_paused = [], "", False
        self.begin(self._source, f"--card={card.id}", is_hurried=self._is_hurried)

    def hide(self) -> None:
        """Have no more pictures; it counts on."""
        self.ask(MatWish.HIDE)

    def count_since(self, moment: datetime) -> int:
        """Give the lifts counted since a moment."""
        return self.progress.count - find(self._history, moment).count

    def attest(
        self, records: Sequence[ExerciseRecord], ends: Sequence[datetime]
    ) -> tuple[Attested, ...]:
        """Give each set's record with the camera's count where it saw enough.

        Args:
            records: Of the sets, in order.
            ends: When each ended, before any rest pose.
        """
        return tuple(
            attest(record, end, self._history, is_lost=bool(self.fault))
            for record, end in zip(records, ends, strict=True)
        )

    def _hear(self, message: Message) -> None:
        if isinstance(message, Opened):
            self.has_paused = message.has_paused
        elif isinstance(message, MatLook):
            self._note(message)

    def _see(self, look: MatLook, _image: QImage) -> None:
        self._note(look)

    def _note(self, look: MatLook) -> None:
        self._history.append((self._now(), look.progress))
        self.noted.emit(look.progress)

    def _note_end(self, words: str) -> None:
        self.fault = words
