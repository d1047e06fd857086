"""A body of joints and skin, and what becomes of it when the joints turn. Pure numpy."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.rotation import Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Rig:
    """A body at rest: standing, metres, x to its left, y to its back, z up.

    Attributes:
        vertices: (V, 3) float64.
        normals: (V, 3) float64, unit length.
        faces: (F, 3) int32.
        joints: (B, 3) float64, the head of each bone; a parent comes before its children.
        names: The bones' names.
        parents: Index of each bone's parent, -1 for the root.
        weights: (V, B) float32, how much each bone carries of each vertex.
        c7: (3,) the skin over the spinous process of the seventh cervical vertebra.
        tragi: (2, 3) the left and the right tragus.
    """

    vertices: NDArray[np.float64]
    normals: NDArray[np.float64]
    faces: NDArray[np.int32]
    joints: NDArray[np.float64]
    names: tuple[str, ...]
    parents: tuple[int, ...]
    weights: NDArray[np.float32]
    c7: Vector
    tragi: NDArray[np.float64]

    def index(self, name: str) -> int:
        """Give the bone's row."""
        return self.names.index(name)

    def joint(self, name: str) -> Vector:
        """Give where the bone begins at rest."""
        return np.asarray(self.joints[self.index(name)])


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """Where every bone has come to: a point x of bone b is now at `turns[b] @ x + shifts[b]`.

    Attributes:
        rig: The body.
        turns: (B, 3, 3) float64.
        shifts: (B, 3) float64.
    """

    rig: Rig
    turns: NDArray[np.float64]
    shifts: NDArray[np.float64]

    def turn(self, name: str) -> Matrix:
        """Give how a bone has turned in the world."""
        return np.asarray(self.turns[self.rig.index(name)])

    def joint(self, name: str) -> Vector:
        """Give where the bone begins now."""
        return self.carry(name, self.rig.joint(name))

    def carry(self, name: str, point: Vector) -> Vector:
        """Move a point that is fixed to the bone, given at rest."""
        bone = self.rig.index(name)
        return np.asarray(self.turns[bone] @ point + self.shifts[bone])


def stand(rig: Rig, turns: Mapping[str, Matrix], at: Vector) -> Stance:
    """Turn joints.

    Args:
        rig: The body.
        turns: How each named bone turns about its joint, in the axes of the body at rest as its
            parents carry them.
        at: Where the root's joint is to be.
    """
    count = len(rig.names)
    world = np.empty((count, 3, 3))
    shift = np.empty((count, 3))
    for bone, (name, parent) in enumerate(zip(rig.names, rig.parents, strict=True)):
        own = turns.get(name)
        joint = rig.joints[bone]
        if parent < 0:
            world[bone] = np.eye(3) if own is None else own
            shift[bone] = at - world[bone] @ joint
        elif own is None:
            world[bone], shift[bone] = world[parent], shift[parent]
        else:
            world[bone] = world[parent] @ own
            shift[bone] = shift[parent] + (world[parent] - world[bone]) @ joint
    return Stance(rig, world, shift)


def skin(stance: Stance) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the vertices and unit normals, (V, 3) each, by linear blend skinning."""
    rig = stance.rig
    bones = np.concatenate((stance.turns.reshape(-1, 9), stance.shifts), axis=1)
    blend = rig.weights @ bones.astype(np.float32)
    turns = blend[:, :9].reshape(-1, 3, 3).astype(np.float64)
    vertices = np.einsum("vij,vj->vi", turns, rig.vertices) + blend[:, 9:]
    normals = np.einsum("vij,vj->vi", turns, rig.normals)
    return vertices, normals / np.linalg.norm(normals, axis=1, keepdims=True)


def normals_of(vertices: NDArray[np.float64], faces: NDArray[np.int32]) -> NDArray[np.float64]:
    """Give each vertex's unit normal: the mean of its faces', weighted by their area."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    total = np.stack(
        [
            sum(np.bincount(faces[:, k], across[:, axis], len(vertices)) for k in range(3))
            for axis in range(3)
        ],
        axis=1,
    )
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.maximum(length, 1e-12))
