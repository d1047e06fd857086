"""Record sets on the mat: the landmarks that counting needs, found as it will find them, and truth.

A recording is one .npz. Its arrays are of three lengths: a row a frame (`set`, `t` and what was
found), a row a true repetition (`lift_...`) and a row a set (`kind` and the rest). README.md lists
them. No picture is kept.
"""

from collections.abc import Iterator
from dataclasses import astuple
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame
from sitwell.core.lifts import Parts, RepetitionRules
from sitwell.core.lying import Lines, draw_lines
from sitwell.core.pose import Pose
from sitwell.core.repetitions import Counter
from sitwell.core.repetitions import advance as advance_counter
from sitwell.core.showing import PLAIN, Search, advance, put_back, show
from sitwell.lab import shards
from sitwell.lab.prone_plan import Lift, MatSet, plan
from sitwell.lab.prone_replay import JOINTS, SEARCH, STEP, WAYS
from sitwell.lab.prone_stage import MatStage
from sitwell.lab.render import Studio
from sitwell.lab.shards import Columns

VERSION = 2


def make(seed: int, sets: int, hz: float, out: Path, workers: int) -> Iterator[int]:
    """Make what is missing of a recording, giving the number of each set as it is done."""
    folder = _shard_folder(seed, hz, out)
    yield from shards.make(folder, sets, partial(tabulate_one, seed, hz), workers)


def join(seed: int, sets: int, hz: float, out: Path) -> int:
    """Join the sets into `out`; give how many frames there are."""
    header: Columns = {
        "version": np.array(VERSION, np.int32),
        "seed": np.array(seed, np.int32),
        "hz": np.array(hz),
    }
    return shards.join(_shard_folder(seed, hz, out), sets, out, header)


def tabulate_one(
    seed: int, hz: float, number: int, studio: Studio, landmarker: Landmarker
) -> Columns:
    """Film one set; give its rows."""
    planned = plan(seed, number)
    frames = list(MatStage(planned, studio).film(hz))
    ways = {way: find(frames, way, landmarker) for way in WAYS}
    return tabulate(planned, [frame.t for frame in frames], ways)


def find(frames: list[Frame], way: str, landmarker: Landmarker) -> list[Pose | None]:
    """Give who is found in each frame, by a landmarker begun afresh."""
    landmarker.restart()
    search, counter, found = Search(), Counter(), []
    for frame in frames:
        shown = search.way if way == SEARCH else PLAIN
        poses = landmarker.follow(Frame(frame.t, show(frame.rgb, shown)))
        pose = put_back(poses[0], shown, frame.rgb.shape[:2]) if poses else None
        counter = advance_counter(counter, frame.t, pose, Parts.EITHER, RepetitionRules())
        is_seen = isinstance(draw_lines(pose), Lines)
        search = advance(search, frame.t, is_seen=is_seen, is_known=counter.floor is not None)
        found.append(pose)
    return found


def tabulate(planned: MatSet, times: list[float], ways: dict[str, list[Pose | None]]) -> Columns:
    """Give one set's rows."""
    lifts = np.array([astuple(lift) for lift in planned.lifts]).reshape(-1, len(astuple(_NONE)))
    names = ("start_s", "end_s", "up_s", "down_s", "chest_deg", "leg_deg")
    camera = planned.camera
    columns: Columns = {
        "set": np.full(len(times), planned.number, np.int16),
        "t": np.array(times, np.float32),
    }
    for way, poses in ways.items():
        columns[f"{way}_found"] = np.array([pose is not None for pose in poses])
        columns[f"{way}_xy"], columns[f"{way}_seen"] = _stack(poses)
    columns["lift_set"] = np.full(len(lifts), planned.number, np.int16)
    columns |= {f"lift_{n}": lifts[:, k].astype(np.float32) for k, n in enumerate(names)}
    columns["kind"] = np.array([planned.kind.value], "<U8")
    columns["arms"] = np.array([planned.arms.value], "<U8")
    columns["begins_prone"] = np.array([planned.keys[0].ground.value == "prone"])
    columns["yaw_deg"] = np.array([camera.yaw_deg], np.float32)
    columns["from_left"] = np.array([camera.is_from_left])
    columns["head_deg"] = np.array([planned.head_deg], np.float32)
    columns["aspect"] = np.array([planned.sensor.size.width / planned.sensor.size.height])
    columns["dim"] = np.array([planned.sensor.exposure <= 0.7])
    return columns


_NONE = Lift(*(0.0,) * 6)


def _stack(poses: list[Pose | None]) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Give places in `STEP` picture heights, (n, 8, 2), and visibilities in percent, (n, 8)."""
    xy = np.zeros((len(poses), len(JOINTS), 2), np.int16)
    seen = np.zeros((len(poses), len(JOINTS)), np.uint8)
    for row, pose in enumerate(poses):
        if pose is not None:
            xy[row] = np.rint(pose.xy[list(JOINTS)] / STEP).clip(-32000, 32000)
            seen[row] = np.rint(pose.visibility[list(JOINTS)] * 100.0)
    return xy, seen


def _shard_folder(seed: int, hz: float, out: Path) -> Path:
    return out.with_name(f"{out.stem}-shards-v{VERSION}-seed{seed}-{hz:g}hz")
