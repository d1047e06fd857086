"""What calibration learnt of one person, camera and chair."""

from dataclasses import astuple, dataclass
from typing import ClassVar

from sitwell.core.features import FURTHEST, LEAST_NECK_LENGTH, Features
from sitwell.core.surroundings import Surroundings
from sitwell.core.view import View

SCHEMA = 2  # 1 had nine features, for the first, geometric estimator


@dataclass(frozen=True, slots=True)
class Baseline:
    """The person's own upright, and how exactly they repeat it. Numbers only, no picture.

    Attributes:
        view: Where the camera stands.
        upright: Median features while sitting upright.
        noise: Standard deviation of each feature while sitting upright.
        frames: How many pictures the anchor rests on.
        created: When it was learnt, ISO 8601 with offset; for people, not for arithmetic.
        surroundings: What the room behind looks like, to notice a camera that was moved.
        slump: Median features in the person's own relaxed slump; None where that was not
            calibrated.
        slump_flexion_deg: Estimated flexion in it.
        schema: Version of the saved form.

    Raises:
        ValueError: If places or sizes are not those of a person in a picture.
    """

    view: View
    upright: Features
    noise: Features
    frames: int
    created: str
    surroundings: Surroundings
    slump: Features | None = None
    slump_flexion_deg: float | None = None
    schema: int = SCHEMA
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "allow_inf_nan": False}

    def __post_init__(self) -> None:
        sizes = (self.upright.shoulder_width, self.upright.neck_length, self.upright.face_width)
        # Half: the medians of each coordinate may lie nearer than the points of any one picture.
        is_tiny = self.upright.neck_length < LEAST_NECK_LENGTH / 2.0
        if is_tiny or not all(0.0 < size < 10.0 for size in sizes):
            raise ValueError("upright has sizes that no person in a picture has")
        for name in ("upright", "noise", "slump"):
            part: Features | None = getattr(self, name)
            # A spread of places that are FURTHEST apart is at most three times that.
            if part is not None and not all(abs(n) <= 3.0 * FURTHEST for n in astuple(part)):
                raise ValueError(f"{name} has places that no person in a picture has")
        if self.upright.ear_y >= self.upright.shoulder_y:
            raise ValueError("upright has its ears below its shoulders")
        if self.frames < 1:
            raise ValueError("frames must be 1 or more")
        if not self.created.isprintable():
            raise ValueError("created is no time")
