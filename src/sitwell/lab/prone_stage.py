"""Film a set on the mat: the body lying there, lit and drawn, as the sensor gives it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sitwell.core.frame import Frame
from sitwell.lab import backdrop, body
from sitwell.lab.camera import Aim, look_at
from sitwell.lab.dressing import dress
from sitwell.lab.furniture import FLOOR_UP_M, set_room
from sitwell.lab.light import shine
from sitwell.lab.motion import ease
from sitwell.lab.prone_body import (
    ALL_FOURS,
    CHILD,
    KNEELING,
    Arms,
    Lying,
    blend,
    lie,
    lift_chest,
    settle,
)
from sitwell.lab.prone_plan import Ground, Key, MatSet, place
from sitwell.lab.render import Studio
from sitwell.lab.rig import Stance
from sitwell.lab.rotation import UP, about
from sitwell.lab.sensor import expose
from sitwell.lab.shape import Shape, slab
from sitwell.lab.stage import cover, find_regions

MAT_M = np.array([0.75, 1.95, 0.01])
PROPPED = {Ground.ALL_FOURS: ALL_FOURS, Ground.KNEELING: KNEELING}
NECK_SHARE = 0.35  # of the neck's bow at rest that a lift gives back: the gaze stays on the floor
ROOM_M = 0.6  # further away than behind a chair: here a mat lies before the wall
BREATH_S, BREATH_DEG = 4.0, 0.6  # of the chest at rest


class MatStage:
    """A set's room and body in a studio: one at a time, since it hangs its wall there."""

    def __init__(self, planned: MatSet, studio: Studio) -> None:
        self._set, self._studio = planned, studio
        self._dressed = dress(body.build(planned.person), find_regions(), planned.look)
        rig = self._dressed.rig
        self._rest = settle(rig, planned.arms, planned.head_deg)
        self._arch = lift_chest(rig, self._rest, 10.0) / 10.0
        at, target = place(planned.camera)
        axes = look_at(at, target)
        axes = about(axes[:, 2], planned.camera.roll_deg) @ axes
        self._aim = Aim(at, axes, planned.camera.field_deg)
        middle, across, boxes = set_room(planned.room, self._aim)
        self._wall = (middle - ROOM_M * across[:, 1], across)
        paint = backdrop.paint(planned.room) * np.float32(planned.light.wall)
        studio.hang_wall(paint, backdrop.WALL_WH_M)
        fixed = [_floor(planned), _mat(planned)]
        if boxes is not None:
            fixed.append(replace(boxes, vertices=boxes.vertices - ROOM_M * across[:, 1]))
        self._fixed = [self._light(shape) for shape in fixed]

    def film(self, hz: float) -> Iterator[Frame]:
        """Give the frames in order."""
        for number in range(int(self._set.end_s * hz)):
            t = number / hz
            yield self.draw(t, number)

    def draw(self, t: float, grain_seed: int) -> Frame:
        """Draw the moment at `t` seconds."""
        shapes = [*self._fixed, self._light(cover(self._dressed, self.stand(t)))]
        scene = self._studio.draw(self._aim, self._wall, shapes, self._set.sensor.size)
        rgb = expose(scene, self._set.sensor, np.random.default_rng(grain_seed))
        return Frame(t, rgb)

    def stand(self, t: float) -> Stance:
        """Give the body at `t` seconds, from which truth can be read."""
        lying, arms = self._pose(t)
        return lie(self._dressed.rig, lying, arms, FLOOR_UP_M)

    def _pose(self, t: float) -> tuple[Lying, Arms]:
        keys = self._set.keys
        after = min(bisect_right([key.t for key in keys], t), len(keys) - 1)
        one, other = keys[max(after - 1, 0)], keys[after]
        share = 0.0 if other.t <= one.t else ease(min((t - one.t) / (other.t - one.t), 1.0))
        breath_deg = BREATH_DEG * float(np.sin(2.0 * np.pi * t / BREATH_S))
        lying = blend(self._lying(one), self._lying(other), share)
        lying = replace(lying, arch_deg=lying.arch_deg + breath_deg)
        if one.ground in PROPPED or other.ground in PROPPED:
            return lying, _prop(one, other)
        if Ground.CHILD in (one.ground, other.ground):
            return lying, Arms.FORWARD
        return lying, self._set.arms

    def _lying(self, key: Key) -> Lying:
        if key.ground is Ground.CHILD:
            return CHILD
        if key.ground in PROPPED:
            return PROPPED[key.ground]
        rest = self._rest
        lifted = min(key.chest_deg / 12.0, 1.0)
        return replace(
            rest,
            arch_deg=rest.arch_deg + self._arch * key.chest_deg,
            left_deg=rest.left_deg + key.left_deg,
            right_deg=rest.right_deg + key.right_deg,
            neck_deg=rest.neck_deg * (1.0 - NECK_SHARE * lifted),
            turn_deg=rest.turn_deg * (1.0 - lifted) + key.head_deg,
            hands_m=rest.hands_m + key.hands_m,
        )

    def _light(self, shape: Shape) -> Shape:
        return replace(shape, colours=shine(self._set.light, shape.colours, shape.normals))


def _prop(one: Key, other: Key) -> Arms:
    """Give where the hands are on the way up or down: on the mat, once kneeling beside the body."""
    return Arms.BESIDE if one.ground is other.ground is Ground.KNEELING else Arms.PROP


def _floor(planned: MatSet) -> Shape:
    floor = slab(np.array([14.0, 14.0, 0.02]), planned.room.floor, 0.0, 2)
    return replace(floor, vertices=floor.vertices + (FLOOR_UP_M - 0.02) * UP)


def _mat(planned: MatSet) -> Shape:
    mat = slab(MAT_M, planned.mat, 0.0, 2)
    return replace(mat, vertices=mat.vertices + (FLOOR_UP_M - MAT_M[2] / 2.0) * UP)
