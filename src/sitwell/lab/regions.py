"""Which vertices of the body are eyes, lips, scalp, shirt: found once, on a mean body at rest.

The heights below are metres on the mean man of anny 0.6.2 (origin at the middle of the body, y to
the back, z up), read off his vertices; every body shares his mesh, so the indices hold for all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.rig import Rig

Mask = NDArray[np.bool_]

TRUNK = ("root", "pelvis", "spine", "clavicle", "shoulder01")
# The hairline, (how far back, how high): brow, temple, before the ear, behind it, neck.
HAIRLINE_BACK_M = (-0.16, -0.12, -0.075, -0.062, -0.02, 0.0, 0.06)
HAIRLINE_UP_M = (1.045, 1.030, 1.005, 0.985, 0.935, 0.905, 0.895)


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Where on the skin is what.

    Attributes:
        eyes: (V,) bool, the eyeballs.
        irises: (V,) bool.
        lips: (V,) bool.
        brows: (V,) bool.
        beard: (V,) bool, where one grows.
        ears: (V,) bool.
        above_hairline_m: (V,) how high over the hairline; below it, negative; −1 off the head.
        head: (V,) share that the head's bone carries.
        neck: (V,) share that the neck's bones carry.
        trunk: (V,) share that trunk and shoulder girdle carry.
        legs: (V,) share that the legs carry.
        sleeve: (V,) how far down the arm: 0 shoulder, 1 elbow, 2 wrist; 0 off the arms.
    """

    eyes: Mask
    irises: Mask
    lips: Mask
    brows: Mask
    beard: Mask
    ears: Mask
    above_hairline_m: NDArray[np.float64]
    head: NDArray[np.float64]
    neck: NDArray[np.float64]
    trunk: NDArray[np.float64]
    legs: NDArray[np.float64]
    sleeve: NDArray[np.float64]


def find(mean: Rig) -> Regions:
    """Find the regions on the mean man."""
    x, y, z = mean.vertices.T
    side = np.abs(x)
    head = _share(mean, ("head", "eye"))
    eyes = _share(mean, ("eye",)) > 0.5
    face = (head > 0.5) & ~eyes
    ears = face & (side > 0.0735) & (y > -0.068) & (y < 0.0) & (z > 0.925) & (z < 1.022)
    over = np.where(face, z - np.interp(y, HAIRLINE_BACK_M, HAIRLINE_UP_M), -1.0)
    return Regions(
        eyes=eyes,
        irises=eyes & (np.hypot(side - 0.0319, z - 0.9702) < 0.0062) & (y < -0.14),
        lips=face & (z > 0.887) & (z < 0.9035) & (side < 0.025) & (y < -0.153),
        brows=face & (z > 0.989) & (z < 1.0005) & (side > 0.012) & (side < 0.052) & (y < -0.13),
        beard=face & (z < 0.918) & (y < -0.075) & (z > 0.83) & ~ears,
        ears=ears,
        above_hairline_m=np.where(ears, -1.0, over),
        head=head,
        neck=_share(mean, ("neck",)),
        trunk=_share(mean, TRUNK),
        legs=_share(mean, ("upperleg", "lowerleg", "foot", "toe")),
        sleeve=_sleeve(mean),
    )


def _share(rig: Rig, prefixes: tuple[str, ...]) -> NDArray[np.float64]:
    bones = [k for k, name in enumerate(rig.names) if name.startswith(prefixes)]
    return np.asarray(rig.weights[:, bones].sum(axis=1), np.float64)


def _sleeve(rig: Rig) -> NDArray[np.float64]:
    along = np.zeros(len(rig.vertices))
    for side in "LR":
        arm = rig.weights[
            :,
            [
                k
                for k, name in enumerate(rig.names)
                if name.endswith(side)
                and name.startswith(("upperarm", "lowerarm", "wrist", "finger", "metacarpal"))
            ],
        ].sum(axis=1)
        shoulder, elbow, wrist = (
            rig.joint(f"{bone}.{side}") for bone in ("upperarm01", "lowerarm01", "wrist")
        )
        upper, lower = elbow - shoulder, wrist - elbow
        first = np.clip((rig.vertices - shoulder) @ upper / (upper @ upper), 0.0, 1.0)
        second = np.clip((rig.vertices - elbow) @ lower / (lower @ lower), 0.0, 1.5)
        along = np.where(arm > 0.3, first + second, along)
    return along
