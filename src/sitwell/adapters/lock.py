"""One monitor at a time, by a lock that the operating system drops when its holder dies.

The lock belongs to the open file. A child made by a bare fork shares it and would keep it after
its parent was killed; one that is spawned or executed does not inherit it.
"""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitwell.errors import AlreadyRunning, StoreUnusable
from sitwell.guard import files

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows locks bytes and forbids others to read them: far behind the pid, which is read."""

    def _seize(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _seize_shared(descriptor: int) -> None:
        with suppress(_TAKEN):  # no locks to be shared here: the first has it
            _seize(descriptor)

    _TAKEN: type[OSError] = PermissionError
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _seize_shared(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH)

    _TAKEN: type[OSError] = BlockingIOError

_TRIES, _BETWEEN_S = 3, 0.01  # whoever looks whether it is held has it for some microseconds


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock for as long as the block runs, with our pid in the file.

    The file stays behind: deleting it would let two processes lock two files of the same name.

    Raises:
        AlreadyRunning: Another process holds it; the message names its pid.
        StoreUnusable: The file cannot be created or locked.
    """
    descriptor = _open(path)
    try:
        _take(descriptor, path)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def share(path: Path) -> Iterator[None]:
    """Hold the lock together with others who share it, for as long as the block runs.

    Raises:
        StoreUnusable: The file cannot be created or locked.
    """
    descriptor = _open(path)
    try:
        try:
            _seize_shared(descriptor)
        except OSError as error:
            raise _unusable(path, error) from error
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Say whether anybody holds the lock, alone or with others."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        _try(descriptor)
    except OSError as error:  # any other means that nobody can lock it
        return isinstance(error, _TAKEN)
    finally:
        os.close(descriptor)
    return False


@contextmanager
def watch_holder(path: Path) -> Iterator[Callable[[], bool]]:
    """Give what says whether the process that holds the lock now has ended since.

    It lets go of the lock some moments before, and then has things to put away still. Where this
    system tells of no process but one's own children, the answer is always yes.
    """
    process = _open_holder(path)
    if process is None:
        yield lambda: True
        return
    try:
        yield lambda: bool(select.select([process], [], [], 0)[0])
    finally:
        os.close(process)


def _open_holder(path: Path) -> int | None:
    """Give a descriptor of the process that can be read once it has ended, waited for or not."""
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(int(path.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no lock, nobody, or a kernel without (before 5.3)
        return None


def _open(path: Path) -> int:
    """Open the file, 0600 in a folder 0700 where it had to be made, whatever the umask."""
    try:
        return files.open_private(path, os.O_RDWR)
    except OSError as error:
        raise _unusable(path, error) from error


def _take(descriptor: int, path: Path) -> None:
    try:
        _try(descriptor)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode())
    except _TAKEN as error:
        raise AlreadyRunning(_already(descriptor)) from error
    except OSError as error:
        raise _unusable(path, error) from error


def _try(descriptor: int) -> None:
    for _ in range(_TRIES - 1):
        with suppress(_TAKEN):
            return _seize(descriptor)
        time.sleep(_BETWEEN_S)
    return _seize(descriptor)


def _already(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    pid = os.read(descriptor, 20).decode(errors="replace")
    if not pid.isdigit():  # the other has the lock but has not written its pid yet
        return "Sitwell is just being started by another process; try again in a moment"
    return (
        f"Sitwell is already running (pid {pid}); ask it with 'sitwell status', "
        "or stop it with 'sitwell stop'"
    )


def _unusable(path: Path, error: OSError) -> StoreUnusable:
    return StoreUnusable(
        f"the lock file {path} cannot be used ({error.strerror}); "
        "check that its folder is on a local disk and belongs to you"
    )
