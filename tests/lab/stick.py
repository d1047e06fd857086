"""A body of sticks with the bones that the angles are read from: the rig's rules without anny."""

import numpy as np

from sitwell.lab.rig import Rig

# Head of each bone at rest, metres: x to the left, y to the back, z up; and the bone it hangs on.
BONES = {
    "root": ((0.0, 0.0, 0.0), None),
    "spine05": ((0.0, 0.0, 0.06), "root"),
    "spine04": ((0.0, 0.0, 0.13), "spine05"),
    "spine03": ((0.0, 0.0, 0.20), "spine04"),
    "spine02": ((0.0, 0.0, 0.27), "spine03"),
    "spine01": ((0.0, 0.0, 0.38), "spine02"),
    "neck01": ((0.0, 0.0, 0.52), "spine01"),
    "neck02": ((0.0, -0.01, 0.55), "neck01"),
    "neck03": ((0.0, -0.02, 0.58), "neck02"),
    "head": ((0.0, -0.03, 0.61), "neck03"),
    "clavicle.L": ((0.02, -0.03, 0.47), "spine01"),
    "clavicle.R": ((-0.02, -0.03, 0.47), "spine01"),
    "upperarm01.L": ((0.18, 0.0, 0.47), "clavicle.L"),
    "upperarm01.R": ((-0.18, 0.0, 0.47), "clavicle.R"),
}


def make_rig() -> Rig:
    """Give the sticks at rest, standing."""
    names = tuple(BONES)
    corner = np.zeros((1, 3))
    return Rig(
        vertices=corner,
        normals=corner,
        faces=np.zeros((0, 3), np.int32),
        joints=np.array([at for at, _ in BONES.values()]),
        names=names,
        parents=tuple(-1 if up is None else names.index(up) for _, up in BONES.values()),
        weights=np.zeros((1, len(names)), np.float32),
        c7=np.array([0.0, 0.05, 0.53]),
        tragi=np.array([[0.07, -0.03, 0.65], [-0.07, -0.03, 0.65]]),
    )
