"""The angles of a bent body, read off its joints by the definitions of design.md."""

from dataclasses import astuple, dataclass, fields

import numpy as np

from sitwell.lab.rig import Stance
from sitwell.lab.rotation import UP, Matrix, Vector


@dataclass(frozen=True, slots=True)
class Truth:
    """Angles in degrees, places in metres; of one body, or against its calibration.

    "Forward" and "left" are those of the pelvis. The first five are the angles of a reading.

    Attributes:
        flexion: Upper trunk (T12→C7) against lower (hips→T12) in the pelvis's sagittal plane.
        rounding: Forward angle of the lines from the inner end of the clavicle to the shoulder
            joint, mean of left and right, in the axes of the upper trunk.
        head_forward: 90° less the craniovertebral angle: of C7→tragi against the vertical.
        trunk_lean: Sagittal inclination of hips→C7, + forward.
        side_lean: Lateral inclination of hips→C7, + to the left.
        head_turn: Of the head against the pelvis, + to the left.
        head_nod: Of the head in the world, + down.
        shrug: Elevation of the same lines as in rounding, + up.
        chair_left: Place of the hips.
        chair_forward: As above, along the chair's usual forward.
        chair_up: As above.
    """

    flexion: float
    rounding: float
    head_forward: float
    trunk_lean: float
    side_lean: float
    head_turn: float
    head_nod: float
    shrug: float
    chair_left: float
    chair_forward: float
    chair_up: float


TRUTH_NAMES = tuple(f.name for f in fields(Truth))


def measure(stance: Stance) -> Truth:
    """Read the angles of a bent body, against the vertical and the body's own axes."""
    hips = stance.joint("root")
    c7 = stance.carry("spine01", stance.rig.c7)
    heading = _level(stance.turn("root"))
    trunk = heading.T @ (c7 - hips)
    rounding, shrug = _shoulders(stance)
    tragus = stance.carry("head", stance.rig.tragi.mean(axis=0))
    gaze = heading.T @ stance.turn("head")
    return Truth(
        flexion=_flexion(stance, hips, c7),
        rounding=rounding,
        head_forward=_bow(heading.T @ (tragus - c7)),
        trunk_lean=_bow(trunk),
        side_lean=float(np.degrees(np.arctan2(trunk[0], trunk[2]))),
        head_turn=float(np.degrees(np.arctan2(-gaze[0, 1], gaze[1, 1]))),
        head_nod=float(np.degrees(np.arcsin(np.clip(gaze[2, 1], -1.0, 1.0)))),
        shrug=shrug,
        chair_left=float(hips[0]),
        chair_forward=float(-hips[1]),
        chair_up=float(hips[2]),
    )


def mean(truths: list[Truth]) -> Truth:
    """Give the mean of each."""
    return Truth(*np.mean([astuple(t) for t in truths], axis=0).tolist())


def against(truth: Truth, calibration: Truth) -> Truth:
    """Give the differences to the calibration's."""
    return Truth(*np.subtract(astuple(truth), astuple(calibration)).tolist())


def _flexion(stance: Stance, hips: Vector, c7: Vector) -> float:
    pelvis = stance.turn("root").T
    t12 = stance.joint("spine02")
    return _bow(pelvis @ (c7 - t12)) - _bow(pelvis @ (t12 - hips))


def _shoulders(stance: Stance) -> tuple[float, float]:
    """Give the mean protraction and elevation of the two sides."""
    trunk = stance.turn("spine01").T
    forward, up = [], []
    for side in "LR":
        x, y, z = trunk @ (stance.joint(f"upperarm01.{side}") - stance.joint(f"clavicle.{side}"))
        forward.append(np.degrees(np.arctan2(-y, abs(x))))
        up.append(np.degrees(np.arctan2(z, abs(x))))
    return float(np.mean(forward)), float(np.mean(up))


def _bow(line: Vector) -> float:
    """Give how far a line is bent forward from up, in degrees, whatever its sideways part."""
    return float(np.degrees(np.arctan2(-line[1], line[2])))


def _level(turn: Matrix) -> Matrix:
    """Give axes (left, back, up) that have turned about the vertical as the pelvis has."""
    left = turn[:, 0] * (1.0, 1.0, 0.0)
    left = left / np.linalg.norm(left)
    return np.column_stack((left, np.cross(UP, left), UP))
