"""The five angles of a reading, each with its 90 % interval."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Angle:
    """An estimated angle relative to the person's upright baseline, in degrees.

    Attributes:
        deg: The estimate.
        low_deg: Lower end of the 90 % interval.
        high_deg: Upper end of the 90 % interval.
    """

    deg: float
    low_deg: float
    high_deg: float

    @property
    def half_width_deg(self) -> float:
        """Half the length of the interval."""
        return (self.high_deg - self.low_deg) / 2.0


@dataclass(frozen=True, slots=True)
class Angles:
    """All five; None where this view says nothing about one.

    Attributes:
        flexion: Thoracolumbar flexion, + more flexed.
        rounding: Protraction of the shoulder girdle, + more rounded.
        head_forward: Loss of craniovertebral angle, + head further forward.
        trunk_lean: Sagittal inclination of the pelvis→C7 line, + forward.
        side_lean: Lateral inclination of the trunk, + to the sitter's left.
    """

    flexion: Angle | None
    rounding: Angle | None
    head_forward: Angle | None
    trunk_lean: Angle | None
    side_lean: Angle | None


ANGLE_NAMES = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
