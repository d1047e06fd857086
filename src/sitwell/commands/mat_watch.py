"""A camera beside the mat, counting while a set is guided, and whose count is logged in the end.

main thread   lie down … resting | ready | breath by breath …       | attest
its thread    source → worker → counter → progress, and when        | closed
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from sitwell.adapters.frames import FrameSource, open_source
from sitwell.adapters.keys import NO_KEY, Keyboard
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.counting import CANNOT_SEE, count, describe, say, say_doubt
from sitwell.commands.guiding import STOP
from sitwell.commands.loan import borrow
from sitwell.commands.sealing import seal_for
from sitwell.config import Settings
from sitwell.core import counted
from sitwell.core.counted import Progress, Verdict
from sitwell.core.lifts import Parts
from sitwell.core.records import ExerciseRecord
from sitwell.errors import SitwellError

INTERVAL_S = 0.1  # ten looks a second; five are enough (lab/README.md, "Repetitions")
PATIENCE_S = 45.0  # to lie down and be found; it goes on without the camera then
LISTEN_S = 0.2


SETUP = (
    "Put the camera beside the mat, 2 to 3 m away and low, so that it sees all of you from the "
    "side. Lie face down and rest for three seconds. Space begins without the camera's leave."
)


@contextmanager
def open_mat(text: str, settings: Settings) -> Iterator[tuple[FrameSource, Landmarker]]:
    """Seal this process, then open the camera or recording and the worker, for so long.

    A running watch lends its camera.

    Raises:
        BadUsage, BadSource, CameraUnavailable, ModelUnusable, WorkerLost, Unsealed: As their rooms
            say.
    """
    seal_for(settings, [text])
    allowed = settings.privacy.allow_mediapipe_telemetry
    with (
        Landmarker(allow_telemetry=allowed) as worker,
        borrow(text),
        open_source(text, interval_s=INTERVAL_S) as source,
    ):
        yield source, worker


class MatWatch:
    """A camera that counts in a thread of its own, from `with` until its end.

    A fault on the way ends the counting and is told by `attest`. `close` the source and the worker
    afterwards: they are used by that thread alone until then.
    """

    def __init__(
        self, source: FrameSource, worker: Landmarker, parts: Parts, now: Callable[[], datetime]
    ) -> None:
        self._source, self._worker, self._parts, self._now = source, worker, parts, now
        self._history: list[tuple[datetime, Progress]] = []
        self._fault: str | None = None
        self._thread = threading.Thread(target=self._run, name="sitwell-mat")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._source.close()
        self._thread.join()

    @property
    def progress(self) -> Progress:
        """What is known now."""
        return self._history[-1][1] if self._history else Progress()

    def await_rest(self, keyboard: Keyboard, tell: Callable[[str], None]) -> bool:
        """Wait until somebody rests there, a key is pressed, or there is no more use in waiting.

        Tells what it sees whenever that changes. Gives False where the person ends it.
        """
        told = ""
        for _ in range(round(PATIENCE_S / LISTEN_S)):
            progress = self.progress
            if (words := say(progress)) != told:
                told = words
                tell(f"Camera: {told}.")
            if progress.is_ready or self._fault is not None:
                return True
            key = keyboard.read(LISTEN_S)
            if key != NO_KEY:
                return key not in STOP
        tell(f"{CANNOT_SEE}: {told}; counting is yours.")
        return True

    def attest(
        self, records: Sequence[ExerciseRecord], ends: Sequence[datetime]
    ) -> list[tuple[ExerciseRecord, str]]:
        """Give each set's record with the camera's count where it saw enough, and words for it.

        The person's own count, which is that of the breaths, stays in every other case.

        Args:
            records: Of the sets, in order.
            ends: When each ended, before any rest pose.
        """
        return [self._attest(record, end) for record, end in zip(records, ends, strict=True)]

    def _attest(self, record: ExerciseRecord, end: datetime) -> tuple[ExerciseRecord, str]:
        is_lost = self._fault is not None
        found = counted.attest(record, end, self._history, is_lost=is_lost)
        match found.verdict:
            case Verdict.HOLDS:
                words = describe(found.repetitions)
            case Verdict.HARDLY_SEEN:
                doubt = self._fault or say_doubt(found.last)
                words = f"{CANNOT_SEE}: {doubt}; counting is yours."
            case Verdict.NO_LIFT:
                words = (
                    "The camera saw you and counted no repetition, as small lifts may escape it; "
                    "counting is yours."
                )
        return found.record, words

    def _run(self) -> None:
        try:
            for look in count(self._source, self._worker, self._parts):
                self._history.append((self._now(), look.progress))
        except (SitwellError, OSError) as error:
            self._fault = str(error)
