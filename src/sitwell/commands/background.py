"""`sitwell start`, `stop`, `status`, `pause`, …: the monitor in the background, from outside."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sitwell import paths
from sitwell.adapters.clock import now_here
from sitwell.adapters.control import Command, Json, Reply, Request, ask
from sitwell.adapters.lock import hold, watch_holder
from sitwell.core.reason import Reason
from sitwell.core.status import Rest
from sitwell.errors import (
    AlreadyRunning,
    BadUsage,
    ControlUnusable,
    NotRunning,
    SitwellError,
)
from sitwell.reporting.status import still_words

START_S = 60.0  # until the first look; 1 s is usual, a slow camera takes 10
STOP_S = 10.0  # a driver that hangs holds it for 3
_POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Failed:
    """A start that did not work.

    Attributes:
        words: What the monitor said, as it said it.
        exit_code: Its own.
    """

    words: str
    exit_code: int


def start(options: list[str]) -> int | Failed:
    """Start `sitwell watch` with these options, detached, and wait until it has looked once.

    Gives its pid, or how it failed. Whatever ends the waiting ends what was begun.

    Raises:
        SitwellError: If it neither looks nor fails within a minute.
    """
    # A file, not a pipe: whoever it is read by is gone long before the monitor is.
    with tempfile.TemporaryFile() as said:
        process = _launch([*options, "--detached"], said)
        try:
            is_up = _await(lambda: process.poll() is not None or _has_looked(process.pid), START_S)
            if process.poll() is None and is_up:
                return _let_go(process)
        except BaseException:
            _end(process)
            raise
        if process.poll() is None:
            _end(process)
            raise SitwellError(f"Sitwell was not ready within {START_S:.0f} s and was stopped")
        said.seek(0)
        words = said.read().decode(errors="replace").rstrip("\n")
        code = process.returncode if process.returncode > 0 else 1
        return Failed(words or "sitwell: it ended at once and did not say why", code)


def greet(pid: int) -> str:
    """Say that a monitor has started, and that it goes on with a rest, if it does."""
    with suppress(SitwellError):  # it has started, whatever became of it since
        rest = (find_status() or {}).get("rest")
        if isinstance(rest, dict):
            until = rest["until"]
            end = datetime.fromisoformat(until) if isinstance(until, str) else None
            words = still_words(Rest(Reason(str(rest["kind"])), end), now_here())
            return f"Sitwell has started (pid {pid}). {words}"
    return f"Sitwell is watching (pid {pid})."


def stop() -> None:
    """Stop the monitor and wait until it has ended.

    Raises:
        NotRunning: If there is none.
        ControlUnusable: If it does not end.
    """
    with watch_holder(paths.lock_file()) as has_ended:
        tell(Request(Command.STOP))
        if not _await(lambda: has_ended() and _is_gone(), STOP_S):
            raise ControlUnusable(
                f"Sitwell was told to stop and has not ended after {STOP_S:.0f} s; "
                "if its camera hangs, unplug it"
            )


def tell(request: Request) -> Reply:
    """Ask the running monitor for something.

    Raises:
        NotRunning: If there is none.
        ControlUnusable: If it does not answer.
        BadUsage: If it refuses; says why.
    """
    reply = ask(paths.control_socket(), request)
    if not reply.is_ok:
        raise BadUsage(reply.line)
    return reply


def reload() -> bool:
    """Have the monitor read config and calibration anew; says whether there is one.

    Raises:
        ControlUnusable: If it does not answer.
        BadUsage: If it refuses; says why.
    """
    try:
        tell(Request(Command.RELOAD))
    except NotRunning:
        return False
    return True


def find_status() -> dict[str, Json] | None:
    """Give the fields of the monitor's status; None where none is running.

    Raises:
        ControlUnusable: If it does not answer.
    """
    try:
        return tell(Request(Command.STATUS)).status
    except NotRunning:
        return None


def make_absolute(source: str | None) -> str | None:
    """Give a source that means the same in every folder."""
    if source is None or "://" in source or source.isdecimal() or not source.strip():
        return source
    path = Path(source).expanduser()
    return str(path.absolute()) if path.exists() else source


def _launch(options: list[str], said: IO[bytes]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "sitwell", "watch", *options]
    # Relative ones would mean something else at "/".
    places = {
        name: str(Path(os.environ[name]).absolute())
        for name in ("SITWELL_DATA", "SITWELL_CONFIG")
        if os.environ.get(name)
    }
    if sys.platform == "win32":  # written from the manual, not yet run
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=os.environ | places,
            creationflags=flags,
        )
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        env=os.environ | places,
        cwd="/",
        umask=0o077,
        start_new_session=True,
    )


def _has_looked(pid: int) -> bool:
    """Say whether that very monitor has looked once, be it in vain."""
    try:
        status = find_status()
    except SitwellError:
        return False
    if status is None or status.get("pid") != pid:
        return False
    camera = status.get("camera")
    return status.get("reading") is not None or (
        isinstance(camera, dict) and camera.get("reason") is not None
    )


def _let_go(process: "subprocess.Popen[bytes]") -> int:
    """Give the pid, and leave the process to itself; Popen would complain that it still runs."""
    process.returncode = 0
    return process.pid


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _is_gone() -> bool:
    try:
        with hold(paths.lock_file()):
            return True
    except AlreadyRunning:
        return False


def _await(holds: Callable[[], bool], patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while not (done := holds()) and time.monotonic() < deadline:
        time.sleep(_POLL_S)
    return done
