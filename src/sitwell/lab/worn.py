"""Glasses and headphones."""

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import Colour, Look
from sitwell.lab.regions import Regions
from sitwell.lab.rig import Rig
from sitwell.lab.rotation import BACK, UP, turn
from sitwell.lab.shape import Shape, band, joined, moved, tube

DARK = Colour(0.07, 0.07, 0.08)
RIM_POINTS = 17


def put_on(rig: Rig, regions: Regions, look: Look) -> list[tuple[Shape, NDArray[np.float64]]]:
    """Give what is worn on the head, with the weights of the bones that carry it."""
    pieces = []
    if look.has_glasses:
        pieces.append(_glasses(rig, regions))
    if look.has_headset:
        pieces.append(_headset(rig, regions))
    weights = np.zeros(len(rig.names))
    weights[rig.index("head")] = 1.0
    return [(piece, np.tile(weights, (len(piece.vertices), 1))) for piece in pieces]


def _glasses(rig: Rig, regions: Regions) -> Shape:
    parts = []
    front = rig.vertices[regions.eyes][:, 1].min() - 0.012
    for side in "LR":
        eye = rig.joint(f"eye.{side}")
        angle = np.linspace(0.0, 2 * np.pi, RIM_POINTS)
        rim = np.column_stack(
            (
                eye[0] + 0.024 * np.cos(angle),
                np.full(RIM_POINTS, front),
                eye[2] + 0.019 * np.sin(angle),
            )
        )
        parts.append(_wire(rim))
        ear = rig.tragi[0 if side == "L" else 1]
        outer = np.array([eye[0] + np.sign(eye[0]) * 0.024, front, eye[2] + 0.005])
        parts.append(band(np.stack((outer, ear + 0.02 * UP)), 0.004 * UP, DARK))
    left, right = rig.joint("eye.L"), rig.joint("eye.R")
    bridge = np.array([[left[0] - 0.024, front, left[2]], [right[0] + 0.024, front, right[2]]])
    return joined([*parts, band(bridge, 0.004 * UP, DARK)])


def _wire(path: NDArray[np.float64]) -> Shape:
    """Give a rim in the plane of the lens: a ring between two outlines."""
    middle = path.mean(axis=0)
    inner, outer = middle + 0.92 * (path - middle), middle + 1.08 * (path - middle)
    ring = band((inner + outer) / 2.0, np.zeros(3), DARK)
    vertices = np.concatenate((inner, outer))
    facing = np.tile(-BACK, (len(vertices), 1))
    faces = np.concatenate((ring.faces, ring.faces[:, ::-1])).astype(np.int32)
    return Shape(vertices, facing, faces, ring.colours)


def _headset(rig: Rig, regions: Regions) -> Shape:
    scalp = rig.vertices[regions.above_hairline_m > 0.0]
    top = scalp[:, 2].max() + 0.03
    left, right = rig.tragi
    angle = np.linspace(0.0, np.pi, 25)
    half = (left[0] - right[0]) / 2.0 + 0.022
    path = np.column_stack(
        (
            half * np.cos(angle),
            np.full(25, left[1] + 0.01),
            left[2] + (top - left[2]) * np.sin(angle) ** 0.6,
        )
    )
    cup = tube(0.038, 0.03, DARK)
    upright = turn(0.0)
    lying = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]])
    cups = [
        moved(cup, lying @ upright, ear + np.array([np.sign(ear[0]) * 0.018, 0.012, 0.0]))
        for ear in (left, right)
    ]
    return joined([*cups, band(path, 0.03 * BACK, DARK)])
