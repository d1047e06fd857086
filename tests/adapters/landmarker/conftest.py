"""One worker for the tests that leave it as it was, and frames of the sample clip."""

import os
import select
from pathlib import Path

import cv2
import pytest

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame

CLIP = Path(__file__).parents[3] / "samples/front/calibration.mp4"


@pytest.fixture(scope="session")
def frames():
    """Thirty seconds of one person, one frame a second."""
    capture = cv2.VideoCapture(str(CLIP))
    found = []
    while (read := capture.read())[0]:
        found.append(Frame(float(len(found)), cv2.cvtColor(read[1], cv2.COLOR_BGR2RGB)))
    capture.release()
    assert len(found) >= 20
    return tuple(found)


@pytest.fixture(scope="session")
def landmarker():
    """Share a worker among tests that do not harm it. Its stream has a history; a look has none."""
    with Landmarker() as shared:
        yield shared


def wait_for_end(pid: int, deadline_s: float = 10.0) -> bool:
    """Say whether a process, not ours perhaps, ended before the deadline."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], deadline_s)[0])
    finally:
        os.close(handle)


def memory_names(pid: int) -> list[str]:
    """Give the shared memory that a process of ours has left a name for."""
    return [name for name in os.listdir("/dev/shm") if name.startswith(f"sitwell_{pid}_")]
