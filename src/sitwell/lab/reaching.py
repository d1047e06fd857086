"""Bring the hands to where they belong: two bones, an elbow that hangs, a palm that lies."""

import numpy as np

from sitwell.lab.bending import Turns, bend, turns_of
from sitwell.lab.posture import Hand, Posture
from sitwell.lab.rig import Rig, Stance, stand
from sitwell.lab.rotation import BACK, LEFT, UP, Vector, about, frame
from sitwell.lab.workplace import Workplace, wrist_target

LONGEST_REACH = 0.985  # of the arm's length, so that the elbow keeps a direction to bend in
SHORTEST_REACH = 0.28
FLAT_HANDS = (Hand.KEYBOARD, Hand.MOUSE, Hand.REACH, Hand.LAP, Hand.ARMREST)
WRIST_SHARE = 0.4  # of the turn that lays the palm; the forearm takes the rest, as the radius does
LONGEST_TWIST_DEG = 100.0


def sit(rig: Rig, posture: Posture, at: Workplace) -> Stance:
    """Bend the body to the posture and put its hands where they belong."""
    stance = bend(rig, posture)
    turns = turns_of(stance)
    for name, side, hand in (("L", 1, posture.left), ("R", -1, posture.right)):
        target = wrist_target(hand, side, stance, at)
        turns.update(reach(stance, name, target, _elbow_side(hand, side, posture)))
        posed = stand(rig, turns, stance.joint("root"))
        turns.update(_lay_palm(posed, name, _knuckles(hand, side, posed)))
    return stand(rig, turns, stance.joint("root"))


def _elbow_side(hand: Hand, side: int, posture: Posture) -> Vector:
    """Give where the elbow points."""
    out = 0.05 + 0.6 * posture.spread
    ahead = 0.6 if hand in (Hand.CHIN, Hand.CUP, Hand.FACE) else 0.0
    return side * out * LEFT - ahead * BACK - UP + (0.0 if ahead else 0.25) * BACK


def reach(stance: Stance, side: str, target: Vector, pole: Vector) -> Turns:
    """Give the arm's turns that bring a wrist to `target`, or as near as it reaches.

    Args:
        stance: The body, whose arm is not yet where it is to be.
        side: "L" or "R".
        target: Where the wrist is to be.
        pole: Where the elbow points.
    """
    rig = stance.rig
    shoulder, elbow, wrist = (
        rig.joint(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist")
    )
    upper, lower = elbow - shoulder, wrist - elbow
    a, b = float(np.linalg.norm(upper)), float(np.linalg.norm(lower))
    start = stance.joint(f"upperarm01.{side}")
    line = target - start
    reach = float(np.clip(np.linalg.norm(line), SHORTEST_REACH * (a + b), LONGEST_REACH * (a + b)))
    line = line / np.linalg.norm(line)
    bend_side = pole - (pole @ line) * line
    bend_side = bend_side / np.linalg.norm(bend_side)
    cosine = np.clip((a * a + reach * reach - b * b) / (2 * a * reach), -1.0, 1.0)
    new_upper = a * (cosine * line + np.sqrt(1.0 - cosine**2) * bend_side)
    new_lower = reach * line - new_upper
    parent = stance.turn(f"shoulder01.{side}")
    rest, aim = frame(upper, lower), parent.T @ frame(new_upper, new_lower)
    shoulder_turn = aim @ rest.T
    # In the rest axes as the upper arm carries them, the forearm turns about the elbow's own hinge.
    inner = (parent @ shoulder_turn).T @ new_lower
    hinge = np.cross(upper, lower)
    rest_deg = np.degrees(np.arccos(np.clip(upper @ lower / (a * b), -1, 1)))
    new_deg = np.degrees(np.arccos(np.clip(upper @ inner / (a * b), -1, 1)))
    return {
        f"upperarm01.{side}": shoulder_turn,
        f"lowerarm01.{side}": about(hinge, new_deg - rest_deg),
    }


def _knuckles(hand: Hand, side: int, stance: Stance) -> Vector:
    """Give the direction, in the world, from the index's knuckle to the little finger's."""
    if hand in FLAT_HANDS:
        return side * LEFT + 0.15 * BACK
    if hand is Hand.CUP:
        return -UP + 0.3 * side * LEFT
    if hand in (Hand.CHIN, Hand.FACE):
        return stance.turn("head") @ (0.5 * BACK + side * LEFT)
    return side * 0.6 * LEFT - 0.3 * BACK - 0.6 * UP


def _lay_palm(stance: Stance, side: str, knuckles: Vector) -> Turns:
    elbow, wrist = stance.joint(f"lowerarm01.{side}"), stance.joint(f"wrist.{side}")
    axis = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    has = stance.joint(f"finger5-1.{side}") - stance.joint(f"finger2-1.{side}")
    has, wants = has - (has @ axis) * axis, knuckles - (knuckles @ axis) * axis
    whole_deg = np.degrees(np.arctan2(axis @ np.cross(has, wants), has @ wants))
    deg = float(np.clip(whole_deg, -LONGEST_TWIST_DEG, LONGEST_TWIST_DEG))
    # The axis as both bones carry it: the forearm's lower half and the hand turn about it.
    carried = stance.turn(f"lowerarm01.{side}").T @ axis
    return {
        f"lowerarm02.{side}": about(carried, deg * (1.0 - WRIST_SHARE)),
        f"wrist.{side}": about(carried, deg * WRIST_SHARE),
    }
