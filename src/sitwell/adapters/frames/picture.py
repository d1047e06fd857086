"""One picture file, read."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.frames.opencv import cv2, hush
from sitwell.core.frame import Frame
from sitwell.errors import BadSource, BadUsage

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


def is_picture_name(path: Path) -> bool:
    """Say whether the name is that of a picture; the file is not opened."""
    return path.suffix.lower() in SUFFIXES


def read_picture(path: Path, *, t: float = 0.0) -> Frame:
    """Give one picture file as a frame at time `t`, named after the file.

    Grey becomes RGB; a photo lies the way its EXIF says. Alpha is dropped, not composited: the
    only OpenCV decoding that keeps alpha ignores EXIF, and sideways phone photos are common
    while cut-outs are not.

    Raises BadUsage if there is no such file, BadSource if it holds no readable picture.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise BadUsage(f"there is no picture {path}: check the name") from None
    except IsADirectoryError:
        raise BadUsage(f"{path} is a folder: name a picture in it") from None
    except OSError as error:
        raise BadSource(f"cannot read {path} ({error.strerror}): check its permissions") from error
    if len(content) == 0:
        raise BadSource(f"{path} is empty (0 bytes): save the picture again")
    rgb = _decode(content)
    if rgb is None:
        raise BadSource(
            f"{path} is damaged or not a picture: give a whole JPEG, PNG, BMP or WebP file"
        )
    return Frame(t, rgb, path.name)


def _decode(content: bytes) -> NDArray[np.uint8] | None:
    # From memory, because cv2.imread cannot open non-ASCII paths on Windows.
    try:
        with hush():
            rgb: NDArray[np.uint8] | None = cv2.imdecode(
                np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR_RGB
            )
    except cv2.error:  # e.g. a header that claims more than 2^30 pixels
        return None
    return None if rgb is None else np.ascontiguousarray(rgb)
