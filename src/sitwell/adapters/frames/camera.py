"""A camera of this computer, opened the way its system likes."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

from sitwell.adapters.frames.devices import DEV, SYS, find_by_name, list_cameras
from sitwell.adapters.frames.identity import Acquaintances
from sitwell.adapters.frames.opencv import cv2, to_utf8
from sitwell.adapters.frames.reader import Capture, Opener, OpenFailedError
from sitwell.core.reason import Reason
from sitwell.errors import BadUsage

_SIZE_WH = (640, 480)  # enough for the pose model, and every webcam has it
# Every picture is fetched, wanted or not, to keep the queue empty: half of the usual 30 a second
# costs half, and the next one is still never further away than 1/15 s.
_FPS = 15
_FIRST_READS = 3  # some cameras answer the first read after opening with nothing

# Named, because CAP_ANY tries the screen grabbers and depth cameras as well, loudly. The first
# that opens is taken.
_BACKENDS = {
    "linux": (cv2.CAP_V4L2,),
    "darwin": (cv2.CAP_AVFOUNDATION,),
    "win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW),
}


def open_device(device: str, *, dev: Path = DEV, sysfs: Path = SYS) -> Capture:
    """Open a Linux camera by its device path; blocks for seconds if the driver is slow.

    Raises OpenFailedError: camera_gone where the device is not there, camera_busy where it is there
    but another program has it, or we may not open it.
    """
    _check_device(device, dev, sysfs)
    # Resolved at each opening: /dev/v4l/by-id/... stays while the number behind it changes.
    path = to_utf8(os.path.realpath(device))
    capture = None if path is None else _try_backends(path)
    if capture is None:
        raise OpenFailedError(
            Reason.CAMERA_BUSY,
            f"{device} is busy or gives no pictures: close the other program that uses it, "
            "or choose another --source",
        )
    return capture


def open_index(index: int) -> Capture:
    """Open a camera by number, on systems that have no device paths.

    Raises OpenFailedError (camera_gone): macOS and Windows do not say why a camera does not open.
    """
    capture = _try_backends(index)
    if capture is None:
        raise OpenFailedError(
            Reason.CAMERA_GONE,
            f"no camera {index}, or it is busy, or not allowed: plug it in, close other programs "
            "that use it, and allow the camera in the system's privacy settings",
        )
    return capture


def make_opener(camera: int | str, known: Acquaintances) -> Opener:
    """Give the opener for a camera number or a Linux device path.

    On Linux it opens the same camera each time, wherever that is by then.
    """
    if sys.platform == "linux":
        device = str(DEV / f"video{camera}") if isinstance(camera, int) else camera
        return lambda: open_same(device, known)
    if sys.platform == "darwin":
        _ask_permission(int(camera))
    return lambda: open_index(int(camera))


def make_opener_by_name(name: str, known: Acquaintances) -> Opener:
    """Give the opener for a Linux camera by its name; of twins it stays with the first."""
    return lambda: open_named(name, known)


def open_same(device: str, known: Acquaintances, *, dev: Path = DEV, sysfs: Path = SYS) -> Capture:
    """Open the camera that `device` was when it was first opened, wherever it is now.

    A link to a device leads to the same camera by itself. A camera that nothing can be known of is
    opened by its path.

    Raises OpenFailedError: as `open_device`, and camera_gone while that camera is unplugged,
    whichever other has its path meanwhile.
    """
    if os.path.islink(device):
        return open_device(device, dev=dev, sysfs=sysfs)
    now_at = known.find(device) if known.has_met(device) else device
    if now_at is None:
        raise OpenFailedError(Reason.CAMERA_GONE, _explain_unplugged(f"that was {device}"))
    capture = open_device(now_at, dev=dev, sysfs=sysfs)
    known.note(device, now_at)
    return capture


def open_named(name: str, known: Acquaintances, *, dev: Path = DEV, sysfs: Path = SYS) -> Capture:
    """Open the camera of a name: the one that was opened before if it is there.

    Raises OpenFailedError: as `open_device`, and camera_gone where no camera has that name, or
    several have.
    """
    device = known.find(name)
    if device is None:
        try:
            found = find_by_name(name, list_cameras(dev, sysfs))
        except BadUsage as error:
            raise OpenFailedError(Reason.CAMERA_GONE, str(error)) from error
        if found is None:
            raise OpenFailedError(Reason.CAMERA_GONE, _explain_unplugged(name))
        device = found.device
    capture = open_device(device, dev=dev, sysfs=sysfs)
    known.note(name, device)
    return capture


def _check_device(device: str, dev: Path, sysfs: Path) -> None:
    try:
        os.close(os.open(device, os.O_RDWR | os.O_NONBLOCK))
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            raise OpenFailedError(
                Reason.CAMERA_BUSY,
                f"{device} is not permitted: join the group that owns it "
                "(sudo usermod -aG video $USER), then log in again",
            ) from error
        if error.errno == errno.EBUSY:
            raise OpenFailedError(
                Reason.CAMERA_BUSY, f"{device} is busy: close the other program that uses it"
            ) from error
        raise OpenFailedError(Reason.CAMERA_GONE, _explain_gone(device, dev, sysfs)) from error


def _explain_gone(device: str, dev: Path, sysfs: Path) -> str:
    cameras = list_cameras(dev, sysfs)
    if not cameras:
        return "no camera at all on this computer: plug one in, or take a file as the source"
    return f"no camera at {device}: choose one of {', '.join(map(str, cameras))}"


def _explain_unplugged(which: str) -> str:
    return (
        f"the camera {which} is unplugged: plug it in again, "
        "or start Sitwell again to look through another"
    )


def _try_backends(camera: int | str) -> Capture | None:
    for backend in _BACKENDS.get(sys.platform, (cv2.CAP_ANY,)):
        capture: Capture = cv2.VideoCapture(camera, backend)
        if capture.isOpened():
            _configure(capture)
            if any(capture.grab() for _ in range(_FIRST_READS)):
                return capture
        capture.release()
    return None


def _configure(capture: Any) -> None:
    # The compression before the size: uncompressed, many cameras give 640x480 at 5 fps only.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _SIZE_WH[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _SIZE_WH[1])
    capture.set(cv2.CAP_PROP_FPS, _FPS)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _ask_permission(index: int) -> None:
    """Open and release once in this thread: macOS asks the person only from the main thread.

    (opencv#16427; the reader's own opening, in its thread, then finds the permission given.)
    """
    cv2.VideoCapture(index, cv2.CAP_AVFOUNDATION).release()
