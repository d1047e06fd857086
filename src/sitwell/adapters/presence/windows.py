"""Presence on Windows, written from its manuals; it has not been run."""

import ctypes
import sys
from typing import Any

from sitwell.core.presence import Presence

_SWITCH = 0x0100  # DESKTOP_SWITCHDESKTOP: refused while the lock screen has the input
_FULL_SCREEN = (2, 3, 4)  # QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE
_QUIET = 6  # QUNS_QUIET_TIME


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick_ms", ctypes.c_uint))


class WindowsPresence:
    """What Windows says of the person. Thread, order and blocking: see `PresenceSource`.

    An administrator's prompt counts as locked while it is shown. Camera and microphone are unknown.
    """

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise OSError("this is not Windows")
        self._user: Any = ctypes.WinDLL("user32")
        self._kernel: Any = ctypes.WinDLL("kernel32")
        self._shell: Any = ctypes.WinDLL("shell32")
        self._user.OpenInputDesktop.restype = ctypes.c_void_p
        self._user.CloseDesktop.argtypes = (ctypes.c_void_p,)
        self._kernel.GetTickCount.restype = ctypes.c_uint

    def look(self) -> Presence:
        """Say how things stand."""
        state = ctypes.c_int(0)
        is_told = self._shell.SHQueryUserNotificationState(ctypes.byref(state)) == 0
        return Presence(
            is_locked=self._is_locked(),
            idle_s=self._find_idle(),
            is_full_screen=state.value in _FULL_SCREEN if is_told else None,
            is_do_not_disturb=state.value == _QUIET if is_told else None,
        )

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _is_locked(self) -> bool:
        desktop = self._user.OpenInputDesktop(0, 0, _SWITCH)
        if desktop:
            self._user.CloseDesktop(desktop)
        return not desktop

    def _find_idle(self) -> float | None:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not self._user.GetLastInputInfo(ctypes.byref(last)):
            return None
        now_ms = int(self._kernel.GetTickCount())
        return ((now_ms - int(last.tick_ms)) % (1 << 32)) / 1000.0  # both start anew at 2^32
