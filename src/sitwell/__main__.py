"""The program: runs the command line and turns our errors into one line and an exit code."""

import io
import logging
import sys
from typing import TYPE_CHECKING, NoReturn

from sitwell.errors import SitwellError

if TYPE_CHECKING:
    import typer

INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit codes are those of `sitwell.errors`, and 130 when interrupted."""
    # Not at the top: the worker's process imports this module, and has no use for a command line.
    from sitwell.adapters import libraries
    from sitwell.cli.app import UsageError, app
    from sitwell.cli.signals import unwind_on_signals

    logging.basicConfig(format="sitwell: %(message)s", level=logging.WARNING)
    unwind_on_signals()
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
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _explain(error: "typer.BadParameter") -> str:
    """Put Typer's words, which are sentences, into ours."""
    words = error.format_message().rstrip(".")
    command = "sitwell" if error.ctx is None else error.ctx.command_path
    return f"{words[0].lower()}{words[1:]}; see '{command} --help'"


def _fail(words: str, exit_code: int) -> NoReturn:
    print(f"sitwell: {words}", file=sys.stderr)
    sys.exit(exit_code)


if __name__ == "__main__":
    main()
