"""Paint a wall: colours that run, pictures, shelves of books, a window. Needs OpenCV."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import draw_colour
from sitwell.lab.room import Room

SIZE_WH = (1536, 768)
WALL_WH_M = (8.0, 4.0)

Paint = NDArray[np.float32]


def paint(room: Room) -> Paint:
    """Give the wall, (768, 1536, 3) float32, 0 to 1 and above 1 where a window is."""
    rng = np.random.default_rng(room.paint_seed)
    wall = _plaster(rng)
    for _ in range(room.things):
        THINGS[int(rng.integers(len(THINGS)))](wall, rng)
    if room.blur_px > 0.0:
        wall = cv2.GaussianBlur(wall, (0, 0), room.blur_px)
    if room.window > 0.0:
        _window(wall, room.window, rng)
    return wall


def _plaster(rng: np.random.Generator) -> Paint:
    """Paint a ground with slow changes of light and a fine grain."""
    base = np.asarray(draw_colour(rng), np.float32)
    slow = cv2.resize(rng.normal(0.0, 0.06, (4, 8)).astype(np.float32), SIZE_WH)
    fine = cv2.resize(rng.normal(0.0, 0.02, (192, 384)).astype(np.float32), SIZE_WH)
    return np.asarray(np.clip(base + (slow + fine)[..., None], 0.0, 1.0), np.float32)


def _place(rng: np.random.Generator, low: int, high: int) -> tuple[int, int, int, int]:
    """Give left, top, width and height; nearer the middle, where the camera looks, more often."""
    width, height = (int(size) for size in rng.integers(low, high, 2))
    x = int(np.clip(rng.normal(0.5, 0.17), 0.0, 0.95) * SIZE_WH[0])
    y = int(np.clip(rng.normal(0.45, 0.22), 0.0, 0.95) * SIZE_WH[1])
    return x, y, width, height


def _fill(wall: Paint, place: tuple[int, int, int, int], rng: np.random.Generator) -> None:
    x, y, width, height = place
    cv2.rectangle(wall, (x, y), (x + width, y + height), draw_colour(rng), -1)


def _patch(wall: Paint, rng: np.random.Generator) -> None:
    _fill(wall, _place(rng, 20, 260), rng)


def _picture(wall: Paint, rng: np.random.Generator) -> None:
    x, y, width, height = _place(rng, 40, 200)
    _fill(wall, (x, y, width, height), rng)
    rim = int(rng.integers(2, 9))
    inner = wall[y + rim : y + height - rim, x + rim : x + width - rim]
    if inner.size:
        coarse = rng.uniform(0.0, 1.0, (rng.integers(2, 9), rng.integers(2, 9), 3))
        inner[...] = cv2.resize(
            coarse.astype(np.float32), inner.shape[1::-1], interpolation=cv2.INTER_CUBIC
        ).clip(0, 1)


def _shelf(wall: Paint, rng: np.random.Generator) -> None:
    x, y, width, _ = _place(rng, 80, 400)
    height = int(rng.integers(25, 60))
    edge = x
    while edge < x + width:
        thick = int(rng.integers(3, 13))
        tall = int(height * rng.uniform(0.6, 1.0))
        _fill(wall, (edge, y + height - tall, thick - 1, tall), rng)
        edge += thick
    _fill(wall, (x - 4, y + height, width + 8, 5), rng)


def _rails(wall: Paint, rng: np.random.Generator) -> None:
    x, y, width, height = _place(rng, 40, 220)
    colour, thick = draw_colour(rng), int(rng.integers(1, 6))
    cv2.rectangle(wall, (x, y), (x + width, y + height), colour, thick)


def _streaks(wall: Paint, rng: np.random.Generator) -> None:
    colour = draw_colour(rng)
    for _ in range(int(rng.integers(1, 5))):
        ends = rng.integers(0, SIZE_WH[0], 4)
        thick = int(rng.integers(1, 30))
        a, b = (int(ends[0]), int(ends[1] // 2)), (int(ends[2]), int(ends[3] // 2))
        cv2.line(wall, a, b, colour, thick, cv2.LINE_AA)


def _window(wall: Paint, brightness: float, rng: np.random.Generator) -> None:
    x, y, width, height = _place(rng, 160, 420)
    sky = np.linspace(1.0, 0.8, height, dtype=np.float32)[:, None, None] * brightness
    pane = wall[y : y + height, x : x + width]
    pane[...] = (sky * np.array([0.95, 0.98, 1.02], np.float32))[: pane.shape[0]]
    cross = int(rng.integers(4, 12))
    pane[:, pane.shape[1] // 2 : pane.shape[1] // 2 + cross] = 0.8
    pane[pane.shape[0] // 2 : pane.shape[0] // 2 + cross] = 0.8


THINGS: tuple[Callable[[Paint, np.random.Generator], None], ...] = (
    _picture,
    _shelf,
    _patch,
    _rails,
    _streaks,
)
