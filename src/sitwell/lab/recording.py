"""Record sessions: what the monitor would see of them second by second, and what was true.

A recording is one .npz whose arrays share their first axis, one row a frame; README.md beside this
file lists them. No picture is kept.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

import numpy as np

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.pose import Pose
from sitwell.core.scene import Scene, Shift, measure_shift, reduce
from sitwell.core.surroundings import Doubt, Match, Surroundings, compare, learn
from sitwell.lab import session, shards
from sitwell.lab.dataset import Follower, describe_set, stack_poses
from sitwell.lab.life import Activity
from sitwell.lab.render import Studio
from sitwell.lab.session import Session
from sitwell.lab.shards import Columns
from sitwell.lab.stage import Stage
from sitwell.lab.truth import TRUTH_NAMES, Truth, mean

VERSION = 1


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be recorded.

    Attributes:
        seed: The same seed gives the same sessions.
        sessions: How many.
        minutes: Of life in each, after its calibration.
        hz: Frames a second.
    """

    seed: int
    sessions: int
    minutes: float
    hz: float


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of a session, the picture gone.

    Attributes:
        t: Seconds from the session's beginning.
        kind: What is being done.
        pose: Of whom the landmarker found; None for nobody.
        light: Mean brightness of the picture, 0 to 1.
        scene_step: How far the scene moved since the frame before, as the monitor measures it.
        surroundings: What the monitor makes of the background against that of the calibration;
            None during calibration.
        is_shoved: Whether the camera has been moved by now.
        shift: How far that has truly moved the far background since the beginning.
        truth: Of the body; None where nobody is there.
    """

    t: float
    kind: Activity
    pose: Pose | None
    light: float
    scene_step: Shift
    surroundings: Match | Doubt | None
    is_shoved: bool
    shift: Shift
    truth: Truth | None


def make(programme: Programme, out: Path, workers: int) -> Iterator[int]:
    """Record what is missing, giving the number of each session as it is done.

    Shards lie in a folder beside `out`, as those of a data set do. Call `join` when it is through.
    """
    folder = shard_folder(out, programme)
    yield from shards.make(folder, programme.sessions, partial(tabulate_one, programme), workers)


def join(programme: Programme, out: Path) -> int:
    """Join the shards into `out`; give how many frames there are."""
    header: Columns = {
        "version": np.array(VERSION, np.int32),
        "seed": np.array(programme.seed, np.int32),
        "minutes": np.array(programme.minutes),
        "hz": np.array(programme.hz),
    }
    return shards.join(shard_folder(out, programme), programme.sessions, out, header)


def shard_folder(out: Path, programme: Programme) -> Path:
    """Give where the shards lie: sessions of another length or frame rate are others."""
    of = f"seed{programme.seed}-{programme.minutes:g}min-{programme.hz:g}hz"
    return out.with_name(f"{out.stem}-shards-v{VERSION}-{of}")


def tabulate_one(
    programme: Programme, number: int, studio: Studio, landmarker: Landmarker
) -> Columns:
    """Record one session; give its rows."""
    planned = session.plan(programme.seed, number, programme.minutes)
    return tabulate(planned, list(record(planned, programme.hz, studio, landmarker)))


def record(planned: Session, hz: float, studio: Studio, landmarker: Landmarker) -> Iterator[Moment]:
    """Play a session before the landmarker, begun afresh, giving its moments in order."""
    stage = Stage(planned.setting, studio)
    # To forget is not enough: MediaPipe's smoothing of visibility outlives the person followed.
    landmarker.restart()
    follower = Follower(landmarker)
    before: Scene | None = None
    told: list[tuple[Scene, tuple[Pose, ...]]] = []
    anchor: Surroundings | None = None
    for frame in range(round(planned.end_s * hz)):
        t = frame / hz
        is_shoved = session.is_shoved_at(planned, t)
        stretch, posture = session.stretch_at(planned, t), session.pose_at(planned, t)
        grain_seed = planned.motion_seed + frame
        truth = None
        if posture is None:
            rgb = stage.draw_empty(stretch.place, is_shoved, grain_seed)
        else:
            seen = stage.draw(posture, is_shoved, grain_seed)
            rgb, truth = seen.rgb, seen.truth
        scene = reduce(rgb)
        pose = follower.see(rgb, showings=1, step_s=1.0 / hz)
        people = () if pose is None else (pose,)
        if stretch.kind is Activity.CALIBRATION:
            told.append((scene, people))
        elif anchor is None:
            anchor = learn([s for s, _ in told], [p for _, p in told])
        yield Moment(
            t=t,
            kind=stretch.kind,
            pose=pose,
            light=float(rgb.mean()) / 255.0,
            scene_step=Shift() if before is None else measure_shift(before, scene),
            surroundings=None if anchor is None else compare(anchor, scene, people),
            is_shoved=is_shoved,
            shift=stage.find_shift(is_shoved),
            truth=truth,
        )
        before = scene


def tabulate(planned: Session, moments: list[Moment]) -> Columns:
    """Give one session's rows."""
    rows = len(moments)
    nobody = (np.nan,) * len(TRUTH_NAMES)
    absolute = np.array([nobody if m.truth is None else astuple(m.truth) for m in moments])
    told = [m.truth for m in moments if m.kind is Activity.CALIBRATION and m.truth is not None]
    return {
        "session": np.full(rows, planned.number, np.int32),
        "t": np.array([m.t for m in moments]),
        "kind": np.array([m.kind.value for m in moments]),
        "present": np.array([m.truth is not None for m in moments]),
        **describe_set(planned.setting, rows),
        **stack_poses([m.pose for m in moments]),
        "light": np.array([m.light for m in moments], np.float32),
        "scene_step": np.array([astuple(m.scene_step) for m in moments], np.float32),
        "seen_shift": np.array([_seen(m) for m in moments], np.float32),
        "elsewhere": np.array([m.surroundings is Doubt.ELSEWHERE for m in moments]),
        "shoved": np.array([m.is_shoved for m in moments]),
        "shift": np.array([astuple(m.shift) for m in moments], np.float32),
        "truth": (absolute - astuple(mean(told))).astype(np.float32),
        "absolute": absolute.astype(np.float32),
    }


def _seen(moment: Moment) -> tuple[float, float]:
    found = moment.surroundings
    return (found.shift.x, found.shift.y) if isinstance(found, Match) else (np.nan, np.nan)
