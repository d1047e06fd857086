"""Dress a body: skin, cloth, hair, glasses. What it adds moves with the bones it is weighted to."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitwell.lab import hair, worn
from sitwell.lab.look import Colour, Look, Pattern
from sitwell.lab.regions import Regions
from sitwell.lab.rig import Rig, normals_of
from sitwell.lab.shape import Shape

EYE_WHITE = Colour(0.88, 0.87, 0.85)
LIP_TINT = (0.92, 0.62, 0.60)
EAR_TINT = (1.0, 0.90, 0.88)


@dataclass(frozen=True, slots=True, eq=False)
class Dressed:
    """A dressed body.

    Attributes:
        rig: The body with its clothes and hair as further vertices.
        colours: (V, 3) float64, before any light falls on it.
    """

    rig: Rig
    colours: NDArray[np.float64]


def dress(rig: Rig, regions: Regions, look: Look) -> Dressed:
    """Give the body in its clothes."""
    rng = np.random.default_rng(look.noise_seed)
    lumps = _lumps(rig.vertices, rng)
    cloth = _find_shirt(rig, regions, look)
    trousers = (regions.legs > 0.35) & ~cloth
    colours = _colour_skin(regions, look, lumps)
    colours[cloth] = _weave(rig, look, lumps)[cloth]
    colours[trousers] = np.asarray(look.trousers) * (0.94 + 0.06 * lumps[trousers, None])
    vertices = _drape(rig, cloth | trousers, look, lumps)
    clad = replace(rig, vertices=vertices, normals=normals_of(vertices, rig.faces))
    dressed = Dressed(clad, colours)
    for piece, weights in (*hair.grow(rig, regions, look, rng), *worn.put_on(rig, regions, look)):
        dressed = _add(dressed, piece, weights)
    return dressed


def _add(dressed: Dressed, piece: Shape, weights: NDArray[np.float64]) -> Dressed:
    rig = dressed.rig
    return Dressed(
        replace(
            rig,
            vertices=np.concatenate((rig.vertices, piece.vertices)),
            normals=np.concatenate((rig.normals, piece.normals)),
            faces=np.concatenate((rig.faces, piece.faces + len(rig.vertices))).astype(np.int32),
            weights=np.concatenate((rig.weights, weights.astype(np.float32))),
        ),
        np.concatenate((dressed.colours, piece.colours)),
    )


def _find_shirt(rig: Rig, regions: Regions, look: Look) -> NDArray[np.bool_]:
    x, y, z = (rig.vertices - rig.joint("neck01")).T
    opening = np.hypot(x, 0.8 * y) < look.neckline_m
    bare = opening & (z > -0.045)
    if look.is_vee:
        bare |= (y < -0.02) & (np.abs(x) < 0.55 * (z + 0.17)) & (z > -0.17)
    clad = (regions.sleeve <= look.sleeve) & (regions.legs < 0.5) & (regions.head < 0.2)
    if look.is_high:
        return np.asarray(clad & (z < 0.05))
    return np.asarray(clad & ~bare & (z < 0.03))


def _colour_skin(regions: Regions, look: Look, lumps: NDArray[np.float64]) -> NDArray[np.float64]:
    colours = np.asarray(look.skin) * (0.97 + 0.03 * lumps[:, None])
    colours[regions.lips] *= LIP_TINT
    colours[regions.ears] *= EAR_TINT
    colours[regions.brows] = 0.35 * colours[regions.brows] + 0.65 * np.asarray(look.hair_colour)
    if look.has_beard:
        grown = regions.beard & ~regions.lips
        colours[grown] = 0.25 * colours[grown] + 0.75 * np.asarray(look.hair_colour)
    shaven = regions.above_hairline_m > look.hairline_m
    colours[shaven] = 0.7 * colours[shaven] + 0.3 * np.asarray(look.hair_colour)
    colours[regions.eyes] = EYE_WHITE
    colours[regions.irises] = (0.10, 0.07, 0.05)
    return colours


def _weave(rig: Rig, look: Look, lumps: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y, z = rig.vertices.T
    across, up = np.sin(np.pi * x / look.pattern_m), np.sin(np.pi * z / look.pattern_m)
    share = np.zeros(len(z))
    if look.pattern is Pattern.STRIPES:
        share = (up > 0).astype(float)
    elif look.pattern is Pattern.CHECKS:
        share = ((up > 0).astype(float) + (across > 0)) / 2.0
    elif look.pattern is Pattern.PRINT:
        chest = rig.joint("spine01")[2]
        share = ((np.abs(x) < 0.09) & (np.abs(z - chest) < 0.08) & (y < 0)).astype(float)
    elif look.pattern is Pattern.MOTTLED:
        share = np.clip(0.5 + 0.8 * lumps, 0.0, 1.0)
    cloth = np.asarray(look.shirt) + share[:, None] * (
        np.asarray(look.second) - np.asarray(look.shirt)
    )
    return np.asarray(cloth * (0.95 + 0.05 * lumps[:, None]))


def _drape(
    rig: Rig, cloth: NDArray[np.bool_], look: Look, lumps: NDArray[np.float64]
) -> NDArray[np.float64]:
    off_m = np.where(cloth, look.loose_m * (0.8 + 0.5 * lumps) + 0.002, 0.0)
    return rig.vertices + off_m[:, None] * rig.normals


def _lumps(vertices: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Give smooth noise over the body, about −1 to 1, a hand's breadth wide."""
    waves = rng.normal(0.0, 28.0, (6, 3))
    phases = rng.uniform(0.0, 2 * np.pi, 6)
    return np.asarray(np.sin(vertices @ waves.T + phases).sum(axis=1) / 3.0)
