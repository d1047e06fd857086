"""What is remembered of a pause when the monitor has ended without being told to."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sitwell.adapters import wish_file
from sitwell.adapters.clock import now as wall_clock
from sitwell.core import duty
from sitwell.core.duty import WATCHING, Duty
from sitwell.errors import SitwellError

log = logging.getLogger(__name__)


class Memory(Protocol):
    """Keeps the wish in force; never fails. One thread at a time."""

    def keep(self, wish: Duty, t: float) -> None:
        """Remember a wish, `t` seconds on its clock, or that there is none any more."""
        ...

    def recall(self, t: float) -> Duty:
        """Give what is left of the wish that was kept last, on a clock that now says `t`."""
        ...


class Forgetful(Memory):
    """Remembers nothing: of a recording, nobody wishes that the next one waits too."""

    def keep(self, wish: Duty, t: float) -> None:
        """Forget it."""

    def recall(self, t: float) -> Duty:  # noqa: ARG002 (Memory asks for it)
        """Give that it is to watch."""
        return WATCHING


class WishFile(Memory):
    """Remembers in a file. What a disk refuses is logged, and the wish holds until the end."""

    def __init__(self, path: Path, now: Callable[[], datetime] = wall_clock) -> None:
        """Remember in this file, by this calendar."""
        self._path = path
        self._now = now

    def keep(self, wish: Duty, t: float) -> None:
        """Write it down, or remove what was."""
        kept = duty.write_down(wish, t, self._now())
        try:
            if kept is None:
                wish_file.remove(self._path)
            else:
                wish_file.save(kept, self._path)
        except SitwellError as error:
            log.warning("%s", error)

    def recall(self, t: float) -> Duty:
        """Give what is left; nothing of one that cannot be read, and its file stays."""
        try:
            kept = wish_file.load(self._path)
        except SitwellError as error:
            log.warning("%s; it is ignored, and 'sitwell resume' removes it", error)
            return WATCHING
        if kept is None:
            return WATCHING
        wish = duty.take_up(kept, t, self._now())
        if wish.rest is None:
            log.info("the rest that was kept is over")
        else:
            log.info("still %s, as before the last end", wish.rest.value)
        self.keep(wish, t)
        return wish
