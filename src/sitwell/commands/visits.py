"""Lets go of the camera while nobody is there, and looks in now and then."""

import math
from collections.abc import Callable

from sitwell.adapters.frames.running_clock import read_clock
from sitwell.core.monitor import Monitor
from sitwell.core.reason import Reason

RELEASE_AFTER_S = 300.0
"""Away for so long, the person has gone and not only stood up: as long as a break lasts."""

EVERY_S = 30.0
"""Between two visits: who comes back is noticed so much later at most."""

LOOK_S = 4.0
"""How long a visit looks, from when it first sees something: the first pictures of a camera may be
dark or blurred, and MediaPipe may miss who is in them. A failure counts as something seen."""

LONGEST_S = 20.0
"""How long a visit lasts at most, should it see nothing and hear of no failure. To open a camera
takes 10 s at most (Patience.open_s), and 5 s without a picture are a failure."""


class Visits:
    """An excuse not to look, all but a few seconds of each half minute, while nobody is there.

        person   here| away .............................................|here
        camera   on  | on (5 min) | off 26 s | on 4 s | off 26 s | on 4 s | on

    Where the camera is slow a visit lasts longer: it is over once it has looked for so long.

        camera   off 26 s | opening 6 s, looking 4 s | off 20 s | opening 6 s, looking 4 s

    Used by the thread that watches, and asked from others.
    """

    def __init__(self, clock: Callable[[], float] = read_clock) -> None:
        self._clock = clock
        self._release_t: float | None = None  # None while somebody is there
        self._next_t = math.inf  # when the next visit begins
        self._until_t = -math.inf  # when the last one is over

    def note(self, now: Monitor) -> None:
        """Take the monitor's last step into account."""
        t = self._clock()
        if not now.episodes.is_absent:
            self._release_t = None
        elif self._release_t is None:
            self._next_t = t + RELEASE_AFTER_S + EVERY_S - LOOK_S
            self._until_t = -math.inf
            self._release_t = t + RELEASE_AFTER_S
        if now.steady is None or now.steady.reading.reason is not Reason.NOBODY:
            self._until_t = min(self._until_t, t + LOOK_S)

    def find_excuse(self) -> Reason | None:
        """Give why not to look now: nobody was there, and the next visit is still to come."""
        t, release_t = self._clock(), self._release_t
        if release_t is None or t < release_t or t < self._until_t:
            return None
        if t < self._next_t:
            return Reason.NOBODY
        self._until_t, self._next_t = t + LONGEST_S, t + EVERY_S
        return None
