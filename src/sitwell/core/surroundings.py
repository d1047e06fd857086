"""Whether the camera still looks where it looked at calibration.

Learnt are some eighty places in the room where brightness changes sharply, each with the direction
in which it grows: no brightness, no colour, no shape, and nothing of the person. Directions outlast
what exposure, lamps and noise do to brightness. Numbers here are from 60 rendered sittings, 1880
pictures with known movement; 260 of them in other light than at calibration.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from sitwell.core.alignment import (
    LEAST_SEEN,
    Edges,
    Guess,
    Turn,
    agree,
    fit,
    lay_out,
    level,
    search,
)
from sitwell.core.edges import SOFT_STEP, Steps, find_steps, soften
from sitwell.core.pose import Pose
from sitwell.core.scene import Scene, Shift

LEAST_ROWS = 32  # of a scene; smaller ones hold too little

# Learning.
MOST_EDGES = 80  # with 60, 7 % fewer of the moved pictures were right within 1 %, with 100, 2 %
APART = 6  # rows between two edges, 5 % of the height; 4 was no better, 8 answered 2 % less
CELL = 20  # rows; so that one bookshelf does not get all, a square of this side
MOST_IN_CELL = 7  # gets so many
LEAST_STEP = 0.012  # brightness (0 to 1) a row; six times the noise of the noisiest rendered sensor
LEAST_STEADINESS = 0.7  # of directions over the calibration pictures; curtains and people are less
DIRECTION_DEG = 5  # directions are kept to this

# Comparing.
LEAST_EDGES = 12  # fewer agree by chance
LEAST_ACROSS = 4.0  # edges' worth each way: blinds alone tell no sideways shift
SAME_SHAPE = 0.02  # share by which width over height may differ: rounding to whole rows
LEAST_LIGHT = 0.06  # mean brightness, as in PostureRules
# Agreement from which a shift is believed. Over two pictures of one room, 99 % of the still and
# 97 % of the moved reach it, and 1 % over other rooms.
BELIEVED = 0.5
# Agreement of an even shift under which no place in the picture looks like the room.
STRANGE = 0.25
# Agreement without any movement from which no search is needed: a third less time, and all answers
# were the same.
NEARBY = 0.6
# Another shift with this share of the best agreement leaves it open. With 0.9, 3 % more of the
# moved pictures were answered, and three times as many of the answers were off by more than 2 %.
RIVAL = 0.8
# By this much a movement must fit better than none. Without it 1.0 % of the still pictures seemed
# to have moved by more than 1 % of the height, with it 0.6 %.
WORTH_MOVING = 0.03
LEAST_STEPS = 200  # strong changes a picture must show to be called another room; 1 % of all places


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the room looked like at calibration, as edges too few and too far apart to draw it from.

    Attributes:
        aspect: Picture width divided by its height.
        x: Places of edges, picture heights to the right; at most `MOST_EDGES`.
        y: As above, down.
        direction_deg: In which brightness grows there: 0 to the right, 90 down, −180 to 180.

    Raises:
        ValueError: If the three are not of one length, or not in the picture.
    """

    aspect: float
    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    direction_deg: tuple[int, ...] = ()
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "allow_inf_nan": False}

    def __post_init__(self) -> None:
        if not len(self.x) == len(self.y) == len(self.direction_deg) <= MOST_EDGES:
            raise ValueError(f"surroundings must have x, y, direction of up to {MOST_EDGES} edges")
        if not 0.1 < self.aspect < 10.0:
            raise ValueError(f"no picture is {self.aspect:g} times as wide as it is high")
        is_inside = all(0.0 <= x <= self.aspect for x in self.x) and all(
            0.0 <= y <= 1.0 for y in self.y
        )
        if not is_inside or not all(-180 <= d <= 180 for d in self.direction_deg):
            raise ValueError("surroundings must have their edges in the picture")


class Doubt(StrEnum):
    """Why no shift can be told."""

    TOO_DARK = "too_dark"
    PLAIN = "plain"  # too few edges behind the person, at calibration or now
    COVERED = "covered"  # too few of them are in view
    UNCLEAR = "unclear"  # some fit, but too few, or as well elsewhere
    ELSEWHERE = "elsewhere"  # another room, or another place in it: the baseline is stale


@dataclass(frozen=True, slots=True)
class Match:
    """The room was found again.

    Attributes:
        shift: How far the middle of the background has moved in the picture since calibration.
        agreement: Of the edges in view with those learnt, `BELIEVED` to 1.
    """

    shift: Shift
    agreement: float


def learn(scenes: Sequence[Scene], people: Sequence[Sequence[Pose]]) -> Surroundings:
    """Learn what does not move behind the people in some pictures.

    Args:
        scenes: One a picture, in any number; those of another size than the first are left out.
        people: Who is in each, so that they are left out. Pictures in which nobody was found are
            not used: somebody may be there.

    Raises:
        ValueError: If there is no scene, or not one set of people for each.
    """
    if not scenes:
        raise ValueError("surroundings are learnt from at least one scene")
    rows, columns = scenes[0].grey.shape
    used = [
        find_steps(scene, found)
        for scene, found in zip(scenes, people, strict=True)
        if found and scene.grey.shape == (rows, columns)
    ]
    if not used or min(rows, columns) < LEAST_ROWS:
        return Surroundings(columns / rows)
    right = np.mean([steps.right for steps in used], axis=0)
    down = np.mean([steps.down for steps in used], axis=0)
    row, column = _pick(_rate(used, right, down))
    turned = np.degrees(np.arctan2(down[row, column], right[row, column])) / DIRECTION_DEG
    return Surroundings(
        columns / rows,
        tuple(((column + 0.5) / rows).round(4).tolist()),
        tuple(((row + 0.5) / rows).round(4).tolist()),
        tuple((np.rint(turned).astype(int) * DIRECTION_DEG).tolist()),
    )


def compare(anchor: Surroundings, scene: Scene, people: Sequence[Pose]) -> Match | Doubt:
    """Tell how far the background has moved since calibration, or why that cannot be told."""
    x, y, direction_deg = np.array((anchor.x, anchor.y, anchor.direction_deg), np.float64)
    edges = lay_out(x, y, direction_deg, anchor.aspect)
    doubt = _rule_out(anchor, edges, scene)
    if doubt is not None:
        return doubt
    steps = find_steps(scene, people)
    still, in_view = agree(edges, steps, Turn())
    is_near = still >= NEARBY and in_view >= LEAST_SEEN
    guess = Guess(0.0, 0.0, still, 0.0) if is_near else search(edges, steps)
    turn = fit(edges, steps, level(edges, guess))
    moved, moved_in_view = agree(edges, steps, turn)
    if still >= max(BELIEVED, moved - WORTH_MOVING) and in_view >= LEAST_SEEN:
        return Match(Shift(), still)
    if moved_in_view < LEAST_SEEN:
        return Doubt.COVERED
    if moved >= BELIEVED and guess.rival < RIVAL * guess.agreement:
        return Match(Shift(turn.x, turn.y), moved)
    return _doubt(guess, moved, steps)


def _rule_out(anchor: Surroundings, edges: Edges, scene: Scene) -> Doubt | None:
    rows, columns = scene.grey.shape
    if scene.light < LEAST_LIGHT:
        return Doubt.TOO_DARK
    if min(rows, columns) < LEAST_ROWS:
        return Doubt.PLAIN
    if abs(columns / rows - anchor.aspect) > SAME_SHAPE * anchor.aspect:
        return Doubt.ELSEWHERE
    is_plain = len(edges.x) < LEAST_EDGES or _reach_across(edges) < LEAST_ACROSS
    return Doubt.PLAIN if is_plain else None


def _doubt(guess: Guess, moved: float, steps: Steps) -> Doubt:
    if moved >= BELIEVED or guess.agreement >= STRANGE:
        return Doubt.UNCLEAR
    strong = np.count_nonzero(steps.right**2 + steps.down**2 > LEAST_STEP**2)
    return Doubt.PLAIN if strong < LEAST_STEPS else Doubt.ELSEWHERE


def _reach_across(edges: Edges) -> float:
    """Give how many edges' worth tell the shift in that direction in which fewest do."""
    return float(min((edges.right**2).sum(), (edges.down**2).sum()))


def _rate(
    used: Sequence[Steps], right: NDArray[np.float32], down: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Give the size of the mean change where it is strong, steady and never covered; else zero."""
    size = np.hypot(right, down)
    directions = [soften(steps.right, steps.down) for steps in used]
    steadiness = np.hypot(*np.mean(directions, axis=0)) * (size + SOFT_STEP)
    is_clear = np.logical_and.reduce([steps.clear for steps in used])
    is_good = is_clear & (size >= LEAST_STEP) & (steadiness > LEAST_STEADINESS * size)
    return np.where(is_good, size, np.float32(0.0))


def _pick(size: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pick the strongest, spread over the picture; rows and columns."""
    free = size > 0.0
    in_cell: dict[tuple[int, int], int] = {}
    picked: list[tuple[int, int]] = []
    for flat in np.argsort(-size, axis=None, kind="stable")[: np.count_nonzero(free)].tolist():
        row, column = divmod(flat, size.shape[1])
        cell = (row // CELL, column // CELL)
        if not free[row, column] or in_cell.get(cell, 0) == MOST_IN_CELL:
            continue
        picked.append((row, column))
        in_cell[cell] = in_cell.get(cell, 0) + 1
        if len(picked) == MOST_EDGES:
            break
        near = (slice(max(0, at - APART + 1), at + APART) for at in (row, column))
        free[tuple(near)] = False
    places = np.array(picked, np.intp).reshape(-1, 2)
    return places[:, 0], places[:, 1]
