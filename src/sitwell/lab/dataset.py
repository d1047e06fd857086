"""Make the data set: film sittings, find their landmarks, keep numbers in shards, then join them.

A data set is one .npz whose arrays share their first axis, one row a picture; README.md beside this
file lists them. No picture is kept.
"""

from collections.abc import Iterator
from dataclasses import astuple
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame
from sitwell.core.pose import LANDMARKS, Pose
from sitwell.core.scene import reduce
from sitwell.core.surroundings import Match, compare, learn
from sitwell.lab import shards
from sitwell.lab.film import Take, film
from sitwell.lab.kinds import Kind
from sitwell.lab.render import Studio
from sitwell.lab.shards import Columns
from sitwell.lab.sitting import CALIBRATION_SHOTS, Sitting, plan
from sitwell.lab.truth import against, mean

VERSION = 3
# A picture is shown this many times, one second apart: the landmarker follows from the posture
# before, and what the monitor sees is a person who has sat so for seconds.
SHOWINGS = 4
STEP = 1.0 / 8192.0  # landmarks are kept to this; a twentieth of their noise


class Follower:
    """Shows a landmarker one sitting after another, as the monitor would see them."""

    def __init__(self, landmarker: Landmarker) -> None:
        self._landmarker = landmarker
        self._t = 0.0

    def see(
        self, rgb: NDArray[np.uint8], showings: int = SHOWINGS, step_s: float = 1.0
    ) -> Pose | None:
        """Give the pose once it has settled; None where nobody is found."""
        found: tuple[Pose, ...] = ()
        for _ in range(showings):
            found = self._follow(rgb, step_s)
        return found[0] if found else None

    def _follow(self, rgb: NDArray[np.uint8], step_s: float = 1.0) -> tuple[Pose, ...]:
        self._t += step_s
        return self._landmarker.follow(Frame(self._t, rgb))


def make(seed: int, sittings: int, out: Path, workers: int) -> Iterator[int]:
    """Make what is missing of a data set, giving the number of each sitting as it is done.

    Shards lie in a folder beside `out` and are kept, so that a run that was cut off goes on, and a
    larger data set begins with the smaller. Call `join` when it is through.
    """
    yield from shards.make(shard_folder(out, seed), sittings, partial(_film, seed), workers)


def join(seed: int, sittings: int, out: Path) -> int:
    """Join the shards of the first sittings into `out`; give how many pictures there are."""
    header: Columns = {"version": np.array(VERSION, np.int32), "seed": np.array(seed, np.int32)}
    return shards.join(shard_folder(out, seed), sittings, out, header)


def shard_folder(out: Path, seed: int) -> Path:
    """Give where the shards of a data set lie."""
    return out.with_name(f"{out.stem}-shards-v{VERSION}-seed{seed}")


def tabulate(sitting: Sitting, takes: list[Take], poses: list[Pose | None]) -> Columns:
    """Give one sitting's rows."""
    rows = len(takes)
    upright = mean([t.truth for t in takes if t.shot.kind is Kind.CALIBRATION])
    return {
        "sitting": np.full(rows, sitting.number, np.int32),
        "shot": np.arange(rows, dtype=np.int16),
        "kind": np.array([t.shot.kind.value for t in takes]),
        **describe_set(sitting, rows),
        **stack_poses(poses),
        "light": np.array([take.rgb.mean() / 255.0 for take in takes], np.float32),
        "shoved": np.array([take.shot.is_shoved for take in takes]),
        "shift": np.array([(t.shift_x, t.shift_y) for t in takes], np.float32),
        "seen_shift": see_shift(takes, poses),
        "truth": np.array([astuple(against(t.truth, upright)) for t in takes], np.float32),
        "absolute": np.array([astuple(t.truth) for t in takes], np.float32),
    }


def see_shift(takes: list[Take], poses: list[Pose | None]) -> NDArray[np.float32]:
    """Give the camera's movement as the monitor sees it, (n, 2); NaN where it cannot tell."""
    scenes = [reduce(take.rgb) for take in takes]
    people = [() if pose is None else (pose,) for pose in poses]
    told = slice(0, CALIBRATION_SHOTS)
    room = learn(scenes[told], people[told])
    found = [compare(room, scene, who) for scene, who in zip(scenes, people, strict=True)]
    nowhere = (np.nan, np.nan)
    return np.array(
        [astuple(f.shift) if isinstance(f, Match) else nowhere for f in found], np.float32
    )


def describe_set(sitting: Sitting, rows: int) -> Columns:
    """Give the columns that are the same in all rows of a set."""
    sensor = sitting.sensor
    return {
        "view": np.full(rows, sitting.camera.view.value, "<U13"),
        "mount": np.full(rows, sitting.camera.mount.value, "<U7"),
        "around_deg": np.full(rows, sitting.camera.around_deg, np.float32),
        "mirrored": np.full(rows, sensor.is_mirrored),
        "size_wh": np.tile(np.array(sensor.size, np.int16), (rows, 1)),
        "aspect": np.full(rows, sensor.size.width / sensor.size.height, np.float32),
    }


def stack_poses(poses: list[Pose | None]) -> Columns:
    """Give whether somebody was found, and the landmarks."""
    landmarks = np.full((len(poses), LANDMARKS, 6), np.nan, np.float32)
    for row, pose in enumerate(poses):
        if pose is not None:
            exact = np.column_stack((pose.xy, pose.visibility, pose.world))
            landmarks[row] = np.rint(exact / STEP) * STEP
    return {"found": np.array([pose is not None for pose in poses]), "landmarks": landmarks}


def _film(seed: int, number: int, studio: Studio, landmarker: Landmarker) -> Columns:
    sitting = plan(seed, number)
    # MediaPipe's smoothing of visibility outlives the person followed, unless begun afresh.
    landmarker.restart()
    follower = Follower(landmarker)
    takes, poses = [], []
    for take in film(sitting, studio):
        takes.append(take)
        poses.append(follower.see(take.rgb))
    return tabulate(sitting, takes, poses)
