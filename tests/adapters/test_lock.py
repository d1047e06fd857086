"""One monitor at a time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from sitwell.adapters.lock import hold, is_held, share, watch_holder
from sitwell.errors import AlreadyRunning, StoreUnusable

HOLDER = """
import sys
from pathlib import Path
from sitwell.adapters.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""

LINGERER = (
    HOLDER
    + """
print("free", flush=True)
sys.stdin.readline()
"""
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes and signals")


@contextmanager
def another_process(path: Path, program: str = HOLDER) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until its input ends."""
    command = [sys.executable, "-c", program, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_second_is_refused(tmp_path: Path) -> None:
    """While another process holds the lock, ours is refused with its pid and what to do."""
    path = tmp_path / "run" / "lock"
    with (
        another_process(path) as other,
        pytest.raises(AlreadyRunning, match=rf"pid {other.pid}\).*stop") as caught,
        hold(path),
    ):
        pytest.fail("two processes hold one lock")
    assert caught.value.exit_code == 6
    assert "\n" not in str(caught.value)


def test_it_shows_whether_it_is_held(tmp_path: Path) -> None:
    """Anybody can see whether a lock is held, by one alone or by several; looking makes no file."""
    path = tmp_path / "lock"
    assert not is_held(path)
    assert not path.exists()
    with another_process(path):
        assert is_held(path)
    assert not is_held(path)
    with share(path):
        with share(path):
            assert is_held(path)
        assert is_held(path)
    assert not is_held(path)


def test_looking_takes_it_from_nobody(tmp_path: Path) -> None:
    """However often somebody looks, whoever wants the lock has it, and nobody sees a holder."""
    path, seen = tmp_path / "lock", list[bool]()
    with hold(path):
        pass
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            seen.append(is_held(path))
            time.sleep(0.001)  # a hundred times as often as all windows together

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    with ExitStack() as stack:
        for looker in lookers:
            stack.callback(looker.join)
        stack.callback(is_over.set)
        time.sleep(0.2)
        assert not any(seen)
        for _ in range(100):
            with hold(path):
                pass


def test_refused_attempt_leaves_the_pid(tmp_path: Path) -> None:
    """Being refused changes nothing: the next one is told the same pid."""
    path = tmp_path / "lock"
    with another_process(path) as other:
        for _ in range(2):
            with pytest.raises(AlreadyRunning, match=str(other.pid)), hold(path):
                pytest.fail("two processes hold one lock")


@posix
def test_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    """After kill -9 of its holder the lock can be taken again, though the file is still there."""
    path = tmp_path / "lock"
    with another_process(path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert path.read_text() == str(other.pid)
        with hold(path):
            assert path.read_text() == str(os.getpid())


def test_released_by_leaving(tmp_path: Path) -> None:
    """Leaving the block frees the lock, by an error too."""
    path = tmp_path / "lock"
    with pytest.raises(KeyboardInterrupt), hold(path):
        raise KeyboardInterrupt
    with another_process(path):
        pass
    with hold(path):
        pass


def test_child_does_not_inherit(tmp_path: Path) -> None:
    """A program that we start does not keep the lock when we let go of it."""
    path = tmp_path / "lock"
    with hold(path):
        waiting = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False
        )
    with waiting, another_process(path):
        pass


def test_pid_not_yet_written(tmp_path: Path) -> None:
    """Between taking the lock and writing the pid, the refusal does not invent one."""
    path = tmp_path / "lock"
    with another_process(path):
        path.write_text("")
        with pytest.raises(AlreadyRunning, match="try again in a moment"), hold(path):
            pytest.fail("two processes hold one lock")


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_private(tmp_path: Path, mask: int) -> None:
    """Whatever the umask, the file is 0600 and its new folder 0700."""
    path = tmp_path / "run" / "sitwell" / "lock"
    before = os.umask(mask)
    try:
        with hold(path):
            modes = [file.stat().st_mode & 0o777 for file in (path, path.parent)]
    finally:
        os.umask(before)
    assert modes == [0o600, 0o700]


def test_impossible_path(tmp_path: Path) -> None:
    """A lock file that cannot be made is reported in one line with what to check."""
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreUnusable, match=r"lock file .* check"),
        hold(tmp_path / "file" / "lock"),
    ):
        pytest.fail("no lock can be here")


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="tells of other processes on Linux alone")
def test_holder_is_there_until_it_has_ended(tmp_path: Path) -> None:
    """A holder that has let go of the lock and still runs has not ended; unreaped, it has."""
    path = tmp_path / "lock"
    with another_process(path, LINGERER) as other, watch_holder(path) as has_ended:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "free\n"
        with hold(path):
            assert not has_ended()
        other.kill()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # a zombie from here on
        assert has_ended()


@pytest.mark.parametrize("content", [None, "", "nobody", "0", "4194305"])
def test_nobody_to_wait_for(tmp_path: Path, content: str | None) -> None:
    """Where no lock names a process, nobody is waited for."""
    path = tmp_path / "lock"
    if content is not None:
        path.write_text(content)
    with watch_holder(path) as has_ended:
        assert has_ended()
