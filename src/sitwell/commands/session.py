"""What the desktop session says: whether anybody can be there, and what a nudge would disturb."""

import threading
from collections.abc import Callable

from sitwell.adapters.frames.running_clock import read_clock
from sitwell.adapters.presence import PresenceSource
from sitwell.core.presence import UNKNOWN, Away, Hold, Presence, find_away, find_hold
from sitwell.core.reason import Reason

FRESH_S = 1.0
"""What was asked stays good for so long: a lock or a call is noticed a second late at most."""

LONGEST_HOLD_S = 2 * 3600.0
"""Longer than this nothing holds a nudge back: some microphones are never let go of."""

_REASONS = {Away.LOCKED: Reason.LOCKED, Away.ASLEEP: Reason.ASLEEP}


class Session:
    """Asks the system, not more often than is useful. May be used from any thread."""

    def __init__(self, source: PresenceSource, clock: Callable[[], float] = read_clock) -> None:
        self._source = source
        self._clock = clock
        self._presence = UNKNOWN
        self._asked_t: float | None = None
        self._held_since_t: float | None = None
        self._lock = threading.Lock()

    def find_excuse(self) -> Reason | None:
        """Give why not to look now: nobody can be there, or somebody else uses the camera."""
        presence = self._ask()
        away = find_away(presence)
        if away is not None:
            return _REASONS[away]
        return Reason.CAMERA_BUSY if presence.camera_users else None

    @property
    def hold(self) -> Hold | None:
        """What a nudge would disturb now; None too where that has gone on for hours."""
        presence, since_t = self._ask(), self._held_since_t
        if since_t is None or self._clock() - since_t > LONGEST_HOLD_S:
            return None
        return find_hold(presence)

    def close(self) -> None:
        """Let go of the buses."""
        self._source.close()

    def _ask(self) -> Presence:
        with self._lock:
            now = self._clock()
            if self._asked_t is None or now - self._asked_t >= FRESH_S:
                self._asked_t = now
                self._presence = self._source.look()
                if find_hold(self._presence) is None:
                    self._held_since_t = None
                elif self._held_since_t is None:
                    self._held_since_t = now
            return self._presence
