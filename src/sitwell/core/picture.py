"""Tell a camera that shows the same picture for ever from a room in which nothing moves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A covered lens: its black may come out of the JPEG coder as the same bytes each time, without
# anything being stuck. Just above video black that a driver forgot to stretch (16/255 = 0.063).
BLACK_LIGHT = 0.07


@dataclass(frozen=True, slots=True, eq=False)
class Stillness:
    """How long a live picture has not changed by a single bit.

    Attributes:
        rgb: (h, w, 3) uint8, the last picture.
        since_t: Seconds on the source's clock at which this very picture was first seen.
    """

    rgb: NDArray[np.uint8]
    since_t: float


def watch(previous: Stillness | None, rgb: NDArray[np.uint8], t: float) -> Stillness:
    """Carry the stillness on to the picture at time `t`; any difference starts it afresh."""
    if previous is not None and np.array_equal(previous.rgb, rgb):
        return previous
    return Stillness(rgb, t)


def is_frozen(stillness: Stillness, t: float, limit_s: float) -> bool:
    """Say whether the picture has been exactly the same for `limit_s` seconds or more.

    A real sensor has noise, so equality is proof; a black picture is exempt (see BLACK_LIGHT).
    """
    if t - stillness.since_t < limit_s:
        return False
    return not is_black(stillness.rgb)


def is_black(picture: NDArray[np.uint8]) -> bool:
    """Say whether a picture shows nothing: the lens is covered, or its exposure not found yet."""
    return float(picture.mean()) / 255 <= BLACK_LIGHT
