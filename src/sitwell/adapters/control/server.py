"""The monitor's end of the control socket (Unix).

One thread serves everybody, so that whoever connects and says nothing, drips, sends garbage or
megabytes, or comes in crowds costs a few kilobytes for two seconds and holds up nobody:

    connect ──▶ same user? ──▶ a line within 2 s and 1 kB ──▶ reply ──▶ hang up
                   │ no            │ no
                   ▼               ▼
                hang up      refusal, hang up
"""

import logging
import os
import selectors
import socket
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sitwell.adapters.control.peer import is_ours
from sitwell.adapters.control.wire import (
    LARGEST_REPLY,
    LARGEST_REQUEST,
    BadRequest,
    Handler,
    Reply,
    read_request,
    write_reply,
)
from sitwell.errors import ControlUnusable
from sitwell.guard import files

PATIENCE_S = 2.0  # for a whole request; a real one is there within milliseconds
LOOK_S = 2.0  # how often it looks whether the socket can still be found
MOST_CLIENTS = 16  # at a time; the one that has been silent longest gives way
_REST_S = 0.1  # when the system has no descriptor to give, before asking again

_log = logging.getLogger(__name__)


@contextmanager
def serve(path: Path, handle: Handler, look_s: float = LOOK_S) -> Iterator[None]:
    """Answer requests at `path`, a socket 0600, for as long as the block runs.

    A socket that a dead monitor left behind is replaced: hold the lock before calling this. One
    that somebody clears away is made again: what cannot be asked cannot be turned off either.

    Raises:
        ControlUnusable: If there is something else of that name, or no socket can be made there.
    """
    server = _Server(path, handle, look_s)
    try:
        yield
    finally:
        server.close()


def _listen(path: Path) -> socket.socket:
    try:
        files.make_folder(path.parent)
        _clear(path)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.bind(str(path))
            path.chmod(0o600)  # nobody can connect before it listens
            listener.listen(MOST_CLIENTS)
            listener.setblocking(False)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise ControlUnusable(
            f"the control socket {path} cannot be used ({error.strerror or error}); "
            "move it away, or set SITWELL_DATA to a folder of yours with a short name"
        ) from None
    return listener


def _clear(path: Path) -> None:
    """Remove what a dead monitor left behind, and nothing else."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid():
        raise OSError("it is no socket of yours")
    path.unlink()


@dataclass(slots=True)
class _Client:
    connection: socket.socket
    deadline: float
    said: bytes = b""


class _Server:
    """The thread, and those who are connected."""

    def __init__(self, path: Path, handle: Handler, look_s: float) -> None:
        self._path, self._look_s = path, look_s
        self._listener = _listen(path)
        self._inode = path.lstat().st_ino
        self._handle = handle
        self._clients: list[_Client] = []  # the longest silent first
        self._is_over = threading.Event()
        self._wake, self._waker = os.pipe()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="sitwell-control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hang up on everybody, end the thread and remove the socket, if it is ours."""
        self._is_over.set()
        os.write(self._waker, b".")
        self._thread.join()
        for client in self._clients:
            client.connection.close()
        self._selector.close()
        os.close(self._wake)
        os.close(self._waker)
        with suppress(OSError):
            if self._path.lstat().st_ino == self._inode:
                self._path.unlink()
        self._listener.close()

    def _run(self) -> None:
        while not self._is_over.is_set():
            self._stay_findable()
            next_s = self._clients[0].deadline - time.monotonic() if self._clients else self._look_s
            ready = self._selector.select(min(self._look_s, max(0.0, next_s)))
            for key, _ in ready:
                if key.fileobj is self._listener:
                    self._welcome()
                elif isinstance(key.data, _Client):
                    self._hear(key.data)
            now = time.monotonic()
            for client in [client for client in self._clients if client.deadline <= now]:
                self._hang_up(client)

    def _stay_findable(self) -> None:
        """Make the socket again where there is none; a folder that was removed is left so."""
        if os.path.lexists(self._path) or not self._path.parent.is_dir():
            return
        with suppress(OSError, ControlUnusable):  # the next look tries again
            listener = _listen(self._path)
            self._inode = self._path.lstat().st_ino
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = listener
            self._selector.register(listener, selectors.EVENT_READ)
            _log.warning("the control socket was gone and has been made again")

    def _welcome(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except BlockingIOError:  # who was there has gone
            return
        except OSError:
            self._is_over.wait(_REST_S)
            return
        connection.setblocking(False)
        if not is_ours(connection):
            _log.warning("another user tried to reach the control socket and was refused")
            connection.close()
            return
        if len(self._clients) >= MOST_CLIENTS:
            self._hang_up(self._clients[0])
        # A reply is sent at one go; where a buffer has 8 kB (macOS), its end would be lost.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * LARGEST_REPLY)
        client = _Client(connection, time.monotonic() + PATIENCE_S)
        self._clients.append(client)
        self._selector.register(connection, selectors.EVENT_READ, client)
        self._hear(client)  # mostly the request has come with the knock

    def _hear(self, client: _Client) -> None:
        if client not in self._clients:  # made way for another a moment ago
            return
        try:
            said = client.connection.recv(LARGEST_REQUEST)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        client.said += said
        request, newline, _ = client.said.partition(b"\n")
        if said and not newline and len(client.said) <= LARGEST_REQUEST:
            return
        if newline or said:
            reply = self._answer(request) if newline else Reply(False, "it is too long")
            with suppress(OSError):  # who does not wait for the reply has none
                client.connection.send(write_reply(reply))
        self._hang_up(client)

    def _answer(self, line: bytes) -> Reply:
        try:
            return self._handle(read_request(line))
        except BadRequest as error:
            return Reply(False, str(error))
        except Exception:  # noqa: BLE001 - one bad answer must not end all answering
            _log.exception("a request could not be answered")
            return Reply(False, "Sitwell could not answer; its log says more")

    def _hang_up(self, client: _Client) -> None:
        self._clients.remove(client)
        self._selector.unregister(client.connection)
        client.connection.close()
