"""Film a sitting: bodies bent, lit and drawn, as the sensor gives them, with their truth."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitwell.lab import backdrop, body, regions
from sitwell.lab.camera import aim, project, shoved
from sitwell.lab.dressing import Dressed, dress
from sitwell.lab.furniture import FLOOR_UP_M, put_in_hand, set_chair, set_desk, set_room
from sitwell.lab.light import shine
from sitwell.lab.people import Person
from sitwell.lab.reaching import sit
from sitwell.lab.regions import Regions
from sitwell.lab.render import Studio
from sitwell.lab.rig import Rig, Stance, skin
from sitwell.lab.rotation import UP
from sitwell.lab.sensor import expose
from sitwell.lab.shape import Shape, slab
from sitwell.lab.sitting import Shot, Sitting
from sitwell.lab.truth import Truth, measure

MEAN_MAN = Person(0.0, 18.0, 1.908, *(0.5,) * 8, build=())


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
    dressed = dress(body.build(sitting.person), _find_regions(), sitting.look)
    upright = sit(dressed.rig, sitting.habit, sitting.workplace)
    head = upright.carry("head", dressed.rig.joints[[dressed.rig.index("eye.L")]][0])
    head = (head + upright.joint("eye.R")) / 2.0
    size, light = sitting.sensor.size, sitting.light
    first = aim(sitting.camera, head, sitting.workplace.desk_up_m, size.width / size.height)
    moved = shoved(first, sitting.shove)
    middle, axes, boxes = set_room(sitting.room, first)
    studio.hang_wall(backdrop.paint(sitting.room) * np.float32(light.wall), backdrop.WALL_WH_M)
    fixed = [_floor(sitting), set_desk(sitting.workplace, sitting.room, sitting.camera)]
    fixed = [_lit(shape, sitting) for shape in fixed]
    if boxes is not None:
        fixed.append(_lit(boxes, sitting))
    back_m = _find_back(upright)
    far = first.at - (sitting.camera.distance_m + sitting.room.wall_m) * first.axes[:, 2]
    for shot in sitting.shots:
        view = moved if shot.is_shoved else first
        stance = sit(dressed.rig, shot.posture, sitting.workplace)
        shapes = [*fixed, _lit(_cover(dressed, stance), sitting)]
        shapes += [_lit(held, sitting) for held in put_in_hand(stance, shot.posture)]
        chair = set_chair(sitting.workplace, sitting.room, shot.posture, back_m)
        if chair is not None:
            shapes.append(_lit(chair, sitting))
        scene = studio.draw(view, (middle, axes), shapes, size)
        rgb = expose(scene, sitting.sensor, np.random.default_rng(shot.grain_seed))
        shift = project(view, far)
        sign = -1.0 if sitting.sensor.is_mirrored else 1.0
        yield Take(shot, rgb, measure(stance), sign * float(shift[0]), float(shift[1]))


@cache
def _find_regions() -> Regions:
    return regions.find(body.build(MEAN_MAN))


def _cover(dressed: Dressed, stance: Stance) -> Shape:
    vertices, normals = skin(stance)
    return Shape(vertices, normals, dressed.rig.faces, dressed.colours)


def _lit(shape: Shape, sitting: Sitting) -> Shape:
    return replace(shape, colours=shine(sitting.light, shape.colours, shape.normals))


def _floor(sitting: Sitting) -> Shape:
    floor = slab(np.array([14.0, 14.0, 0.02]), sitting.room.floor, 0.0, 2)
    return replace(floor, vertices=floor.vertices + FLOOR_UP_M * UP)


def _find_back(upright: Stance) -> float:
    """Give how far the small of the back is behind the hips."""
    rig: Rig = upright.rig
    vertices, _ = skin(upright)
    trunk = rig.weights[:, [rig.index("spine04"), rig.index("spine03")]].sum(axis=1) > 0.5
    return float(np.percentile(vertices[trunk, 1], 98) - upright.joint("root")[1])
