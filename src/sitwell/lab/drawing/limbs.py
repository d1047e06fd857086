"""Arms and legs: chains of circles along the bones, with hands and feet. Pure."""

from dataclasses import dataclass

from sitwell.lab.drawing.body import (
    CUFF,
    FOREARM,
    FOREARM_CM,
    SHANK,
    SHANK_CM,
    SLEEVE,
    THIGH,
    THIGH_CM,
    UPPER_ARM,
    UPPER_ARM_CM,
    Ring,
)
from sitwell.lab.drawing.field import Chain, Circle, Cut, Point, shift, step
from sitwell.lab.drawing.pose import Hand, Limb, Reach, bend
from sitwell.lab.drawing.taper import read_off

Outline = tuple[tuple[float, float, float], ...]

RINGS = 10  # circles from joint to joint

# Along the hand or foot, to its left (the thumb, the instep), radius; from wrist or ankle.
FLAT_HAND = ((0.0, 0.0, 2.4), (5.0, 0.1, 2.4), (10.0, -0.4, 1.9), (15.6, -0.9, 1.3))
OPEN_HAND = ((0.0, 0.0, 2.4), (4.5, 0.0, 3.2), (9.0, 0.0, 3.1), (15.8, 0.0, 1.7))
OPEN_THUMB = ((3.0, 1.8, 1.5), (7.5, 4.4, 1.3), (9.5, 4.6, 1.1))
FOLDED_HAND = ((0.0, 0.0, 2.4), (4.5, 0.0, 3.3), (8.5, -0.6, 2.9))
SIDE_FOOT: tuple[Outline, ...] = (
    ((0.0, 0.0, 3.5), (-3.6, -3.35, 3.2)),  # heel
    ((0.0, 0.0, 3.5), (5.0, -2.4, 3.1), (11.5, -4.55, 2.0), (16.6, -5.15, 1.4)),  # instep
    ((-3.6, -3.35, 3.2), (11.5, -4.55, 2.0)),  # sole
)
FRONT_FOOT: tuple[Outline, ...] = (
    ((0.0, 0.0, 3.4), (0.0, -2.4, 4.2)),
    ((-1.9, -3.75, 2.8), (1.9, -3.75, 2.8)),  # toes
)
SOLE_UP_CM = 6.75  # the ankle's middle above the floor a flat foot stands on


@dataclass(frozen=True, slots=True)
class Bones:
    """A limb with its places known: the bent limb, its root, middle and end joints."""

    limb: Limb
    root: Point
    middle: Point
    end: Point


def place_arm(limb: Limb | Reach, shoulder: Point) -> Bones:
    """Give an arm's joints."""
    return _place(limb, shoulder, UPPER_ARM_CM, FOREARM_CM)


def place_leg(limb: Limb | Reach, hip: Point) -> Bones:
    """Give a leg's joints."""
    return _place(limb, hip, THIGH_CM, SHANK_CM)


def make_arm(bones: Bones) -> tuple[Chain, ...]:
    """Give an arm with its hand."""
    limb = bones.limb
    upper = _taper(bones.root, limb.upper, UPPER_ARM_CM * limb.upper_seen, UPPER_ARM)
    lower = _taper(bones.middle, limb.lower, FOREARM_CM * limb.lower_seen, FOREARM)
    return (Chain(upper), Chain(lower), *_make_hand(bones))


def make_sleeve(bones: Bones) -> Chain:
    """Give the sleeve, which ends in a straight hem across the upper arm."""
    length = UPPER_ARM_CM * bones.limb.upper_seen
    circles = _taper(bones.root, bones.limb.upper, length, UPPER_ARM)
    loose = tuple(Circle(c.x, c.y, c.r + 0.35) for c in circles)
    hem = step(bones.root, bones.limb.upper, length * SLEEVE)
    return Chain(loose, (Cut(hem.x, hem.y, bones.limb.upper),), blend=2.0)


def make_thigh(bones: Bones) -> Chain:
    """Give the trousers' upper half, which melts into the seat."""
    length = THIGH_CM * bones.limb.upper_seen
    return Chain(_taper(bones.root, bones.limb.upper, length, THIGH), blend=3.0)


def make_shank(bones: Bones) -> Chain:
    """Give the trousers from the knee down to the cuff."""
    limb, length = bones.limb, SHANK_CM * bones.limb.lower_seen
    hem = step(bones.middle, limb.lower, length * CUFF)
    cut = Cut(hem.x, hem.y, limb.lower)
    return Chain(_taper(bones.middle, limb.lower, length, SHANK), (cut,))


def make_foot(bones: Bones) -> tuple[Chain, ...]:
    """Give the bare foot, and the ankle up into the trousers."""
    limb, ankle = bones.limb, bones.end
    shank = _taper(bones.middle, limb.lower, SHANK_CM * limb.lower_seen, SHANK)[-3:]
    parts = FRONT_FOOT if limb.end is None else SIDE_FOOT
    return (Chain(shank), *(Chain(_lay(ankle, limb.end or 0.0, part)) for part in parts))


def _make_hand(bones: Bones) -> tuple[Chain, ...]:
    towards = bones.limb.lower if bones.limb.end is None else bones.limb.end
    match bones.limb.hand:
        case Hand.FLAT:
            return (Chain(_lay(bones.end, towards, FLAT_HAND)),)
        case Hand.FOLDED:
            return (Chain(_lay(bones.end, towards, FOLDED_HAND)),)
        case Hand.OPEN:
            palm, thumb = _lay(bones.end, towards, OPEN_HAND), _lay(bones.end, towards, OPEN_THUMB)
            return Chain(palm), Chain(thumb)


def _place(limb: Limb | Reach, root: Point, upper: float, lower: float) -> Bones:
    bent = bend(limb, root, upper, lower)
    middle = step(root, bent.upper, upper * bent.upper_seen)
    return Bones(bent, root, middle, step(middle, bent.lower, lower * bent.lower_seen))


def _taper(
    start: Point, towards: float, length: float, rings: tuple[Ring, ...]
) -> tuple[Circle, ...]:
    """Lay circles along a bone."""
    ways = [ring.way for ring in rings]
    outline = []
    for i in range(RINGS + 1):
        radius = read_off(ways, [ring.radius for ring in rings], i / RINGS)
        calf = read_off(ways, [ring.calf for ring in rings], i / RINGS)
        outline.append((i / RINGS * length, -calf, radius))
    return _lay(start, towards, tuple(outline))


def _lay(start: Point, towards: float, shape: Outline) -> tuple[Circle, ...]:
    """Lay (along, to the left, radius) out from a place in a direction (degrees)."""
    circles = []
    for along, left, radius in shape:
        at = shift(start, towards, along, -left)
        circles.append(Circle(at.x, at.y, radius))
    return tuple(circles)
