"""Seconds that run on while the computer sleeps."""

import time

_BOOT_TIME = getattr(time, "CLOCK_BOOTTIME", None)


def read_clock() -> float:
    """Give seconds since some moment, sleep included where the system can tell (Linux).

    `time.monotonic` stands still during suspend on Linux, so hours asleep would look like one
    second between two pictures, and the slump or the sitting before them would go on.
    """
    return time.monotonic() if _BOOT_TIME is None else time.clock_gettime(_BOOT_TIME)
