"""Runs the command line and turns our errors into one line and an exit code."""

import io
import logging
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from sitwell.adapters import libraries
from sitwell.cli.app import UsageError, app
from sitwell.cli.signals import unwind_on_signals
from sitwell.commands.speaking import has_unwritten, lose_results, say
from sitwell.errors import SitwellError

if TYPE_CHECKING:
    import typer


def run() -> NoReturn:
    """Run it and exit.

    Raises:
        KeyboardInterrupt: On Ctrl-C.
    """
    logging.basicConfig(format="sitwell: %(message)s", level=logging.WARNING)
    unwind_on_signals()
    _fill_gaps()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ° shows ?, and no traceback
    try:
        sys.exit(app(standalone_mode=False))
    except SitwellError as error:
        _fail(str(error), error.exit_code)
    except UsageError as error:
        _fail(_explain(error), error.exit_code)
    except ImportError as error:
        missing = libraries.find_missing()
        _fail(libraries.advise(missing) if missing else f"cannot load {error}", 1)
    except OSError as error:
        if not has_unwritten():  # Typer prints the help itself
            raise
        _fail(str(lose_results(error)), SitwellError.exit_code)


def _fill_gaps() -> None:
    """Put nothing in the place of each standard stream that was closed from outside.

    Another file would get its number otherwise, and what is written there.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")


def _explain(error: "typer.BadParameter") -> str:
    """Put Typer's words, which are sentences, into ours."""
    words = error.format_message().rstrip(".")
    command = "sitwell" if error.ctx is None else error.ctx.command_path
    return f"{words[0].lower()}{words[1:]}; see '{command} --help'"


def _fail(words: str, exit_code: int) -> NoReturn:
    say(f"sitwell: {words}")
    sys.exit(exit_code)
