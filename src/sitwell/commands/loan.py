"""The camera borrowed from a running monitor, and given back."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from sitwell import paths
from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.control import Command, Json, Reply, Request
from sitwell.adapters.frames import find_kind
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.adapters.lock import share
from sitwell.commands.background import find_status, tell
from sitwell.core.status import SourceKind
from sitwell.errors import SitwellError, StoreUnusable

PAUSE_S = 600.0
"""A pause that ends by itself, should this process die before it can end it."""
RENEW_S = 300.0
_NEAR = timedelta(seconds=5)  # an end is told in whole seconds, from what is left of the rest

log = logging.getLogger(__name__)


@contextmanager
def borrow(*sources: str) -> Iterator[None]:
    """Have a running monitor pause while one of these sources is used, unless all are recordings.

    For at most ten minutes; whoever needs it for longer takes a `Loan` and renews it.
    """
    with ExitStack() as stack:
        if any(_is_live(source) for source in sources):
            stack.enter_context(Loan())
        stack.enter_context(camera_told(*sources))
        yield


@contextmanager
def camera_told(*sources: str) -> Iterator[None]:
    """Let those who ask whether the camera is on know of these sources, unless all are recordings.

    By a lock, which is gone with the process however that ends.
    """
    with ExitStack() as stack:
        if any(_is_live(source) for source in sources):
            try:
                stack.enter_context(share(paths.camera_lock()))
            except StoreUnusable as error:
                log.warning("nobody will be told that the camera is on: %s", error)
        yield


def _is_live(source: str) -> bool:
    return find_kind(source) is not SourceKind.RECORDING


class Loan:
    """Has a running monitor pause for a while. Use as a context manager, from one thread.

    A monitor that rests already is left alone, and so is a rest that the person chose meanwhile.
    """

    def __init__(
        self,
        find: Callable[[], dict[str, Json] | None] = find_status,
        tell: Callable[[Request], Reply] = tell,
        clock: Callable[[], float] = read_clock,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._now = now
        self._find = find
        self._tell = tell
        self._clock = clock
        self._until: datetime | None = None
        self._asked_t: float | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a monitor pauses because of this loan."""
        return self._asked_t is not None

    def __enter__(self) -> "Loan":
        """Ask for the camera; goes on without where nobody answers.

        The monitor then has it, and opening it says so.
        """
        try:
            status = self._find()
            if status is not None and status.get("rest") is None:
                self._ask()
        except SitwellError as error:
            log.warning("the running monitor was not asked for the camera: %s", error)
        except BaseException:  # interrupted while the monitor lets go of it
            self.__exit__()
            raise
        return self

    def renew(self) -> None:
        """Keep it for longer; call it now and then. Asks seldom."""
        if self._asked_t is None or self._clock() - self._asked_t < RENEW_S:
            return
        try:
            if self._is_ours():
                self._ask()
            else:
                self._asked_t = None
        except SitwellError:
            self._asked_t = None  # it has ended, and rests no more than it watches

    def __exit__(self, *_: object) -> None:
        if self._asked_t is None:
            return
        self._asked_t = None
        try:
            if self._is_ours():
                self._tell(Request(Command.RESUME))
        except SitwellError as error:
            log.warning("the monitor was not told to go on: %s", error)

    def _ask(self) -> None:
        self._asked_t = self._clock()
        self._until = self._now() + timedelta(seconds=PAUSE_S)  # if we are interrupted now
        self._tell(Request(Command.PAUSE, PAUSE_S))
        self._until = self._find_until()

    def _is_ours(self) -> bool:
        until = self._find_until()
        return until is not None and self._until is not None and abs(until - self._until) < _NEAR

    def _find_until(self) -> datetime | None:
        rest = (self._find() or {}).get("rest")
        until = rest.get("until") if isinstance(rest, dict) else None
        return datetime.fromisoformat(until) if isinstance(until, str) else None
