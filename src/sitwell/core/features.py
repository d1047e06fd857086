"""Numbers drawn from one pose: where head and shoulders are in the picture, and how large."""

from dataclasses import astuple, dataclass, replace

import numpy as np

from sitwell.core.pose import Joint, Pose
from sitwell.core.reason import Reason

# Smallest ear–shoulder distance that still carries a measurement, in picture heights. At 480 lines
# this is 14 pixels, where MediaPipe's 3 to 5 % jitter is below half a pixel.
LEAST_NECK_LENGTH = 0.03
# Ears this high (picture heights; negative is above the edge) are guessed, not seen.
HIGHEST_EAR_Y = -0.02


@dataclass(frozen=True, slots=True)
class Features:
    """Positions and sizes in picture heights (x right, y down), angles in degrees.

    Attributes:
        ear_x: Midpoint of the ears. Ears, not the nose: a nod leaves them in place
            (science.md finding 3).
        ear_y: As above.
        shoulder_x: Midpoint of the shoulders.
        shoulder_y: As above.
        shoulder_width: Distance between the shoulders.
        face_width: Distance between the ears.
        shoulder_tilt_deg: Slope of the shoulder line, + when the sitter's left shoulder is lower.
        facing: Nose ahead of the ears along x: + when the sitter looks to the picture's right.
        camera_pitch_deg: Forward tilt of the trunk in camera axes. For an upright sitter this is
            how far the camera looks down; for anybody else it is not used.
    """

    ear_x: float
    ear_y: float
    shoulder_x: float
    shoulder_y: float
    shoulder_width: float
    face_width: float
    shoulder_tilt_deg: float
    facing: float
    camera_pitch_deg: float

    @property
    def neck_length(self) -> float:
        """Distance from the midpoint of the shoulders to that of the ears."""
        return float(np.hypot(self.ear_x - self.shoulder_x, self.ear_y - self.shoulder_y))


def measure(pose: Pose) -> Features | Reason:
    """Draw the features from a pose, or say why it cannot be measured.

    Returns `Reason.NO_SHOULDERS` where no shoulder is seen inside the picture, `OUT_OF_PICTURE`
    where the ears are above its edge, `TOO_FAR` where the person is too small, and `UNSURE` where
    landmarks are not finite.
    """
    if not (np.isfinite(pose.xy).all() and np.isfinite(pose.world).all()):
        return Reason.UNSURE
    if not (pose.is_seen(Joint.LEFT_SHOULDER) or pose.is_seen(Joint.RIGHT_SHOULDER)):
        return Reason.NO_SHOULDERS
    features = _draw(pose)
    if features.ear_y < HIGHEST_EAR_Y or not 0.0 <= features.ear_x <= pose.aspect:
        return Reason.OUT_OF_PICTURE
    if features.neck_length < LEAST_NECK_LENGTH:
        return Reason.TOO_FAR
    return features


def _draw(pose: Pose) -> Features:
    left_ear, right_ear = pose.xy[Joint.LEFT_EAR], pose.xy[Joint.RIGHT_EAR]
    left, right = pose.xy[Joint.LEFT_SHOULDER], pose.xy[Joint.RIGHT_SHOULDER]
    ear, shoulder = (left_ear + right_ear) / 2.0, (left + right) / 2.0
    across = left - right
    # World axes: y down, z away from the camera; the hips are the origin.
    trunk = (pose.world[Joint.LEFT_SHOULDER] + pose.world[Joint.RIGHT_SHOULDER]) / 2.0 - (
        pose.world[Joint.LEFT_HIP] + pose.world[Joint.RIGHT_HIP]
    ) / 2.0
    return Features(
        ear_x=float(ear[0]),
        ear_y=float(ear[1]),
        shoulder_x=float(shoulder[0]),
        shoulder_y=float(shoulder[1]),
        shoulder_width=float(np.hypot(across[0], across[1])),
        face_width=float(np.hypot(*(left_ear - right_ear))),
        shoulder_tilt_deg=float(np.degrees(np.arctan2(across[1], abs(across[0])))),
        facing=float(pose.xy[Joint.NOSE, 0] - ear[0]),
        camera_pitch_deg=float(np.degrees(np.arctan2(-trunk[2], -trunk[1]))),
    )


def move(features: Features, right: float, down: float) -> Features:
    """Give the same features elsewhere in the picture; both in picture heights."""
    return replace(
        features,
        ear_x=features.ear_x + right,
        ear_y=features.ear_y + down,
        shoulder_x=features.shoulder_x + right,
        shoulder_y=features.shoulder_y + down,
    )


def average(sample: list[Features]) -> Features:
    """Give the median of each feature."""
    return Features(*np.median(np.array([astuple(f) for f in sample]), axis=0).tolist())


def spread(sample: list[Features]) -> Features:
    """Give each feature's robust standard deviation (1.4826 times the median deviation)."""
    table = np.array([astuple(f) for f in sample])
    deviation = np.abs(table - np.median(table, axis=0))
    return Features(*(1.4826 * np.median(deviation, axis=0)).tolist())
