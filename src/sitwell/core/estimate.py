"""Five angles from one pose and the baseline, by geometry.

The sitter is a chain: pelvis (at rest on the chair), a flexible trunk, the shoulders, and the head.
Shoulders that come nearer grow in the picture (from the front) or move along it (from the side):
that is lean. A straight lean also lowers them by a known amount; what they sank beyond it is the
trunk shortening as it flexes. Lengths of the body are population means (science.md section 2), so
the angles are estimates, and each carries the interval that its assumptions earn.
"""

import math
from dataclasses import dataclass

from sitwell.core.angles import Angle, Angles
from sitwell.core.baseline import Baseline
from sitwell.core.features import Features
from sitwell.core.view import View

Z90 = 1.645  # half-width of a normal 90 % interval, in standard deviations
MIDDLE_Y = 0.5  # height of the optical axis in the picture, in picture heights


@dataclass(frozen=True, slots=True)
class Body:
    """Lengths and habits of a mean adult, and how far people stray from them.

    Attributes:
        shoulder_width_m: Between the shoulder joints as MediaPipe places them.
        neck_m: Shoulder line to ears, used where shoulder width is not seen (side view).
        trunk_m: Pelvis to C7 when sitting upright.
        rest_flexion_deg: Flexion of the trunk's two halves in the person's own upright sitting;
            it decides how much the trunk shortens for each further degree.
        neck_tilt_deg: Ear line against the vertical when upright (90 − a CVA of about 55).
        focal_length: Of a common webcam, in picture heights (vertical field of view 63 degrees).
        length_sd: Relative spread of those lengths between people.
        pitch_sd_deg: Error of the camera's pitch as read from the upright pose.
        settle_m: How far people shift on the chair and in the picture without changing posture.
    """

    shoulder_width_m: float = 0.36
    neck_m: float = 0.215
    trunk_m: float = 0.50
    rest_flexion_deg: float = 40.0
    neck_tilt_deg: float = 35.0
    focal_length: float = 0.81
    length_sd: float = 0.30
    pitch_sd_deg: float = 6.0
    settle_m: float = 0.020


@dataclass(frozen=True, slots=True)
class Displacement:
    """How far the shoulders moved from upright, in metres.

    Attributes:
        forward_m: Towards where the sitter looks.
        sunk_m: Down.
        left_m: To the sitter's left; None from the side.
    """

    forward_m: float
    sunk_m: float
    left_m: float | None


def estimate(features: Features, baseline: Baseline, body: Body | None = None) -> Angles:
    """Estimate the five angles of one pose relative to the baseline."""
    body = body or Body()
    moved = displace(features, baseline, body)
    lean_deg = math.degrees(math.atan2(moved.forward_m, body.trunk_m - moved.sunk_m))
    chord = math.hypot(moved.forward_m, body.trunk_m - moved.sunk_m) / body.trunk_m
    flexion_deg = _flexion(chord, body)
    flexion_sd = _flexion_sd(flexion_deg, moved, body)
    head_deg = _head_forward(features, baseline, body)
    return Angles(
        flexion=_angle(flexion_deg, flexion_sd),
        rounding=_rounding(features, baseline, flexion_deg),
        head_forward=_angle(head_deg, 5.0 + 0.3 * abs(head_deg)),
        trunk_lean=_angle(lean_deg, 2.0 + 0.15 * abs(lean_deg)),
        side_lean=_side_lean(features, baseline, moved, body),
    )


def displace(features: Features, baseline: Baseline, body: Body) -> Displacement:
    """Read how the shoulders moved, from their place and size in the picture."""
    upright = baseline.upright
    metre = metres_per_height(baseline, body)
    right_m = (features.shoulder_x - upright.shoulder_x) * metre
    if baseline.view is View.SIDE:
        down_m = (features.shoulder_y - upright.shoulder_y) * metre
        return Displacement(math.copysign(1.0, upright.facing) * right_m, down_m, None)
    distance = upright.shoulder_width / features.shoulder_width  # of the upright distance
    nearer_m = body.focal_length * metre * (1.0 - distance)
    # Coming nearer alone drives shoulders below the middle of the picture further down in it.
    down_m = ((features.shoulder_y - MIDDLE_Y) * distance - (upright.shoulder_y - MIDDLE_Y)) * metre
    pitch = math.radians(upright.camera_pitch_deg)
    return Displacement(
        forward_m=nearer_m * math.cos(pitch) + down_m * math.sin(pitch),
        sunk_m=down_m * math.cos(pitch) - nearer_m * math.sin(pitch),
        left_m=right_m,
    )


def metres_per_height(baseline: Baseline, body: Body) -> float:
    """Give how many metres at the sitter's distance span one picture height."""
    upright = baseline.upright
    if baseline.view is View.SIDE:
        return body.neck_m / upright.neck_length
    if baseline.view is View.THREE_QUARTER:
        return (
            body.neck_m / upright.neck_length + body.shoulder_width_m / upright.shoulder_width
        ) / 2
    return body.shoulder_width_m / upright.shoulder_width


def _flexion(chord: float, body: Body) -> float:
    """Give the flexion that shortens the pelvis→C7 line to `chord` of its upright length.

    Two equal halves that meet at an angle f span cos(f/2) of their length. Beyond the upright
    length (extension) the slope at upright is kept, since the arc cosine ends there.
    """
    rest = math.radians(body.rest_flexion_deg)
    if chord <= 1.0:
        return math.degrees(2.0 * math.acos(chord * math.cos(rest / 2.0)) - rest)
    return math.degrees(-2.0 * (chord - 1.0) / math.tan(rest / 2.0))


def _flexion_sd(flexion_deg: float, moved: Displacement, body: Body) -> float:
    """Add up what is not known: lengths, camera pitch, and settling on the chair."""
    deg_per_m = (
        math.degrees(2.0 / math.tan(math.radians(body.rest_flexion_deg) / 2.0)) / body.trunk_m
    )
    pitch = 0.0 if moved.left_m is None else math.radians(body.pitch_sd_deg) * moved.forward_m
    return math.hypot(
        body.length_sd * flexion_deg, 0.5 * deg_per_m * math.hypot(pitch, body.settle_m)
    )


def _head_forward(features: Features, baseline: Baseline, body: Body) -> float:
    upright = baseline.upright
    if baseline.view is View.SIDE:
        facing = math.copysign(1.0, upright.facing)
        return _neck_tilt(features, facing) - _neck_tilt(upright, facing)
    # From the front the neck is seen end on: tilting forward shortens it, coming nearer enlarges
    # it.
    scale = features.shoulder_width / upright.shoulder_width
    drop = (features.shoulder_y - features.ear_y) / (upright.shoulder_y - upright.ear_y) / scale
    cosine = drop * math.cos(math.radians(body.neck_tilt_deg))
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine)))) - body.neck_tilt_deg


def _neck_tilt(features: Features, facing: float) -> float:
    ahead = facing * (features.ear_x - features.shoulder_x)
    return math.degrees(math.atan2(ahead, features.shoulder_y - features.ear_y))


def _rounding(features: Features, baseline: Baseline, flexion_deg: float) -> Angle | None:
    """Estimate protraction from the shoulders narrowing against the face.

    The weakest of the five: science.md finding 2 puts it below the landmarks' noise. From the side
    nothing can be said, since the shoulder's place on the trunk has no second landmark.
    """
    upright = baseline.upright
    if baseline.view is View.SIDE or upright.face_width <= 0.0 or features.face_width <= 0.0:
        return None
    face = math.log(features.face_width / upright.face_width)
    shoulders = math.log(features.shoulder_width / upright.shoulder_width)
    return _angle(45.0 * (face - 1.3 * shoulders) + 0.15 * flexion_deg, 7.0)


def _side_lean(
    features: Features, baseline: Baseline, moved: Displacement, body: Body
) -> Angle | None:
    if moved.left_m is None:
        return None
    tilt_deg = features.shoulder_tilt_deg - baseline.upright.shoulder_tilt_deg
    shift_deg = math.degrees(math.atan2(moved.left_m, body.trunk_m - moved.sunk_m))
    return _angle((tilt_deg + shift_deg) / 2.0, 2.0 + abs(tilt_deg - shift_deg) / 4.0)


def _angle(deg: float, sd_deg: float) -> Angle:
    return Angle(deg, deg - Z90 * sd_deg, deg + Z90 * sd_deg)
