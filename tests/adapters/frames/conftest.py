"""Tiny recordings of flat colours, far enough apart to survive any codec."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
COLOURS = (RED, GREEN, BLUE, (255, 255, 255), (0, 0, 0))

MakeVideo = Callable[..., Path]
MakePicture = Callable[..., Path]


@pytest.fixture
def make_video(tmp_path: Path) -> MakeVideo:
    """Give a function that writes a video of one flat colour a frame."""

    def make(
        name: str = "clip.mp4",
        *,
        count: int = 5,
        fps: float = 1.0,
        size_wh: tuple[int, int] = (64, 48),
        colours: Sequence[tuple[int, int, int]] = COLOURS,
    ) -> Path:
        path = tmp_path / name
        codec = "MJPG" if path.suffix == ".avi" else "mp4v"
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), fps, size_wh)
        assert writer.isOpened()
        for index in range(count):
            rgb = colours[index % len(colours)]
            writer.write(np.full((size_wh[1], size_wh[0], 3), rgb[::-1], np.uint8))
        writer.release()
        return path

    return make


@pytest.fixture
def make_picture(tmp_path: Path) -> MakePicture:
    """Give a function that writes a picture of one flat colour."""

    def make(
        name: str = "sitting.png",
        *,
        rgb: tuple[int, int, int] = RED,
        size_wh: tuple[int, int] = (16, 12),
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert cv2.imwrite(str(path), np.full((size_wh[1], size_wh[0], 3), rgb[::-1], np.uint8))
        return path

    return make


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail any test of this folder that leaves one of our threads running."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if thread.name.startswith("sitwell-")
    ]
    for thread in left:
        thread.join(1)
    assert not [thread for thread in left if thread.is_alive()]


@pytest.fixture
def warnings_logged(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Give a function that lists what was logged as a warning."""
    caplog.set_level(logging.WARNING, "sitwell")
    return lambda: [record.getMessage() for record in caplog.records]


def colour_of(rgb: np.ndarray) -> tuple[int, ...]:
    """Give the mean colour, each channel rounded to 0 or 255: codecs are off by a few."""
    return tuple(round(float(mean) / 255) * 255 for mean in rgb.mean(axis=(0, 1)))
