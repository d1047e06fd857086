"""Signals as the orderly end of a long command."""

import signal
import threading

import pytest

from sitwell.commands.stopping import clean_stop


@pytest.mark.parametrize(
    ("number", "was_ctrl_c"),
    [
        pytest.param(signal.SIGINT, True, id="ctrl-c"),
        pytest.param(signal.SIGTERM, False, id="sigterm"),
    ],
)
def test_first_signal_asks_to_stop(number: signal.Signals, was_ctrl_c: bool) -> None:
    """The first signal only asks to stop, and it is known which one it was."""
    stop = threading.Event()
    with clean_stop(stop) as was_interrupted:
        signal.raise_signal(number)
        assert stop.is_set()
    assert was_interrupted() is was_ctrl_c


def test_second_signal_ends_it_now() -> None:
    """Whoever presses Ctrl-C twice means it."""
    with clean_stop(threading.Event()):
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_handlers_are_given_back() -> None:
    """Afterwards Ctrl-C means what it meant before."""
    before = signal.getsignal(signal.SIGINT)
    with clean_stop(threading.Event()):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
