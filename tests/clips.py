"""Pictures out of clips, and into folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray


def read_frames(clip: Path, *, every: int = 1, until: int = 100_000) -> Iterator[NDArray[np.uint8]]:
    """Give the pictures (BGR) of a clip, one in so many."""
    capture = cv2.VideoCapture(str(clip))
    for index in range(until):
        if not capture.grab():
            break
        if index % every == 0:
            yield capture.retrieve()[1]
    capture.release()


def read_frame(clip: Path, second: int) -> NDArray[np.uint8]:
    """Give the picture (BGR) that a clip of one a second shows at a second."""
    *_, last = read_frames(clip, every=max(1, second), until=second + 1)
    return last


def write_pictures(folder: Path, frames: Iterable[NDArray[np.uint8]]) -> None:
    """Write pictures (BGR), numbered, without loss."""
    folder.mkdir(exist_ok=True)
    for index, frame in enumerate(frames):
        assert cv2.imwrite(str(folder / f"{index:03d}.png"), frame)
