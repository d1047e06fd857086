"""Light on a surface, corner by corner: sky and ground, a lamp from anywhere, a screen ahead."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import Colour

WRAP = 0.25  # how far a soft lamp lights round the edge of a shape, as a share


@dataclass(frozen=True, slots=True)
class Light:
    """Where light comes from.

    Attributes:
        lamp_deg: Direction of the lamp: 0 from ahead of the sitter, + from the left.
        lamp_up_deg: How high it stands.
        lamp: Its colour times its strength.
        sky: What comes from above.
        ground: What comes from below.
        screen: What comes from ahead, slightly below.
        wall: How brightly the room behind is lit, 1 as the sitter.
        window: How much brighter than white a window in the wall is; 0 for no window.
    """

    lamp_deg: float
    lamp_up_deg: float
    lamp: Colour
    sky: Colour
    ground: Colour
    screen: Colour
    wall: float
    window: float


def draw(rng: np.random.Generator) -> Light:
    """Draw a room's light: mostly good, now and then one-sided, dim, or from behind."""
    warmth = rng.uniform(-0.15, 0.15)
    tint = np.array([1.0 + warmth, 1.0, 1.0 - warmth])
    is_behind = rng.random() < 0.10
    sky = rng.uniform(0.3, 0.8) * (0.7 if is_behind else 1.0)
    return Light(
        lamp_deg=float(rng.uniform(-180, 180) if is_behind else rng.normal(0.0, 60.0)),
        lamp_up_deg=float(rng.uniform(5.0, 75.0)),
        lamp=Colour(*(rng.uniform(0.15, 0.85) * tint)),
        sky=Colour(*(sky * tint)),
        ground=Colour(*(sky * rng.uniform(0.3, 0.8) * tint[::-1])),
        screen=Colour(*(rng.uniform(0.05, 0.35) * np.array([0.85, 0.95, 1.1]))),
        wall=float(rng.uniform(0.5, 1.3)),
        window=float(rng.uniform(1.0, 2.2)) if is_behind or rng.random() < 0.15 else 0.0,
    )


def shine(
    light: Light, colours: NDArray[np.float64], normals: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the colours, (V, 3), as the light makes them; they may pass 1."""
    around, up = np.radians(light.lamp_deg), np.radians(light.lamp_up_deg)
    lamp = np.array([np.sin(around) * np.cos(up), -np.cos(around) * np.cos(up), np.sin(up)])
    screen = np.array([0.0, -0.98, -0.2])
    height = normals[:, 2:3] * 0.5 + 0.5
    fall = height * np.asarray(light.sky) + (1.0 - height) * np.asarray(light.ground)
    fall = fall + _soft(normals @ lamp)[:, None] * np.asarray(light.lamp)
    fall = fall + np.maximum(normals @ screen, 0.0)[:, None] * np.asarray(light.screen)
    return np.asarray(colours * fall)


def _soft(cosine: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.maximum(cosine + WRAP, 0.0) / (1.0 + WRAP))
