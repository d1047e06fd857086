"""Desks to work at, sessions replayed once for many tests, and pictures cut from the samples.

What takes long to make is made by the first of pytest's processes that needs it, for all of them.
"""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from desk import PATIENCE_S, SAMPLES, Desk, Outcome, Session, replay_session, wait_until
from numpy.typing import NDArray

from clips import read_frames, write_pictures
from sitwell.adapters.lock import hold
from sitwell.errors import AlreadyRunning
from webcam import Webcam, webcam

MountDisk = Callable[[str, str], Path]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk at which nothing has happened yet."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what all of pytest's processes use and none alters."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def make_once(shared: Path, name: str, make: Callable[[Desk], list[Outcome]]) -> Desk:
    """Give the desk of that name in the shared folder, and make it if nobody has; see `recall`."""
    desk = Desk(shared / name)
    said = shared / f"{name}.json"
    with ExitStack() as stack:
        lock = shared / f"{name}.lock"
        wait_until(lambda: _can_hold(stack, lock), f"the maker of {name}", PATIENCE_S)
        if not said.exists():
            shutil.rmtree(desk.folder, ignore_errors=True)  # of one who was interrupted
            desk.folder.mkdir()
            said.write_text(json.dumps([(o.code, o.out, o.err) for o in make(desk)]))
    return desk


def recall(desk: Desk) -> list[Outcome]:
    """Give what the commands said when the desk was made."""
    said = desk.folder.with_name(f"{desk.folder.name}.json")
    return [Outcome(*words) for words in json.loads(said.read_text())]


def _can_hold(stack: ExitStack, lock: Path) -> bool:
    try:
        stack.enter_context(hold(lock))
    except AlreadyRunning:
        return False
    return True


def replay_once(shared: Path, name: str, folder: Path, *, interval_s: float = 1.0) -> Session:
    """Give a session of the samples, calibrated and replayed."""

    def make(desk: Desk) -> list[Outcome]:
        made = replay_session(folder, desk, interval_s=interval_s)
        return [made.calibrated, made.replayed]

    desk = make_once(shared, name, make)
    return Session(folder, desk, *recall(desk))


@pytest.fixture(scope="session")
def front(shared_folder: Path) -> Session:
    """Give samples/front, calibrated and replayed."""
    return replay_once(shared_folder, "front", SAMPLES / "front")


@pytest.fixture(scope="session")
def side(shared_folder: Path) -> Session:
    """Give samples/side, calibrated and replayed."""
    return replay_once(shared_folder, "side", SAMPLES / "side")


@pytest.fixture(scope="session")
def side_every_5_s(shared_folder: Path) -> Session:
    """Give samples/side seen by a much slower computer."""
    return replay_once(shared_folder, "side_5", SAMPLES / "side", interval_s=5.0)


@pytest.fixture(scope="session")
def learnt(shared_folder: Path) -> Path:
    """Give the baseline of the sitter of samples/front."""
    clip = SAMPLES / "front" / "calibration.mp4"
    desk = make_once(shared_folder, "learnt", lambda d: [d.run("calibrate", "--source", clip)])
    (outcome,) = recall(desk)
    assert outcome.code == 0, outcome.err
    return desk.baseline


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


@pytest.fixture
def slumped_camera(slumped_frame: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Give a camera that shows somebody slumped."""
    with webcam(slumped_frame) as running:
        yield running


@pytest.fixture
def watched(calibrated: Desk, slumped_camera: Webcam) -> Iterator[Desk]:
    """Give a desk that is watched in the background, with an upright of some other day."""
    outcome = calibrated.run("start", "--source", slumped_camera.address, "--notifier", "silent")
    assert outcome.code == 0, outcome.err
    yield calibrated
    calibrated.run("stop")
