"""Numbers drawn from one pose: where head, shoulders, arms and hips are in the picture."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace

import numpy as np

from sitwell.core.pose import Joint, Pose
from sitwell.core.reason import Reason

# Smallest ear–shoulder distance that still carries a measurement, in picture heights. At 480 lines
# this is 14 pixels, where MediaPipe's 3 to 5 % jitter is below half a pixel.
LEAST_NECK_LENGTH = 0.03
# Ears this high (picture heights; negative is above the edge) are guessed, not seen.
HIGHEST_EAR_Y = -0.02
# No landmark of somebody in front of a camera is guessed further out than this, in picture heights.
# In 7000 rendered pictures (samples/lab/sittings.npz) the furthest wrist or hip lay at 2.
FURTHEST = 20.0

POINTS = (
    Joint.NOSE,
    Joint.LEFT_EYE,
    Joint.RIGHT_EYE,
    Joint.LEFT_EAR,
    Joint.RIGHT_EAR,
    Joint.MOUTH_LEFT,
    Joint.MOUTH_RIGHT,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_ELBOW,
    Joint.RIGHT_ELBOW,
    Joint.LEFT_WRIST,
    Joint.RIGHT_WRIST,
    Joint.LEFT_HIP,
    Joint.RIGHT_HIP,
)
LIMBS = POINTS[9:]  # often covered or below the picture's edge: how well they are seen counts


@dataclass(frozen=True, slots=True)
class Features:
    """Places in picture heights, x right and y down; then how well each limb is seen, 0 to 1.

    Left and right are the sitter's. A limb outside the picture counts as seen by 0, whatever the
    landmarker believes.
    """

    nose_x: float
    nose_y: float
    left_eye_x: float
    left_eye_y: float
    right_eye_x: float
    right_eye_y: float
    left_ear_x: float
    left_ear_y: float
    right_ear_x: float
    right_ear_y: float
    mouth_left_x: float
    mouth_left_y: float
    mouth_right_x: float
    mouth_right_y: float
    left_shoulder_x: float
    left_shoulder_y: float
    right_shoulder_x: float
    right_shoulder_y: float
    left_elbow_x: float
    left_elbow_y: float
    right_elbow_x: float
    right_elbow_y: float
    left_wrist_x: float
    left_wrist_y: float
    right_wrist_x: float
    right_wrist_y: float
    left_hip_x: float
    left_hip_y: float
    right_hip_x: float
    right_hip_y: float
    left_elbow_seen: float
    right_elbow_seen: float
    left_wrist_seen: float
    right_wrist_seen: float
    left_hip_seen: float
    right_hip_seen: float

    @property
    def ear_x(self) -> float:
        """Midpoint of the ears. Ears, not the nose: a nod leaves them (science.md finding 3)."""
        return (self.left_ear_x + self.right_ear_x) / 2.0

    @property
    def ear_y(self) -> float:
        """As above."""
        return (self.left_ear_y + self.right_ear_y) / 2.0

    @property
    def shoulder_x(self) -> float:
        """Midpoint of the shoulders."""
        return (self.left_shoulder_x + self.right_shoulder_x) / 2.0

    @property
    def shoulder_y(self) -> float:
        """As above."""
        return (self.left_shoulder_y + self.right_shoulder_y) / 2.0

    @property
    def shoulder_width(self) -> float:
        """Distance between the shoulders."""
        return float(
            np.hypot(
                self.left_shoulder_x - self.right_shoulder_x,
                self.left_shoulder_y - self.right_shoulder_y,
            )
        )

    @property
    def face_width(self) -> float:
        """Distance between the ears."""
        return float(
            np.hypot(self.left_ear_x - self.right_ear_x, self.left_ear_y - self.right_ear_y)
        )

    @property
    def neck_length(self) -> float:
        """Distance from the midpoint of the shoulders to that of the ears."""
        return float(np.hypot(self.ear_x - self.shoulder_x, self.ear_y - self.shoulder_y))

    @property
    def size(self) -> float:
        """How large the sitter is in the picture: a length that no view makes vanish."""
        return float(np.hypot(self.shoulder_width, 1.5 * self.neck_length))

    @property
    def facing(self) -> float:
        """Nose ahead of the ears along x: + when the sitter looks to the picture's right."""
        return self.nose_x - self.ear_x


def measure(pose: Pose) -> Features | Reason:
    """Draw the features from a pose, or say why it cannot be measured.

    Returns `Reason.NO_SHOULDERS` where no shoulder is seen inside the picture, `OUT_OF_PICTURE`
    where the ears are above its edge, `TOO_FAR` where the person is too small, and `UNSURE` where
    landmarks are not finite or absurdly far out.
    """
    if not (np.isfinite(pose.xy).all() and np.isfinite(pose.visibility).all()):
        return Reason.UNSURE
    if np.abs(pose.xy[list(POINTS)]).max() > FURTHEST:
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
    seen = (pose.visibility[limb] if pose.is_inside(limb) else 0.0 for limb in LIMBS)
    return Features(*pose.xy[list(POINTS)].ravel().tolist(), *map(float, seen))


def move(features: Features, right: float, down: float) -> Features:
    """Give the same features elsewhere in the picture; both in picture heights."""
    moved = {
        field.name: getattr(features, field.name) + (right if field.name.endswith("_x") else down)
        for field in fields(Features)
        if not field.name.endswith("_seen")
    }
    return replace(features, **moved)


def average(sample: Sequence[Features]) -> Features:
    """Give the median of each feature."""
    return Features(*np.median(np.array([astuple(f) for f in sample]), axis=0).tolist())


def spread(sample: Sequence[Features]) -> Features:
    """Give each feature's robust standard deviation (1.4826 times the median deviation)."""
    table = np.array([astuple(f) for f in sample])
    deviation = np.abs(table - np.median(table, axis=0))
    return Features(*(1.4826 * np.median(deviation, axis=0)).tolist())
