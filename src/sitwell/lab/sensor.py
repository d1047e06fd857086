"""What a cheap sensor makes of a scene: exposure, colour, blur, noise, JPEG, mirror."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import Colour


class Size(NamedTuple):
    """A picture's size in pixels."""

    width: int
    height: int


SIZES = (Size(320, 240), Size(640, 480), Size(640, 360), Size(848, 480), Size(1280, 720))
SIZE_SHARES = (0.10, 0.45, 0.15, 0.05, 0.25)
GREY = 0.45  # mean brightness that automatic exposure aims at
GAIN_LIMITS = (0.5, 2.0)
GRAIN_HW = (800, 1400)  # larger than any picture


@dataclass(frozen=True, slots=True)
class Sensor:
    """A camera's electronics.

    Attributes:
        size: Of its pictures.
        exposure: Brightness after metering; 1 is right, 0.4 a dark evening.
        contrast: Exponent; above 1 the shadows sink.
        balance: White balance.
        blur_px: Of the lens, at 480 lines.
        noise: Standard deviation of the shadows' noise, of 255.
        quality: Of the JPEG coder, 1 to 100.
        is_mirrored: Whether the picture is flipped left to right.
    """

    size: Size
    exposure: float
    contrast: float
    balance: Colour
    blur_px: float
    noise: float
    quality: int
    is_mirrored: bool


def draw(rng: np.random.Generator) -> Sensor:
    """Draw a camera's electronics; one in eight works in a dim room."""
    is_dim = rng.random() < 0.13
    warmth = rng.normal(0.0, 0.07)
    return Sensor(
        size=SIZES[int(rng.choice(len(SIZES), p=SIZE_SHARES))],
        exposure=float(rng.uniform(0.35, 0.7) if is_dim else rng.uniform(0.8, 1.25)),
        contrast=float(rng.uniform(0.8, 1.15)),
        balance=Colour(1.0 + float(warmth), 1.0, 1.0 - float(warmth)),
        blur_px=float(abs(rng.normal(0.0, 0.9))),
        noise=float(rng.uniform(4.0, 14.0) if is_dim else rng.uniform(0.5, 7.0)),
        quality=int(rng.integers(35, 96)),
        is_mirrored=bool(rng.random() < 0.15),
    )


def expose(
    light: NDArray[np.float32], sensor: Sensor, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Give the picture, (h, w, 3) uint8, of a scene, (h', w', 3) float32 with 1 for white."""
    scene = light
    if scene.shape[1::-1] != sensor.size:
        scene = cv2.resize(scene, sensor.size, interpolation=cv2.INTER_LINEAR)
    sigma = sensor.blur_px * sensor.size.height / 480.0
    if sigma > 0.3:
        scene = cv2.GaussianBlur(scene, (0, 0), sigma)
    gain = sensor.exposure * _meter(scene)
    scene = np.clip(scene * (gain * np.asarray(sensor.balance, np.float32)), 0.0, 1.0)
    scene = cv2.pow(scene, sensor.contrast) * 255.0
    scene += _grain(scene.shape[0], scene.shape[1], rng) * (
        sensor.noise * (0.6 + 0.4 * np.sqrt(scene / 255.0))
    )
    picture = np.clip(scene, 0.0, 255.0).astype(np.uint8)
    if sensor.is_mirrored:
        picture = np.ascontiguousarray(picture[:, ::-1])
    _, coded = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, sensor.quality))
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def _grain(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Cut noise out of a sheet of it: drawing it anew would take as long as drawing the body."""
    top = int(rng.integers(GRAIN_HW[0] - height))
    left = int(rng.integers(GRAIN_HW[1] - width))
    return _grain_sheet()[top : top + height, left : left + width]


@cache
def _grain_sheet() -> NDArray[np.float32]:
    rng = np.random.default_rng(0)
    return rng.standard_normal((*GRAIN_HW, 3), dtype=np.float32)


def _meter(scene: NDArray[np.float32]) -> float:
    """Give the gain of automatic exposure: a bright window makes the face before it dark.

    The middle counts as much as the whole, as most cameras do it.
    """
    height, width = scene.shape[0] // 4, scene.shape[1] // 4
    middle = float(scene[height : 3 * height : 4, width : 3 * width : 4].mean())
    seen = (float(scene[::8, ::8].mean()) + middle) / 2.0
    return float(np.clip(GREY / max(seen, 1e-3), *GAIN_LIMITS))
