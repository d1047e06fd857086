"""The chair, the desk and what lies on it, the things in the room and in the hand, as shapes."""

from dataclasses import replace

import numpy as np

from sitwell.lab.backdrop import WALL_WH_M
from sitwell.lab.bending import place_chair
from sitwell.lab.camera import Aim, Camera, Mount
from sitwell.lab.look import Colour
from sitwell.lab.posture import Hand, Posture
from sitwell.lab.rig import Stance
from sitwell.lab.room import Room
from sitwell.lab.rotation import BACK, UP, Matrix, Vector, bow, frame, turn
from sitwell.lab.shape import Shape, joined, moved, slab, tube
from sitwell.lab.workplace import Workplace

BLACK = Colour(0.06, 0.06, 0.07)
FLOOR_UP_M = -0.52  # under the hips
DEEPEST_RECLINE_DEG = 18.0


def set_chair(at: Workplace, room: Room, posture: Posture, back_m: float) -> Shape | None:
    """Give the chair where it stands, its back as far reclined as the sitter leans on it.

    Args:
        at: The furniture.
        room: For its colour.
        posture: For its place and turn.
        back_m: How far the upright sitter's back is behind the hips.
    """
    if not at.has_chair:
        return None
    width, top = at.chair_width_m, at.chair_top_m
    parts = [slab(np.array([width + 0.04, 0.42, 0.07]), room.chair, 0.4)]
    parts[0] = moved(parts[0], np.eye(3), np.array([0.0, -0.05, -0.16]))
    recline = bow(-float(np.clip(-posture.lean_deg, 0.0, DEEPEST_RECLINE_DEG)))
    rest = [
        moved(
            slab(np.array([width, 0.05, top]), room.chair, 0.3),
            np.eye(3),
            np.array([0.0, 0.0, top / 2.0]),
        )
    ]
    if at.has_headrest:
        head = slab(np.array([0.28, 0.06, 0.16]), room.chair, 0.4)
        rest.append(moved(head, np.eye(3), np.array([0.0, 0.0, top + 0.12])))
    parts += [moved(part, recline, np.array([0.0, back_m + 0.04, 0.0])) for part in rest]
    if at.has_armrests:
        arm = slab(np.array([0.07, 0.25, 0.03]), room.chair, 0.4)
        parts += [
            moved(arm, np.eye(3), np.array([s * (width / 2 + 0.06), -0.05, 0.14])) for s in (-1, 1)
        ]
    place = replace(posture.place, up_m=0.0) if posture.is_standing else posture.place
    return moved(joined(parts), turn(posture.chair_deg), place_chair(place))


def set_desk(at: Workplace, room: Room, camera: Camera) -> Shape:
    """Give the desk, a keyboard, and from the side a screen on it."""
    depth = 0.75
    parts = [
        moved(
            slab(np.array([1.5, depth, 0.03]), room.desk, 0.0, 2),
            np.eye(3),
            np.array([0.0, -at.desk_edge_m - depth / 2.0, at.desk_up_m - 0.015]),
        ),
        moved(
            slab(np.array([0.40, 0.13, 0.015]), BLACK, 0.2),
            np.eye(3),
            np.array([0.0, -at.keyboard_m - 0.10, at.desk_up_m + 0.008]),
        ),
    ]
    if abs(camera.around_deg) > 65.0 and camera.mount is Mount.TRIPOD:
        screen = slab(np.array([0.55, 0.03, 0.33]), BLACK, 0.05)
        parts.append(
            moved(screen, bow(-8.0), np.array([0.0, -at.keyboard_m - 0.42, at.desk_up_m + 0.27]))
        )
    return joined(parts)


def set_room(room: Room, aim: Aim) -> tuple[Vector, Matrix, Shape | None]:
    """Give the middle of the wall, its axes (right, towards the sitter, up), and the furniture."""
    ahead = -aim.axes[:, 2] * (1.0, 1.0, 0.0)
    ahead = ahead / np.linalg.norm(ahead)
    axes = turn(room.wall_deg) @ np.column_stack((np.cross(ahead, UP), -ahead, UP))
    middle = room.wall_m * ahead + (FLOOR_UP_M + WALL_WH_M[1] / 2.0) * UP
    boxes = []
    for box in room.boxes:
        shape = slab(np.array([box.width_m, box.depth_m, box.height_m]), box.colour, 0.02, 2)
        foot = middle * (1.0, 1.0, 0.0) + box.aside_m * axes[:, 0] + box.from_wall_m * axes[:, 1]
        boxes.append(moved(shape, axes, foot + (box.foot_m + box.height_m / 2.0) * UP))
    return middle, axes, joined(boxes) if boxes else None


def put_in_hand(stance: Stance, posture: Posture) -> list[Shape]:
    """Give the phone or cup that is held."""
    held = []
    for side, hand in (("L", posture.left), ("R", posture.right)):
        if hand not in (Hand.PHONE, Hand.CUP):
            continue
        wrist = stance.joint(f"wrist.{side}")
        palm = stance.joint(f"finger3-1.{side}")
        along = (palm - wrist) / np.linalg.norm(palm - wrist)
        if hand is Hand.CUP:
            held.append(moved(tube(0.037, 0.09, Colour(0.85, 0.84, 0.80)), np.eye(3), palm))
            break
        tilted = frame(np.cross(along, UP + 0.01 * BACK), along)
        phone = slab(np.array([0.072, 0.009, 0.15]), BLACK, 0.15)
        held.append(moved(phone, tilted @ np.array([[1.0, 0, 0], [0, 0, 1.0], [0, -1.0, 0]]), palm))
        break
    return held
