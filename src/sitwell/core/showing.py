"""Ways of showing the landmarker a picture of somebody who lies there, tried until one works.

It was taught on people who stand near the camera. Whoever lies across a wide picture is often
found only in a part of it, or turned by a quarter, and no way is the best for everybody: in single
rendered pictures each finds 67 to 85 % (lab/README.md, "Repetitions"). Once found, they are
followed from picture to picture, so a way is kept for as long as it serves.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sitwell.core.pose import Pose

TRIAL_S = 1.0  # without a use, before the next way is tried
LEARNING_S = 8.0  # with lines that never come to rest, as those of a body found the wrong way round


class Turn(IntEnum):
    """A quarter turn of the picture, counted clockwise."""

    NONE = 0
    CLOCKWISE = 1
    COUNTER = -1


@dataclass(frozen=True, slots=True)
class Way:
    """How a picture is shown.

    Attributes:
        turn: So turned.
        is_middle: Only the square in its middle.
    """

    turn: Turn = Turn.NONE
    is_middle: bool = False


PLAIN = Way()
WAYS = (
    *(PLAIN, Way(is_middle=True)),
    *(Way(Turn.CLOCKWISE), Way(Turn.COUNTER)),
    *(Way(Turn.CLOCKWISE, is_middle=True), Way(Turn.COUNTER, is_middle=True)),
)


@dataclass(frozen=True, slots=True)
class Search:
    """Which way is tried. Begin with `Search()`.

    Attributes:
        number: Of `WAYS`.
        begun_t: When it was first tried; None before the first picture.
        used_t: When it was last of use.
    """

    number: int = 0
    begun_t: float | None = None
    used_t: float = 0.0

    @property
    def way(self) -> Way:
        """How the next picture is to be shown."""
        return WAYS[self.number]


def advance(search: Search, t: float, *, is_seen: bool, is_known: bool) -> Search:
    """Take into account what the last picture gave.

    Args:
        search: So far.
        t: The picture's time in seconds.
        is_seen: Whether the person's lines were seen in it.
        is_known: Whether their floor line is known.
    """
    if search.begun_t is None:
        search = Search(search.number, t, t)
    used_t = t if is_seen else search.used_t
    begun_t = t if is_known or search.begun_t is None else search.begun_t
    if t - used_t >= TRIAL_S or (not is_known and t - begun_t >= LEARNING_S):
        return Search((search.number + 1) % len(WAYS), t, t)
    return Search(search.number, begun_t, used_t)


def show(rgb: NDArray[np.uint8], way: Way) -> NDArray[np.uint8]:
    """Give the picture as it is shown, (h, w, 3) uint8."""
    if way.is_middle:
        top, left, side = _find_middle(*rgb.shape[:2])
        rgb = rgb[top : top + side, left : left + side]
    return np.ascontiguousarray(np.rot90(rgb, -int(way.turn)))


def put_back(pose: Pose, way: Way, size_hw: tuple[int, int]) -> Pose:
    """Give a pose that was found in what was shown as it is in the whole picture.

    Args:
        pose: As found.
        way: How the picture was shown.
        size_hw: The whole picture's height and width.
    """
    height, width = size_hw
    top, left, side = _find_middle(height, width) if way.is_middle else (0, 0, height)
    across = side if way.is_middle else width
    # In pixels of what was shown, then of what was cut out, then of the whole.
    x, y = (pose.xy * (side if way.turn is Turn.NONE else across)).T
    right, down, away = pose.world.T
    if way.turn is Turn.CLOCKWISE:
        (x, y), (right, down) = (y, side - x), (down, -right)
    elif way.turn is Turn.COUNTER:
        (x, y), (right, down) = (across - y, x), (-down, right)
    xy = np.column_stack((x + left, y + top)) / height
    world = np.column_stack((right, down, away))
    return Pose(xy, pose.visibility.copy(), world, width / height)


def _find_middle(height: int, width: int) -> tuple[int, int, int]:
    """Give top, left and side of the square in the middle."""
    side = min(height, width)
    return (height - side) // 2, (width - side) // 2, side
