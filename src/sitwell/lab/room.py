"""What is behind the sitter: a wall with things on it, and things before it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sitwell.lab.look import Colour, draw_colour


class Box(NamedTuple):
    """A piece of furniture: metres right of the picture's middle, from the wall, and sizes."""

    aside_m: float
    from_wall_m: float
    width_m: float
    depth_m: float
    height_m: float
    foot_m: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Room:
    """The background.

    Attributes:
        wall_m: How far the wall is behind the sitter, as the camera sees it.
        wall_deg: How far the wall is turned from facing the camera.
        paint_seed: Of what is on the wall.
        things: How many things are on it.
        blur_px: How soft they are.
        window: How much brighter than white its window is; 0 for none.
        boxes: Furniture before it.
        floor: Colour of the floor.
        desk: Colour of the desk.
        chair: Colour of the chair.
    """

    wall_m: float
    wall_deg: float
    paint_seed: int
    things: int
    blur_px: float
    window: float
    boxes: tuple[Box, ...]
    floor: Colour
    desk: Colour
    chair: Colour


def draw(window: float, rng: np.random.Generator) -> Room:
    """Draw a room."""
    wall_m = float(rng.uniform(0.6, 3.2))
    return Room(
        wall_m=wall_m,
        wall_deg=float(rng.normal(0.0, 12.0)),
        paint_seed=int(rng.integers(2**31)),
        things=int(rng.integers(2, 22)),
        blur_px=float(rng.choice((0.0, 1.0, 3.0, 6.0))),
        window=window,
        boxes=tuple(_draw_box(wall_m, rng) for _ in range(rng.integers(0, 7))),
        floor=draw_colour(rng),
        desk=draw_colour(rng),
        chair=draw_colour(rng) if rng.random() < 0.5 else Colour(0.10, 0.10, 0.11),
    )


def _draw_box(wall_m: float, rng: np.random.Generator) -> Box:
    depth_m = float(rng.uniform(0.05, 0.3))
    sign = 1.0 if rng.random() < 0.5 else -1.0
    return Box(
        aside_m=sign * float(rng.uniform(0.25, 1.8)),
        from_wall_m=depth_m / 2.0 + float(rng.uniform(0.0, max(0.02, 0.35 * wall_m - 0.15))),
        width_m=float(rng.uniform(0.08, 0.9)),
        depth_m=depth_m,
        height_m=float(rng.uniform(0.1, 1.6)),
        foot_m=float(rng.choice((-0.5, rng.uniform(-0.2, 0.8)))),
        colour=draw_colour(rng),
    )
