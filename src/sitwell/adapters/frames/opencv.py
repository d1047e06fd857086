"""OpenCV with its mouth shut, and its pictures in our colours.

Every module of this room takes `cv2` from here, because what OpenCV and FFmpeg print, and how
MSMF and V4L2 open a camera, is decided by the environment at the first import.
"""

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["cv2", "hush", "to_rgb", "to_utf8"]

_ENVIRONMENT = {
    "OPENCV_FFMPEG_LOGLEVEL": "-8",  # FFmpeg's AV_LOG_QUIET
    # MSMF otherwise needs seconds to minutes to open a camera (opencv#17687).
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    # A V4L2 read that hangs returns after this many seconds (10 unless told), so that close()
    # and the reader notice a dead camera soon.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "2",
}
# FFmpeg opens what holds pictures itself. Playlists and scripts (hls, dash, concat), which name
# further files and addresses, are not read, and no server may send us on to another one: an http
# camera that answered with a redirect, or with a playlist, made OpenCV fetch from a second address.
_FORMATS = (
    *("asf", "avi", "flv", "gif", "h264", "hevc", "ivf", "m4v", "matroska", "mjpeg", "mov", "mpeg"),
    *("mpegts", "mpegvideo", "mpjpeg", "mxf", "ogg", "rtsp", "yuv4mpegpipe"),
)
_FFMPEG_DEFAULTS = "rtsp_transport;tcp"  # OpenCV's own, which it drops once the variable is set
_FFMPEG_LIMITS = f"max_redirects;0|format_whitelist;{','.join(_FORMATS)}"
_CAPTURE_OPTIONS = "OPENCV_FFMPEG_CAPTURE_OPTIONS"

for _key, _value in _ENVIRONMENT.items():
    os.environ.setdefault(_key, _value)
_wanted = os.environ.get(_CAPTURE_OPTIONS, _FFMPEG_DEFAULTS).removesuffix(_FFMPEG_LIMITS).strip("|")
os.environ[_CAPTURE_OPTIONS] = f"{_wanted}|{_FFMPEG_LIMITS}"  # of one key the last counts

import cv2  # noqa: E402  (after the environment)

if "OPENCV_LOG_LEVEL" not in os.environ:
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_one_hush_at_a_time = threading.Lock()


def to_rgb(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Turn an OpenCV picture (grey, BGR or BGRA, uint8) into contiguous (h, w, 3) RGB.

    Alpha is dropped: cameras and videos have none worth keeping.
    """
    if picture.ndim == 2:
        code = cv2.COLOR_GRAY2RGB
    elif picture.shape[2] == 4:
        code = cv2.COLOR_BGRA2RGB
    else:
        code = cv2.COLOR_BGR2RGB
    rgb: NDArray[np.uint8] = np.ascontiguousarray(cv2.cvtColor(picture, code))
    return rgb


def to_utf8(name: str) -> str | None:
    """Give a path or address as OpenCV takes it, in UTF-8 whatever the locale; None if it is not.

    OpenCV 5 crashes at a name with a surrogate, Python's stand-in for a byte it could not read.
    """
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return None


@contextlib.contextmanager
def hush() -> Iterator[None]:
    """Send the process's file descriptor 2 to nowhere for the length of one decoding.

    libpng and libjpeg print "libpng error: ..." straight to it, past OpenCV's log level. Whatever
    other threads print meanwhile is lost too, so keep the block to milliseconds.
    """
    with _one_hush_at_a_time:
        try:
            kept = os.dup(2)
        except OSError:  # no stderr at all (a Windows service): nothing to hush
            yield
            return
        try:
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
