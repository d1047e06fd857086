"""What a command says: results on stdout, and all else on stderr."""

import os
import stat
import sys
from contextlib import suppress

from sitwell.errors import BadUsage, SitwellError


def say(line: str) -> None:
    """Tell the person something that is not a result."""
    if sys.stderr is not None:  # None where it was closed from outside: print would take stdout
        print(line, file=sys.stderr, flush=True)


def give(line: str) -> None:
    """Give a result at once: whoever reads a pipe should not wait for a buffer to fill."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        raise  # the reader has seen enough, which Typer ends quietly
    except OSError as error:
        raise lose_results(error) from None


def has_unwritten() -> bool:
    """Say whether there are results that cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def lose_results(error: OSError) -> SitwellError:
    """Drop the results that cannot be written, and give what to say of it."""
    # What stays in the buffer would fail once more, loudly, at exit.
    _drop(sys.stdout.fileno())
    return SitwellError(
        f"cannot write the results ({error.strerror}); free some space or send them elsewhere"
    )


def ask(question: str) -> bool:
    """Ask a yes-or-no question on the terminal; everything but a yes is a no.

    Raises:
        BadUsage: There is no terminal, so nobody can answer.
    """
    if sys.stdin is None or not sys.stdin.isatty():  # None where it was closed from outside
        raise BadUsage("there is no terminal to ask on whether you are sure; add --yes")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def leave_terminal() -> None:
    """Drop from now on what would be written to a terminal that has gone, and fail there."""
    for descriptor in (1, 2):
        with suppress(OSError):  # closed from outside
            is_device = stat.S_ISCHR(os.fstat(descriptor).st_mode)
            if is_device and not os.isatty(descriptor):
                _drop(descriptor)


def _drop(descriptor: int) -> None:
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, descriptor)
    os.close(void)
