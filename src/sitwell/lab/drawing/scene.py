"""What a drawing shows: a figure before and after, what it rests on, and marks. Pure."""

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sitwell.lab.drawing.field import Point
from sitwell.lab.drawing.pose import Pose

WIDTH_CM = 240.0
FLOOR_CM = 8.0  # from the floor to the picture's lower edge


class Breath(Enum):
    """Which way the breath goes while the body moves."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A bent arrow, from the first place past the second to the third; back too if it is double."""

    start: Point
    handle: Point
    end: Point
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class BreathMark:
    """A wavy arrow beside the face.

    Attributes:
        breath: In: it points to the face. Out: away.
        towards: Where it lies, from the mouth, degrees.
        gap: From the mouth to its near end, in centimetres.
    """

    breath: Breath
    towards: float
    gap: float = 6.0


class Bar(NamedTuple):
    """A straight bar with round ends, given by the middles of its ends: a chair's leg, a mat."""

    start: Point
    end: Point
    width: float


@dataclass(frozen=True, slots=True)
class Scene:
    """One drawing.

    Attributes:
        id: Of the card.
        title: For screen readers: what it is.
        description: For screen readers: what one sees.
        top_cm: Height of the picture above the floor.
        pose: In front, as it shall be.
        ghost: Where the move begins, drawn lightly; None for a pose that is held.
        behind: Furniture behind the figure.
        marks: Arrows.
        breath: Marks of breath.
    """

    id: str
    title: str
    description: str
    top_cm: float
    pose: Pose
    ghost: Pose | None = None
    behind: tuple[Bar, ...] = ()
    marks: tuple[Arrow, ...] = ()
    breath: tuple[BreathMark, ...] = ()


def mat(left: float, right: float, thick: float = 2.0) -> Bar:
    """Give a mat or blanket that lies in the floor, so that what rests on it is at height 0."""
    return Bar(Point(left, -thick / 2.0), Point(right, -thick / 2.0), thick)


def arc(
    middle: tuple[float, float], radius: float, begin: float, end: float, is_double: bool = False
) -> Arrow:
    """Give an arrow along a circle, between two directions (degrees) from its middle."""
    half = (begin + end) / 2.0
    out = radius / max(math.cos(math.radians((end - begin) / 2.0)), 0.3)

    def at(degrees: float, far: float) -> Point:
        angle = math.radians(degrees)
        return Point(middle[0] + far * math.cos(angle), middle[1] + far * math.sin(angle))

    return Arrow(at(begin, radius), at(half, out), at(end, radius), is_double)
