"""SIGTERM and SIGHUP as the end of a command that has no orderly one of its own."""

import signal
from types import FrameType
from typing import NoReturn

from sitwell.commands.speaking import leave_terminal

HUNG_UP = 129
TERMINATED = 143


def unwind_on_signals() -> None:
    """Have these end the work at hand and leave nothing behind; what nohup has ignored stays so."""
    signal.signal(signal.SIGTERM, _terminate)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, _hang_up)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


def _hang_up(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # the terminal sends one, and its shell another
    leave_terminal()
    raise SystemExit(HUNG_UP)
