"""Rotation matrices, (3, 3) float64, in the body's axes: x to the left, y to the back, z up."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

LEFT: Vector = np.array([1.0, 0.0, 0.0])
BACK: Vector = np.array([0.0, 1.0, 0.0])
UP: Vector = np.array([0.0, 0.0, 1.0])


def about(axis: Vector, deg: float) -> Matrix:
    """Turn by `deg` about the axis, counter-clockwise when it points at the viewer."""
    x, y, z = axis / np.linalg.norm(axis)
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    d = 1.0 - c
    return np.array(
        [
            [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
            [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
            [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
        ]
    )


def bow(deg: float) -> Matrix:
    """Bend forward: what points up comes to point forward."""
    return about(LEFT, deg)


def tilt(deg: float) -> Matrix:
    """Bend to the left: what points up comes to point left."""
    return about(BACK, deg)


def turn(deg: float) -> Matrix:
    """Turn to the left: what points forward comes to point left."""
    return about(UP, deg)


def frame(along: Vector, beside: Vector) -> Matrix:
    """Give the axes, in columns, of which the first lies along `along`, the third across both."""
    first = along / np.linalg.norm(along)
    third = np.cross(first, beside)
    third = third / np.linalg.norm(third)
    return np.column_stack((first, np.cross(third, first), third))
