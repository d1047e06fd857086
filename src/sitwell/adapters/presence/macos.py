"""Presence on macOS, written from its manuals; it has not been run."""

import ctypes

from sitwell.core.presence import Presence

_FRAMEWORKS = "/System/Library/Frameworks"
_LOCKED = b"CGSSessionScreenIsLocked"  # present only while the screen is locked
_UTF8 = 0x08000100
_HARDWARE = 1  # kCGEventSourceStateHIDSystemState
_ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType


class MacPresence:
    """What macOS says of the person. Thread, order and blocking: see `PresenceSource`.

    Focus, camera and microphone are unknown: no public function tells of them without consent.

    Raises:
        OSError: If the system's libraries cannot be loaded.
    """

    def __init__(self) -> None:
        self._graphics = ctypes.CDLL(f"{_FRAMEWORKS}/CoreGraphics.framework/CoreGraphics")
        self._foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        self._graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
        idle = self._graphics.CGEventSourceSecondsSinceLastEventType
        idle.argtypes, idle.restype = (ctypes.c_int32, ctypes.c_uint32), ctypes.c_double
        make = self._foundation.CFStringCreateWithCString
        make.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        make.restype = ctypes.c_void_p
        self._foundation.CFDictionaryContainsKey.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        self._foundation.CFDictionaryContainsKey.restype = ctypes.c_ubyte
        self._foundation.CFRelease.argtypes = (ctypes.c_void_p,)
        self._key = make(None, _LOCKED, _UTF8)

    def look(self) -> Presence:
        """Say how things stand."""
        idle_s = self._graphics.CGEventSourceSecondsSinceLastEventType(_HARDWARE, _ANY_INPUT)
        return Presence(is_locked=self._is_locked(), idle_s=max(0.0, idle_s))

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _is_locked(self) -> bool | None:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:  # nobody is logged in at the screen
            return None
        try:
            return bool(self._foundation.CFDictionaryContainsKey(session, self._key))
        finally:
            self._foundation.CFRelease(session)
