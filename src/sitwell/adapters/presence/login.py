"""What logind says over the system bus: the session's lock, its idleness, and the next sleep."""

from collections.abc import Mapping

from sitwell.adapters.presence.bus import Bus
from sitwell.adapters.presence.question import Question, ask_property

_NAME = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"

ASLEEP = ask_property(
    _NAME, _PATH, _MANAGER, "PreparingForSleep", told_by=(_MANAGER, "PrepareForSleep")
)


class Login:
    """The session of this process, or the graphical one of its user.

    Thread: one at a time. Blocking: `update` blocks as long as `Bus.ask` does, twice.
    """

    def __init__(self, bus: Bus, environ: Mapping[str, str]) -> None:
        """Make one; nothing is asked before the first `update`.

        Args:
            bus: The system bus.
            environ: The process environment, which names the session unless we were started by
                the user's service manager.
        """
        self._bus = bus
        named = environ.get("XDG_SESSION_ID")
        # "auto" is the caller's session, or else the one its user sees (systemd 243 and later).
        # A named one may have ended since: then its answer is a refusal.
        self._sessions = tuple(
            Question(_NAME, _PATH, _MANAGER, "GetSession", "s", (session,))
            for session in (named, "auto")
            if session
        )
        self._locked: Question | None = None
        self._idle: Question | None = None
        self._idle_since: Question | None = None

    def update(self, t: float) -> None:
        """Bring everything up to date; `t` is the time on CLOCK_MONOTONIC in seconds."""
        self._bus.ask((*self._sessions, ASLEEP), t)
        answers = (self._bus.answer(question) for question in self._sessions)
        path = next((path for path in answers if isinstance(path, str)), None)
        if path is None:
            self._locked = self._idle = self._idle_since = None
            return
        self._locked = ask_property(_NAME, path, _SESSION, "LockedHint")
        self._idle = ask_property(_NAME, path, _SESSION, "IdleHint")
        self._idle_since = ask_property(_NAME, path, _SESSION, "IdleSinceHintMonotonic")
        self._bus.ask((self._locked, self._idle, self._idle_since), t)

    @property
    def is_asleep(self) -> bool | None:
        """Whether the computer is about to sleep."""
        return _as_claim(self._bus, ASLEEP)

    @property
    def is_locked(self) -> bool | None:
        """Whether the session says that it is locked; simple screen lockers do not tell it."""
        return _as_claim(self._bus, self._locked)

    def find_idle(self, t: float) -> float | None:
        """Give for how long the session has called itself idle; None if it does not."""
        if not _as_claim(self._bus, self._idle) or self._idle_since is None:
            return None
        since_us = self._bus.answer(self._idle_since)
        return max(0.0, t - since_us / 1e6) if isinstance(since_us, int) and since_us else None

    def take_slept(self) -> bool:
        """Say whether sleep was announced since this was last called."""
        return self._bus.take_was_true(ASLEEP)

    def take_locked(self) -> bool:
        """Say whether the session was locked since this was last called."""
        return self._locked is not None and self._bus.take_was_true(self._locked)


def _as_claim(bus: Bus, question: Question | None) -> bool | None:
    value = None if question is None else bus.answer(question)
    return value if isinstance(value, bool) else None
