"""Make the data set: film sittings, find their landmarks, keep numbers in shards, then join them.

A data set is one .npz whose arrays share their first axis, one row a picture; README.md beside this
file lists them. No picture is kept.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame
from sitwell.core.pose import LANDMARKS, Pose
from sitwell.lab.film import Take, film
from sitwell.lab.kinds import Kind
from sitwell.lab.render import Studio
from sitwell.lab.sitting import Sitting, plan
from sitwell.lab.truth import against, mean

VERSION = 1
# A picture is shown this many times, one second apart: the landmarker follows from the posture
# before, and what the monitor sees is a person who has sat so for seconds.
SHOWINGS = 4
_FORGET_TRIES = 10
_BLACK = np.zeros((64, 64, 3), np.uint8)

Columns = dict[str, NDArray[np.generic]]

_studio: Studio | None = None
_landmarker: Landmarker | None = None


class Follower:
    """Shows a landmarker one sitting after another, as the monitor would see them."""

    def __init__(self, landmarker: Landmarker) -> None:
        self._landmarker = landmarker
        self._t = 0.0

    def forget(self) -> None:
        """Make the landmarker lose whom it follows: nobody is in a black picture."""
        for _ in range(_FORGET_TRIES):
            if not self._follow(_BLACK):
                return

    def see(self, rgb: NDArray[np.uint8], showings: int = SHOWINGS) -> Pose | None:
        """Give the pose once it has settled; None where nobody is found."""
        found: tuple[Pose, ...] = ()
        for _ in range(showings):
            found = self._follow(rgb)
        return found[0] if found else None

    def _follow(self, rgb: NDArray[np.uint8]) -> tuple[Pose, ...]:
        self._t += 1.0
        return self._landmarker.follow(Frame(self._t, rgb))


def make(seed: int, sittings: int, out: Path, workers: int) -> Iterator[int]:
    """Make what is missing of a data set, giving the number of each sitting as it is done.

    Shards lie in a folder beside `out` and are kept, so that a run that was cut off goes on, and a
    larger data set begins with the smaller. Call `join` when it is through.
    """
    folder = shard_folder(out, seed)
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for number in range(sittings):
        if _shard(folder, number).exists():
            yield number
        else:
            missing.append(number)
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        jobs = [pool.submit(_write_shard, seed, number, folder) for number in missing]
        try:
            for job in as_completed(jobs):
                yield job.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def join(seed: int, sittings: int, out: Path) -> int:
    """Join the shards of the first sittings into `out`; give how many pictures there are."""
    folder = shard_folder(out, seed)
    shards = []
    for number in range(sittings):
        with np.load(_shard(folder, number)) as shard:
            shards.append({name: shard[name] for name in shard.files})
    columns = {name: np.concatenate([s[name] for s in shards]) for name in shards[0]}
    np.savez_compressed(out, version=np.int32(VERSION), seed=np.int32(seed), **columns)  # type: ignore[arg-type]
    return len(columns["sitting"])


def shard_folder(out: Path, seed: int) -> Path:
    """Give where the shards of a data set lie."""
    return out.with_name(f"{out.stem}-shards-v{VERSION}-seed{seed}")


def tabulate(sitting: Sitting, takes: list[Take], poses: list[Pose | None]) -> Columns:
    """Give one sitting's rows."""
    rows = len(takes)
    upright = mean([t.truth for t in takes if t.shot.kind is Kind.CALIBRATION])
    landmarks = np.full((rows, LANDMARKS, 6), np.nan, np.float32)
    for row, pose in enumerate(poses):
        if pose is not None:
            landmarks[row] = np.column_stack((pose.xy, pose.visibility, pose.world))
    sensor = sitting.sensor
    return {
        "sitting": np.full(rows, sitting.number, np.int32),
        "shot": np.arange(rows, dtype=np.int16),
        "kind": np.array([t.shot.kind.value for t in takes]),
        "view": np.full(rows, sitting.camera.view.value, "<U13"),
        "mount": np.full(rows, sitting.camera.mount.value, "<U7"),
        "around_deg": np.full(rows, sitting.camera.around_deg, np.float32),
        "mirrored": np.full(rows, sensor.is_mirrored),
        "size_wh": np.tile(np.array(sensor.size, np.int16), (rows, 1)),
        "aspect": np.full(rows, sensor.size.width / sensor.size.height, np.float32),
        "found": np.array([pose is not None for pose in poses]),
        "landmarks": landmarks,
        "light": np.array([take.rgb.mean() / 255.0 for take in takes], np.float32),
        "shoved": np.array([take.shot.is_shoved for take in takes]),
        "shift": np.array([(t.shift_x, t.shift_y) for t in takes], np.float32),
        "truth": np.array([astuple(against(t.truth, upright)) for t in takes], np.float32),
        "absolute": np.array([astuple(t.truth) for t in takes], np.float32),
    }


def _begin() -> None:
    """Open this process's renderer and landmarker; they live as long as it does."""
    global _studio, _landmarker  # a pool's workers share nothing else with a task
    _studio, _landmarker = Studio(), Landmarker()


def _write_shard(seed: int, number: int, folder: Path) -> int:
    assert _studio is not None
    assert _landmarker is not None
    sitting = plan(seed, number)
    follower = Follower(_landmarker)
    follower.forget()
    takes, poses = [], []
    for take in film(sitting, _studio):
        takes.append(take)
        poses.append(follower.see(take.rgb))
    partial = folder / f".{number:05d}.npz"
    np.savez(partial, **tabulate(sitting, takes, poses))  # type: ignore[arg-type]
    partial.replace(_shard(folder, number))
    return number


def _shard(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}.npz"
