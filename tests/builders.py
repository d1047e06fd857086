"""Poses, readings and scripts made of a few plain numbers.

`make_pose` is a sitter of bones in front of a pinhole camera: plainer than the rendered sitters on
which the estimator was fitted, and not one of them.
"""

import math
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters import estimator_file
from sitwell.core.angles import Angle, Angles
from sitwell.core.baseline import Baseline
from sitwell.core.features import Features, measure
from sitwell.core.pose import LANDMARKS, Joint, Pose, from_landmarks
from sitwell.core.posture import Sight, classify
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.scene import Scene, reduce
from sitwell.core.surroundings import Surroundings
from sitwell.core.view import View
from sitwell.core.view import classify as classify_view

ASPECT = 4.0 / 3.0

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the camera stands.

    Attributes:
        azimuth_deg: 0 in front of the sitter, 90 at the sitter's left, −90 at the right.
        pitch_deg: How far it looks down.
        distance_m: From the shoulders of the upright sitter.
        shoulders_xy: Where those shoulders are in the picture, in picture heights.
    """

    azimuth_deg: float = 0.0
    pitch_deg: float = 0.0
    distance_m: float = 0.65
    shoulders_xy: tuple[float, float] = (ASPECT / 2.0, 0.65)
    focal_length: float = 0.81

    def axes(self) -> NDArray[np.float64]:
        """Give (3, 3): picture right, picture down, away, in forward/left/up of the sitter."""
        azimuth, pitch = math.radians(self.azimuth_deg), math.radians(self.pitch_deg)
        level = np.array([-math.cos(azimuth), -math.sin(azimuth), 0.0])
        up = np.array([0.0, 0.0, 1.0])
        right = np.cross(level, up)
        away = math.cos(pitch) * level - math.sin(pitch) * up
        return np.array([right, np.cross(away, right), away])


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """How somebody sits; all zero is their upright. Degrees and metres.

    Attributes:
        flexion_deg: Flexion of the trunk's two halves beyond that of upright sitting.
        lean_deg: Straight lean of the pelvis→shoulders line, + forward.
        side_deg: Lean to the sitter's left.
        head_forward_deg: Tilt of the shoulders→ears line beyond upright, + forward.
        nod_deg: Turn of the face about the ears, + down.
        shrug_m: Shoulders raised, everything else in place.
        rise_m: Whole body raised.
        right_m: Whole body shifted to the picture's right of a camera in front.
    """

    flexion_deg: float = 0.0
    lean_deg: float = 0.0
    side_deg: float = 0.0
    head_forward_deg: float = 0.0
    nod_deg: float = 0.0
    shrug_m: float = 0.0
    rise_m: float = 0.0
    right_m: float = 0.0
    size: float = 1.0


TRUNK_M, REST_DEG, NECK_M, NECK_TILT_DEG = 0.50, 40.0, 0.215, 35.0


def place_joints(body: Body) -> dict[Joint, Vector]:
    """Give each joint in metres from the pelvis: forward, left, up."""
    half = TRUNK_M / 2.0 / math.cos(math.radians(REST_DEG / 2.0))
    chord = 2.0 * half * math.cos(math.radians(REST_DEG + body.flexion_deg) / 2.0)
    lean, side = math.radians(body.lean_deg), math.radians(body.side_deg)
    along = np.array(
        [math.sin(lean), math.cos(lean) * math.sin(side), math.cos(lean) * math.cos(side)]
    )
    across = np.array([0.0, math.cos(side), -math.sin(side)])
    neck = math.radians(NECK_TILT_DEG + body.head_forward_deg)
    base = chord * along
    shoulders = base + np.array([0.0, 0.0, body.shrug_m])
    ears = base + NECK_M * np.array([math.sin(neck), 0.0, math.cos(neck)])
    left = np.array([0.0, 1.0, 0.0])

    def face(ahead_m: float, down_deg: float) -> Vector:
        down = math.radians(body.nod_deg + down_deg)
        return ears + ahead_m * np.array([math.cos(down), 0.0, -math.sin(down)])

    joints = {
        Joint.NOSE: face(0.11, 10.0),
        Joint.LEFT_EYE: face(0.09, -15.0) + 0.032 * left,
        Joint.RIGHT_EYE: face(0.09, -15.0) - 0.032 * left,
        Joint.MOUTH_LEFT: face(0.10, 40.0) + 0.024 * left,
        Joint.MOUTH_RIGHT: face(0.10, 40.0) - 0.024 * left,
        Joint.LEFT_EAR: ears + 0.075 * left,
        Joint.RIGHT_EAR: ears - 0.075 * left,
        Joint.LEFT_SHOULDER: shoulders + 0.18 * across,
        Joint.RIGHT_SHOULDER: shoulders - 0.18 * across,
        Joint.LEFT_ELBOW: shoulders + np.array([0.08, 0.24, -0.27]),
        Joint.RIGHT_ELBOW: shoulders + np.array([0.08, -0.24, -0.27]),
        Joint.LEFT_WRIST: np.array([0.32, 0.15, 0.20]),
        Joint.RIGHT_WRIST: np.array([0.32, -0.15, 0.20]),
        Joint.LEFT_HIP: 0.10 * left,
        Joint.RIGHT_HIP: -0.10 * left,
    }
    moved = np.array([0.0, body.right_m, body.rise_m])
    return {joint: body.size * place + moved for joint, place in joints.items()}


def make_pose(camera: Camera | None = None, aspect: float = ASPECT, **body: float) -> Pose:
    """Take a picture of a sitter; with flexion_deg=30 they slump in front of the camera."""
    camera = camera or Camera()
    shape = Body(**body)
    axes = camera.axes()
    x, y = camera.shoulders_xy
    ray = np.array([x - aspect / 2.0, y - 0.5, camera.focal_length]) / camera.focal_length
    eye = np.array([0.0, 0.0, TRUNK_M]) - camera.distance_m * ray @ axes
    xy = np.full((LANDMARKS, 2), 0.5)
    world = np.zeros((LANDMARKS, 3))
    for joint, place in place_joints(shape).items():
        seen = axes @ (place - eye)
        xy[joint] = (aspect / 2.0, 0.5) + camera.focal_length * seen[:2] / seen[2]
        world[joint] = axes @ (place - np.array([0.0, shape.right_m, shape.rise_m]))
    return Pose(xy, np.full(LANDMARKS, 0.99), world, aspect)


def edit_pose(
    pose: Pose,
    *,
    xy: dict[Joint, tuple[float, float]] | None = None,
    visibility: dict[Joint, float] | None = None,
    world: dict[Joint, tuple[float, float, float]] | None = None,
) -> Pose:
    """Give the same pose with some landmarks replaced."""
    arrays = (pose.xy.copy(), pose.visibility.copy(), pose.world.copy())
    for array, changes in zip(arrays, (xy, visibility, world), strict=True):
        for joint, value in (changes or {}).items():
            array[joint] = value
    return Pose(*arrays, pose.aspect)


def shift_pose(pose: Pose, right: float, down: float) -> Pose:
    """Give the pose elsewhere in the picture; both in picture heights."""
    return Pose(
        pose.xy + np.array((right, down)), pose.visibility.copy(), pose.world.copy(), pose.aspect
    )


def mirror_pose(pose: Pose) -> Pose:
    """Give the pose in the mirrored picture, where a landmarker takes left for right."""
    order = np.arange(LANDMARKS)
    for left in (7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31):
        order[[left, left + 1]] = left + 1, left
    order[1:7] = (4, 5, 6, 1, 2, 3)
    xy = pose.xy[order] * (-1.0, 1.0) + (pose.aspect, 0.0)
    world = pose.world[order] * (-1.0, 1.0, 1.0)
    return Pose(xy, pose.visibility[order], world, pose.aspect)


def resize_picture(pose: Pose, width: int, height: int) -> Pose:
    """Give what the landmarker's door makes of the pose in a picture of so many pixels.

    The body keeps its height in the picture; the picture grows or shrinks at its right side.
    """
    aspect = width / height
    fractions = np.column_stack([pose.xy / (aspect, 1.0), pose.visibility]).astype(np.float32)
    return from_landmarks(fractions, pose.world, aspect)


def make_features(camera: Camera | None = None, **body: float) -> Features:
    """Measure the pose that `make_pose` gives."""
    features = measure(make_pose(camera, **body))
    assert isinstance(features, Features)
    return features


def make_baseline(camera: Camera | None = None, **changes: object) -> Baseline:
    """Give the baseline of the upright sitter before that camera."""
    upright = make_features(camera)
    noise = Features(*[0.002] * len(fields(Features)))
    view, room = classify_view(upright), Surroundings(ASPECT)
    baseline = Baseline(view, upright, noise, 30, "2026-03-02T09:00:00+01:00", room)
    return replace(baseline, **changes)  # type: ignore[arg-type]


def make_scene(light: float = 0.5) -> Scene:
    """Give an even picture of that brightness."""
    return Scene(np.full((24, 32), light, dtype=np.float32))


SCENE = make_scene()
ESTIMATOR = estimator_file.load()


PICTURE_WH = (640, 480)
MARGIN = 160  # of the room around the picture, in pixels


def _paint_room() -> Vector:
    """Paint a room larger than the picture: grey walls, and furniture with edges."""
    rng = np.random.default_rng(3)
    width, height = PICTURE_WH
    room = np.full((height + 2 * MARGIN, width + 2 * MARGIN), 0.45)
    for _ in range(60):
        y, x = rng.integers(0, room.shape[0]), rng.integers(0, room.shape[1])
        h, w = rng.integers(20, 180, 2)
        room[y : y + h, x : x + w] = rng.uniform(0.1, 0.9)
    return room


ROOM = _paint_room()


def shoot(
    right: int = 0,
    down: int = 0,
    lamp: float = 1.0,
    sitter: int | None = None,
    noise_seed: int | None = None,
) -> Scene:
    """Take a picture, all of it moved by pixels: a room under a lamp, a sitter at a column."""
    room = lamp * ROOM
    if sitter is not None:
        x = MARGIN + sitter
        room[320:, x : x + 240] = 0.2  # chest
        room[200:320, x + 70 : x + 170] = 0.7  # head
    top, left, (width, height) = MARGIN - down, MARGIN - right, PICTURE_WH
    picture = room[top : top + height, left : left + width]
    if noise_seed is not None:
        picture = picture + np.random.default_rng(noise_seed).normal(0.0, 0.01, picture.shape)
    grey = (255 * picture.clip(0.0, 1.0)).astype(np.uint8)
    return reduce(np.repeat(grey[..., None], 3, axis=2))


def make_sight(*poses: Pose, t: float = 0.0, scene: Scene = SCENE) -> Sight:
    """Give what was seen: the poses, in an evenly lit room unless a scene is given."""
    return Sight(t, poses, scene)


def make_angle(deg: float, half_width_deg: float = 5.0) -> Angle:
    """Give an angle with its interval."""
    return Angle(deg, deg - half_width_deg, deg + half_width_deg)


def make_angles(flexion_deg: float | None) -> Angles:
    """Give angles of which only flexion is known."""
    flexion = None if flexion_deg is None else make_angle(flexion_deg)
    return Angles(flexion, None, None, None, None)


def make_reading(
    t: float = 0.0, flexion_deg: float | None = 0.0, reason: Reason | None = None
) -> Reading:
    """Give a judged reading of that flexion, or an unknown one with a reason."""
    angles = make_angles(flexion_deg)
    state = classify(angles, PostureRules()) if reason is None else State.UNKNOWN
    return Reading(t, state, reason, View.FRONT, angles)


def make_absence(t: float = 0.0) -> Reading:
    """Give a reading of nobody."""
    return Reading(t, State.ABSENT)
