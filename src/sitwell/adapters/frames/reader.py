"""The thread that keeps a camera or stream drained, and opens it again when it is lost."""

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from sitwell.adapters.frames.opencv import cv2
from sitwell.core.reason import Reason

_log = logging.getLogger(__name__)


class Capture(Protocol):
    """What the live machinery needs of cv2.VideoCapture. Used by the reader thread alone."""

    def isOpened(self) -> bool:  # noqa: N802 (OpenCV's name)
        """Say whether it can be read."""
        ...

    def grab(self) -> bool:
        """Block until the next picture is there, without decoding it; False when it is lost."""
        ...

    def retrieve(self) -> tuple[bool, NDArray[Any] | None]:
        """Decode the picture that was grabbed last."""
        ...

    def release(self) -> None:
        """Let go of the device."""
        ...


class OpenFailedError(Exception):
    """A camera or stream could not be opened, or gave up; says why and what to do."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


Opener = Callable[[], Capture]
Clock = Callable[[], float]
# Sleeps for some seconds, or until the event is set.
Wait = Callable[[threading.Event, float], object]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a live source waits, and for what. All in seconds.

    Attributes:
        open_s: For the first opening; MSMF has been seen to take minutes (opencv#17687).
        no_frames_s: Without a new picture before saying so; longer than the 2 s that a read may
            hang, so that a lost device is first called lost.
        frozen_s: Of bit-identical pictures before calling them frozen.
        retry_s: Before the first attempt to reopen; doubles with each failure.
        retry_limit_s: Longest time between two attempts: a person who plugs the camera back in
            should not wait longer.
        close_s: For the reader to let go of the device when closing.
    """

    open_s: float = 10.0
    no_frames_s: float = 5.0
    frozen_s: float = 10.0
    retry_s: float = 1.0
    retry_limit_s: float = 30.0
    close_s: float = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What the reader saw last: a picture, a loss, or neither while it opens for the first time.

    Attributes:
        at: The clock's seconds at that moment.
        picture: As OpenCV gave it.
        loss: Why there is none.
    """

    at: float
    picture: NDArray[Any] | None = None
    loss: OpenFailedError | None = None


class Reader:
    """Reads without pause and keeps only the newest picture in `sight`.

    Draining matters: drivers and sockets queue pictures, and after a pause of 3 s the next ones
    are 3 s old. Decoding costs most of it, so only the first picture from `wanted_from` on is
    decoded, and then none until somebody wants another; a webcam's are otherwise dropped as they
    came. `sight` is replaced as a whole and may be looked at from any thread.

        opening → picture, picture, … lost → 1 s → opening (fails) → 2 s → opening → picture …
    """

    def __init__(
        self, opener: Opener, clock: Clock, wait: Wait, patience: Patience, stop: threading.Event
    ) -> None:
        self._opener = opener
        self._clock = clock
        self._wait = wait
        self._patience = patience
        self._stop = stop
        self.sight = Sight(clock())
        self.wanted_from = -math.inf  # the clock's seconds; set by whoever has looked
        self.grabbed_at = self.sight.at  # when the last picture came, decoded or not
        self.opened_at = -math.inf  # when the device was last opened
        self._thread = threading.Thread(target=self._run, name="sitwell-camera", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop and wait for the thread, but not for a driver that hangs.

        Such a thread ends, and lets go of the device, as soon as the driver returns.
        """
        self._stop.set()
        self._thread.join(self._patience.close_s)
        if self._thread.is_alive():
            _log.warning("the camera driver does not answer; left it to end by itself")

    def _run(self) -> None:
        delay_s = self._patience.retry_s
        while not self._stop.is_set():
            try:
                capture = self._opener()
            except OpenFailedError as error:
                self._lose(error)
            except cv2.error as error:
                self._lose(
                    OpenFailedError(Reason.CAMERA_GONE, f"OpenCV cannot open it: {error.err}")
                )
            else:
                if self._drain(capture):
                    delay_s = self._patience.retry_s
            self._wait(self._stop, delay_s)
            delay_s = min(2 * delay_s, self._patience.retry_limit_s)

    def _drain(self, capture: Capture) -> bool:
        """Read until the device is lost or we stop; say whether there was any picture."""
        has_seen = False
        self.wanted_from = -math.inf  # the first one shows that it works
        self.opened_at = self._clock()
        try:
            while not self._stop.is_set():
                if not capture.grab():
                    break
                self.grabbed_at = self._clock()
                if self.grabbed_at < self.wanted_from:
                    continue
                is_read, picture = capture.retrieve()
                if not is_read or picture is None:
                    break
                self.wanted_from = math.inf  # before the sight: whoever sees it may want the next
                self.sight = Sight(self._clock(), picture=picture)
                has_seen = True
        except cv2.error as error:
            _log.debug("reading failed: %s", error)
        finally:
            capture.release()
        self._lose(
            OpenFailedError(
                Reason.CAMERA_GONE,
                "it gives no pictures any more: check that it is on and plugged in",
            )
        )
        return has_seen

    def _lose(self, loss: OpenFailedError) -> None:
        self.sight = Sight(self._clock(), loss=loss)
