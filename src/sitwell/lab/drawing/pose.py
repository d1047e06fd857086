"""What a figure does: directions of its spine, limbs and head, and where its hips are. Pure."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from sitwell.lab.drawing.field import Point, step


class Hand(Enum):
    """How a hand is seen."""

    FLAT = auto()  # from its edge, palm along the forearm or on the floor
    OPEN = auto()  # from its back or palm, the thumb aside
    FOLDED = auto()  # round something, or on the hip


@dataclass(frozen=True, slots=True)
class Spine:
    """Where the spine is heading, in degrees, at five places from the hips up, and the head.

    Between the places it turns evenly, which makes one smooth line of it.

    Attributes:
        hips: At the hip joints.
        sacrum: At the top of the sacrum.
        waist: At T12.
        chest: At C7.
        neck: At the base of the skull.
        head: From the base of the skull to the crown.
    """

    hips: float
    sacrum: float
    waist: float
    chest: float
    neck: float
    head: float

    def turned(self, degrees: float) -> "Spine":
        """Give the same spine, turned as a whole; positive is counter-clockwise."""
        places = (self.hips, self.sacrum, self.waist, self.chest, self.neck, self.head)
        return Spine(*(place + degrees for place in places))


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg.

    Attributes:
        upper: Where the upper arm or thigh heads, degrees.
        lower: Where the forearm or shank heads.
        end: Where the fingers or toes head; None for toes that point at us.
        upper_seen: How much of its length is seen, as it points out of the page.
        lower_seen: Likewise.
        hand: For an arm.
    """

    upper: float
    lower: float
    end: float | None
    upper_seen: float = 1.0
    lower_seen: float = 1.0
    hand: Hand = Hand.FLAT


@dataclass(frozen=True, slots=True)
class Reach:
    """An arm or a leg whose wrist or ankle is at a given place.

    Attributes:
        to: The wrist or ankle.
        end: As for a Limb.
        bend: 1 where the elbow or knee lies to the left of the way there, -1 to the right.
        upper_seen: As for a Limb.
        lower_seen: As for a Limb.
        hand: For an arm.
    """

    to: Point
    end: float | None
    bend: int
    upper_seen: float = 1.0
    lower_seen: float = 1.0
    hand: Hand = Hand.FLAT


@dataclass(frozen=True, slots=True)
class Pose:
    """A figure at one moment.

    Attributes:
        hips: Middle of the hip joints.
        spine: From there up.
        near_arm: The arm on our side; from the front, the one on the left of the page.
        far_arm: The other.
        near_leg: Likewise.
        far_leg: Likewise.
        facing: 90 seen from its right side, 0 from the front, 45 between.
        gaze: Turn of the head, as facing; None where it faces as the trunk does.
        is_leg_on_top: From the side: whether the near leg hides the shirt.
        is_leg_behind: From the front: whether the near leg hides the far one.
    """

    hips: Point
    spine: Spine
    near_arm: Limb | Reach
    far_arm: Limb | Reach
    near_leg: Limb | Reach
    far_leg: Limb | Reach
    facing: float = 90.0
    gaze: float | None = None
    is_leg_on_top: bool = False
    is_leg_behind: bool = False


def bend(limb: Limb | Reach, root: Point, upper: float, lower: float) -> Limb:
    """Give the directions that bring the limb's end where it shall be.

    Where that is out of reach, the limb is straight and points there.
    """
    if isinstance(limb, Limb):
        return limb
    upper, lower = upper * limb.upper_seen, lower * limb.lower_seen
    across, up = limb.to.x - root.x, limb.to.y - root.y
    way = min(math.hypot(across, up), upper + lower - 1e-6)
    way = max(way, abs(upper - lower) + 1e-6)
    heading = math.degrees(math.atan2(up, across))
    cosine = (upper * upper + way * way - lower * lower) / (2.0 * upper * way)
    first = heading + limb.bend * math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    elbow = step(root, first, upper)
    end = step(root, heading, way)
    second = math.degrees(math.atan2(end.y - elbow.y, end.x - elbow.x))
    return Limb(first, second, limb.end, limb.upper_seen, limb.lower_seen, limb.hand)
