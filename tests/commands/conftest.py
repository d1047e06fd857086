"""Desks to work at, sessions replayed once for many tests, and pictures cut from the samples."""

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from clips import read_frames, write_pictures
from desk import SAMPLES, Desk, Session, replay_session
from numpy.typing import NDArray

MountDisk = Callable[[str, str], Path]


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


@pytest.fixture(scope="session")
def slumped_frame(session_frames: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Give a picture (BGR) of the sitter of samples/front in the middle of a long slump."""
    with (SAMPLES / "front" / "truth.csv").open() as file:
        whats = [row["what"] for row in csv.DictReader(file)][::60]
    runs = [i for i in range(1, len(whats) - 1) if whats[i - 1 : i + 2] == ["slump"] * 3]
    return session_frames[runs[0]]


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with ten pictures of the sitter of samples/front, upright."""
    folder = tmp_path_factory.mktemp("pictures")
    write_pictures(folder, read_frames(SAMPLES / "front" / "calibration.mp4", every=3))
    return folder


@pytest.fixture
def mount_disk(tmp_path: Path) -> Iterator[MountDisk]:
    """Give a function that mounts a disk in a new folder; skips where that is forbidden."""
    made: list[Path] = []

    def mount(name: str, options: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", options, "sitwell-test", str(folder)]
        if shutil.which("mount") is None or subprocess.call(words, stderr=subprocess.DEVNULL) != 0:
            pytest.skip("a disk of its own needs the right to mount one")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
