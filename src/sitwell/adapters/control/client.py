"""The asking end of the control socket (Unix)."""

import os
import socket
import stat
import time
from pathlib import Path

from sitwell.adapters.control.peer import is_ours
from sitwell.adapters.control.wire import (
    LARGEST_REPLY,
    BadRequest,
    Reply,
    Request,
    read_reply,
    write_request,
)
from sitwell.errors import ControlUnusable, NotRunning

PATIENCE_S = 10.0  # a pause answers when the camera is off, which takes a slow driver 3 s
_RETRY_S = 0.02


def ask(path: Path, request: Request, patience_s: float = PATIENCE_S) -> Reply:
    """Ask the monitor whose socket is at `path` and give its reply.

    Raises:
        NotRunning: If there is none.
        ControlUnusable: If it does not answer, or what is there is not ours.
    """
    deadline = time.monotonic() + patience_s
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise ControlUnusable(f"{path} is no socket; move it away and start Sitwell again")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            _connect(connection, path, deadline)
            if not is_ours(connection):
                raise ControlUnusable(f"{path} belongs to another user; nothing was asked")
            connection.sendall(write_request(request))
            return read_reply(_hear(connection, deadline))
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        raise NotRunning("Sitwell is not running; start it with 'sitwell start'") from None
    except (OSError, BadRequest) as error:
        words = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise ControlUnusable(f"Sitwell is running but does not answer ({words})") from None


def _connect(connection: socket.socket, path: Path, deadline: float) -> None:
    """Connect; where a crowd waits before us, the kernel does not queue but says "again"."""
    connection.settimeout(max(0.001, deadline - time.monotonic()))
    while True:
        try:
            connection.connect(str(path))
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_RETRY_S)


def _hear(connection: socket.socket, deadline: float) -> bytes:
    said = b""
    while not said.endswith(b"\n") and len(said) <= LARGEST_REPLY:
        connection.settimeout(max(0.001, deadline - time.monotonic()))
        more = connection.recv(LARGEST_REPLY)
        if not more:
            break
        said += more
    return said
