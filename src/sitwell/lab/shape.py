"""Simple solids, as triangles with a colour at each corner."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import Colour
from sitwell.lab.rig import normals_of
from sitwell.lab.rotation import BACK, Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Triangles in the world or on a bone.

    Attributes:
        vertices: (V, 3) float64 metres.
        normals: (V, 3) float64.
        faces: (F, 3) int32.
        colours: (V, 3) float64, 0 to 1, before any light falls on it.
    """

    vertices: NDArray[np.float64]
    normals: NDArray[np.float64]
    faces: NDArray[np.int32]
    colours: NDArray[np.float64]


def slab(size: Vector, colour: Colour, corner: float = 0.2, points: int = 6) -> Shape:
    """Give a plate with round corners, centred: `size` is its width (x), depth (y), height (z).

    Args:
        size: (3,) metres.
        colour: Of all of it.
        corner: Radius of the corners as a share of the shorter of width and height.
        points: Of each quarter circle.
    """
    width, depth, height = size
    radius = corner * min(width, height)
    angles = np.linspace(0.0, np.pi / 2, points)
    outline = []
    for quarter, (sx, sz) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        around = angles + quarter * np.pi / 2
        outline.append(
            np.column_stack(
                (
                    sx * (width / 2 - radius) + radius * np.cos(around),
                    sz * (height / 2 - radius) + radius * np.sin(around),
                )
            )
        )
    return _extrude(np.concatenate(outline), float(depth), colour)


def tube(radius_m: float, height_m: float, colour: Colour, points: int = 14) -> Shape:
    """Give an upright cylinder, centred."""
    angles = np.arange(points) * 2 * np.pi / points
    ring = radius_m * np.column_stack((np.cos(angles), np.sin(angles)))
    lying = _extrude(ring, height_m, colour)
    upright = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
    return moved(lying, upright, np.zeros(3))


def ball(radii: Vector, colour: Colour, points: int = 12) -> Shape:
    """Give an ellipsoid, centred."""
    rows, columns = np.meshgrid(
        np.linspace(0.0, np.pi, points), np.linspace(0.0, 2 * np.pi, 2 * points), indexing="ij"
    )
    unit = np.stack(
        (np.sin(rows) * np.cos(columns), np.sin(rows) * np.sin(columns), np.cos(rows)), axis=-1
    ).reshape(-1, 3)
    return Shape(unit * radii, unit, grid_faces(points, 2 * points), _paint(colour, len(unit)))


def band(path: NDArray[np.float64], width: Vector, colour: Colour) -> Shape:
    """Give a flat band along a path: (n, 3) points, widened by ± `width` / 2."""
    vertices = np.concatenate((path - width / 2, path + width / 2))
    faces = grid_faces(2, len(path))
    return Shape(vertices, normals_of(vertices, faces), faces, _paint(colour, len(vertices)))


def grid_faces(rows: int, columns: int) -> NDArray[np.int32]:
    """Give the triangles of a grid of vertices stored row by row."""
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (
        index[:-1, :-1].ravel(),
        index[:-1, 1:].ravel(),
        index[1:, :-1].ravel(),
        index[1:, 1:].ravel(),
    )
    return np.concatenate((np.column_stack((a, c, b)), np.column_stack((b, c, d)))).astype(np.int32)


def moved(shape: Shape, by: Matrix, to: Vector) -> Shape:
    """Turn a shape about the origin, then shift it."""
    return replace(shape, vertices=shape.vertices @ by.T + to, normals=shape.normals @ by.T)


def joined(shapes: list[Shape]) -> Shape:
    """Give several shapes as one."""
    starts = np.cumsum([0] + [len(shape.vertices) for shape in shapes[:-1]])
    return Shape(
        np.concatenate([shape.vertices for shape in shapes]),
        np.concatenate([shape.normals for shape in shapes]),
        np.concatenate(
            [shape.faces + start for shape, start in zip(shapes, starts, strict=True)]
        ).astype(np.int32),
        np.concatenate([shape.colours for shape in shapes]),
    )


def _extrude(outline: NDArray[np.float64], depth_m: float, colour: Colour) -> Shape:
    """Make a solid of an outline in (x, z): two lids and a rim, each with its own corners."""
    count = len(outline)
    front = np.column_stack((outline[:, 0], np.full(count, -depth_m / 2), outline[:, 1]))
    back = front + depth_m * BACK
    fan = np.column_stack((np.zeros(count - 2, int), np.arange(1, count - 1), np.arange(2, count)))
    ahead, step = np.arange(count), np.roll(np.arange(count), -1)
    rim = np.concatenate(
        (
            np.column_stack((ahead, ahead + count, step)),
            np.column_stack((step, ahead + count, step + count)),
        )
    )
    vertices = np.concatenate((front, back, front, back))
    faces = np.concatenate((fan, fan[:, ::-1] + count, rim + 2 * count)).astype(np.int32)
    return Shape(vertices, normals_of(vertices, faces), faces, _paint(colour, len(vertices)))


def _paint(colour: Colour, count: int) -> NDArray[np.float64]:
    return np.tile(np.asarray(colour, np.float64), (count, 1))
