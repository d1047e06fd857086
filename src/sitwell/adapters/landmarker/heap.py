"""Memory that was freed and that the C library keeps for later."""

import ctypes
import sys


def give_back() -> None:
    """Give freed memory back to the system, where the C library can (glibc); otherwise nothing."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
