"""Soft shapes: round cones in chains, melted into each other, as signed distances. Pure."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Point(NamedTuple):
    """A place on the page, in centimetres."""

    x: float
    y: float


class Circle(NamedTuple):
    """A link of a chain: centre and radius, in centimetres."""

    x: float
    y: float
    r: float


class Cut(NamedTuple):
    """A straight hem: what lies beyond the point, in the direction (degrees), is taken off."""

    x: float
    y: float
    towards: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Circles joined by their common tangents, like a sausage of changing thickness.

    Attributes:
        circles: At least one.
        cuts: Hems.
        blend: How far from the chains before it in a blob it begins to melt into them.
    """

    circles: tuple[Circle, ...]
    cuts: tuple[Cut, ...] = ()
    blend: float = 1.0


@dataclass(frozen=True, slots=True)
class Blob:
    """Chains melted into one shape: each, in their order, into those before it."""

    chains: tuple[Chain, ...]


def step(start: Point | Circle, towards: float, length: float) -> Point:
    """Walk from a place in a direction (degrees)."""
    angle = math.radians(towards)
    return Point(start.x + length * math.cos(angle), start.y + length * math.sin(angle))


def shift(start: Point, axis: float, along: float, across: float) -> Point:
    """Walk along an axis (degrees), then to the right of it; a face looks to its right."""
    return step(step(start, axis, along), axis - 90.0, across)


def measure(blob: Blob, x: Array, y: Array) -> Array:
    """Give the distance of each place to the outline, negative inside.

    Where chains melt it is a little less than the true distance.
    """
    total = _measure_chain(blob.chains[0], x, y)
    for chain in blob.chains[1:]:
        other = _measure_chain(chain, x, y)
        near = np.maximum(chain.blend - np.abs(total - other), 0.0)
        total = np.minimum(total, other) - near * near / (4.0 * chain.blend)
    return total


def bounds(blob: Blob) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of a box that holds the shape."""
    circles = [circle for chain in blob.chains for circle in chain.circles]
    blend = max(chain.blend for chain in blob.chains)
    return (
        min(c.x - c.r for c in circles) - blend,
        min(c.y - c.r for c in circles) - blend,
        max(c.x + c.r for c in circles) + blend,
        max(c.y + c.r for c in circles) + blend,
    )


def _measure_chain(chain: Chain, x: Array, y: Array) -> Array:
    first = chain.circles[0]
    total = np.sqrt((x - first.x) ** 2 + (y - first.y) ** 2) - first.r
    for start, end in pairwise(chain.circles):
        total = np.minimum(total, _measure_cone(start, end, x, y))
    for cut in chain.cuts:
        angle = math.radians(cut.towards)
        beyond = (x - cut.x) * math.cos(angle) + (y - cut.y) * math.sin(angle)
        total = np.maximum(total, beyond)
    return total


def _measure_cone(start: Circle, end: Circle, x: Array, y: Array) -> Array:
    """Give the distance to two circles and their tangents (after Quilez, "uneven capsule")."""
    across, up = end.x - start.x, end.y - start.y
    length = math.sqrt(across * across + up * up)
    if length <= abs(start.r - end.r) + 1e-6:  # one circle swallows the other
        big = max(start, end, key=lambda circle: circle.r)
        return np.sqrt((x - big.x) ** 2 + (y - big.y) ** 2) - big.r
    along = ((x - start.x) * across + (y - start.y) * up) / length
    aside = np.abs((x - start.x) * up - (y - start.y) * across) / length
    sine = (start.r - end.r) / length
    cosine = math.sqrt(1.0 - sine * sine)
    foot = cosine * along - sine * aside
    at_start = np.sqrt(aside * aside + along * along) - start.r
    at_end = np.sqrt(aside * aside + (along - length) ** 2) - end.r
    between = aside * cosine + along * sine - start.r
    return np.where(foot < 0.0, at_start, np.where(foot > cosine * length, at_end, between))
