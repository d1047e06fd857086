"""How somebody sits: the angles and places that a body is bent to."""

from dataclasses import dataclass, field
from enum import StrEnum


class Hand(StrEnum):
    """What a hand is doing."""

    KEYBOARD = "keyboard"
    MOUSE = "mouse"
    PHONE = "phone"
    CHIN = "chin"
    CUP = "cup"
    LAP = "lap"
    ARMREST = "armrest"
    REACH = "reach"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the chair is against its usual place, in metres."""

    left_m: float = 0.0
    forward_m: float = 0.0
    up_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Posture:
    """What a body is bent to, in degrees, against its own rest (standing).

    Aims, not truth: truth is read off the bent body (truth.py).

    Attributes:
        flexion_deg: Upper trunk against lower, + bent forward.
        upper_share: How much of it happens above T12, 0 to 1.
        lean_deg: Inclination of hips→C7, + forward. The pelvis tilts to whatever this needs.
        side_lean_deg: Of the trunk, + to the left.
        twist_deg: Of the trunk above the pelvis, + to the left.
        neck_deg: Bow of the neck on the trunk, + forward.
        gaze_deg: Bow of the head in the world, + down. The head tilts to whatever this needs.
        relax_share: Share of the trunk's bow that the neck takes back to keep the gaze, 0 to 1.
        turn_deg: Of the head, + to the left.
        roll_deg: Of the head, + to the left shoulder.
        rounding_deg: Of both clavicles, + forward.
        rounding_split_deg: How much more of it the left one has.
        shrug_deg: Of both clavicles, + up.
        chair_deg: Turn of the chair, + to the left.
        place: Where the chair is.
        slide_m: How far the hips have slid forward on it.
        is_standing: Whether the legs are straight; the place says how high the hips are.
        left: What the left hand does.
        right: What the right hand does.
        spread: 0 elbows at the body to 1 elbows far out.
    """

    flexion_deg: float = 0.0
    upper_share: float = 0.5
    lean_deg: float = 0.0
    side_lean_deg: float = 0.0
    twist_deg: float = 0.0
    neck_deg: float = 0.0
    gaze_deg: float = 0.0
    relax_share: float = 0.2
    turn_deg: float = 0.0
    roll_deg: float = 0.0
    rounding_deg: float = 0.0
    rounding_split_deg: float = 0.0
    shrug_deg: float = 0.0
    chair_deg: float = 0.0
    place: Place = field(default_factory=Place)
    slide_m: float = 0.0
    is_standing: bool = False
    left: Hand = Hand.KEYBOARD
    right: Hand = Hand.KEYBOARD
    spread: float = 0.3
