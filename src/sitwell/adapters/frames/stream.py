"""A camera somewhere on the network: http (MJPEG) or rtsp."""

from sitwell.adapters.frames.opencv import cv2
from sitwell.adapters.frames.reader import Capture, Opener, OpenFailedError
from sitwell.core.reason import Reason

SCHEMES = frozenset({"http", "https", "rtsp", "rtsps"})

# OpenCV's own are 30 s each: too long to sit before a dead address, or to notice a dead one.
_OPEN_TIMEOUT_MS = 3000
_READ_TIMEOUT_MS = 2000


def make_opener(address: str) -> Opener:
    """Give the opener for an address; it raises OpenFailedError (camera_gone) if nobody answers."""

    def open_stream() -> Capture:
        capture: Capture = cv2.VideoCapture(
            address,
            cv2.CAP_FFMPEG,
            [
                cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
                _OPEN_TIMEOUT_MS,
                cv2.CAP_PROP_READ_TIMEOUT_MSEC,
                _READ_TIMEOUT_MS,
            ],
        )
        if not capture.isOpened():
            capture.release()
            raise OpenFailedError(
                Reason.CAMERA_GONE,
                "no video answers there: check the address, and that its camera is on",
            )
        return capture

    return open_stream
