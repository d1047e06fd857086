"""Desks to work at, sessions replayed once for many tests, and pictures cut from the samples."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from desk import SAMPLES, Desk, Session, replay_session
from numpy.typing import NDArray


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk at which nothing has happened yet."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def front(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Give samples/front, calibrated and replayed."""
    return replay_session(SAMPLES / "front", Desk(tmp_path_factory.mktemp("front")))


@pytest.fixture(scope="session")
def side(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Give samples/side, calibrated and replayed."""
    return replay_session(SAMPLES / "side", Desk(tmp_path_factory.mktemp("side")))


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the baseline of the sitter of samples/front."""
    elsewhere = Desk(tmp_path_factory.mktemp("learnt"))
    outcome = elsewhere.run("calibrate", "--source", SAMPLES / "front" / "calibration.mp4")
    assert outcome.code == 0, outcome.err
    return elsewhere.baseline


@pytest.fixture
def calibrated(desk: Desk, learnt: Path) -> Desk:
    """Give a desk with the baseline of the sitter of samples/front."""
    desk.baseline.parent.mkdir(parents=True)
    shutil.copy(learnt, desk.baseline)
    return desk


@pytest.fixture(scope="session")
def upright_frame() -> NDArray[np.uint8]:
    """Give a picture (BGR) of the sitter of samples/front, upright."""
    return next(read_frames(SAMPLES / "front" / "calibration.mp4"))


@pytest.fixture(scope="session")
def session_frames() -> list[NDArray[np.uint8]]:
    """Give a picture (BGR) a minute of the session of samples/front, its 30 min."""
    return list(read_frames(SAMPLES / "front" / "session.mp4", every=60))


def read_frames(clip: Path, *, every: int = 1, until: int = 100_000) -> Iterator[NDArray[np.uint8]]:
    """Give the pictures (BGR) of a clip, one in so many."""
    capture = cv2.VideoCapture(str(clip))
    for index in range(until):
        if not capture.grab():
            break
        if index % every == 0:
            yield capture.retrieve()[1]
    capture.release()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with ten pictures of the sitter of samples/front, upright."""
    folder = tmp_path_factory.mktemp("pictures")
    write_pictures(folder, read_frames(SAMPLES / "front" / "calibration.mp4", every=3))
    return folder


def write_pictures(folder: Path, frames: Iterable[NDArray[np.uint8]]) -> None:
    """Write pictures (BGR), numbered, without loss."""
    folder.mkdir(exist_ok=True)
    for index, frame in enumerate(frames):
        assert cv2.imwrite(str(folder / f"{index:03d}.png"), frame)
