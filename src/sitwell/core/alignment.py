"""Lay known edges over a picture: first at every shift, then as a turned camera would show them.

A camera that turns does not shift its picture evenly: what is far from the middle moves more. On
the rendered sittings an even shift was right within 2 % of the height for 70 % of the moved
pictures, one that allows for this for 94 %.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.core.edges import BORDER, SOFT_STEP, Steps, soften

FURTHEST = 0.25  # of the height; beyond it too little is left in common
POOLED = 3  # rows of the picture in one row of the first, coarse look; 2 was no better, and slower
LEAST_SEEN = 0.3  # of the edges that must be in the picture and not covered
FOCAL = 1.05  # of a webcam 51 degrees high, in picture heights; 0.95 and 1.2 did as well
ROUNDS = 3
REACH = 3  # rows to either side of where an edge is expected; one less from the third round on
STRAY = 0.006  # picture heights; an edge this far off counts half. 0.003 was a little worse
# Edges worth of belief that the camera neither rolled nor came nearer. With 20 and 100 times this,
# 2 and 4 % fewer of the moved pictures were within 2 %.
STIFF = 0.001

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Places where brightness changes sharply, and the direction in which it grows.

    Attributes:
        x: (n,) float64, picture heights to the right of the picture's left edge.
        y: (n,) down from its top.
        right: (n,) cosine of the direction, 1 where it grows to the right.
        down: (n,) sine, 1 where it grows downwards.
        ways: (2, 4, n): how far right, and how far down, each goes in the picture for a little
            yaw, pitch, roll and zoom, in the units of `Turn`.
    """

    x: Column
    y: Column
    right: Column
    down: Column
    ways: Column


@dataclass(frozen=True, slots=True)
class Guess:
    """The best even shift, in picture heights, from the coarse look.

    Attributes:
        x: To the right.
        y: Down.
        agreement: Of directions there, 1 if all are the same; less where few edges are in view.
        rival: Agreement of the best shift elsewhere.
    """

    x: float
    y: float
    agreement: float
    rival: float


@dataclass(frozen=True, slots=True)
class Turn:
    """How the camera turned: the shift of the picture's middle in picture heights, and the rest.

    Attributes:
        x: To the right.
        y: Down.
        roll: Radians, clockwise.
        zoom: How much larger everything got, as a share.
    """

    x: float = 0.0
    y: float = 0.0
    roll: float = 0.0
    zoom: float = 0.0


def lay_out(x: Column, y: Column, direction_deg: Column, aspect: float) -> Edges:
    """Give the edges of a picture `aspect` times as wide as high; 0 degrees right, 90 down."""
    direction = np.radians(direction_deg)
    aside, under = x - aspect / 2.0, y - 0.5
    bent = aside * under / FOCAL**2
    right = (1.0 + (aside / FOCAL) ** 2, bent, -under, aside)
    down = (bent, 1.0 + (under / FOCAL) ** 2, aside, under)
    return Edges(x, y, np.cos(direction), np.sin(direction), np.array((right, down)))


def search(edges: Edges, steps: Steps) -> Guess:
    """Find the even shift at which most of the edges agree with what is there."""
    right, down = (_pool(part) for part in soften(steps.right, steps.down))
    rows, columns = right.shape
    middle = POOLED // 2
    clear = steps.clear[middle::POOLED, middle::POOLED][:rows, :columns]
    most = int(FURTHEST * rows)
    board = np.zeros((3, rows + 2 * most, columns + 2 * most), np.float32)
    for layer, part in zip(board, (right, down, clear), strict=True):
        layer[most : most + rows, most : most + columns] = part
    row = np.minimum((edges.y * rows).astype(np.intp), rows - 1)
    column = np.minimum((edges.x * rows).astype(np.intp), columns - 1)
    wide = board.shape[2]
    ways = np.arange(2 * most + 1)
    at = (row * wide + column)[:, None] + (ways[:, None] * wide + ways).ravel()
    flat = board.reshape(3, -1)
    total = edges.right.astype(np.float32) @ flat[0].take(at)
    total += edges.down.astype(np.float32) @ flat[1].take(at)
    seen = flat[2].take(at).sum(axis=0)
    score = total / np.sqrt(np.maximum(seen, 1.0) * len(row))
    score[seen < LEAST_SEEN * len(row)] = -1.0
    return _peak(score.reshape(len(ways), len(ways)), rows)


def fit(edges: Edges, steps: Steps, start: Turn) -> Turn:
    """Improve a turn: move each edge along its direction to the change it belongs to, and refit."""
    along = edges.ways[0] * edges.right + edges.ways[1] * edges.down
    turn = np.array([start.x, start.y, start.roll, start.zoom])
    stiff = np.diag([0.0, 0.0, STIFF, STIFF]) * len(edges.x)
    for number in range(ROUNDS):
        reach = REACH if number < ROUNDS - 1 else REACH - 1
        off, weight = _look_along(edges, steps, turn @ edges.ways, reach)
        if number > 0:
            weight = weight / (1.0 + (off / STRAY) ** 2)
        # The last term keeps what no edge in view tells, such as all of it where none is, as it is.
        normal = (along * weight) @ along.T + stiff + 1e-6 * np.eye(4)
        turn = turn + np.linalg.solve(normal, (along * weight) @ off - stiff @ turn)
    return Turn(*(float(part) for part in turn))


def level(edges: Edges, guess: Guess) -> Turn:
    """Give the turn that shifts these edges as far, on average, as the guess says."""
    return Turn(guess.x / float(edges.ways[0, 0].mean()), guess.y / float(edges.ways[1, 1].mean()))


def agree(edges: Edges, steps: Steps, turn: Turn) -> tuple[float, float]:
    """Tell how well the edges fit at a turn.

    Returns the mean agreement of direction of those in view, 1 if all are the same and strong, and
    the share of the edges that are in view.
    """
    right, down = np.array([turn.x, turn.y, turn.roll, turn.zoom]) @ edges.ways
    rows, columns = steps.right.shape
    column = np.rint((edges.x + right) * rows - 0.5).astype(np.intp)
    row = np.rint((edges.y + down) * rows - 0.5).astype(np.intp)
    at, is_inside = _locate(row, column, rows, columns)
    is_seen = is_inside & steps.clear.take(at)
    to_right, to_down = soften(steps.right.take(at), steps.down.take(at))
    same = (to_right * edges.right + to_down * edges.down)[is_seen]
    return (float(same.mean()) if same.size else 0.0), float(is_seen.mean())


def _look_along(edges: Edges, steps: Steps, moved: Column, reach: int) -> tuple[Column, Column]:
    """Find how far off each edge is, in picture heights along its direction, and how surely."""
    rows, columns = steps.right.shape
    x, y = (edges.x + moved[0]) * rows - 0.5, (edges.y + moved[1]) * rows - 0.5
    paces = np.arange(-reach, reach + 1)[:, None]
    column = np.rint(x + paces * edges.right).astype(np.intp)
    row = np.rint(y + paces * edges.down).astype(np.intp)
    at, is_inside = _locate(row, column, rows, columns)
    to_right, to_down = steps.right.take(at), steps.down.take(at)
    same = np.maximum(to_right * edges.right + to_down * edges.down, 0.0) * is_inside
    # Strength, times the squared cosine between the two directions.
    strength = same**3 / (to_right * to_right + to_down * to_down + 1e-9)
    best = strength.argmax(axis=0)
    near = strength * (np.abs(paces + reach - best) <= 1)
    off = (column - x) * edges.right + (row - y) * edges.down
    off = (near * off).sum(axis=0) / np.maximum(near.sum(axis=0), 1e-9) / rows
    top = strength.max(axis=0)
    # The best at the end of the reach may be better still beyond it.
    is_cut = (best == 0) | (best == 2 * reach)
    return off, top / (top + SOFT_STEP) * np.where(is_cut, 0.2, 1.0)


def _locate(
    row: NDArray[np.intp], column: NDArray[np.intp], rows: int, columns: int
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Give flat indices, 0 for what is outside the measured picture, and what is inside."""
    is_inside = (row >= BORDER) & (row < rows - BORDER)
    is_inside &= (column >= BORDER) & (column < columns - BORDER)
    return np.where(is_inside, row * columns + column, 0), is_inside


def _pool(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average squares of `POOLED` by `POOLED`."""
    rows, columns = (size // POOLED * POOLED for size in picture.shape)
    total = np.zeros((rows // POOLED, columns // POOLED), np.float32)
    for row in range(POOLED):
        for column in range(POOLED):
            total += picture[row:rows:POOLED, column:columns:POOLED]
    total /= POOLED**2
    return total


def _peak(score: NDArray[np.float32], rows: int) -> Guess:
    middle = score.shape[0] // 2
    row, column = divmod(int(score.argmax()), score.shape[1])
    others = score.copy()
    others[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3] = -1.0
    return Guess(
        (column - middle + _refine(score[row], column)) / rows,
        (row - middle + _refine(score[:, column], row)) / rows,
        float(score[row, column]),
        float(others.max()),
    )


def _refine(line: NDArray[np.float32], peak: int) -> float:
    """Fit a parabola through a peak and its neighbours; no refinement at the ends."""
    if peak in (0, len(line) - 1):
        return 0.0
    left, top, right = (float(value) for value in line[peak - 1 : peak + 2])
    curve = left - 2.0 * top + right
    return 0.0 if curve == 0.0 else min(0.5, max(-0.5, 0.5 * (left - right) / curve))
