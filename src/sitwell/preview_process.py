"""The process behind the welcome's picture: `python -m sitwell.preview_process`.

Started by the window, which reads its standard output (`commands/preview_wire.py`) and ends it by
closing its standard input. Sealed like `sitwell calibrate`.
"""

import argparse
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import FileIO
from types import FrameType
from typing import NoReturn

# Light ones alone: the landmarker's worker imports this module too.
from sitwell.commands.preview_wire import Cameras, Failed, Message, Opened, Wish, write
from sitwell.errors import BadUsage, SitwellError

TERMINATED = 143
GRACE_S = 4.0  # a driver that hangs holds the camera for 3 s


class _Gone(Exception):
    """The window is not there any more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look through and where to keep what is learnt.

    Attributes:
        source: What the person chose; None leaves it to the config.
        profile: Of the baseline.
        is_hurried: Whether a recording is played as fast as possible.
    """

    source: str | None
    profile: str
    is_hurried: bool


class Ear:
    """Hears the wishes on standard input, in a thread of its own, and that it was closed."""

    def __init__(self) -> None:
        self._wishes: queue.SimpleQueue[Wish] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_over = False
        self._end: Callable[[], None] = lambda: None
        threading.Thread(target=self._hear, name="sitwell-wishes", daemon=True).start()

    def take(self) -> list[Wish]:
        """Give what was wished for since this was last called."""
        found = []
        with suppress(queue.Empty):
            while True:
                found.append(self._wishes.get_nowait())
        return found

    def on_end(self, end: Callable[[], None]) -> None:
        """Have this called, from the ear's thread, once the window is gone; or now if it is."""
        with self._lock:
            self._end, is_over = end, self._is_over
        if is_over:
            end()

    def _hear(self) -> None:
        with suppress(OSError, ValueError):
            for line in sys.stdin:
                with suppress(ValueError):
                    self._wishes.put(Wish(line.strip()))
        with self._lock:
            self._is_over, end = True, self._end
        end()
        # The window may have stopped reading as well: a write that waits for it would never end.
        killer = threading.Timer(GRACE_S, os.kill, (os.getpid(), signal.SIGTERM))
        killer.daemon = True
        killer.start()


def main() -> None:
    """Show, learn and save until the window closes the pipe."""
    signal.signal(signal.SIGTERM, _unwind)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the window's, which then ends us
    out = _take_output()
    code = 0
    try:
        _run(_parse(), partial(_tell, out), Ear())
    except _Gone:
        pass
    except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
        code = _explain(out, error)
    with suppress(OSError):
        out.close()
    sys.exit(code)


def _run(plan: Plan, tell: Callable[[Message, bytes], None], ear: Ear) -> None:
    from sitwell import config, paths
    from sitwell.adapters.frames import list_cameras, open_source
    from sitwell.adapters.landmarker import Landmarker
    from sitwell.commands.loan import Loan
    from sitwell.commands.playback import Playback
    from sitwell.commands.preview import PICTURE_S, Preview
    from sitwell.commands.sealing import seal_for

    settings = config.load(paths.config_file())
    source = plan.source or settings.watch.source
    seal_for(settings, [source])
    tell(Cameras(source, [[c.device, c.name] for c in list_cameras()]), b"")
    allowed = settings.privacy.allow_mediapipe_telemetry
    preview = Preview(settings.posture, paths.baseline_file(plan.profile), tell)
    # The loan around all, so that the monitor is told to go on once the camera is free.
    with (
        Loan() as loan,
        open_source(source, interval_s=PICTURE_S) as opened,
        Playback(opened, is_hurried=plan.is_hurried) as shown,
    ):
        ear.on_end(shown.close)
        with Landmarker(allow_telemetry=allowed) as worker:
            tell(Opened(shown.name, shown.is_live, loan.is_under_way), b"")

            def hear() -> list[Wish]:
                loan.renew()
                return ear.take()

            preview.run(shown, worker, hear)


def _parse() -> Plan:
    parser = argparse.ArgumentParser(prog="sitwell.preview_process")
    parser.add_argument("--source")
    parser.add_argument("--profile", default="default")
    parser.add_argument("--speed", choices=("realtime", "max"), default="realtime")
    given = parser.parse_args()
    if not given.profile or not all(c.isalnum() or c in "-_" for c in given.profile):
        raise BadUsage(f"'{given.profile}' is no profile name; use letters, digits, - and _")
    return Plan(given.source, given.profile, given.speed == "max")


def _take_output() -> FileIO:
    """Keep standard output for messages: what a library prints goes where errors go."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return open(kept, "wb", buffering=0)


def _tell(out: FileIO, message: Message, picture: bytes) -> None:
    try:
        left = memoryview(write(message, picture))
        while left:
            left = left[out.write(left) :]
    except OSError:
        raise _Gone from None


def _explain(out: FileIO, error: Exception) -> int:
    is_ours = isinstance(error, SitwellError)
    words = str(error) if is_ours else f"{type(error).__name__}: {error}"
    code = error.exit_code if isinstance(error, SitwellError) else 1
    with suppress(_Gone):
        _tell(out, Failed(" ".join(words.split()), code), b"")
    return code


def _unwind(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    main()
