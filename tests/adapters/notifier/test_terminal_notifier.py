"""Messages as lines in the terminal."""

import io
import sys

import pytest

from sitwell.adapters.notifier.base import Delivery
from sitwell.adapters.notifier.silent import SilentNotifier
from sitwell.adapters.notifier.terminal import TerminalNotifier
from sitwell.core.message import Message


class FakeTerminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param(Message("Sit up"), "Sitwell: Sit up\n", id="title alone"),
        pytest.param(Message("Sit up", "Now."), "Sitwell: Sit up\n  Now.\n", id="title, body"),
        pytest.param(Message("a\nb", "c\x1b[2Jd"), "Sitwell: a b\n  c[2Jd\n", id="escapes"),
    ],
)
def test_writes_one_or_two_lines(message: Message, expected: str) -> None:
    """A message is one line, or two with a body, without anything that moves the cursor."""
    stream = FakeTerminal()
    assert TerminalNotifier(stream).send(message).delivered is Delivery.YES
    assert stream.getvalue() == expected


def test_bell_rings_only_when_asked() -> None:
    """The bell is off unless it is switched on."""
    quiet, loud = io.StringIO(), io.StringIO()
    TerminalNotifier(quiet).send(Message("a"))
    TerminalNotifier(loud, has_bell=True).send(Message("a"))
    assert "\a" not in quiet.getvalue()
    assert loud.getvalue() == "\aSitwell: a\n"


def test_log_file_is_not_a_confirmed_reader() -> None:
    """What goes to a file was written, but nobody is known to have seen it."""
    assert TerminalNotifier(io.StringIO()).send(Message("a")).delivered is Delivery.UNKNOWN


def test_narrow_encoding_loses_letters_not_messages() -> None:
    """A terminal that has no umlauts shows the rest."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="ascii")
    assert TerminalNotifier(stream).send(Message("für 5 s")).delivered is Delivery.UNKNOWN
    assert buffer.getvalue() == b"Sitwell: f?r 5 s\n"


def test_stderr_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    """Messages go to stderr, as it is at the time, and never to stdout."""
    TerminalNotifier().send(Message("Sit up"))
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "Sitwell: Sit up\n")


def test_no_stderr_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without a terminal says so instead of raising."""
    monkeypatch.setattr(sys, "stderr", None)
    assert TerminalNotifier().send(Message("Sit up")).delivered is Delivery.NO


def test_silence_is_complete(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The silent notifier writes and logs nothing, and says that it delivered nothing."""
    assert SilentNotifier().send(Message("Sit up")).delivered is Delivery.NO
    captured = capsys.readouterr()
    assert (captured.out, captured.err, caplog.text) == ("", "", "")
