"""The process that runs MediaPipe: seals itself, then finds poses until told to stop.

Begins in `run`, in a spawned process. Ends when asked, when its parent is gone, and at any error.
It never closes a landmarker and leaves by os._exit: closing is when MediaPipe uploads its metrics.
"""

import os
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sitwell.adapters.landmarker import heap
from sitwell.adapters.landmarker.buffer import Buffer, Handle
from sitwell.adapters.landmarker.tracker import Tracker
from sitwell.adapters.landmarker.wire import Answer, Order, Request, pack_poses
from sitwell.errors import SitwellError, Unsealed
from sitwell.guard import files
from sitwell.guard.seal import OPEN, Seal, seal_worker

LOG_LIMIT_BYTES = 1_000_000
"""A log longer than this is begun anew. One start writes about 1 kB."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker is told at its birth.

    Attributes:
        memory: Leads to the shared memory, which holds the model.
        model_bytes: The model's length.
        log_path: Where the libraries' noise goes; None drops it.
        allow_telemetry: Whether to work unsealed where sealing is impossible.
    """

    memory: Handle
    model_bytes: int
    log_path: Path | None
    allow_telemetry: bool


def run(pipe: "Connection[bytes, bytes]", assignment: Assignment) -> None:
    """Work until told to stop, and leave the process."""
    code = 1
    try:
        heap.keep_to_one()
        _ignore_interrupts()
        _redirect(assignment.log_path)
        memory = assignment.memory.attach()
        model = memory.view((assignment.model_bytes,)).tobytes()
        seal = _seal(assignment.allow_telemetry)
        pipe.send_bytes(Answer.DONE.value)  # attached: the parent takes the memory's name away
        tracker = Tracker(model)
        heap.give_back()
        pipe.send_bytes(Answer.READY.value + seal.words.encode())
        _serve(pipe, memory, tracker)
        code = 0
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the parent is gone
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
        text = str(error) if isinstance(error, SitwellError) else f"{type(error).__name__}: {error}"
        pipe.send_bytes(Answer.FAILED.value + " ".join(text.split()).encode())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _serve(pipe: "Connection[bytes, bytes]", memory: Buffer, tracker: Tracker) -> None:
    while True:
        message = pipe.recv_bytes()
        if Order(message[:1]) is Order.STOP:
            return
        request = Request.unpack(message)
        rgb = memory.view((request.height, request.width, 3))
        is_next = request.order is Order.FOLLOW
        poses = tracker.follow(rgb, request.t) if is_next else tracker.look(rgb)
        del rgb  # the memory cannot be closed while a view of it lives
        pipe.send_bytes(Answer.DONE.value + pack_poses(poses))


def _seal(allow_telemetry: bool) -> Seal:
    try:
        return seal_worker()
    except Unsealed:
        if not allow_telemetry:
            raise
        return OPEN


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which blocked it while this process was born."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _redirect(log_path: Path | None) -> None:
    """Send standard output and errors to the log, where native libraries write too."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    log = nowhere if log_path is None else _open_log(log_path)
    os.dup2(log, 1)
    os.dup2(log, 2)


def _open_log(log_path: Path) -> int:
    log = files.open_private(log_path, os.O_WRONLY | os.O_APPEND)
    if os.fstat(log).st_size > LOG_LIMIT_BYTES:
        os.ftruncate(log, 0)
    return log
