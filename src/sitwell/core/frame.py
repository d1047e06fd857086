"""One picture with its time, or the reason why there is none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.core.reason import Reason


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture.

    Attributes:
        t: Seconds on the source's own clock; never goes back within a source.
        rgb: (h, w, 3) uint8, red first. Read-only.
        name: Where it came from, e.g. the picture's file name; empty for cameras.
    """

    t: float
    rgb: NDArray[np.uint8]
    name: str = ""

    def __post_init__(self) -> None:
        if self.rgb.ndim != 3 or self.rgb.shape[2] != 3 or self.rgb.dtype != np.uint8:
            raise ValueError(
                f"expected an (h, w, 3) uint8 picture, got {self.rgb.shape} {self.rgb.dtype}"
            )
        self.rgb.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Outage:
    """A moment at which a live source has no picture to give.

    Attributes:
        t: Seconds on the source's own clock.
        reason: Why, e.g. camera_busy, camera_gone, frozen_picture.
        detail: One short sentence for the log and `doctor`.
    """

    t: float
    reason: Reason
    detail: str = ""
