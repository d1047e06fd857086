"""The control socket, and those who would misuse it."""

import multiprocessing
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from sitwell.adapters.control import Command, Detail, Reply, Request, ask, serve
from sitwell.adapters.control.wire import (
    LARGEST_REPLY,
    LARGEST_REQUEST,
    read_reply,
    write_request,
)
from sitwell.errors import ControlUnusable, NotRunning

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a Unix socket")

STATUS = Request(Command.STATUS)
DETAILED = Request(Command.STATUS, details=frozenset(Detail))
NOBODY = 65534
SOON_S = 1.0
LONG = "x" * (LARGEST_REPLY - 100)


def echo(request: Request) -> Reply:
    """Answer with the command's own name, at great length with details, and fail at a reload."""
    if request.command is Command.RELOAD:
        raise ZeroDivisionError
    if request.details:
        return Reply(True, request.command.value, {"picture": LONG})
    return Reply(True, request.command.value, {"seconds": request.seconds})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give where the socket is to be, in a folder that is not there yet."""
    return tmp_path / "data" / "control.sock"


@pytest.fixture
def served(path: Path) -> Iterator[Path]:
    """Give a socket that is answered on."""
    with serve(path, echo):
        yield path


@contextmanager
def connected(path: Path) -> Iterator[socket.socket]:
    """Connect by hand."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(path))
        connection.settimeout(10.0)
        yield connection


def hear(connection: socket.socket) -> bytes:
    """Give all that is said until they hang up."""
    said = b""
    while True:
        try:
            more = connection.recv(4096)
        except ConnectionResetError:  # they hung up with something of ours unread
            return said
        if not more:
            return said
        said += more


def time_an_answer(path: Path) -> float:
    """Give how long a real question takes."""
    begun = time.monotonic()
    assert ask(path, STATUS) == Reply(True, "status", {"seconds": None})
    return time.monotonic() - begun


def test_questions_are_answered(served: Path) -> None:
    """Each question has its answer."""
    assert ask(served, Request(Command.PAUSE, 60.0)) == Reply(True, "pause", {"seconds": 60.0})
    assert ask(served, STATUS).line == "status"


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_the_socket_is_its_owners(path: Path, umask: int) -> None:
    """Whatever the umask, the socket is 0600 in a folder 0700, and gone in the end."""
    before = os.umask(umask)
    try:
        with serve(path, echo):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        os.umask(before)
    assert not path.exists()


def test_nobody_there(path: Path) -> None:
    """Without a socket, or with one that a dead monitor left, there is nobody to ask."""
    with pytest.raises(NotRunning, match="sitwell start"):
        ask(path, STATUS)
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(path))
    with pytest.raises(NotRunning, match="sitwell start"):
        ask(path, STATUS)
    with serve(path, echo):
        assert ask(path, STATUS).is_ok


def test_a_socket_that_was_removed_is_made_again(path: Path) -> None:
    """Where somebody clears the socket away it is soon back, 0600, and gone in the end.

    A watch that nobody could find counted as none, and its camera as off.
    """
    with serve(path, echo, look_s=0.02):
        path.unlink()
        end = time.monotonic() + 10.0
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.01)
        assert ask(path, STATUS).is_ok
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_a_folder_that_was_removed_is_not_made_again(served: Path) -> None:
    """Where the whole folder is gone, as after an uninstallation, nothing is put in its place."""
    with connected(served) as one, connected(served) as other:
        served.parent.rename(served.parent.with_name("elsewhere"))
        for connection in (one, other):  # it looks before it hears each of them
            connection.sendall(write_request(STATUS))
            assert read_reply(hear(connection)).is_ok
    assert not served.parent.exists()


@pytest.mark.parametrize("what", ["link", "file", "folder", "pipe", "link to a socket"])
def test_what_is_in_its_place_is_left_alone(path: Path, what: str) -> None:
    """Anything else of that name is refused by both ends, and stays as it is."""
    path.parent.mkdir(mode=0o700)
    target = path.with_name("target")
    target.write_text("mine")
    with ExitStack() as stack:
        match what:
            case "link":
                path.symlink_to(target)
            case "file":
                path.write_text("mine")
            case "folder":
                path.mkdir()
            case "pipe":
                os.mkfifo(path)
            case _:
                stack.enter_context(serve(target.with_suffix(".sock"), echo))
                path.symlink_to(target.with_suffix(".sock"))
        mode = path.lstat().st_mode
        with pytest.raises(ControlUnusable, match="no socket of yours"), serve(path, echo):
            pass
        with pytest.raises(ControlUnusable, match="is no socket"):
            ask(path, STATUS)
        assert path.lstat().st_mode == mode
        assert target.read_text() == "mine"


def test_a_path_too_long_is_refused_with_advice(tmp_path: Path) -> None:
    """A path longer than a socket's may be gives one line that says what to do."""
    path = tmp_path / ("long" * 30) / "control.sock"
    with pytest.raises(ControlUnusable, match="SITWELL_DATA"), serve(path, echo):
        pass


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"\x00\xff\xfe garbage\n", id="garbage"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="a browser"),
        pytest.param(b"\n", id="an empty line"),
        pytest.param(b'{"schema": 1, "command": "erase"}\n', id="no command"),
        pytest.param(b"x" * (LARGEST_REQUEST + 1), id="too long"),
    ],
)
def test_no_request_is_refused_at_once(served: Path, line: bytes) -> None:
    """What is no request gets a refusal, and whoever comes next is answered."""
    with connected(served) as connection:
        connection.sendall(line)
        reply = read_reply(hear(connection))
    assert not reply.is_ok
    assert time_an_answer(served) < SOON_S


def test_the_longest_reply_arrives_whole(served: Path) -> None:
    """A reply as long as may be reaches whoever asked, and one that nobody takes holds up none."""
    with ExitStack() as crowd:
        for _ in range(20):
            rude = crowd.enter_context(connected(served))
            rude.sendall(write_request(DETAILED))
        assert ask(served, DETAILED).status == {"picture": LONG}
        assert time_an_answer(served) < SOON_S
    with connected(served) as gone:
        gone.sendall(write_request(DETAILED))
    assert time_an_answer(served) < SOON_S


def test_megabytes_are_not_read(served: Path) -> None:
    """Whoever goes on and on is hung up on after a kilobyte."""
    endless = b"x" * 64_000_000
    with connected(served) as connection, pytest.raises((BrokenPipeError, ConnectionResetError)):
        connection.sendall(endless)
    assert time_an_answer(served) < SOON_S


def test_the_silent_and_the_slow_hold_up_nobody(served: Path) -> None:
    """Who says nothing, drips or leaves is hung up on soon; others are answered meanwhile."""
    with connected(served) as silent, connected(served) as slow:
        with connected(served):
            pass
        begun = time.monotonic()
        slow.sendall(b'{"schema"')
        assert time_an_answer(served) < SOON_S
        slow.sendall(b": 1")
        assert hear(silent) == hear(slow) == b""
        assert time.monotonic() - begun < 5.0


def test_a_crowd_makes_way(served: Path) -> None:
    """However many say nothing, a question is answered at once."""
    with ExitStack() as crowd:
        for _ in range(60):
            crowd.enter_context(connected(served))
        assert time_an_answer(served) < SOON_S


def test_many_at_once_are_all_answered(served: Path) -> None:
    """Twelve who ask at the same time all have their answer."""
    replies: list[Reply] = []
    threads = [
        threading.Thread(target=lambda: replies.append(ask(served, STATUS))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.is_ok for reply in replies] == [True] * 12


def test_a_fault_of_ours_is_a_refusal(served: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A question that trips the monitor is refused, logged, and not the last to be answered."""
    assert not ask(served, Request(Command.RELOAD)).is_ok
    assert "could not be answered" in caplog.text
    assert time_an_answer(served) < SOON_S


def ask_as_nobody(path: str, said: "multiprocessing.Queue[str]") -> None:
    """Ask as another user, through a socket whose mode would let everybody in."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    with connected(Path(path)) as connection:
        try:
            connection.sendall(write_request(STATUS))
            said.put(repr(hear(connection)))
        except BrokenPipeError:
            said.put(repr(b""))


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="being another user needs root"
)
def test_another_user_hears_nothing() -> None:
    """Even where modes let another user connect, the kernel's word on who it is shuts them out."""
    path = Path("/tmp") / f"sitwell-test-{os.getpid()}.sock"
    with serve(path, echo):
        path.chmod(0o777)
        context = multiprocessing.get_context("fork")
        said: multiprocessing.Queue[str] = context.Queue()
        stranger = context.Process(target=ask_as_nobody, args=(str(path), said))
        stranger.start()
        assert said.get(timeout=10.0) == repr(b"")
        stranger.join()
        assert time_an_answer(path) < SOON_S


def test_an_answer_that_does_not_come(path: Path) -> None:
    """A monitor that hangs, or talks nonsense, is a fault with words and not a hang."""
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as mute:
        mute.bind(str(path))
        mute.listen()
        with pytest.raises(ControlUnusable, match="does not answer"):
            ask(path, STATUS, patience_s=0.2)

        def babble() -> None:
            connection, _ = mute.accept()
            connection.close()
            connection, _ = mute.accept()
            with connection:
                connection.sendall(b"x" * 100_000)

        thread = threading.Thread(target=babble)
        thread.start()
        with pytest.raises(ControlUnusable, match="does not answer"):
            ask(path, STATUS, patience_s=2.0)
        thread.join()
