"""Hair as geometry: a shell over the scalp, and what hangs from it."""

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.look import Colour, Hair, Look
from sitwell.lab.regions import Regions
from sitwell.lab.rig import Rig, normals_of
from sitwell.lab.shape import Shape, ball, grid_faces

Strand = tuple[Shape, NDArray[np.float64]]

HANGING_M = {Hair.BOB: (0.07, 0.15), Hair.LONG: (0.20, 0.38)}
# Angles round the head, 0 to the front, over which long hair hangs: from one ear round the back to
# the other.
HANGING_FROM_DEG, HANGING_TO_DEG = 92.0, 268.0
ROWS, COLUMNS = 9, 41


def grow(rig: Rig, regions: Regions, look: Look, rng: np.random.Generator) -> list[Strand]:
    """Give the hair, each piece with the weights of the bones that carry it."""
    if look.hair is Hair.BALD:
        return []
    pieces = [_cover(rig, regions, look, rng)]
    if look.hair in HANGING_M:
        pieces.append(_hang(rig, regions, look, rng))
    if look.hair is Hair.BUN:
        pieces.append(_knot(rig, regions, look, rng))
    return pieces


def _cover(rig: Rig, regions: Regions, look: Look, rng: np.random.Generator) -> Strand:
    """Lay a shell over the scalp, thin at the hairline."""
    over = regions.above_hairline_m - look.hairline_m * (rig.vertices[:, 1] < rig.tragi[0, 1])
    grown = over > 0.0
    kept = grown[rig.faces].all(axis=1)
    used = np.unique(rig.faces[kept])
    index = np.full(len(rig.vertices), -1)
    index[used] = np.arange(len(used))
    faces = index[rig.faces[kept]].astype(np.int32)
    thick = look.hair_m * (2.0 if look.hair is Hair.FULL else 1.0)
    wave = 1.0 + 0.15 * np.sin(rig.vertices[used] @ rng.normal(0.0, 60.0, 3))
    stand_off = 0.002 + thick * np.clip(over[used] / 0.03, 0.0, 1.0) * wave
    normals = _smooth(rig.normals[used], rig.vertices[used])
    vertices = rig.vertices[used] + stand_off[:, None] * normals
    shape = Shape(vertices, normals_of(vertices, faces), faces, _streak(vertices, look, rng))
    return shape, _on_head(rig, len(vertices))


def _smooth(normals: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lead the normals towards pointing away from the middle of the head."""
    away = points - points.mean(axis=0)
    mixed = normals + away / np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True))


def _hang(rig: Rig, regions: Regions, look: Look, rng: np.random.Generator) -> Strand:
    """Hang a curtain from the crown, over the ears and the neck."""
    centre, half = _measure_skull(rig, regions)
    shortest, longest = HANGING_M[look.hair]
    length_m = rng.uniform(shortest, longest)
    angle = np.radians(np.linspace(HANGING_FROM_DEG, HANGING_TO_DEG, COLUMNS))
    down = np.linspace(0.0, 1.0, ROWS)[:, None]
    top = centre[2] + 0.55 * half[2]
    bulge = 1.0 + 0.10 * np.sin(np.pi * np.minimum(down * 1.6, 1.0)) + 0.02 * np.sin(9 * angle)
    reach = np.where(down < 0.15, 0.80 + down * 2.0, 1.10) * bulge
    x = centre[0] + (half[0] + look.hair_m) * reach * np.sin(angle)
    y = centre[1] - (half[1] + look.hair_m) * reach * np.cos(angle)
    z = np.broadcast_to(top - down * (0.11 + length_m), x.shape)
    vertices = np.stack((x, y, z), axis=-1).reshape(-1, 3)
    faces = grid_faces(ROWS, COLUMNS)
    faces = np.concatenate((faces, faces[:, ::-1])).astype(np.int32)
    normals = normals_of(vertices, faces[: len(faces) // 2])
    outward = np.sign(((vertices - centre) * normals).sum(axis=1, keepdims=True) + 1e-9)
    shape = Shape(vertices, normals * outward, faces, _streak(vertices, look, rng))
    weights = _on_head(rig, len(vertices))
    # What reaches below the chin lies on the back and follows it.
    loose = np.clip((centre[2] - half[2] - vertices[:, 2]) / 0.15, 0.0, 0.8)
    weights[:, rig.index("head")] -= loose
    weights[:, rig.index("spine01")] += loose
    return shape, weights


def _knot(rig: Rig, regions: Regions, look: Look, rng: np.random.Generator) -> Strand:
    centre, half = _measure_skull(rig, regions)
    radii = rng.uniform(0.025, 0.05) * np.array([1.0, 0.9, 0.9])
    at = np.radians(rng.uniform(-10.0, 75.0))
    middle = centre + np.array([0.0, np.cos(at) * half[1] * 1.15, np.sin(at) * half[2] * 1.15])
    knot = ball(radii, look.hair_colour)
    vertices = knot.vertices + middle
    shape = Shape(vertices, knot.normals, knot.faces, _streak(vertices, look, rng))
    return shape, _on_head(rig, len(vertices))


def _measure_skull(rig: Rig, regions: Regions) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the middle of the skull and half its width, depth and height."""
    scalp = rig.vertices[regions.above_hairline_m > 0.0]
    low, high = scalp.min(axis=0), scalp.max(axis=0)
    half = (high - low) / 2.0
    return (low + high) / 2.0, half


def _streak(
    vertices: NDArray[np.float64], look: Look, rng: np.random.Generator
) -> NDArray[np.float64]:
    shade = 0.92 + 0.08 * np.sin(vertices @ rng.normal(0.0, 250.0, 3))
    colour: Colour = look.hair_colour
    return np.asarray(np.asarray(colour) * shade[:, None])


def _on_head(rig: Rig, count: int) -> NDArray[np.float64]:
    weights = np.zeros((count, len(rig.names)))
    weights[:, rig.index("head")] = 1.0
    return weights
