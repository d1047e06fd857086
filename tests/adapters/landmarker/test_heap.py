"""The heap that a process's threads share, read from the C library's own account."""

import ctypes
import subprocess
import sys

import pytest

ACCOUNT = """
import ctypes, sys, threading
from sitwell.adapters.landmarker import heap
if sys.argv[1] == "shared":
    heap.keep_to_one()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
thread = threading.Thread(target=lambda: libc.malloc(1000))
thread.start()
thread.join()
libc.malloc_stats()
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_stats"), reason="needs glibc"
)
@pytest.mark.parametrize(
    ("how", "heaps"),
    [pytest.param("shared", 1, id="asked"), pytest.param("own", 2, id="as glibc does unasked")],
)
def test_threads_share_one_heap(how: str, heaps: int) -> None:
    """A thread keeps no heap of its own once asked not to; unasked it does."""
    said = subprocess.run(
        [sys.executable, "-c", ACCOUNT, how], capture_output=True, text=True, check=True, timeout=60
    )
    assert sum(line.startswith("Arena ") for line in said.stderr.splitlines()) == heaps
