"""The set of a sitting, built once: body, room, light and camera. Draws postures in it."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitwell.core.scene import Shift
from sitwell.lab import backdrop, body, regions
from sitwell.lab.camera import Aim, aim, project, shoved
from sitwell.lab.dressing import Dressed, dress
from sitwell.lab.furniture import FLOOR_UP_M, put_in_hand, set_chair, set_desk, set_room
from sitwell.lab.light import shine
from sitwell.lab.people import Person
from sitwell.lab.posture import Place, Posture
from sitwell.lab.reaching import sit
from sitwell.lab.regions import Regions
from sitwell.lab.render import Studio
from sitwell.lab.rig import Rig, Stance, skin
from sitwell.lab.rotation import UP
from sitwell.lab.sensor import expose
from sitwell.lab.shape import Shape, slab
from sitwell.lab.sitting import Sitting
from sitwell.lab.truth import Truth, measure

MEAN_MAN = Person(0.0, 18.0, 1.908, *(0.5,) * 8, build=())


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A picture of somebody.

    Attributes:
        rgb: (h, w, 3) uint8.
        truth: Of the body.
    """

    rgb: NDArray[np.uint8]
    truth: Truth


class Stage:
    """A sitting's set in a studio: one at a time, since it hangs its wall there."""

    def __init__(self, sitting: Sitting, studio: Studio) -> None:
        self._sitting, self._studio = sitting, studio
        self._dressed = dress(body.build(sitting.person), find_regions(), sitting.look)
        upright = sit(self._dressed.rig, sitting.habit, sitting.workplace)
        size = sitting.sensor.size
        self._first = aim(
            sitting.camera,
            _find_eyes(upright, self._dressed.rig),
            sitting.workplace.desk_up_m,
            size.width / size.height,
        )
        self._moved = shoved(self._first, sitting.shove)
        middle, axes, boxes = set_room(sitting.room, self._first)
        self._wall = (middle, axes)
        paint = backdrop.paint(sitting.room) * np.float32(sitting.light.wall)
        studio.hang_wall(paint, backdrop.WALL_WH_M)
        fixed = [_floor(sitting), set_desk(sitting.workplace, sitting.room, sitting.camera)]
        if boxes is not None:
            fixed.append(boxes)
        self._fixed = [self._light(shape) for shape in fixed]
        self._back_m = _find_back(upright)

    def draw(self, posture: Posture, is_shoved: bool, grain_seed: int) -> Seen:
        """Draw the sitter in a posture, on the chair where that has it.

        Args:
            posture: Aims for the body.
            is_shoved: Whether the camera has been moved by now.
            grain_seed: Of the sensor's noise.
        """
        stance = sit(self._dressed.rig, posture, self._sitting.workplace)
        shapes = [cover(self._dressed, stance), *put_in_hand(stance, posture)]
        rgb = self._expose(shapes, posture, is_shoved, grain_seed)
        return Seen(rgb, measure(stance))

    def draw_empty(self, place: Place, is_shoved: bool, grain_seed: int) -> NDArray[np.uint8]:
        """Draw the room with nobody in it, the chair where it was left; (h, w, 3) uint8."""
        return self._expose([], Posture(place=place), is_shoved, grain_seed)

    def find_shift(self, is_shoved: bool) -> Shift:
        """Give how far the camera's move has shifted what was in the middle of the picture.

        Of what is as far away as the wall; as the sensor gives it, mirrored where it mirrors.
        """
        setting = self._sitting
        back_m = setting.camera.distance_m + setting.room.wall_m
        far = self._first.at - back_m * self._first.axes[:, 2]
        x, y = project(self._aim(is_shoved), far)
        return Shift(-float(x) if setting.sensor.is_mirrored else float(x), float(y))

    def _expose(
        self, shapes: list[Shape], posture: Posture, is_shoved: bool, grain_seed: int
    ) -> NDArray[np.uint8]:
        setting = self._sitting
        chair = set_chair(setting.workplace, setting.room, posture, self._back_m)
        loose = shapes if chair is None else [*shapes, chair]
        lit = [*self._fixed, *(self._light(shape) for shape in loose)]
        scene = self._studio.draw(self._aim(is_shoved), self._wall, lit, setting.sensor.size)
        return expose(scene, setting.sensor, np.random.default_rng(grain_seed))

    def _aim(self, is_shoved: bool) -> Aim:
        return self._moved if is_shoved else self._first

    def _light(self, shape: Shape) -> Shape:
        return replace(shape, colours=shine(self._sitting.light, shape.colours, shape.normals))


@cache
def find_regions() -> Regions:
    """Give what is where on everybody's skin."""
    return regions.find(body.build(MEAN_MAN))


def cover(dressed: Dressed, stance: Stance) -> Shape:
    """Give the dressed body's skin as it stands."""
    vertices, normals = skin(stance)
    return Shape(vertices, normals, dressed.rig.faces, dressed.colours)


def _floor(sitting: Sitting) -> Shape:
    floor = slab(np.array([14.0, 14.0, 0.02]), sitting.room.floor, 0.0, 2)
    return replace(floor, vertices=floor.vertices + FLOOR_UP_M * UP)


def _find_eyes(upright: Stance, rig: Rig) -> NDArray[np.float64]:
    """Give the point between the eyes, at which the camera is aimed."""
    left = upright.carry("head", rig.joints[[rig.index("eye.L")]][0])
    return np.asarray((left + upright.joint("eye.R")) / 2.0)


def _find_back(upright: Stance) -> float:
    """Give how far the small of the back is behind the hips."""
    rig = upright.rig
    vertices, _ = skin(upright)
    trunk = rig.weights[:, [rig.index("spine04"), rig.index("spine03")]].sum(axis=1) > 0.5
    return float(np.percentile(vertices[trunk, 1], 98) - upright.joint("root")[1])
