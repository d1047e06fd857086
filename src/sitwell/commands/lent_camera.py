"""The camera as a window's process has it: lent by the monitor, and a landmarker beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sitwell.adapters.frames import FrameSource, open_source
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.loan import Loan, camera_told
from sitwell.commands.playback import Playback
from sitwell.commands.window_pipe import Ear
from sitwell.commands.window_wire import Opened
from sitwell.config import Settings

W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look through, and how.

    Attributes:
        source: As `open_source` takes it.
        interval_s: Seconds between two pictures.
        is_hurried: Whether a recording is played as fast as possible.
    """

    source: str
    interval_s: float
    is_hurried: bool


class Lent(Generic[W]):
    """What is open.

    Attributes:
        source: Of pictures; closed once the window is gone.
        worker: Finds people in them.
        opened: What the window is told of it.
    """

    def __init__(self, source: FrameSource, worker: Landmarker, loan: Loan, ear: Ear[W]) -> None:
        self.source = source
        self.worker = worker
        self.opened = Opened(source.name, source.is_live, loan.is_under_way)
        self._loan = loan
        self._ear = ear

    def hear(self) -> list[W]:
        """Give what was wished for meanwhile; to be asked after each picture."""
        self._loan.renew()
        return self._ear.take()


@contextmanager
def lend(plan: Plan, settings: Settings, ear: Ear[W]) -> Iterator[Lent[W]]:
    """Open the camera and the worker for so long; seal the process first.

    Raises:
        BadUsage, BadSource, CameraUnavailable, ModelUnusable, WorkerLost: As their rooms say.
    """
    allowed = settings.privacy.allow_mediapipe_telemetry
    # The loan around all, so that the monitor is told to go on once the camera is free.
    with (
        Loan() as loan,
        camera_told(plan.source),
        open_source(plan.source, interval_s=plan.interval_s) as opened,
        Playback(opened, is_hurried=plan.is_hurried) as shown,
    ):
        ear.on_end(shown.close)
        with Landmarker(allow_telemetry=allowed) as worker:
            yield Lent(shown, worker, loan, ear)
