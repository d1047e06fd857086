"""What a person means by SRC."""

import math
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from sitwell.adapters.frames import camera, stream
from sitwell.adapters.frames.devices import DEV, find_by_name, is_camera_path, list_cameras
from sitwell.adapters.frames.folder import FolderSource, open_folder
from sitwell.adapters.frames.identity import Acquaintances
from sitwell.adapters.frames.live import LiveSource
from sitwell.adapters.frames.opencv import to_utf8
from sitwell.adapters.frames.picture import is_picture_name
from sitwell.adapters.frames.reader import Opener
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.adapters.frames.source import FrameSource
from sitwell.adapters.frames.video import VideoSource
from sitwell.core.status import SourceKind
from sitwell.errors import BadSource, BadUsage
from sitwell.guard.addresses import hide_password

_WHAT_IT_MAY_BE = (
    "give a camera (0, /dev/video0 or its name), a video file, a folder of pictures, a picture, "
    "or an http or rtsp address"
)


def open_source(
    text: str,
    *,
    interval_s: float = 1.0,
    clock: Callable[[], float] = read_clock,
    known: Acquaintances | None = None,
) -> FrameSource:
    """Open what `text` names: camera, video file, folder, picture, or address.

    Looked at in this order: an address (has "://"), a camera number, a path that exists, a
    device path, a camera's name.

    Args:
        text: What the person wrote.
        interval_s: Least seconds between two frames; 0 gives all. Pictures are all given.
        clock: Seconds, for live sources alone; recordings bring their own.
        known: The cameras met before; whoever opens one again passes the same. Without, the camera
            is known again for as long as the source is open.

    Raises BadUsage if nothing of that name exists, BadSource if it exists but gives no
    pictures, CameraUnavailable if a camera or address does not answer.
    """
    if not (math.isfinite(interval_s) and interval_s >= 0):
        raise ValueError(f"interval_s must be 0 or more, got {interval_s}")

    known = Acquaintances() if known is None else known

    def live(name: str, opener: Opener) -> LiveSource:
        return LiveSource(name, opener, interval_s=interval_s, clock=clock)

    if "://" in text:
        address = _check_address(text)
        return live(hide_password(address), stream.make_opener(address))
    if text.isascii() and text.isdecimal():
        return live(f"camera {int(text)}", camera.make_opener(int(text), known))
    path = _find_path(text)
    if path is not None and (path.is_dir() or path.is_file()):
        return _open_path(path, interval_s)
    if sys.platform == "linux":
        if is_camera_path(text):
            return live(f"camera {text}", camera.make_opener(text, known))
        if known.has_met(text):
            return live(f"camera {text}", camera.make_opener_by_name(text, known))
        found = find_by_name(text, list_cameras()) if text.strip() else None
        if found is not None:
            return live(f"camera {found.name}", camera.make_opener_by_name(text, known))
    if path is not None:
        raise BadSource(f"{text} is neither a file nor a folder: {_WHAT_IT_MAY_BE}")
    raise BadUsage(f"there is no source {text!r}: {_WHAT_IT_MAY_BE}")


def find_kind(text: str) -> SourceKind:
    """Say what a source is without opening it; a name that is no path is a camera's."""
    if "://" in text:
        return SourceKind.ADDRESS
    path = None if text.isascii() and text.isdecimal() else _find_path(text)
    if path is not None and (path.is_dir() or path.is_file()):
        return SourceKind.RECORDING
    return SourceKind.CAMERA


def find_device(text: str, known: Acquaintances | None = None) -> str | None:
    """Give the device that `text` means on Linux, "/dev/video0" for one; None if it means another.

    A camera that was met before is looked for where it is now; None while it is unplugged.

    Raises BadUsage if it fits several cameras.
    """
    if sys.platform != "linux" or "://" in text:
        return None
    called = str(DEV / f"video{int(text)}") if text.isascii() and text.isdecimal() else text
    if known is not None and known.has_met(called):
        return known.find(called)
    if is_camera_path(called):
        return called
    found = find_by_name(text, list_cameras()) if text.strip() else None
    return None if found is None else found.device


def _open_path(path: Path, interval_s: float) -> FrameSource:
    if path.is_dir():
        return open_folder(path)
    if is_picture_name(path):
        return FolderSource(str(path), (path,))
    return VideoSource(path, interval_s=interval_s)


def _find_path(text: str) -> Path | None:
    """Give the path if something is there; an empty text is not the current folder."""
    if not text.strip():
        return None
    try:
        path = Path(text).expanduser()
        return path if path.exists() else None
    except (OSError, RuntimeError, ValueError):  # name too long, no home, a NUL in it
        return None


def _check_address(text: str) -> str:
    address = to_utf8(text)
    try:
        parts = urlsplit(address or "")
        is_usable = parts.scheme in stream.SCHEMES and bool(parts.hostname)
    except ValueError:
        is_usable = False
    if address is None or not is_usable:
        raise BadUsage(f"cannot use the address {_shorten(text)}: {_WHAT_IT_MAY_BE}")
    return address


def _shorten(text: str) -> str:
    # What is no address may still hold a password: show only what it begins with.
    return repr(text.partition("://")[0] + "://…")
