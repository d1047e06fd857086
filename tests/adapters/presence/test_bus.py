"""A message bus that refuses, talks nonsense or never stops: a server of the test plays it."""

import socket
import sys
import threading
import time
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is asked on Linux only", allow_module_level=True)

from jeepney import DBusAddress, new_signal

from sitwell.adapters.presence.bus import RETRY_S, Bus
from sitwell.adapters.presence.question import STALE, UNTOLD, Question, ask_property

QUESTION = Question("a.b", "/a/b", "a.b", "Get", told_by=("a.b", "Changed"))
PATIENCE_S = 0.2
SIGNAL = new_signal(DBusAddress("/a/b", interface="a.b"), "Changed", "b", (True,)).serialise(1)


class Impostor:
    """Something that listens where a bus should, and counts who comes."""

    def __init__(self, path: Path, speech: bytes | None, is_endless: bool = False) -> None:
        """Make one; `speech` follows the first subscription; None hangs up at once."""
        self.visits = 0
        self.address = f"unix:path={path}"
        self._speech = speech
        self._is_endless = is_endless
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        guests = []  # kept open
        while True:
            try:
                guest, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            if self._speech is None:
                guest.close()
                continue
            guests.append(guest)
            guest.recv(1024)
            guest.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            threading.Thread(target=self._speak, args=(guest,), daemon=True).start()

    def _speak(self, guest: socket.socket) -> None:
        try:
            heard = b""
            while b"AddMatch" not in heard:  # nobody is told before asking to be
                heard += guest.recv(1024)
            guest.sendall(self._speech)
            while self._is_endless:
                guest.sendall(self._speech)
        except OSError:
            return

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a short path for a socket."""
    return tmp_path_factory.mktemp("b") / "bus"


@pytest.mark.parametrize(
    "speech",
    [
        pytest.param(b"\0" * 64, id="zeros"),
        pytest.param(b"l" + b"\xff" * 200, id="a length beyond all limits"),
        pytest.param(bytes(range(256)), id="every byte"),
        pytest.param(SIGNAL[:-5] + b"\x77" * 40, id="a message and then none"),
        pytest.param(SIGNAL.replace(b"\x01b\0", b"\x01(\0"), id="a type that does not close"),
        pytest.param(SIGNAL[:20], id="half a message"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_nonsense_is_unknown(path: Path, speech: bytes) -> None:
    """Whatever a bus says, the answer is unknown, in time, and nothing raises."""
    impostor, bus = Impostor(path, speech), Bus(f"unix:path={path}", PATIENCE_S)
    for t in range(3):
        start = time.perf_counter()
        bus.ask((QUESTION,), float(t))
        assert time.perf_counter() - start < 3 * PATIENCE_S
        assert bus.answer(QUESTION) is None
    bus.close()
    impostor.close()


def test_endless_talk_is_cut_off(path: Path) -> None:
    """A bus that never stops talking holds a look for its patience and no longer."""
    impostor, bus = Impostor(path, 50 * SIGNAL, is_endless=True), Bus(f"unix:path={path}", 0.2)
    bus.ask((QUESTION,), 0.0)
    start = time.perf_counter()
    bus.ask((QUESTION,), 1.0)
    assert time.perf_counter() - start < 5 * PATIENCE_S
    assert bus.answer(QUESTION) is True  # it was told, over and over
    bus.close()
    impostor.close()


def test_bus_that_hangs_up_is_tried_ever_less_often(path: Path) -> None:
    """Looks a second apart, for ten minutes, try a refusing bus a few times a minute at most."""
    impostor, bus = Impostor(path, None), Bus(f"unix:path={path}", PATIENCE_S)
    visits = {}
    for t in range(600):
        bus.ask((QUESTION,), float(t))
        visits[t] = impostor.visits
    # At 0, 1, 3, 7, 15, 31 and 63 s, and then once every RETRY_S.
    assert visits[70] <= 7
    assert visits[599] - visits[70] <= 600 / RETRY_S
    assert visits[599] >= 10
    bus.close()
    impostor.close()


def test_no_address_is_never_tried() -> None:
    """Without an address there is nothing to try, and nothing to close."""
    bus = Bus(None)
    bus.ask((QUESTION,), 0.0)
    assert (bus.answer(QUESTION), bus.take_was_true(QUESTION)) == (None, False)
    bus.close()


def test_signal_of_another_object_tells_nothing(path: Path) -> None:
    """A signal tells about the object that sent it, and no other."""
    impostor, bus = Impostor(path, SIGNAL), Bus(f"unix:path={path}", PATIENCE_S)
    other = Question("a.b", "/a/c", "a.b", "Get", told_by=("a.b", "Changed"))
    bus.ask((QUESTION, other), 0.0)
    assert (bus.answer(QUESTION), bus.answer(other)) == (True, None)
    assert (bus.take_was_true(QUESTION), bus.take_was_true(other)) == (True, False)
    assert bus.take_was_true(QUESTION) is False  # it is told once
    bus.close()
    impostor.close()


def test_bus_that_reads_nothing_does_not_hold_us(path: Path) -> None:
    """A bus that has stopped reading is given up once its socket is full."""
    # Long enough for a busy machine to say hello, which is answered.
    impostor, bus = Impostor(path, b""), Bus(f"unix:path={path}", 0.1)
    questions = [Question("a.b", f"/a/{number}", "a.b", "Get") for number in range(200)]
    for turn in range(100):
        bus.ask(questions, turn * RETRY_S)
        if impostor.visits > 1:
            break
    assert impostor.visits == 2
    bus.close()
    impostor.close()


@pytest.mark.parametrize(
    ("changed", "stale", "value"),
    [
        pytest.param({"Locked": ("b", True)}, [], True, id="told"),
        pytest.param({"Idle": ("b", True)}, [], UNTOLD, id="another property"),
        pytest.param({}, ["Locked"], STALE, id="changed, but not to what"),
    ],
)
def test_changed_property_is_read(changed: dict, stale: list[str], value: object) -> None:
    """Of the properties that change together only the one that was asked for counts."""
    question = ask_property("a.b", "/a/b", "a.b.C", "Locked")
    assert question.read_signal(("a.b.C", changed, stale)) is value
    assert question.read_signal(("a.b.Other", changed, stale)) is UNTOLD
