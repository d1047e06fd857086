"""Presence on Linux: logind and the desktop over D-Bus, X11, ALSA and /proc."""

import time
from collections.abc import Callable, Iterable, Mapping

from sitwell.adapters.bus_link import find_session_bus
from sitwell.adapters.presence.bus import Bus
from sitwell.adapters.presence.camera_users import CameraUsers
from sitwell.adapters.presence.desktop import Desktop
from sitwell.adapters.presence.login import Login
from sitwell.adapters.presence.microphone import is_microphone_used
from sitwell.adapters.presence.x11 import Display
from sitwell.core.presence import UNKNOWN, Away, Presence

_SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"


class LinuxPresence:
    """What a Linux system says of the person. Thread, order and blocking: see `PresenceSource`."""

    def __init__(
        self,
        environ: Mapping[str, str],
        find_cameras: Callable[[], Iterable[str]] = tuple,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make one; the first look connects.

        Args:
            environ: The process environment, which names buses, session and display.
            find_cameras: Gives the devices whose other users are of interest, e.g. "/dev/video0".
            clock: The time in seconds on CLOCK_MONOTONIC, which logind counts in too.
        """
        self._clock = clock
        self._system = Bus(environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _SYSTEM_BUS)
        self._session = Bus(find_session_bus(environ))
        self._login = Login(self._system, environ)
        self._desktop = Desktop(self._session)
        self._display = Display(environ)
        self._camera_users = CameraUsers(find_cameras)
        self._is_closed = False

    def look(self) -> Presence:
        """Say how things stand, and what has passed since the look before."""
        if self._is_closed:
            return UNKNOWN
        t = self._clock()
        self._login.update(t)
        self._desktop.update(t)
        self._display.update(t)
        return Presence(
            is_locked=_either(self._login.is_locked, self._desktop.is_locked),
            is_asleep=self._login.is_asleep,
            idle_s=self._find_idle(t),
            is_microphone_used=is_microphone_used(),
            is_full_screen=self._display.is_full_screen,
            is_do_not_disturb=self._desktop.is_do_not_disturb,
            camera_users=self._camera_users.find(t),
            passed=self._take_passed(),
        )

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        self._is_closed = True
        self._system.close()
        self._session.close()
        self._display.close()

    def _find_idle(self, t: float) -> float | None:
        for idle_s in (self._desktop.idle_s, self._display.idle_s):
            if idle_s is not None:
                return idle_s
        return self._login.find_idle(t)

    def _take_passed(self) -> frozenset[Away]:
        has_slept = self._login.take_slept()
        was_locked = (self._login.take_locked(), self._desktop.take_locked())
        pairs = ((Away.ASLEEP, has_slept), (Away.LOCKED, any(was_locked)))
        return frozenset(away for away, has_been in pairs if has_been)


def _either(one: bool | None, other: bool | None) -> bool | None:
    """Give True if either says so, None if neither knows."""
    if one is None or other is None:
        return other if one is None else one
    return one or other
