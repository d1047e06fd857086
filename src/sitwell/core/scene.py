"""Has the camera moved? A re-tilted lid shifts the whole picture; a person moves within it.

Two small grey pictures are compared by phase correlation. A shift counts only where laying one
picture over the other along it explains most of what changed, which a person walking in, a lamp,
or a turned head does not.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS = 120  # of the small picture; a sub-sample fit then resolves 0.2 % of the height
STILL = 0.02  # mean change of grey (0 to 1) below which nothing of this kind has happened
EXPLAINED = 0.6  # a true shift leaves less than this share of the change; bystanders leave it all
FURTHEST = 0.25  # of the picture; beyond it too little is left in common


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A small grey picture, kept in memory only until the next one.

    Attributes:
        grey: (rows, columns) float32, 0 to 1, about `ROWS` rows. Read-only.
    """

    grey: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.grey.ndim != 2:
            raise ValueError(f"expected a (rows, columns) picture, got {self.grey.shape}")
        self.grey.setflags(write=False)

    @property
    def light(self) -> float:
        """Mean brightness, 0 (black) to 1 (white)."""
        return float(self.grey.mean())


@dataclass(frozen=True, slots=True)
class Shift:
    """How far everything in the picture moved, in picture heights: x right, y down."""

    x: float = 0.0
    y: float = 0.0

    def __add__(self, other: "Shift") -> "Shift":
        return Shift(self.x + other.x, self.y + other.y)


def reduce(rgb: NDArray[Any]) -> Scene:
    """Reduce an (h, w, 3) uint8 picture to its scene: the mean of four green pixels in each n by n.

    A single one would let edges fall between the samples, and shifts read up to 0.5 % wrong.
    """
    stride = max(1, rgb.shape[0] // ROWS)
    height, width = (size // stride * stride for size in rgb.shape[:2])
    # Rows before columns: each line of the picture is then fetched from memory once.
    upper, lower = (rgb[row:height:stride, :width, 1] for row in (0, stride // 2))
    total = np.zeros((height // stride, width // stride), np.float32)
    for rows in (upper, lower):
        total += rows[:, ::stride]
        total += rows[:, stride // 2 :: stride]
    total /= 4.0 * 255.0
    return Scene(total)


def measure_shift(before: Scene, after: Scene) -> Shift:
    """Tell how far the camera's picture moved from one scene to the next; mostly not at all."""
    if before.grey.shape != after.grey.shape or min(before.grey.shape) < 16:
        return Shift()
    if float(np.abs(before.grey - after.grey).mean()) < STILL:
        return Shift()
    rows, columns = _peak(before.grey, after.grey)
    height, width = before.grey.shape
    if abs(rows) > FURTHEST * height or abs(columns) > FURTHEST * width:
        return Shift()
    if not _explains(before.grey, after.grey, round(rows), round(columns)):
        return Shift()
    return Shift(columns / height, rows / height)


def _peak(before: NDArray[np.float32], after: NDArray[np.float32]) -> tuple[float, float]:
    """Find the shift (rows, columns) at which the phases of the two pictures agree best."""
    window = np.outer(np.hanning(before.shape[0]), np.hanning(before.shape[1]))
    first = np.fft.rfft2((before - before.mean()) * window)
    second = np.fft.rfft2((after - after.mean()) * window)
    cross = second * first.conj()
    surface = np.fft.irfft2(cross / (np.abs(cross) + 1e-6), s=before.shape)
    row, column = np.unravel_index(int(surface.argmax()), surface.shape)
    return (
        _refine(surface[:, column], int(row)),
        _refine(surface[row, :], int(column)),
    )


def _refine(line: NDArray[np.float64], peak: int) -> float:
    """Fit a parabola through the peak and its neighbours; indices past the middle are negative."""
    size = len(line)
    left, top, right = line[peak - 1], line[peak], line[(peak + 1) % size]
    curve = left - 2.0 * top + right
    offset = 0.0 if curve == 0.0 else float(0.5 * (left - right) / curve)
    return (peak if peak <= size // 2 else peak - size) + offset


def _explains(
    before: NDArray[np.float32], after: NDArray[np.float32], rows: int, columns: int
) -> bool:
    height, width = before.shape
    here = after[max(0, rows) : height + min(0, rows), max(0, columns) : width + min(0, columns)]
    there = before[
        max(0, -rows) : height + min(0, -rows), max(0, -columns) : width + min(0, -columns)
    ]
    shifted = float(np.abs(here - there).mean())
    return shifted < EXPLAINED * float(np.abs(before - after).mean())
