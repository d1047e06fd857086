"""Lay a body down: face down on a mat, chest and legs lifted, folded over the thighs, kneeling."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

import numpy as np

from sitwell.lab.bending import NECK, Turns
from sitwell.lab.reaching import reach
from sitwell.lab.rig import Rig, Stance, skin, stand
from sitwell.lab.rotation import BACK, LEFT, UP, Vector, bow, turn

# How an arch of the back is split among the vertebral joints; the loins bend most.
ARCH = {"spine05": 0.22, "spine04": 0.26, "spine03": 0.20, "spine02": 0.18, "spine01": 0.14}
BELLY = ("root", "pelvis", "spine05", "spine04", "upperleg01")
CARRYING = ("root", "pelvis", "spine", "upperleg", "lowerleg")  # what lies or kneels on the mat
POINTED_DEG = 55.0  # feet of somebody lying face down
SUNK_M = 0.015  # soft parts and the mat give way by so much
STEPS = 14  # halvings of a search; 40 degrees become a four-hundredth
LINE_STEPS = 3  # corrections of an arch; the second already leaves less than 0.1 degrees


class Arms(StrEnum):
    """Where the arms are."""

    BESIDE = "beside"
    FORWARD = "forward"
    UNDER = "under"
    """Hands under the forehead."""
    PROP = "prop"
    """Hands on the mat below the shoulders."""


@dataclass(frozen=True, slots=True)
class Lying:
    """What a body is bent to, in degrees.

    Attributes:
        pelvis_deg: Bow of the pelvis in the world: 0 upright, 90 face down.
        arch_deg: Of the back, + backwards: lifts the chest.
        left_deg: The left thigh against the pelvis, + backwards: lifts the leg.
        right_deg: As above, the right one.
        knees_deg: How far the knees are bent.
        neck_deg: Bow of head and neck against the chest, + forward.
        turn_deg: Of the head, + to the left.
        hands_m: How high the hands are over the mat.
    """

    pelvis_deg: float = 90.0
    arch_deg: float = 0.0
    left_deg: float = 0.0
    right_deg: float = 0.0
    knees_deg: float = 0.0
    neck_deg: float = 0.0
    turn_deg: float = 0.0
    hands_m: float = 0.03


CHILD = Lying(pelvis_deg=80.0, arch_deg=-45.0, left_deg=-148.0, right_deg=-148.0, knees_deg=158.0)
ALL_FOURS = Lying(pelvis_deg=85.0, left_deg=-85.0, right_deg=-85.0, knees_deg=90.0)
KNEELING = Lying(pelvis_deg=4.0, left_deg=0.0, right_deg=0.0, knees_deg=94.0)


def blend(one: Lying, other: Lying, share: float) -> Lying:
    """Give what lies between two, 0 the one to 1 the other."""
    return Lying(
        *(
            (1.0 - share) * getattr(one, field.name) + share * getattr(other, field.name)
            for field in fields(Lying)
        )
    )


def lie(rig: Rig, lying: Lying, arms: Arms, floor_up_m: float) -> Stance:
    """Give the body bent so, its lowest point in the mat, the hips over the origin."""
    turns = _bend(lying)
    stance = _lower(stand(rig, turns, np.zeros(3)), floor_up_m)
    for side, sign in (("L", 1.0), ("R", -1.0)):
        target = _hand_target(stance, sign, arms, floor_up_m + lying.hands_m)
        turns |= reach(stance, side, target, _elbow_side(sign, arms))
    return stand(rig, turns, stance.joint("root"))


def settle(rig: Rig, arms: Arms, turn_deg: float) -> Lying:
    """Find how this body lies at rest: belly, chest, feet and head on the mat, none above it."""
    rest = Lying(turn_deg=turn_deg, hands_m=0.03)
    rest = _search(rig, rest, "arch_deg", ("spine01", "spine02", "clavicle"), (-15.0, 25.0))
    rest = _search(rig, rest, "left_deg", ("lowerleg", "foot", "toe"), (-20.0, 20.0))
    rest = replace(rest, right_deg=rest.left_deg)
    head_off_m = 0.05 if arms is Arms.UNDER else 0.0
    return _search(rig, rest, "neck_deg", ("head",), (50.0, -60.0), head_off_m)


def lift_chest(rig: Rig, rest: Lying, lift_deg: float) -> float:
    """Give the arch that raises the hip→shoulder line by `lift_deg` over rest."""
    resting = chest_line(stand(rig, _bend(rest), np.zeros(3)))
    arch_deg = lift_deg
    for _ in range(LINE_STEPS):
        bent = replace(rest, arch_deg=rest.arch_deg + arch_deg)
        got = chest_line(stand(rig, _bend(bent), np.zeros(3))) - resting
        arch_deg *= lift_deg / got
    return arch_deg


def chest_line(stance: Stance) -> float:
    """Give how steeply hip→shoulder rises, in degrees over the floor."""
    hips = (stance.joint("upperleg01.L") + stance.joint("upperleg01.R")) / 2.0
    shoulders = (stance.joint("upperarm01.L") + stance.joint("upperarm01.R")) / 2.0
    return _rise(shoulders - hips)


def leg_line(stance: Stance) -> float:
    """Give how steeply hip→ankle rises, mean of both legs, in degrees over the floor."""
    lines = [stance.joint(f"foot.{s}") - stance.joint(f"upperleg01.{s}") for s in "LR"]
    return float(np.mean([_rise(line) for line in lines]))


def _rise(line: Vector) -> float:
    return float(np.degrees(np.arctan2(line[2], np.hypot(line[0], line[1]))))


def _bend(lying: Lying) -> Turns:
    turns: Turns = {"root": bow(lying.pelvis_deg)}
    turns.update({name: bow(-lying.arch_deg * share) for name, share in ARCH.items()})
    for name, share in NECK.items():
        turns[name] = turn(0.5 * lying.turn_deg * share) @ bow(0.5 * lying.neck_deg * share)
    turns["head"] = turn(0.5 * lying.turn_deg) @ bow(0.5 * lying.neck_deg)
    for side, thigh_deg in (("L", lying.left_deg), ("R", lying.right_deg)):
        turns[f"upperleg01.{side}"] = bow(thigh_deg)
        turns[f"lowerleg01.{side}"] = bow(lying.knees_deg)
        turns[f"foot.{side}"] = bow(POINTED_DEG)
    return turns


def _search(
    rig: Rig,
    rest: Lying,
    name: str,
    bones: tuple[str, ...],
    limits: tuple[float, float],
    off_m: float = 0.0,
) -> Lying:
    """Halve towards the angle at which a part lies on the mat: low at the first limit."""
    low, high = limits
    for _ in range(STEPS):
        middle = (low + high) / 2.0
        tried = replace(rest, **{name: middle})
        if name == "left_deg":
            tried = replace(tried, right_deg=middle)
        stance = stand(rig, _bend(tried), np.zeros(3))
        if _lowest(stance, bones) - off_m < _lowest(stance, BELLY):
            low = middle
        else:
            high = middle
    return replace(rest, **{name: (low + high) / 2.0})


def _lowest(stance: Stance, bones: tuple[str, ...]) -> float:
    rig = stance.rig
    rows = [k for k, name in enumerate(rig.names) if name.startswith(bones)]
    carried = rig.weights[:, rows].sum(axis=1) > 0.6
    vertices, _ = skin(stance)
    return float(np.percentile(vertices[carried, 2], 1.0))


def _lower(stance: Stance, floor_up_m: float) -> Stance:
    """Move the body down or up until it lies on the mat; arms and hair do not count."""
    rig = stance.rig
    rows = [k for k, name in enumerate(rig.names) if name.startswith(CARRYING)]
    carried = rig.weights[:, rows].sum(axis=1) > 0.6
    vertices, _ = skin(stance)
    lowest = float(np.percentile(vertices[carried, 2], 0.3))
    at = stance.joint("root") + (floor_up_m - SUNK_M - lowest) * UP
    return replace(stance, shifts=stance.shifts + (at - stance.joint("root")))


def _hand_target(stance: Stance, sign: float, arms: Arms, up_m: float) -> Vector:
    """Give where a wrist is to be."""
    shoulder = stance.joint(f"upperarm01.{'L' if sign > 0 else 'R'}")
    hips = stance.joint("root")
    ahead = np.array([0.0, shoulder[1] - hips[1], 0.0])
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-6)
    level = np.array([1.0, 1.0, 0.0])
    if arms is Arms.BESIDE:
        place = hips * level - 0.06 * ahead + sign * 0.27 * LEFT
    elif arms is Arms.FORWARD:
        place = shoulder * level + 0.50 * ahead + sign * 0.05 * LEFT
    elif arms is Arms.UNDER:
        place = shoulder * level + 0.24 * ahead - sign * 0.13 * LEFT
    else:
        place = shoulder * level + sign * 0.04 * LEFT
    return np.asarray(place + up_m * UP)


def _elbow_side(sign: float, arms: Arms) -> Vector:
    out = {Arms.BESIDE: 0.6, Arms.FORWARD: 0.8, Arms.UNDER: 1.0, Arms.PROP: 0.3}[arms]
    return np.asarray(sign * out * LEFT + 0.1 * UP + 0.1 * BACK)
