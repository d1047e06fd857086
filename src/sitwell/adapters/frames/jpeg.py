"""A picture made small enough to be handed on."""

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.frames.opencv import cv2

_QUALITIES = (80, 50, 20)
"""Tried in turn. A webcam's picture of 240 rows has 8 kB at the first; pure noise, 21 kB at the
last."""


def compress(rgb: NDArray[np.uint8], most_bytes: int) -> bytes | None:
    """Give an (h, w, 3) picture, red first, as JPEG; None where it cannot be made so small."""
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    for quality in _QUALITIES:
        is_done, coded = cv2.imencode(".jpg", bgr, (cv2.IMWRITE_JPEG_QUALITY, quality))
        if is_done and coded.size <= most_bytes:
            return bytes(coded)
    return None
