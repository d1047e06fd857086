"""Memory that was freed and that the C library keeps for later."""

import ctypes
import sys

_M_ARENA_MAX = -8  # of glibc's malloc.h


def keep_to_one() -> None:
    """Let all threads share one heap, where the C library can (glibc); call it before they begin.

    Each thread otherwise keeps a heap of its own with what it has freed: 12 MB more in the worker,
    whose eight threads take turns rather than work at once.
    """
    _call("mallopt", _M_ARENA_MAX, 1)


def give_back() -> None:
    """Give freed memory back to the system, where the C library can (glibc); otherwise nothing."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*arguments)
