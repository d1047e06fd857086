"""The program. What it needs is imported once Ctrl-C is heeded, and not by the worker's process."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; exit codes are those of `sitwell.errors`, and 130 when interrupted."""
    try:
        from sitwell.cli.program import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
