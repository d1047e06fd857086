"""Where the camera stands and how it looks: laptops, monitors, tripods."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sitwell.core.view import View
from sitwell.lab.rotation import UP, Vector, about

# What must be seen below the middle of the head for the shoulders to be in the picture.
LEAST_BELOW_M = 0.40
LEAST_BESIDE_M = 0.30
MOST_HIGH_M = 1.3  # what the picture spans at the sitter; people do not sit further from a webcam


class Mount(StrEnum):
    """What carries the camera."""

    LAPTOP = "laptop"
    MONITOR = "monitor"
    TRIPOD = "tripod"


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera's place against the sitter's head in upright sitting, and its picture.

    Attributes:
        view: From where it looks.
        mount: What carries it.
        around_deg: 0 from ahead of the sitter, + from the sitter's left.
        distance_m: Level distance from the head.
        up_m: Above the desk; for a tripod above the head.
        field_deg: Vertical field of view.
        head_x: Where the head is in the picture, 0 left to 1 right.
        head_y: As above, 0 top to 1 bottom. The camera is aimed so.
        roll_deg: Of the picture.
    """

    view: View
    mount: Mount
    around_deg: float
    distance_m: float
    up_m: float
    field_deg: float
    head_x: float
    head_y: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class Shove:
    """What was done to the camera after calibration.

    Attributes:
        pitch_deg: + looks further up, as when a lid is opened further.
        yaw_deg: + looks further to the camera's left.
        left_m: Moved to the camera's left.
        up_m: Moved up.
        nearer_m: Moved towards the sitter.
    """

    pitch_deg: float = 0.0
    yaw_deg: float = 0.0
    left_m: float = 0.0
    up_m: float = 0.0
    nearer_m: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """A camera in the world.

    Attributes:
        at: (3,) metres.
        axes: (3, 3) columns: to the right of the picture, up, backwards out of it (OpenGL).
        field_deg: Vertical field of view.
    """

    at: Vector
    axes: NDArray[np.float64]
    field_deg: float


def draw(view: View, aspect: float, rng: np.random.Generator) -> Camera:
    """Draw a camera for a view and a picture `aspect` times as wide as high."""
    side = 1.0 if rng.random() < 0.5 else -1.0
    if view is View.FRONT:
        mount = Mount(rng.choice(list(Mount), p=(0.45, 0.40, 0.15)))
        around_deg = float(np.clip(rng.normal(0.0, 7.0), -18.0, 18.0))
    elif view is View.THREE_QUARTER:
        mount = Mount(rng.choice(list(Mount), p=(0.35, 0.35, 0.30)))
        around_deg = side * float(rng.uniform(25.0, 60.0))
    else:
        mount = Mount(rng.choice(list(Mount), p=(0.15, 0.10, 0.75)))
        around_deg = side * float(rng.uniform(72.0, 105.0))
    distance_m, up_m = _draw_place(mount, view, rng)
    field_deg = float(rng.uniform(40.0, 62.0))
    head_y = float(np.clip(rng.normal(0.34, 0.07), 0.18, 0.5))
    below = 2.0 * np.tan(np.radians(field_deg / 2.0)) * (1.0 - head_y)
    across = below / 2.0 / (1.0 - head_y) * aspect
    furthest_m = MOST_HIGH_M * (1.0 - head_y) / below
    return Camera(
        view=view,
        mount=mount,
        around_deg=around_deg,
        distance_m=float(
            max(min(distance_m, furthest_m), LEAST_BELOW_M / below, LEAST_BESIDE_M / across)
        ),
        up_m=up_m,
        field_deg=field_deg,
        head_x=float(np.clip(rng.normal(0.5, 0.07), 0.32, 0.68)),
        head_y=head_y,
        roll_deg=float(rng.normal(0.0, 1.2)),
    )


def draw_shove(camera: Camera, rng: np.random.Generator) -> Shove:
    """Draw what happens to a camera: a lid re-tilted, a screen pushed, a stand bumped."""
    if camera.mount is Mount.LAPTOP and rng.random() < 0.7:
        sign = 1.0 if rng.random() < 0.5 else -1.0
        return Shove(pitch_deg=sign * float(rng.uniform(2.0, 9.0)))
    return Shove(
        pitch_deg=float(rng.normal(0.0, 3.0)),
        yaw_deg=float(rng.normal(0.0, 3.5)),
        left_m=float(rng.normal(0.0, 0.04)),
        up_m=float(rng.normal(0.0, 0.03)),
        nearer_m=float(rng.normal(0.0, 0.04)),
    )


def aim(camera: Camera, head: Vector, desk_up_m: float, aspect: float) -> Aim:
    """Put the camera into the world so that the head is where it should be in the picture."""
    around = np.radians(camera.around_deg)
    base = head[2] if camera.mount is Mount.TRIPOD else desk_up_m
    away = np.array([np.sin(around), -np.cos(around), 0.0])
    at = np.array([*(head + camera.distance_m * away)[:2], base + camera.up_m])
    axes = look_at(at, head)
    tangent = np.tan(np.radians(camera.field_deg / 2.0))
    pitch = np.degrees(np.arctan((1.0 - 2.0 * camera.head_y) * tangent))
    yaw = np.degrees(np.arctan((2.0 * camera.head_x - 1.0) * tangent * aspect))
    axes = about(UP, yaw) @ axes
    axes = about(axes[:, 0], -pitch) @ axes
    return Aim(at, about(axes[:, 2], camera.roll_deg) @ axes, camera.field_deg)


def shoved(aim: Aim, by: Shove) -> Aim:
    """Give the camera after a shove."""
    axes = about(aim.axes[:, 0], by.pitch_deg) @ aim.axes
    axes = about(UP, by.yaw_deg) @ axes
    at = aim.at - by.left_m * aim.axes[:, 0] + by.up_m * UP - by.nearer_m * aim.axes[:, 2]
    return Aim(at, axes, aim.field_deg)


def project(aim: Aim, point: Vector) -> NDArray[np.float64]:
    """Give where a point is: (2,) picture heights from the picture's middle, right and down."""
    right, up, back = aim.axes.T @ (point - aim.at)
    focal = 0.5 / np.tan(np.radians(aim.field_deg / 2.0))
    return np.asarray(np.array([right, -up]) * focal / -back)


def _draw_place(mount: Mount, view: View, rng: np.random.Generator) -> tuple[float, float]:
    """Give the distance and the height."""
    if mount is Mount.LAPTOP:
        return float(rng.uniform(0.45, 0.80)), float(rng.uniform(0.17, 0.28))
    if mount is Mount.MONITOR:
        return float(rng.uniform(0.50, 1.0)), float(rng.uniform(0.36, 0.62))
    furthest = 1.6 if view is View.FRONT else 2.2
    return float(rng.uniform(0.8, furthest)), float(rng.uniform(-0.40, 0.30))


def look_at(at: Vector, target: Vector) -> NDArray[np.float64]:
    """Give the axes of a level camera that looks from one point to another, as `Aim` has them."""
    back = (at - target) / np.linalg.norm(at - target)
    right = np.cross(UP, back)
    right = right / np.linalg.norm(right)
    return np.column_stack((right, np.cross(back, right), back))
