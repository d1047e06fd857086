"""A fake camera that plays a scene, on a clock that moves only when the consumer waits."""

import threading
from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.frames.live import LiveSource
from sitwell.adapters.frames.reader import OpenFailedError
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason

PERIOD_S = 0.125  # the fake camera gives 8 pictures a second; a power of two adds up exactly
PATIENCE_S = 5.0  # real seconds until a broken test gives up instead of hanging

LETTERS = {
    Reason.CAMERA_GONE: "x",
    Reason.CAMERA_BUSY: "b",
    Reason.NO_FRAMES: "s",
    Reason.FROZEN_PICTURE: "f",
}


class Stage:
    """One letter of the scene is one second; the last letter goes on for ever.

    g good noisy pictures · f the same picture again and again · k the same black picture ·
    x unplugged · b taken by another program · s the driver hangs in the call

    The reader thread plays along in lockstep: time never passes while it still works, so what
    a test sees does not depend on how busy the computer is.
    """

    def __init__(self, scene: str) -> None:
        self.scene = scene
        self.now = 0.0
        self.opened_at: list[float] = []
        self.released = 0
        self.pictures = 0
        self.decoded = 0
        self._wake_at: float | None = None  # until when the reader sleeps; None while it works
        self._is_over = False
        self._change = threading.Condition()
        self._consumer = threading.current_thread()

    def clock(self) -> float:
        """Give the seconds that have passed on stage."""
        return self.now

    def wait(self, stop: threading.Event, seconds: float) -> None:
        """Sleep on stage; time moves when it is the consumer who sleeps."""
        if threading.current_thread() is self._consumer:
            self._advance(self.now + seconds)
        else:
            self.sleep_until(self.now + seconds, stop)

    def open(self) -> "FakeCapture":
        """Open the camera: the `Opener` of the scene."""
        self.opened_at.append(self.now)
        self._sit_out_hang()
        if self.letter == "x":
            raise OpenFailedError(Reason.CAMERA_GONE, "unplugged")
        if self.letter == "b":
            raise OpenFailedError(Reason.CAMERA_BUSY, "busy")
        return FakeCapture(self)

    def read(self) -> NDArray[np.uint8] | None:
        """Give the picture of one period later, or None."""
        self.sleep_until(self.now + PERIOD_S)
        self._sit_out_hang()
        if self.letter in "xb":
            return None
        if self.letter == "k":
            return np.zeros((8, 8, 3), np.uint8)
        self.pictures += self.letter == "g"
        return np.full((8, 8, 3), (255, 128, 100 + self.pictures % 100), np.uint8)

    def close(self) -> None:
        """Let everybody go; to be called before the source is closed."""
        with self._change:
            self._is_over = True
            self._change.notify_all()

    @property
    def letter(self) -> str:
        """What happens now."""
        return self.scene[min(int(self.now), len(self.scene) - 1)]

    def sleep_until(self, t: float, stop: threading.Event | None = None) -> None:
        """Block the reader until the clock shows `t`."""

        def is_done() -> bool:
            return self.now >= t or self._is_over or (stop is not None and stop.is_set())

        with self._change:
            self._wake_at = t
            self._change.notify_all()
            while not self._change.wait_for(is_done, 0.01):
                pass
            self._wake_at = None

    def _sit_out_hang(self) -> None:
        while self.letter == "s" and not self._is_over:
            self.sleep_until(np.floor(self.now) + 1)

    def _advance(self, target: float) -> None:
        with self._change:
            self._await_reader()
            while self.now < target:
                assert self._wake_at is not None
                self.now = min(target, self._wake_at)
                self._change.notify_all()
                self._await_reader()

    def _await_reader(self) -> None:
        def is_asleep() -> bool:
            return self._wake_at is not None and self._wake_at > self.now

        assert self._change.wait_for(is_asleep, PATIENCE_S), "the reader thread is stuck"


class FakeCapture:
    """Satisfies Capture from a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._picture: NDArray[np.uint8] | None = None

    def isOpened(self) -> bool:  # noqa: N802 (OpenCV's name)
        """Say yes."""
        return True

    def grab(self) -> bool:
        """Wait for what the stage shows."""
        self._picture = self._stage.read()
        return self._picture is not None

    def retrieve(self) -> tuple[bool, NDArray[np.uint8] | None]:
        """Give it, and count."""
        self._stage.decoded += 1
        return True, self._picture

    def release(self) -> None:
        """Count."""
        self._stage.released += 1


class StagedSource(LiveSource):
    """The real live machinery before a fake camera."""

    def __init__(self, scene: str, *, interval_s: float = 1.0) -> None:
        self.stage = Stage(scene)
        super().__init__(
            "fake",
            self.stage.open,
            interval_s=interval_s,
            clock=self.stage.clock,
            wait=self.stage.wait,
        )

    def close(self) -> None:
        """Let the fake driver return first, as a real one does by itself."""
        self.stage.close()
        super().close()


def play(scene: str, looks: int, *, interval_s: float = 1.0) -> tuple[Stage, list[Frame | Outage]]:
    """Play a scene and give what a live source made of it at its first `looks` looks."""
    with StagedSource(scene, interval_s=interval_s) as source:
        return source.stage, list(islice(source.frames(), looks))


def spell(results: Sequence[Frame | Outage]) -> str:
    """Write results as letters: g for a frame, k for a black one, else the outage's letter."""

    def letter(result: Frame | Outage) -> str:
        if isinstance(result, Outage):
            return LETTERS[result.reason]
        return "k" if result.rgb.max() == 0 else "g"

    return "".join(map(letter, results))
