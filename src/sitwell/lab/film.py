"""Film a sitting: bodies bent, lit and drawn, as the sensor gives them, with their truth."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.render import Studio
from sitwell.lab.sitting import Shot, Sitting
from sitwell.lab.stage import Stage
from sitwell.lab.truth import Truth


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A picture and what is true of it.

    Attributes:
        shot: What was to be taken.
        rgb: (h, w, 3) uint8.
        truth: Of the body.
        shift_x: How far the camera's move has shifted what was in the middle of the picture, as far
            away as the wall, since calibration; in picture heights to the right.
        shift_y: As above, down.
    """

    shot: Shot
    rgb: NDArray[np.uint8]
    truth: Truth
    shift_x: float
    shift_y: float


def film(sitting: Sitting, studio: Studio) -> Iterator[Take]:
    """Give the takes of a sitting in order."""
    stage = Stage(sitting, studio)
    for shot in sitting.shots:
        seen = stage.draw(shot.posture, shot.is_shoved, shot.grain_seed)
        shift = stage.find_shift(shot.is_shoved)
        yield Take(shot, seen.rgb, seen.truth, shift.x, shift.y)
