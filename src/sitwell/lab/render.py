"""Draw shapes as a camera sees them, with pyrender through EGL. The only module that imports it."""

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.camera import Aim
from sitwell.lab.rotation import Matrix, Vector
from sitwell.lab.sensor import Size
from sitwell.lab.shape import Shape

HEADROOM = 2.0  # the picture buffer ends at 1; light up to this much brighter than white is kept
NEAREST_M, FURTHEST_M = 0.05, 20.0
# Pictures are drawn with at most this many lines and enlarged: MediaPipe looks at 256x256 pixels of
# the person, and a cheap sensor resolves no more. 480 lines take 20 ms, 720 take 36.
MOST_LINES = 480


class Studio:
    """A renderer. One thread; make one a process, it holds an EGL context.

    Light is in the colours already (light.py): drawing lit triangles would take four times as long.
    """

    def __init__(self) -> None:
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
        if not hasattr(np, "infty"):
            np.infty = np.inf  # type: ignore[attr-defined]  # pyrender 0.1.45 is older than numpy 2
        import pyrender  # noqa: PLC0415

        self._pyrender = pyrender
        self._renderer = pyrender.OffscreenRenderer(640, MOST_LINES)
        self._scene = pyrender.Scene()
        self._wall: Any = None

    def hang_wall(self, paint: NDArray[np.float32], size_wh_m: tuple[float, float]) -> None:
        """Begin a room with a wall; `draw` shows it wherever it is told the wall is."""
        self._scene.clear()
        self._scene.bg_color = [*(paint.mean(axis=(0, 1)) / HEADROOM), 1.0]
        pyrender = self._pyrender
        width, height = (side / 2.0 for side in size_wh_m)
        corners = np.array([[-width, 0, -height], [width, 0, -height], [width, 0, height]])
        corners = np.concatenate((corners, [[-width, 0, height]]))
        texture = pyrender.Texture(
            source=np.clip(paint / HEADROOM * 255.0, 0, 255).astype(np.uint8), source_channels="RGB"
        )
        primitive = pyrender.Primitive(
            positions=corners.astype(np.float32),
            normals=np.tile(np.array([0, 1, 0], np.float32), (4, 1)),
            texcoord_0=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
            indices=np.array([[0, 1, 2], [0, 2, 3]], np.uint32),
            material=pyrender.MetallicRoughnessMaterial(baseColorTexture=texture, doubleSided=True),
        )
        self._wall = self._scene.add(pyrender.Mesh([primitive]))

    def draw(
        self, aim: Aim, wall: tuple[Vector, Matrix], shapes: list[Shape], size: Size
    ) -> NDArray[np.float32]:
        """Give the picture, (h, w, 3) float32 with 1 for white, of the wall and the shapes."""
        pyrender = self._pyrender
        self._scene.set_pose(self._wall, _pose(wall[1], wall[0]))
        lines = min(size.height, MOST_LINES)
        self._renderer.viewport_height = lines
        self._renderer.viewport_width = round(lines * size.width / size.height)
        lens = pyrender.PerspectiveCamera(
            np.radians(aim.field_deg),
            znear=NEAREST_M,
            zfar=FURTHEST_M,
            aspectRatio=size.width / size.height,
        )
        nodes = [self._scene.add(lens, pose=_pose(aim.axes, aim.at))]
        nodes += [self._scene.add(self._mesh(shape)) for shape in shapes]
        colours, _ = self._renderer.render(self._scene, flags=pyrender.RenderFlags.FLAT)
        for node in nodes:
            self._scene.remove_node(node)
        return np.asarray(colours, np.float32) * np.float32(HEADROOM / 255.0)

    def close(self) -> None:
        """Give the context back."""
        self._renderer.delete()

    def _mesh(self, shape: Shape) -> Any:
        pyrender = self._pyrender
        colours = np.clip(shape.colours / HEADROOM, 0.0, 1.0).astype(np.float32)
        primitive = pyrender.Primitive(
            positions=shape.vertices.astype(np.float32),
            normals=shape.normals.astype(np.float32),
            color_0=np.column_stack((colours, np.ones(len(colours), np.float32))),
            indices=shape.faces.astype(np.uint32),
            material=pyrender.MetallicRoughnessMaterial(doubleSided=True),
        )
        return pyrender.Mesh([primitive])


def _pose(axes: Matrix, at: Vector) -> NDArray[np.float64]:
    pose = np.eye(4)
    pose[:3, :3], pose[:3, 3] = axes, at
    return pose
