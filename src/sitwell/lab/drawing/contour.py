"""From a soft shape to its outline: marching squares, then a few cubic curves. Pure."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.drawing.field import Array, Blob, bounds, measure

GRID_CM = 0.5
HIDDEN_CM = 0.8  # nearer to the outline in front, a second one is clutter
TUCK_CM = 1.2
SHORTEST_LOOP_CM = 8.0  # smaller ones are slivers between two limbs

Edge = tuple[int, int, int]  # row, column, and 0 for the edge along x, 1 along y


class Curve(NamedTuple):
    """A cubic curve: start, two handles and end, each (2,) float64."""

    start: Array
    leave: Array
    arrive: Array
    end: Array


def trace(blob: Blob) -> list[Array]:
    """Give the closed outlines, each (n, 2) float64, about GRID_CM from point to point."""
    left, bottom, right, top = bounds(blob)
    x = np.arange(left - GRID_CM, right + 2.0 * GRID_CM, GRID_CM)
    y = np.arange(bottom - GRID_CM, top + 2.0 * GRID_CM, GRID_CM)
    # Rounded, so that another machine's last bits do not move an outline.
    field = np.round(measure(blob, x[None, :], y[:, None]), 6)
    field[field == 0.0] = 1e-6  # no outline runs exactly through a corner of the grid
    follows = _follow(field < 0.0)
    loops = []
    while follows:
        edge, loop = next(iter(follows)), []
        while edge in follows:
            loop.append(_cross(edge, field, x, y))
            edge = follows.pop(edge)
        loops.append(np.array(loop))
    return [loop for loop in loops if _lengths(loop).sum() > SHORTEST_LOOP_CM]


def fit(blob: Blob, loop: Array, within: float) -> list[Curve]:
    """Give few curves that run along a closed outline, within so many centimetres of it."""
    ring = np.vstack([loop, loop[:1]])
    slopes = _slopes(blob, ring)
    quarters = [round(i * len(loop) / 4) for i in range(5)]
    curves: list[Curve] = []
    for begin, end in pairwise(quarters):
        curves += _fit(ring[begin : end + 1], slopes[begin : end + 1], within)
    return curves


def fit_behind(blob: Blob, loop: Array, front: Blob, within: float) -> list[Curve]:
    """Give curves along an outline that is partly hidden by a shape in front.

    Hidden stretches are drawn together into that shape and need few curves; where the two
    outlines run side by side nothing peeps out. Empty where all is hidden.
    """
    is_seen = measure(front, loop[:, 0], loop[:, 1]) > HIDDEN_CM
    if not is_seen.any():
        return []
    if is_seen.all():
        return fit(blob, loop, within)
    begin = int(np.argmin(is_seen))  # at a hidden point, so that no seen stretch is cut in two
    ring, is_seen = np.roll(loop, -begin, axis=0), np.roll(is_seen, -begin)
    ring, is_seen = np.vstack([ring, ring[:1]]), np.append(is_seen, False)
    slopes = _slopes(blob, ring)
    inner = _tuck(ring, front)
    curves: list[Curve] = []
    edges = [0, *(np.flatnonzero(np.diff(is_seen.astype(int))) + 1).tolist(), len(ring)]
    for start, end in pairwise(edges):
        if is_seen[start]:
            points, tangents = ring[start:end], slopes[start:end]
        else:
            points = inner[start:end]
            tangents = _unit(np.gradient(points, axis=0)) if end - start > 1 else slopes[start:end]
        if curves:  # from where the last stretch ended
            points = np.vstack([curves[-1].end[None, :], points])
            tangents = np.vstack([_unit(points[1:2] - points[:1]), tangents])
        curves += _fit(points, tangents, within if is_seen[start] else TUCK_CM)
    return curves


def _tuck(points: Array, front: Blob) -> Array:
    """Move points into a shape, to TUCK_CM beneath its outline."""
    x, y, tiny = points[:, 0], points[:, 1], 0.05
    rise_x = measure(front, x + tiny, y) - measure(front, x - tiny, y)
    rise_y = measure(front, x, y + tiny) - measure(front, x, y - tiny)
    out = measure(front, x, y) + TUCK_CM
    away = _unit(np.stack([rise_x, rise_y], axis=1)) * np.maximum(out, 0.0)[:, None]
    return np.asarray(np.round(points - away, 3))


def _unit(arrows: Array) -> Array:
    return np.asarray(arrows / np.maximum(np.sqrt((arrows**2).sum(axis=1, keepdims=True)), 1e-9))


def _follow(inside: NDArray[np.bool_]) -> dict[Edge, Edge]:
    """Give, for each edge of the grid that an outline crosses, the one it crosses next."""
    count = inside[:-1, :-1] * 1 + inside[1:, :-1] + inside[:-1, 1:] + inside[1:, 1:]
    follows: dict[Edge, Edge] = {}
    for row, col in np.argwhere((count > 0) & (count < 4)).tolist():
        corners = [(row, col), (row, col + 1), (row + 1, col + 1), (row + 1, col)]
        edges = [(row, col, 0), (row, col + 1, 1), (row + 1, col, 0), (row, col, 1)]
        states = [bool(inside[corner]) for corner in corners]
        exits = [i for i in range(4) if states[i] and not states[(i + 1) % 4]]
        for leaving in exits:  # the outline keeps the shape on one side
            entering = next(
                j % 4
                for j in range(leaving + 1, leaving + 4)
                if not states[j % 4] and states[(j + 1) % 4]
            )
            follows[edges[leaving]] = edges[entering]
    return follows


def _cross(edge: Edge, field: Array, x: Array, y: Array) -> tuple[float, float]:
    row, col, along_y = edge
    begin = field[row, col]
    end = field[row + along_y, col + 1 - along_y]
    share = begin / (begin - end)
    if along_y:
        return float(x[col]), float(y[row] + share * GRID_CM)
    return float(x[col] + share * GRID_CM), float(y[row])


def _slopes(blob: Blob, ring: Array) -> Array:
    """Give the outline's direction at each point, of length 1, in the order of the points."""
    x, y, tiny = ring[:, 0], ring[:, 1], 0.05
    rise_x = measure(blob, x + tiny, y) - measure(blob, x - tiny, y)
    rise_y = measure(blob, x, y + tiny) - measure(blob, x, y - tiny)
    slopes = np.stack([-rise_y, rise_x], axis=1)
    slopes = _unit(slopes)
    ahead = np.roll(ring[:-1], -1, axis=0) - np.roll(ring[:-1], 1, axis=0)
    ahead = np.vstack([ahead, ahead[:1]])
    signs = np.where((slopes * ahead).sum(axis=1, keepdims=True) < 0.0, -1.0, 1.0)
    return np.asarray(np.round(slopes * signs, 5))


def _fit(points: Array, slopes: Array, within: float) -> list[Curve]:
    curve = _bow(points, slopes)
    strays = _stray(curve, points)
    if len(points) <= 3 or strays.max() < within:
        return [curve]
    # Split where it strays most, but not so near an end that crumbs are left.
    quarter = max(len(points) // 4, 1)
    worst = min(max(int(strays.argmax()), quarter), len(points) - 1 - quarter)
    first = _fit(points[: worst + 1], slopes[: worst + 1], within)
    return first + _fit(points[worst:], slopes[worst:], within)


def _bow(points: Array, slopes: Array) -> Curve:
    """Give the curve with the slopes of both ends that passes nearest to the points.

    Least squares over the two handles' lengths, the points taken at their share of the way
    (Schneider 1990, "An algorithm for automatically fitting digitized curves").
    """
    steps = _lengths(points)[:-1]
    way = float(steps.sum())
    t = (np.concatenate([[0.0], np.cumsum(steps)]) / max(way, 1e-9))[:, None]
    start, end = (1 - t) ** 2 * (1 + 2 * t), t**2 * (3 - 2 * t)
    leave, arrive = 3 * (1 - t) ** 2 * t * slopes[0], -3 * (1 - t) * t**2 * slopes[-1]
    rest = points - start * points[0] - end * points[-1]
    aa, ab, bb = ((p * q).sum() for p, q in ((leave, leave), (leave, arrive), (arrive, arrive)))
    a, b = (leave * rest).sum(), (arrive * rest).sum()
    among = aa * bb - ab * ab
    out, back = way / 3.0, way / 3.0
    if among > 1e-6:
        found = (a * bb - b * ab) / among, (aa * b - ab * a) / among
        if min(found) > 0.05 * way and max(found) < way:  # else it would curl
            out, back = found
    return Curve(points[0], points[0] + out * slopes[0], points[-1] - back * slopes[-1], points[-1])


def _stray(curve: Curve, points: Array) -> Array:
    """Give how far each point lies from the curve."""
    t = np.linspace(0.0, 1.0, 4 * len(points))[:, None]
    drawn = (
        (1 - t) ** 3 * curve.start
        + 3 * (1 - t) ** 2 * t * curve.leave
        + 3 * (1 - t) * t**2 * curve.arrive
        + t**3 * curve.end
    )
    apart = points[:, None, :] - drawn[None, :, :]
    return np.asarray(np.sqrt((apart**2).sum(axis=2).min(axis=1)))


def _lengths(loop: Array) -> Array:
    """Give the distance from each point to the next, and from the last to the first."""
    apart = np.roll(loop, -1, axis=0) - loop
    return np.asarray(np.sqrt((apart**2).sum(axis=1)))
