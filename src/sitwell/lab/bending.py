"""Bend a body at rest to a posture: trunk, neck, shoulder girdle, legs; arms are in reaching.py."""

import numpy as np

from sitwell.lab.posture import Place, Posture
from sitwell.lab.rig import Rig, Stance, stand
from sitwell.lab.rotation import Matrix, Vector, bow, tilt, turn

# Which vertebral joints bend, and how a share is split among them. Each joint is the lower end of
# its bone: spine04 is near L4, spine02 near T12, spine01 near T7.
LOWER = {"spine05": 0.25, "spine04": 0.40, "spine03": 0.35}
UPPER = {"spine02": 0.55, "spine01": 0.45}
TWIST = {"spine03": 0.3, "spine02": 0.4, "spine01": 0.3}
PELVIS_SIDE_SHARE = 0.45  # of a side lean; the spine does the rest
NECK = {"neck01": 0.45, "neck02": 0.30, "neck03": 0.25}
HEAD_NOD_LIMITS = (-38.0, 32.0)  # of the head on the neck; beyond, the neck follows
HEAD_TURN_SHARE = 0.55
STEPS = 3  # of the secant method; the second already leaves less than 0.1 degrees

Turns = dict[str, Matrix]


def bend(rig: Rig, posture: Posture) -> Stance:
    """Give the body bent to a posture, arms still hanging."""
    turns = _bend_trunk(rig, posture)
    turns.update(_bend_neck(rig, posture, turns))
    turns.update(_pull_shoulders(posture))
    turns.update(_fold_legs(turns["root"], posture))
    return stand(rig, turns, place_hips(posture))


def place_chair(where: Place) -> Vector:
    """Give where the seat is; the origin is its usual place."""
    return np.array([where.left_m, -where.forward_m, where.up_m])


def place_hips(posture: Posture) -> Vector:
    """Give where the hips are: on the seat, or slid forward on it."""
    return place_chair(posture.place) - posture.slide_m * turn(posture.chair_deg)[:, 1]


def turns_of(stance: Stance) -> Turns:
    """Give back the turns that made a stance."""
    rig = stance.rig
    return {
        name: stance.turns[bone] if parent < 0 else stance.turns[parent].T @ stance.turns[bone]
        for bone, (name, parent) in enumerate(zip(rig.names, rig.parents, strict=True))
    }


def _bend_trunk(rig: Rig, posture: Posture) -> Turns:
    """Find the spine's and the pelvis's turns that give the flexion and the lean asked for."""
    at_rest = _flexion(stand(rig, {}, np.zeros(3)))
    bent_deg = posture.flexion_deg
    for _ in range(STEPS):
        spine = _bend_spine(bent_deg, posture)
        got = _flexion(stand(rig, spine, np.zeros(3))) - at_rest
        bent_deg += posture.flexion_deg - got
    spine = _bend_spine(bent_deg, posture)
    stance = stand(rig, spine, np.zeros(3))
    line = stance.carry("spine01", rig.c7) - stance.joint("root")
    resting = rig.c7 - rig.joint("root")
    lean_deg = posture.lean_deg - (_incline(line) - _incline(resting))
    pelvis = tilt(posture.side_lean_deg * PELVIS_SIDE_SHARE) @ bow(lean_deg)
    return {"root": turn(posture.chair_deg) @ pelvis, **spine}


def _bend_spine(bent_deg: float, posture: Posture) -> Turns:
    side_deg = posture.side_lean_deg * (1.0 - PELVIS_SIDE_SHARE) * 1.9  # reaches C7 only in part
    turns: Turns = {}
    for shares, share in ((LOWER, 1.0 - posture.upper_share), (UPPER, posture.upper_share)):
        for name, part in shares.items():
            # The segments' lines follow the joints at about half, hence twice the angle.
            forward = bow(2.0 * bent_deg * share * part)
            sideways = tilt(side_deg * part / 2.0)
            turns[name] = turn(posture.twist_deg * TWIST.get(name, 0.0)) @ sideways @ forward
    return turns


def _bend_neck(rig: Rig, posture: Posture, trunk: Turns) -> Turns:
    stance = stand(rig, trunk, np.zeros(3))
    trunk_deg = _incline(turn(-posture.chair_deg) @ stance.turn("spine01")[:, 2])
    neck_deg = posture.neck_deg - posture.relax_share * trunk_deg
    nod_deg = posture.gaze_deg - trunk_deg - neck_deg
    low, high = HEAD_NOD_LIMITS
    kept_deg = float(np.clip(nod_deg, low, high))
    neck_deg += nod_deg - kept_deg
    neck_turn = posture.turn_deg * (1.0 - HEAD_TURN_SHARE)
    turns = {
        name: turn(neck_turn * part) @ tilt(0.6 * posture.roll_deg * part) @ bow(neck_deg * part)
        for name, part in NECK.items()
    }
    head_turn = posture.turn_deg * HEAD_TURN_SHARE
    turns["head"] = turn(head_turn) @ tilt(0.4 * posture.roll_deg) @ bow(kept_deg)
    return turns


def _pull_shoulders(posture: Posture) -> Turns:
    turns: Turns = {}
    for side, sign in (("L", 1.0), ("R", -1.0)):
        forward = posture.rounding_deg + sign * posture.rounding_split_deg / 2.0
        turns[f"clavicle.{side}"] = turn(-sign * forward) @ tilt(-sign * posture.shrug_deg)
    return turns


def _fold_legs(pelvis: Matrix, posture: Posture) -> Turns:
    """Keep the thighs level along the seat and the shins hanging, whatever the pelvis does."""
    folded_deg = 0.0 if posture.is_standing else 86.0
    turns: Turns = {}
    for side, sign in (("L", 1.0), ("R", -1.0)):
        thigh = turn(posture.chair_deg + sign * 6.0) @ bow(-folded_deg)
        turns[f"upperleg01.{side}"] = pelvis.T @ thigh
        turns[f"lowerleg01.{side}"] = bow(folded_deg)
    return turns


def _flexion(stance: Stance) -> float:
    hips, t12 = stance.joint("root"), stance.joint("spine02")
    c7 = stance.carry("spine01", stance.rig.c7)
    return _incline(c7 - t12) - _incline(t12 - hips)


def _incline(line: Vector) -> float:
    return float(np.degrees(np.arctan2(-line[1], line[2])))
