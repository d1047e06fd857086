"""What every source of presence promises, the one that knows nothing, and the one with clocks."""

from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from sitwell.core.clocks import Clocks, measure_sleep
from sitwell.core.presence import UNKNOWN, Presence


class PresenceSource(Protocol):
    """Something that knows what the system says of the person.

    Thread: one at a time; there is no thread behind it. Order: any number of `look`, then `close`;
    a `look` after `close` knows nothing. Blocking: `look` takes a millisecond, and at most a second
    when a service has just stopped answering; it never raises. What happens between two looks is
    told by the second.
    """

    def look(self) -> Presence:
        """Say how things stand, and what has passed since the look before."""

    def close(self) -> None:
        """Let go of everything; may be called twice."""


class UnknownPresence:
    """Knows nothing: the null object, for systems that are not understood."""

    def look(self) -> Presence:
        """Give a presence in which everything is unknown."""
        return UNKNOWN

    def close(self) -> None:
        """Do nothing."""


class ClockedPresence:
    """Adds to a source what the clocks tell of sleep, and lets it go at the end of a `with`.

    The first look tells of sleep since it was made.
    Thread, order and blocking: see `PresenceSource`.
    """

    def __init__(self, source: PresenceSource, read: Callable[[], Clocks]) -> None:
        self._source = source
        self._read = read
        self._before = read()

    def look(self) -> Presence:
        """Say how things stand, and what has passed since the look before."""
        now = self._read()
        slept_s = measure_sleep(self._before, now)
        self._before = now
        presence = self._source.look()
        return replace(presence, slept_s=slept_s) if slept_s > 0.0 else presence

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
