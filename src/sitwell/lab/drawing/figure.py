"""Dress a pose: the layers of a figure, those behind first. Pure."""

from dataclasses import dataclass

from sitwell.lab.drawing.body import NECK, SKULL_CM, TRUNK
from sitwell.lab.drawing.field import Blob, Chain, Circle, Cut
from sitwell.lab.drawing.head import Head, make_head
from sitwell.lab.drawing.limbs import (
    Bones,
    make_arm,
    make_foot,
    make_shank,
    make_sleeve,
    make_thigh,
    place_arm,
    place_leg,
)
from sitwell.lab.drawing.pose import Pose
from sitwell.lab.drawing.spine import head_of, place_hips, place_shoulders, walk, wrap

HEM_CM = 9.0  # the shirt's lower end, along the spine
NECKLINE_CM = 51.0
SIDE_VIEW = 60.0  # facing, from which on one side hides the other


Pair = tuple[Bones, Bones]


@dataclass(frozen=True, slots=True)
class Layer:
    """One shape of one stuff.

    Attributes:
        stuff: skin, shirt, trousers or hair; with "-far" where it is on the far side.
        shape: What is filled and outlined.
    """

    stuff: str
    shape: Blob


@dataclass(frozen=True, slots=True)
class Figure:
    """A posed, dressed figure.

    Attributes:
        under: What is painted before the lines of the face, in order.
        over: What is painted after them: the near arm, which may hide the face.
        whole: All of it as one shape, for a ghost.
        head: For the lines of the face.
        arms: The near and the far one.
        legs: Likewise.
    """

    under: tuple[Layer, ...]
    over: tuple[Layer, ...]
    whole: Blob
    head: Head
    arms: Pair
    legs: Pair


def make_figure(pose: Pose) -> Figure:
    """Give the figure of a pose."""
    shoulders, hips = place_shoulders(pose), place_hips(pose)
    arms = place_arm(pose.near_arm, shoulders[0]), place_arm(pose.far_arm, shoulders[1])
    legs = place_leg(pose.near_leg, hips[0]), place_leg(pose.far_leg, hips[1])
    gaze = pose.facing if pose.gaze is None else pose.gaze
    head = make_head(walk(pose, SKULL_CM), pose.spine.head, gaze)
    is_side = pose.facing > SIDE_VIEW
    neck = Chain(wrap(pose, NECK, NECKLINE_CM, SKULL_CM + 2.0))
    top = (
        Layer("skin", Blob((neck,))),
        Layer("skin", head.skin),
        Layer("hair", head.hair),
        *(Layer("skin", ear) for ear in head.ears),
    )
    is_side = pose.facing > SIDE_VIEW
    body = _stack_side(pose, arms, legs) if is_side else _stack_front(pose, arms, legs)
    over = _dress_arm(arms[0], "") if is_side else ()
    under = (*body, *top)
    whole = tuple(chain for layer in (*under, *over) for chain in layer.shape.chains)
    return Figure(under, over, Blob(whole), head, arms, legs)


def _stack_side(pose: Pose, arms: Pair, legs: Pair) -> tuple[Layer, ...]:
    seat, (near, far) = _make_seat(pose), legs
    leg = Layer("trousers", Blob((seat, make_thigh(near), make_shank(near))))
    shirt = Layer("shirt", Blob(_cut_shirt(pose)))
    return (
        *_dress_arm(arms[1], "-far"),
        Layer("skin-far", Blob(make_foot(far))),
        Layer("trousers-far", Blob((make_thigh(far), make_shank(far)))),
        Layer("skin", Blob(make_foot(near))),
        *((shirt, leg) if pose.is_leg_on_top else (leg, shirt)),
    )


def _dress_arm(bones: Bones, side: str) -> tuple[Layer, Layer]:
    arm = Layer("skin" + side, Blob(make_arm(bones)))
    return arm, Layer("shirt" + side, Blob((make_sleeve(bones),)))


def _stack_front(pose: Pose, arms: Pair, legs: Pair) -> tuple[Layer, ...]:
    near, far = place_shoulders(pose)
    yoke = tuple(Circle(*at, r) for at, r in ((near, 5.3), (walk(pose, 51.5), 6.2), (far, 5.3)))
    sleeves = tuple(make_sleeve(arm) for arm in arms)
    return (
        *_dress_legs(pose, legs),
        *(Layer("skin", Blob(make_arm(arm))) for arm in arms),
        Layer("shirt", Blob((*_cut_shirt(pose), Chain(yoke, blend=2.0), *sleeves))),
    )


def _dress_legs(pose: Pose, legs: Pair) -> tuple[Layer, ...]:
    """Give feet and trousers; a shank that leaves the page is behind its knee."""
    feet = tuple(Layer("skin", Blob(make_foot(leg))) for leg in legs)
    is_flat = [leg.limb.upper_seen == leg.limb.lower_seen == 1.0 for leg in legs]
    behind = tuple(
        Layer("trousers", Blob((make_shank(leg),)))
        for leg, flat in zip(legs, is_flat, strict=True)
        if not flat
    )
    parts = [
        (make_thigh(leg), make_shank(leg)) if flat else (make_thigh(leg),)
        for leg, flat in zip(legs, is_flat, strict=True)
    ]
    seat = _make_seat(pose)
    if pose.is_leg_behind:
        far, near = (Layer("trousers", Blob((seat, *parts[i]))) for i in (1, 0))
        return feet[1], *behind[1:], far, feet[0], *behind[:1], near
    return *feet, *behind, Layer("trousers", Blob((seat, *parts[0], *parts[1])))


def _make_seat(pose: Pose) -> Chain:
    # From the front the pelvis is wide and flat: its circles would hang down between the legs.
    begin = 5.0 if pose.facing <= SIDE_VIEW else 0.0
    return Chain(wrap(pose, TRUNK, begin, HEM_CM + 4.0))


def _cut_shirt(pose: Pose) -> tuple[Chain, ...]:
    hem = walk(pose, HEM_CM)
    cut = Cut(hem.x, hem.y, head_of(pose.spine, HEM_CM) + 180.0)
    loose = tuple(Circle(c.x, c.y, c.r + 0.3) for c in wrap(pose, TRUNK, HEM_CM - 4.0, 51.0))
    return (Chain(loose, (cut,)),)
