"""What every notifier keeps, real and fake."""

import io
import logging
import sys
import threading
import time
from collections.abc import Callable

import pytest

from sitwell.adapters.notifier.base import (
    Delivery,
    GuardedNotifier,
    Notifier,
    NotShown,
    Receipt,
    tell,
)
from sitwell.adapters.notifier.fallback import FallbackNotifier
from sitwell.adapters.notifier.plyer_notifier import PlyerNotifier
from sitwell.adapters.notifier.silent import SilentNotifier
from sitwell.adapters.notifier.terminal import TerminalNotifier
from sitwell.adapters.notifier.toast_notifier import ToastNotifier
from sitwell.core.message import Answer, Message, Offer

NUDGE = Message("Sit up", "Two minutes.")
OFFERING = Message("Sit up", "Two minutes.", (Offer(Answer.SNOOZE, "Snooze 20 min"),))


class RecordingNotifier(GuardedNotifier):
    """Keeps what it was given; fails or hangs on request."""

    channel = "recording"

    def __init__(self, deadline_s: float = 5.0) -> None:
        super().__init__(deadline_s)
        self.sent: list[Message] = []
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.threads: list[threading.Thread] = []
        self.withdrawals = 0
        self.withdrawal_error: Exception | None = None

    def _deliver(self, message: Message) -> Receipt:
        self.threads.append(threading.current_thread())
        self.gate.wait()
        if self.error is not None:
            raise self.error
        self.sent.append(message)
        return Receipt(Delivery.YES, self.channel)

    def _take_back(self) -> None:
        self.withdrawals += 1
        if self.withdrawal_error is not None:
            raise self.withdrawal_error


def make_closed_terminal() -> Notifier:
    """Give a notifier whose stream is gone."""
    stream = io.StringIO()
    stream.close()
    return TerminalNotifier(stream)


def make_bus_notifier() -> Notifier:
    """Give the notifier over D-Bus, which is of Linux alone."""
    if sys.platform != "linux":
        pytest.skip("D-Bus is spoken on Linux only")
    from sitwell.adapters.notifier.bus_notifier import BusNotifier

    return BusNotifier()


every_notifier = pytest.mark.parametrize(
    "make",
    [
        pytest.param(RecordingNotifier, id="recording"),
        pytest.param(SilentNotifier, id="silent"),
        pytest.param(lambda: TerminalNotifier(io.StringIO()), id="terminal"),
        pytest.param(make_closed_terminal, id="terminal that is closed"),
        pytest.param(PlyerNotifier, id="plyer without a bus"),
        pytest.param(make_bus_notifier, id="D-Bus without a bus"),
        pytest.param(ToastNotifier, id="desktop-notifier without a bus"),
        pytest.param(
            lambda: FallbackNotifier(make_closed_terminal(), RecordingNotifier()), id="fallback"
        ),
    ],
)


@pytest.fixture(autouse=True)
def _no_session_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")


@every_notifier
@pytest.mark.parametrize(
    "message",
    [
        pytest.param(NUDGE, id="a nudge"),
        pytest.param(OFFERING, id="a nudge with a button"),
        pytest.param(Message("", ""), id="nothing at all"),
        pytest.param(Message("-5 cm", "--help"), id="leading dashes"),
        pytest.param(Message("a\0b\x1b[31m", "\ud800"), id="characters nobody can show"),
        pytest.param(Message("x" * 999, "y " * 999), id="too long"),
    ],
)
def test_send_answers_with_a_receipt(make: Callable[[], Notifier], message: Message) -> None:
    """Whatever the message, send does not raise, and a NO says why."""
    receipt = make().send(message)
    assert receipt.channel
    assert receipt.delivered is Delivery.YES or receipt.detail


@every_notifier
def test_closed_notifier_says_no(make: Callable[[], Notifier]) -> None:
    """After close, which may be called twice, a send delivers nothing and does not raise."""
    notifier = make()
    notifier.close()
    notifier.close()
    assert notifier.send(NUDGE).delivered is Delivery.NO


@every_notifier
def test_withdrawing_is_always_possible(make: Callable[[], Notifier]) -> None:
    """A message can be taken back before there is one, afterwards, twice, and after close."""
    notifier = make()
    notifier.withdraw()
    notifier.send(OFFERING)
    notifier.withdraw()
    notifier.withdraw()
    notifier.close()
    notifier.withdraw()


@every_notifier
def test_deadline_is_known(make: Callable[[], Notifier]) -> None:
    """The caller can ask how long a send may hold it."""
    assert make().deadline_s > 0


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(NotShown("no screen; plug one in"), id="our own"),
        pytest.param(NotImplementedError("no screen; plug one in"), id="a library's"),
    ],
)
def test_failed_delivery_is_a_no_with_its_reason(error: Exception) -> None:
    """A back end that raises becomes a NO that carries the reason."""
    notifier = RecordingNotifier()
    notifier.error = error
    expected = Receipt(Delivery.NO, "recording", "no screen; plug one in")
    assert notifier.send(NUDGE) == expected


def test_delivery_off_the_callers_thread() -> None:
    """Delivery runs on a daemon thread, so that it cannot hold the process at its exit."""
    notifier = RecordingNotifier()
    notifier.send(NUDGE)
    assert notifier.threads[0].daemon
    assert notifier.threads[0] is not threading.current_thread()


def test_failed_withdrawal_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A message that cannot be taken back stays, without an error and without a warning."""
    notifier = RecordingNotifier()
    notifier.withdrawal_error = OSError("no bus")
    with caplog.at_level(logging.INFO):
        notifier.withdraw()
    assert notifier.withdrawals == 1
    assert caplog.text == ""


def test_failing_listener_does_not_end_the_hearing(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever an answer leads to, the thread that brought it goes on."""

    def fail(_answer: Answer) -> None:
        raise RuntimeError("no room")

    tell(fail, Answer.SNOOZE)
    assert "no room" in caplog.text


def test_same_trouble_warns_once(caplog: pytest.LogCaptureFixture) -> None:
    """A failure is a warning when its reason is new or comes back, and quiet while it repeats."""
    notifier = RecordingNotifier()
    reasons = ("no bus", "no bus", "no daemon", None, "no daemon")
    with caplog.at_level(logging.WARNING):
        for reason in reasons:
            notifier.error = None if reason is None else NotShown(reason)
            notifier.send(NUDGE)
    warned = [record.getMessage().rpartition(": ")[2] for record in caplog.records]
    assert warned == ["no bus", "no daemon", "no daemon"]


def test_log_does_not_hold_the_message(caplog: pytest.LogCaptureFixture) -> None:
    """What a person was told about their posture stays out of the log."""
    notifier = RecordingNotifier()
    notifier.error = NotShown("no bus")
    with caplog.at_level(logging.DEBUG):
        notifier.send(Message("secret title", "secret body"))
    assert caplog.text
    assert "secret" not in caplog.text


def test_stuck_delivery_lets_go_by_the_deadline() -> None:
    """A delivery that hangs is a NO at the deadline; until it ends no further one is tried.

    Then, with the thread gone, sending works again.
    """
    notifier = RecordingNotifier(deadline_s=0.3)
    notifier.gate.clear()
    assert "timed out" in notifier.send(NUDGE).detail
    start = time.perf_counter()
    second = notifier.send(NUDGE)
    assert time.perf_counter() - start < 0.2
    assert second.delivered is Delivery.NO
    assert "stuck" in second.detail
    assert len(notifier.threads) == 1
    notifier.gate.set()
    notifier.threads[0].join()
    assert notifier.send(NUDGE).delivered is Delivery.YES


def test_system_without_threads_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system can start no thread, the message is lost and the monitor goes on."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    expected = Receipt(Delivery.NO, "recording", "can't start new thread")
    assert RecordingNotifier().send(NUDGE) == expected


def test_back_end_gets_a_plain_message() -> None:
    """Every back end is given text that it can show."""
    notifier = RecordingNotifier()
    notifier.send(Message("\x1b\n", "two\nlines"))
    assert notifier.sent == [Message("Sitwell", "two lines")]


class TestFallback:
    """The second channel."""

    def test_takes_over_after_a_no(self) -> None:
        """What the first could not show, the second shows, and its receipt is given."""
        first, second = RecordingNotifier(), RecordingNotifier()
        first.error = NotShown("no bus")
        receipt = FallbackNotifier(first, second).send(NUDGE)
        assert receipt.delivered is Delivery.YES
        assert second.sent == [NUDGE]

    def test_keeps_out_otherwise(self) -> None:
        """A message that the first took is not shown twice."""
        first, second = RecordingNotifier(), RecordingNotifier()
        FallbackNotifier(first, second).send(NUDGE)
        assert first.sent == [NUDGE]
        assert second.sent == []

    def test_returns_to_the_first(self) -> None:
        """A desktop that comes back is used again."""
        first, second = RecordingNotifier(), RecordingNotifier()
        notifier = FallbackNotifier(first, second)
        first.error = NotShown("no bus")
        notifier.send(NUDGE)
        first.error = None
        notifier.send(NUDGE)
        assert (len(first.sent), len(second.sent)) == (1, 1)

    def test_goes_on_to_the_last(self) -> None:
        """There may be any number of channels; those after the first that worked keep out."""
        line = [RecordingNotifier() for _ in range(4)]
        line[0].error = line[1].error = NotShown("no bus")
        assert FallbackNotifier(*line).send(NUDGE).delivered is Delivery.YES
        assert [len(notifier.sent) for notifier in line] == [0, 0, 1, 0]

    def test_withdraws_wherever_it_was_shown(self) -> None:
        """Which of them shows the last message need not be known."""
        line = [RecordingNotifier() for _ in range(3)]
        FallbackNotifier(*line).withdraw()
        assert [notifier.withdrawals for notifier in line] == [1, 1, 1]

    def test_warns_once(self, caplog: pytest.LogCaptureFixture) -> None:
        """The person hears once, not with every nudge, that the desktop is out of reach."""
        first = RecordingNotifier()
        first.error = NotShown("no bus")
        notifier = FallbackNotifier(first, RecordingNotifier())
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                notifier.send(NUDGE)
        assert len(caplog.records) == 1
