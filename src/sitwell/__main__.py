"""The program: runs the command line and turns our errors into one line and an exit code."""

import logging
import os
import sys

from sitwell.adapters import libraries
from sitwell.cli import app
from sitwell.errors import SitwellError

INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit codes are those of `sitwell.errors`, and 130 when interrupted."""
    logging.basicConfig(format="sitwell: %(message)s", level=logging.WARNING)
    try:
        app()
    except SitwellError as error:
        _fail(str(error), error.exit_code)
    except ImportError as error:
        missing = libraries.find_missing()
        _fail(libraries.advise(missing) if missing else f"cannot load {error}", 1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our results has gone; say nothing, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _fail(words: str, exit_code: int) -> None:
    print(f"sitwell: {words}", file=sys.stderr)
    sys.exit(exit_code)


if __name__ == "__main__":
    main()
