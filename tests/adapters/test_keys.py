"""Single keys from the terminal."""

import io
import os
import pty
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from sitwell.adapters.keys import END, NO_KEY, NoKeyboard, open_keyboard

LONG_S = 20.0  # never waited for: the key is there


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """Give a terminal: the person's side, and ours."""
    person, ours = pty.openpty()
    with open(ours) as stream:
        yield person, stream
    os.close(person)


@pytest.mark.parametrize(
    ("pressed", "keys"),
    [
        pytest.param(b"q", ["q"], id="letter"),
        pytest.param(b"Q", ["q"], id="capital"),
        pytest.param(b"\r", ["\n"], id="Enter"),
        pytest.param(b" s", [" ", "s"], id="two quick ones"),
        pytest.param(b"\x04", [END], id="Ctrl-D"),
        pytest.param(b"\x1b[A", [NO_KEY], id="an arrow is no key"),
        pytest.param("ä".encode(), [NO_KEY, NO_KEY], id="a letter that is no command"),
    ],
)
def test_keys(terminal: tuple[int, TextIO], pressed: bytes, keys: list[str]) -> None:
    """Each key is given at once, without Enter."""
    person, stream = terminal
    with open_keyboard(stream) as keyboard:
        os.write(person, pressed)
        assert [keyboard.read(LONG_S) for _ in keys] == keys
        assert keyboard.read(0.0) == NO_KEY


def test_terminal_is_left_as_it_was(terminal: tuple[int, TextIO]) -> None:
    """Keys are unseen meanwhile; afterwards, also after Ctrl-C, the terminal is as before."""
    _, stream = terminal
    before = termios.tcgetattr(stream)
    with pytest.raises(KeyboardInterrupt), open_keyboard(stream):  # noqa: PT012 (as it happens)
        during = termios.tcgetattr(stream)[3]
        assert not during & termios.ECHO
        assert during & termios.ISIG  # Ctrl-C interrupts, as always
        raise KeyboardInterrupt
    assert termios.tcgetattr(stream) == before


def test_terminal_that_went_away() -> None:
    """A terminal that is closed while keys are awaited gives the end, and no error."""
    person, ours = pty.openpty()
    os.set_inheritable(ours, False)
    with open(ours) as stream, open_keyboard(stream) as keyboard:
        os.close(person)
        assert keyboard.read(LONG_S) == END


@pytest.mark.parametrize("stream", [None, io.StringIO("q")], ids=["none", "a pipe"])
def test_nobody_at_the_keys(stream: TextIO | None) -> None:
    """Where there is no terminal there are no keys, and nothing is read."""
    with open_keyboard(stream) as keyboard:
        assert isinstance(keyboard, NoKeyboard)
        assert keyboard.read(0.0) == NO_KEY
    assert stream is None or stream.read() == "q"
