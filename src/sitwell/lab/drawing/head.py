"""The head: skull, jaw, nose, hair, and a closed eye, so that one sees where it looks. Pure."""

from dataclasses import dataclass

from sitwell.lab.drawing.field import Blob, Chain, Circle, Point, shift

# Along the head's axis from the base of the skull, in front of it, radius.
SKULL = ((8.6, 0.0, 8.6), (9.0, 2.6, 8.0))
JAW = ((5.0, 4.8, 5.9), (-1.2, 7.6, 2.6))
JAW_LINE = ((2.0, 0.8, 4.0), (-1.2, 7.6, 2.6))
NOSE = ((5.6, 10.2, 1.1), (3.3, 12.0, 0.8))
HAIR = (
    *((13.6, 7.4, 1.5), (15.2, 3.6, 2.8), (14.4, -1.0, 3.8), (11.6, -3.7, 4.8)),
    *((7.6, -4.4, 4.5), (3.6, -5.2, 2.6), (1.6, -5.3, 1.6)),
)
CROWN = ((11.8, 1.6, 4.8), (10.0, -2.4, 5.4))
KNOT = ((17.6, -5.6, 3.4),)
EAR = ((5.6, 0.3, 1.9), (4.0, 0.7, 1.3))
# From the front: across, in place of in front.
FACE = ((9.2, 0.0, 7.8), (6.0, 0.0, 7.2), (-0.2, 0.0, 3.9))
FRINGE = (
    *((8.0, -7.6, 1.1), (11.4, -6.5, 2.2), (14.4, -3.1, 3.0), (15.2, 0.0, 3.0)),
    *((14.4, 3.1, 3.0), (11.4, 6.5, 2.2), (8.0, 7.6, 1.1)),
)
FRONT_KNOT = ((19.2, 0.0, 3.3),)


@dataclass(frozen=True, slots=True)
class Head:
    """A head's shapes and lines.

    Attributes:
        skin: Skull, face and ears.
        hair: The cap of hair, to be laid on the skin.
        ears: Those that are seen.
        lines: Eyes, a mouth; each a start, a handle and an end.
        mouth: Where the breath goes in and out.
    """

    skin: Blob
    hair: Blob
    ears: tuple[Blob, ...]
    lines: tuple[tuple[Point, Point, Point], ...]
    mouth: Point


def make_head(base: Point, axis: float, facing: float) -> Head:
    """Give a head.

    Args:
        base: The base of the skull.
        axis: From there to the crown, degrees.
        facing: 90 looking to the right of the axis, 0 out of the page, 45 between.
    """
    return _make_profile(base, axis) if facing > 60.0 else _make_face(base, axis, facing / 45.0)


def _make_profile(base: Point, axis: float) -> Head:
    def at(along: float, ahead: float) -> Point:
        return shift(base, axis, along, ahead)

    def lay(shape: tuple[tuple[float, float, float], ...]) -> tuple[Circle, ...]:
        return tuple(Circle(*at(along, ahead), r) for along, ahead, r in shape)

    skin = Blob(tuple(Chain(lay(part)) for part in (SKULL, JAW, JAW_LINE, NOSE)))
    hair = Blob(tuple(Chain(lay(part)) for part in (HAIR, CROWN, KNOT)))
    eye = (at(6.3, 7.2), at(5.3, 8.6), at(6.2, 9.6))
    ear = Blob((Chain(lay(EAR)),))
    mouth = (at(0.6, 8.2), at(0.5, 9.0), at(0.9, 9.7))
    return Head(skin, hair, (ear,), (eye, mouth), at(1.5, 11.5))


def _make_face(base: Point, axis: float, turn: float) -> Head:
    """Give a face from the front, or half turned: its features move aside with `turn`, 0 to 1."""

    def at(along: float, across: float) -> Point:
        return shift(base, axis, along, across)

    def lay(shape: tuple[tuple[float, float, float], ...], aside: float) -> tuple[Circle, ...]:
        return tuple(Circle(*at(along, across + aside), r) for along, across, r in shape)

    aside = 1.7 * turn
    skin = Blob((Chain(lay(FACE, 0.2 * aside)),))
    hair = Blob(tuple(Chain(lay(part, -0.4 * aside)) for part in (FRINGE, FRONT_KNOT)))
    lines = []
    for side in (-1.0, 1.0):
        middle = aside + side * 3.0
        lines.append((at(6.2, middle - 1.3), at(5.0, middle), at(6.2, middle + 1.3)))
    lines.append((at(0.9, aside - 1.6), at(0.1, aside), at(0.9, aside + 1.6)))
    lines.append((at(4.8, aside + 0.5), at(3.0, aside + 1.6), at(3.0, aside - 0.3)))
    return Head(skin, hair, (), tuple(lines), at(1.0, aside))
