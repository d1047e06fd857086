"""A video file, on its own clock."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitwell.adapters.frames.ahead import ReadAhead
from sitwell.adapters.frames.opencv import cv2, to_rgb, to_utf8
from sitwell.adapters.frames.source import FrameSource
from sitwell.adapters.frames.timing import Pace, Rate, tell_time
from sitwell.core.frame import Frame, Outage
from sitwell.errors import BadSource

_SNIFF_BYTES = 4096  # every container we know has control bytes in here; text has none
_TEXT_CONTROLS = b"\t\n\f\r\x1b"
# An end this much before the promised one is reported: containers round, and estimate.
_EARLY_S = 1.0
_EARLY_SHARE = 0.02

_log = logging.getLogger(__name__)


class VideoSource(FrameSource):
    """The frames of a video file, not closer than `interval_s` to each other (0 gives all).

    Times are the container's. A file that breaks off is played as far as it goes, with a
    warning in the log.

    Raises BadSource on opening if the file gives not one frame.
    """

    is_live = False

    def __init__(self, path: Path, *, interval_s: float = 1.0) -> None:
        self.name = path.name
        self._path = path
        self._interval_s = interval_s
        self._closed = False
        self._lock = threading.Lock()
        self._ahead: ReadAhead[Frame] | None = None
        _refuse_text(path)
        capture = _open(path)
        try:
            if not capture.read()[0]:
                raise BadSource(_explain(path))
        finally:
            capture.release()

    def frames(self) -> Iterator[Frame | Outage]:
        """Play from the beginning; decoding runs a few frames ahead in a thread."""
        with self._lock:
            if self._closed:
                return
            if self._ahead is not None:
                self._ahead.close()
            ahead = self._ahead = ReadAhead(self._decode)
        try:
            yield from ahead
        finally:
            ahead.close()

    def close(self) -> None:
        """Stop decoding and end a running `frames()`."""
        with self._lock:
            self._closed = True
            if self._ahead is not None:
                self._ahead.close()

    def _decode(self, stop: threading.Event) -> Iterator[Frame]:
        capture = _open(self._path)
        try:
            rate = Rate.from_container(
                capture.get(cv2.CAP_PROP_FPS), capture.get(cv2.CAP_PROP_FRAME_COUNT)
            )
            pace = Pace.for_rate(self._interval_s, rate.fps)
            t, index = -1.0, 0
            while not stop.is_set() and capture.grab():
                # Right after grab() this is the grabbed frame's own time (OpenCV 5, FFmpeg).
                t = tell_time(capture.get(cv2.CAP_PROP_POS_MSEC) / 1000, index, t, rate)
                index += 1
                if not pace.wants(t):
                    continue
                is_decoded, bgr = capture.retrieve()
                if is_decoded:
                    pace = pace.after(t)
                    yield Frame(t, to_rgb(bgr), self._path.name)
            if not stop.is_set():
                self._warn_if_early(t, rate)
        finally:
            capture.release()

    def _warn_if_early(self, last_t: float, rate: Rate) -> None:
        missing_s = rate.duration_s - (last_t + 1 / rate.fps)
        if missing_s > max(_EARLY_S, _EARLY_SHARE * rate.duration_s):
            _log.warning(
                "%s breaks off after %.1f s of %.1f s: the rest cannot be read",
                self.name,
                last_t,
                rate.duration_s,
            )


def _open(path: Path) -> Any:
    # Absolute, so that a name such as "concat:a" cannot be taken for an FFmpeg protocol.
    name = to_utf8(str(path.absolute()))
    if name is None:
        raise BadSource(f"the name {path} is not UTF-8: rename the file or its folder")
    capture = cv2.VideoCapture(name, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        capture.release()
        raise BadSource(_explain(path))
    return capture


def _refuse_text(path: Path) -> None:
    """Raise BadSource for an empty, unreadable or text file.

    FFmpeg plays .txt and .nfo files as if they were terminals, and follows playlists (.m3u8) out
    to the network, which a file must never make us do.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFF_BYTES)
    except OSError as error:
        raise BadSource(f"cannot read {path} ({error.strerror}): check its permissions") from error
    if len(start) == 0:
        raise BadSource(f"{path} is empty (0 bytes): record it again")
    if not any(byte < 32 and byte not in _TEXT_CONTROLS for byte in start):
        raise BadSource(_explain(path))


def _explain(path: Path) -> str:
    return (
        f"{path} holds no video that can be read: "
        "check that it plays elsewhere, or convert it to MP4 with ffmpeg"
    )
