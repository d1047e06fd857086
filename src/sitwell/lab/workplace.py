"""The desk and chair a body sits at, sized to the body, and where its hands go on them."""

from dataclasses import dataclass

import numpy as np

from sitwell.lab.posture import Hand
from sitwell.lab.rig import Rig, Stance
from sitwell.lab.rotation import Vector


@dataclass(frozen=True, slots=True)
class Workplace:
    """Furniture, in metres; the origin is where the hips usually are, y to the back, z up.

    Attributes:
        desk_up_m: Height of the desk's top above the hips.
        desk_edge_m: How far ahead of the hips its edge is.
        keyboard_m: How far ahead of the hips the wrists rest.
        phone_up_m: How high a phone is held above the desk.
        mouse_side: +1 the left hand's side, −1 the right hand's.
        has_chair: Whether a back is seen; False for a stool.
        chair_top_m: Height of the chair's back above the hips.
        chair_width_m: Its width.
        has_headrest: Whether it goes on above.
        has_armrests: Whether there are any.
    """

    desk_up_m: float
    desk_edge_m: float
    keyboard_m: float
    phone_up_m: float
    mouse_side: int
    has_chair: bool
    chair_top_m: float
    chair_width_m: float
    has_headrest: bool
    has_armrests: bool


def draw(rng: np.random.Generator) -> Workplace:
    """Draw a desk and a chair."""
    edge_m = float(rng.uniform(0.20, 0.34))
    return Workplace(
        desk_up_m=float(rng.uniform(0.12, 0.26)),
        desk_edge_m=edge_m,
        keyboard_m=edge_m + float(rng.uniform(0.06, 0.18)),
        phone_up_m=float(rng.uniform(-0.04, 0.16)),
        mouse_side=-1 if rng.random() < 0.85 else 1,
        has_chair=bool(rng.random() < 0.8),
        chair_top_m=float(rng.uniform(0.30, 0.75)),
        chair_width_m=float(rng.uniform(0.36, 0.52)),
        has_headrest=bool(rng.random() < 0.2),
        has_armrests=bool(rng.random() < 0.4),
    )


def wrist_target(hand: Hand, side: int, stance: Stance, at: Workplace) -> Vector:
    """Give where a wrist goes, in the world.

    Args:
        hand: What the hand does.
        side: +1 the left hand, −1 the right.
        stance: The body, arms hanging.
        at: The furniture.
    """
    size = _arm_length(stance.rig) / 0.52
    if hand in (Hand.CHIN, Hand.CUP, Hand.FACE):
        return _before_face(hand, side, stance)
    if hand in (Hand.PHONE, Hand.LAP, Hand.ARMREST):
        return stance.joint("root") + _from_hips(hand, side, size, at)
    return _on_desk(hand, side, size, at)


def _before_face(hand: Hand, side: int, stance: Stance) -> Vector:
    chin = np.array([side * 0.045, -0.105, -0.11])
    mouth = np.array([side * 0.07, -0.19, -0.075])
    eyes = np.array([side * 0.06, -0.15, -0.06])
    offset = {Hand.CHIN: chin, Hand.CUP: mouth, Hand.FACE: eyes}[hand]
    return stance.carry("head", stance.rig.joint("head") + offset)


def _from_hips(hand: Hand, side: int, size: float, at: Workplace) -> Vector:
    if hand is Hand.PHONE:
        return np.array([side * 0.07, -0.30 * size, at.desk_up_m + 0.06 + at.phone_up_m])
    if hand is Hand.LAP:
        return np.array([side * 0.09, -0.27 * size, 0.13])
    return np.array([side * 0.29 * size, -0.22 * size, 0.22])


def _on_desk(hand: Hand, side: int, size: float, at: Workplace) -> Vector:
    desk = at.desk_up_m + 0.045  # a wrist is this high over what the hand lies on
    if hand is Hand.MOUSE:
        return np.array([side * 0.27 * size, -at.keyboard_m - 0.03, desk])
    if hand is Hand.REACH:
        return np.array([side * 0.32 * size, -at.keyboard_m - 0.33, desk + 0.02])
    return np.array([side * 0.14 * size, -at.keyboard_m, desk])


def _arm_length(rig: Rig) -> float:
    shoulder, elbow = rig.joint("upperarm01.L"), rig.joint("lowerarm01.L")
    return float(np.linalg.norm(elbow - shoulder) + np.linalg.norm(rig.joint("wrist.L") - elbow))
