"""What a watch meets outside: where pictures come from, and what time it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from typing import Protocol

from sitwell.adapters import clock as wall_clock
from sitwell.adapters.frames import Acquaintances, FrameSource
from sitwell.adapters.frames import open_source as open_real_source
from sitwell.adapters.frames.running_clock import read_clock


class OpenSource(Protocol):
    """Opens what a text names; as `frames.open_source`."""

    def __call__(self, text: str, *, interval_s: float) -> FrameSource:
        """Open it."""
        ...


def open_known(known: Acquaintances) -> OpenSource:
    """Give an opener that knows a camera again after each rest, whatever its number is then."""
    return partial(open_real_source, known=known)


@dataclass(frozen=True, slots=True)
class World:
    """The real one; a simulation brings its own.

    Attributes:
        open_source: Opens what a text names.
        clock: Seconds, which run on while the computer sleeps.
        wait: Sleeps for some seconds, or until the event is set.
        now: The wall clock, zone-aware.
        zone: In which days are days.
    """

    open_source: OpenSource = field(default_factory=lambda: open_known(Acquaintances()))
    clock: Callable[[], float] = read_clock
    wait: Callable[[threading.Event, float], object] = threading.Event.wait
    now: Callable[[], datetime] = wall_clock.now
    zone: tzinfo = field(default_factory=wall_clock.LocalZone)
