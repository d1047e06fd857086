"""Lay a few pictures of each of some sittings side by side, to be looked at with one's own eyes."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import Landmarker
from sitwell.core.pose import Joint, Pose
from sitwell.core.view import View
from sitwell.lab.dataset import Follower
from sitwell.lab.film import Take, film
from sitwell.lab.render import Studio
from sitwell.lab.sitting import plan

TILE_WH = (400, 300)
MARKED = tuple(Joint)
GREEN, RED = (40, 230, 40), (0, 0, 255)


def lay(seed: int, sittings: int, pictures: int, view: View | None, out: Path) -> float:
    """Write the sheet, one row a sitting; give the share of its pictures in which a body is found.

    Green dots are the landmarks found, the text is the kind and the truth as read off the rig.
    """
    studio = Studio()
    rows, seen = [], []
    with Landmarker() as landmarker:
        follower = Follower(landmarker)
        for number in range(sittings):
            landmarker.restart()
            takes = list(film(plan(seed, number, view), studio))
            poses = [follower.see(take.rgb) for take in takes]
            seen += [pose is not None for pose in poses]
            chosen = [0, *np.linspace(8, len(takes) - 1, pictures - 1).astype(int)]
            rows.append(np.hstack([_tile(takes[k], poses[k]) for k in chosen]))
    studio.close()
    cv2.imwrite(str(out), np.vstack(rows))
    return float(np.mean(seen))


def _tile(take: Take, pose: Pose | None) -> NDArray[np.uint8]:
    height, width = take.rgb.shape[:2]
    tile = cv2.resize(take.rgb[:, :, ::-1], TILE_WH, interpolation=cv2.INTER_AREA)
    if pose is not None:
        for joint in MARKED:
            x, y = pose.xy[joint] * (height / width, 1.0) * TILE_WH
            cv2.circle(tile, (int(x), int(y)), 3, GREEN, -1)
    truth = take.truth
    words = (
        f"{take.shot.kind} flexion {truth.flexion:.0f} lean {truth.trunk_lean:.0f} "
        f"head {truth.head_forward:.0f} round {truth.rounding:.0f} side {truth.side_lean:.0f}"
    )
    cv2.putText(tile, words, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.38, RED, 1, cv2.LINE_AA)
    return np.asarray(tile, np.uint8)
