"""The clocks of this computer that tell of sleep. Only Linux has been run."""

import sys
import time

from sitwell.core.clocks import Clocks

if sys.platform == "win32":
    import ctypes

    def _read_pair() -> tuple[float, float | None]:
        # In units of 100 ns, without the time asleep; `monotonic` counts that time in.
        ticks = ctypes.c_ulonglong(0)
        if not ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks)):
            return time.monotonic(), None
        return ticks.value / 1e7, time.monotonic()

elif sys.platform == "darwin":

    def _read_pair() -> tuple[float, float | None]:
        through_s = time.clock_gettime(time.CLOCK_MONOTONIC)  # runs on in sleep on macOS
        return time.clock_gettime(time.CLOCK_UPTIME_RAW), through_s

elif sys.platform == "linux":

    def _read_pair() -> tuple[float, float | None]:
        return time.clock_gettime(time.CLOCK_MONOTONIC), time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def _read_pair() -> tuple[float, float | None]:
        return time.monotonic(), None


def read_clocks() -> Clocks:
    """Read the clocks, one after the other."""
    awake_s, through_s = _read_pair()
    return Clocks(awake_s, through_s, time.time())
