"""Both ends of the control channel on Windows: a named pipe. Written from the manual, not yet run.

Windows lets only its creator, administrators and the system write to a pipe that is made without
a security descriptor of its own. Bytes go over it, never pickles.
"""

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Client, Listener
from pathlib import Path

from sitwell.adapters.control.wire import (
    LARGEST_REPLY,
    LARGEST_REQUEST,
    BadRequest,
    Handler,
    Reply,
    Request,
    read_reply,
    read_request,
    write_reply,
    write_request,
)
from sitwell.errors import ControlUnusable, NotRunning

PATIENCE_S = 10.0
_SILENCE_S = 2.0  # how long the monitor waits for a request

_log = logging.getLogger(__name__)


@contextmanager
def serve(path: Path, handle: Handler) -> Iterator[None]:
    """Answer requests for as long as the block runs.

    Raises:
        ControlUnusable: If the pipe cannot be made.
    """
    is_over = threading.Event()
    try:
        listener = Listener(_name(path), "AF_PIPE")
    except OSError as error:
        raise ControlUnusable(f"the control pipe cannot be made ({error.strerror})") from None

    def run() -> None:
        while not is_over.is_set():
            try:
                with listener.accept() as connection:
                    if not is_over.is_set() and connection.poll(_SILENCE_S):
                        line = connection.recv_bytes(LARGEST_REQUEST)
                        connection.send_bytes(write_reply(_answer(line, handle)))
            except (OSError, EOFError):  # they hung up, or said too much
                continue

    thread = threading.Thread(target=run, name="sitwell-control", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        try:
            Client(_name(path), "AF_PIPE").close()  # wakes the thread, which waits in accept
        except OSError:
            _log.debug("the control pipe was gone already")
        thread.join(_SILENCE_S)
        listener.close()


def ask(path: Path, request: Request, patience_s: float = PATIENCE_S) -> Reply:
    """Ask the monitor and give its reply.

    Raises:
        NotRunning: If there is none.
        ControlUnusable: If it does not answer.
    """
    try:
        with Client(_name(path), "AF_PIPE") as connection:
            connection.send_bytes(write_request(request))
            if not connection.poll(patience_s):
                raise ControlUnusable("Sitwell is running but does not answer")
            return read_reply(connection.recv_bytes(LARGEST_REPLY))
    except FileNotFoundError:
        raise NotRunning("Sitwell is not running; start it with 'sitwell start'") from None
    except (OSError, EOFError, BadRequest) as error:
        raise ControlUnusable(f"Sitwell is running but does not answer ({error})") from None


def _answer(line: bytes, handle: Handler) -> Reply:
    try:
        return handle(read_request(line))
    except BadRequest as error:
        return Reply(False, str(error))
    except Exception:  # noqa: BLE001 - one bad answer must not end all answering
        _log.exception("a request could not be answered")
        return Reply(False, "Sitwell could not answer; its log says more")


def _name(path: Path) -> str:
    digest = hashlib.sha256(str(path).encode()).hexdigest()[:16]
    return rf"\\.\pipe\sitwell-{digest}"
