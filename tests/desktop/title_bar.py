"""The close button of a window's frame, on a screen where nobody draws frames."""

import ctypes
from typing import ClassVar

CLIENT_MESSAGE = 33


class _Message(ctypes.Structure):
    """Xlib's XClientMessageEvent."""

    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 12),  # XEvent is a union of 24 longs
    ]


def press_close(display: str, window: int) -> None:
    """Ask a window to close, as a window manager does when its close button is pressed."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    xlib.XInternAtom.restype = ctypes.c_ulong
    link = ctypes.c_void_p(xlib.XOpenDisplay(display.encode()))
    assert link, f"no screen {display}"
    protocols, delete = (
        xlib.XInternAtom(link, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    message = _Message(
        type=CLIENT_MESSAGE, window=window, message_type=protocols, format=32, data=(delete,)
    )
    xlib.XSendEvent(link, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    xlib.XCloseDisplay(link)
