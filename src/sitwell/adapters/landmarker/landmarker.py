"""The parent's end of the sealed worker: pictures in, poses out."""

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import worker
from sitwell.adapters.landmarker.buffer import SIZE, Buffer, make_buffer
from sitwell.adapters.landmarker.model import MODEL
from sitwell.adapters.landmarker.wire import Answer, Order, Request, unpack_poses
from sitwell.core.frame import Frame
from sitwell.core.pose import Pose
from sitwell.errors import WorkerLost
from sitwell.guard.seal import OPEN, Seal

LOOK_DEADLINES = 4
"""A look costs some 20 detections, so it is allowed this many times a frame's deadline."""

_CLOSE_GRACE_S = 1.0
_LAST_WORDS_BYTES = 4096


class Landmarker:
    """Finds people in pictures, in a process of its own that cannot open a socket.

    Use as a context manager, from one thread; every call blocks until its answer or its deadline.
    MediaPipe is never imported here. A lost worker stays lost until `restart`.

    Raises:
        ModelUnusable: If the model is missing or changed.
        WorkerLost: If the worker cannot be started or sealed.
    """

    def __init__(
        self,
        *,
        log_path: Path | None = None,
        allow_telemetry: bool = False,
        deadline_s: float = 5.0,
        start_deadline_s: float = 60.0,
    ) -> None:
        self._log_path = log_path
        self._allow_telemetry = allow_telemetry
        self._deadline_s = deadline_s
        self._start_deadline_s = start_deadline_s
        self._process: SpawnProcess | None = None
        self._pipe: Connection[bytes, bytes] | None = None
        self._buffer: Buffer | None = None
        self._seal = OPEN
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def seal(self) -> Seal:
        """What the worker shut and then tried to open in vain, before it imported MediaPipe."""
        return self._seal

    @property
    def pid(self) -> int | None:
        """The worker's process id; None when there is no worker."""
        return None if self._process is None else self._process.pid

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Give the poses in the next frame of a stream: the person followed first, then another.

        Looks for a second person for some seconds after somebody appears, every minute from then
        on, and at every frame while there are two. Empty where nobody is found.

        Raises:
            WorkerLost: If the worker died, failed, or missed its deadline.
        """
        return self._find(Order.FOLLOW, frame, self._deadline_s)

    def look(self, frame: Frame) -> tuple[Pose, ...]:
        """Give the poses in a picture on its own, whatever was seen before; its time is not used.

        The landmarks are led to what `follow` would have given for a person who sits still, so a
        baseline learnt from a stream holds for them.

        Raises:
            WorkerLost: If the worker died, failed, or missed its deadline.
        """
        return self._find(Order.LOOK, frame, self._deadline_s * LOOK_DEADLINES)

    def restart(self) -> None:
        """Begin afresh with a new worker, which has followed nobody yet.

        Raises:
            ModelUnusable: If the model is missing or changed.
            WorkerLost: If the worker cannot be started or sealed.
        """
        self.close()
        self._start()

    def close(self) -> None:
        """Ask the worker to stop, make it stop, and leave nothing behind. May be called twice."""
        process = self._process
        if process is not None:
            if self._pipe is not None:
                with contextlib.suppress(OSError):
                    self._pipe.send_bytes(Order.STOP.value)
            process.join(_CLOSE_GRACE_S)
            if process.is_alive():
                process.terminate()
                process.join(_CLOSE_GRACE_S)
        self._end()

    def _start(self) -> None:
        model = np.frombuffer(MODEL.read(MODEL.find()), np.uint8)
        context = multiprocessing.get_context("spawn")
        try:
            self._buffer, handle = make_buffer()
            self._buffer.view(model.shape)[...] = model
            assignment = worker.Assignment(
                handle, model.size, self._log_path, self._allow_telemetry
            )
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=worker.run, args=(theirs, assignment), name="sitwell-worker", daemon=True
            )
            _spare_tracker()
            with _hold_interrupts():
                self._process.start()
            theirs.close()
            self._receive(self._start_deadline_s)
            self._buffer.forget_name()
            reply = self._receive(self._start_deadline_s)
            self._buffer.clear()  # the worker has its own copy of the model
        except BaseException:
            self._end()
            raise
        self._seal = Seal(reply[1:].decode())

    def _find(self, order: Order, frame: Frame, deadline_s: float) -> tuple[Pose, ...]:
        rgb = _thin(frame.rgb)
        if not rgb.size:
            return ()
        if self._buffer is None:
            raise WorkerLost("the pose worker is not running; start Sitwell again")
        height, width = rgb.shape[:2]
        try:
            self._buffer.view(rgb.shape)[...] = rgb
            self._send(Request(order, height, width, frame.t).pack())
            reply = self._receive(deadline_s)
        except BaseException:  # also an interrupt: its answer would be taken for the next one's
            self._end()
            raise
        return unpack_poses(reply[1:], width / height)

    def _send(self, message: bytes) -> None:
        assert self._pipe is not None
        try:
            self._pipe.send_bytes(message)
        except OSError:
            self._mourn("ended")

    def _receive(self, deadline_s: float) -> bytes:
        assert self._pipe is not None
        try:
            if not self._pipe.poll(deadline_s):
                self._mourn(f"gave no answer within {deadline_s:g} s and was ended")
            reply = self._pipe.recv_bytes()
        except (EOFError, OSError):
            self._mourn("ended")
        if reply[:1] == Answer.FAILED.value:
            raise WorkerLost(reply[1:].decode())
        return reply

    def _mourn(self, fate: str) -> NoReturn:
        """Raise WorkerLost with what is known of the worker's end."""
        process = self._process
        if fate == "ended" and process is not None:
            process.join(_CLOSE_GRACE_S)
            code = process.exitcode
            if code is not None and code < 0:
                fate = f"was killed by {_name_signal(-code)}"
        raise WorkerLost(
            f"the pose worker {fate}{self._last_words()}",
            "start Sitwell again, and report it if it comes back",
        ) from None

    def _last_words(self) -> str:
        if self._log_path is None:
            return ""
        try:
            with self._log_path.open("rb") as log:
                log.seek(max(0, self._log_path.stat().st_size - _LAST_WORDS_BYTES))
                lines = log.read().decode(errors="replace").split("\n")
        except OSError:
            return ""
        said = [line.strip() for line in lines if line.strip()]
        return f" (its log {self._log_path} ends: {said[-1]})" if said else ""

    def _end(self) -> None:
        """End the worker at once, if it lives, and give back what it used."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        buffer, self._buffer = self._buffer, None
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()
        if buffer is not None:
            buffer.close()


def _thin(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Leave rows and columns out of a picture of more than 22 megapixels, so that it fits.

    Landmarks are in picture heights and stay where they are: MediaPipe shrinks it to 256 pixels.
    """
    step = math.ceil(math.sqrt(rgb.nbytes / SIZE)) or 1
    return rgb[::step, ::step]


def _name_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _spare_tracker() -> None:
    """Keep multiprocessing from starting its resource tracker where there is nothing to track.

    It is a process of 6 MB that takes away the names of memory and semaphores after a crash. On
    Linux ours have none (see buffer.py). With a pipe that leads nowhere it counts as running, as it
    does in a child, which has its parent's; the worker inherits this one.
    """
    tracker: Any = resource_tracker._resource_tracker
    if sys.platform == "linux" and getattr(tracker, "_fd", 0) is None:
        tracker._fd = os.open(os.devnull, os.O_WRONLY)


@contextlib.contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Put off Ctrl-C while a process is born, so that neither end of its birth is cut short.

    The child inherits the blocked signal. Here a signal may still arrive through another thread,
    so it is noted and handed on afterwards. The resource tracker is started first: starting it
    would unblock the signal again.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()
    noted: list[tuple[int, FrameType | None]] = []
    handler = signal.signal(signal.SIGINT, lambda number, frame: noted.append((number, frame)))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
        if noted and callable(handler):
            handler(*noted[0])
