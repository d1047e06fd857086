"""The line of the spine, and the trunk and neck around it. Pure."""

import math

import numpy as np

from sitwell.lab.drawing.body import (
    C7_CM,
    HALF_HIPS_CM,
    HALF_SHOULDERS_CM,
    SACRUM_CM,
    SHOULDER_CM,
    SKULL_CM,
    WAIST_CM,
    Girth,
)
from sitwell.lab.drawing.field import Circle, Point, shift, step
from sitwell.lab.drawing.pose import Pose, Spine
from sitwell.lab.drawing.taper import read_off

STRIDE_CM = 1.0
PLACES_CM = (0.0, SACRUM_CM, WAIST_CM, C7_CM, SKULL_CM)


def head_of(spine: Spine, along: float) -> float:
    """Give where the spine is heading at a station, degrees."""
    places = (spine.hips, spine.sacrum, spine.waist, spine.chest, spine.neck)
    return float(np.interp(along, PLACES_CM, places))


def walk(pose: Pose, along: float) -> Point:
    """Give the place of a station on the spine's line."""
    place = pose.hips
    strides = math.ceil(along / STRIDE_CM)
    for i in range(strides):
        place = step(place, head_of(pose.spine, (i + 0.5) * along / strides), along / strides)
    return place


def wrap(pose: Pose, girths: tuple[Girth, ...], begin: float, end: float) -> tuple[Circle, ...]:
    """Give circles along the spine that are as thick as the trunk is seen from there.

    A cross-section is an ellipse; turned by `facing` it is as wide as the ellipse's shadow.
    """
    depth, breadth = math.sin(math.radians(pose.facing)), math.cos(math.radians(pose.facing))
    stations = [girth.along for girth in girths]
    circles = []
    for along in np.arange(begin, end + 0.1, 2.0).tolist():
        side, front, back = (
            read_off(stations, [girth[i] for girth in girths], along) for i in (1, 2, 3)
        )
        middle = (front - back) / 2.0 * depth
        radius = math.hypot(side * breadth, (front + back) / 2.0 * depth)
        at = shift(walk(pose, along), head_of(pose.spine, along), 0.0, middle)
        circles.append(Circle(at.x, at.y, radius))
    return tuple(circles)


def place_shoulders(pose: Pose) -> tuple[Point, Point]:
    """Give the near and the far shoulder joint."""
    return _spread(pose, SHOULDER_CM, HALF_SHOULDERS_CM, 1.5)


def place_hips(pose: Pose) -> tuple[Point, Point]:
    """Give the near and the far hip joint."""
    return _spread(pose, 0.0, HALF_HIPS_CM, 0.0)


def _spread(pose: Pose, along: float, half: float, ahead: float) -> tuple[Point, Point]:
    depth, breadth = math.sin(math.radians(pose.facing)), math.cos(math.radians(pose.facing))
    middle, axis = walk(pose, along), head_of(pose.spine, along)
    return (
        shift(middle, axis, 0.0, ahead * depth - half * breadth),
        shift(middle, axis, 0.0, ahead * depth + half * breadth),
    )
