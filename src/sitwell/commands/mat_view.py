"""Behind the window of exercises: what the camera beside the mat sees, and what it counts.

Runs in a process of its own (`sitwell.mat_process`). Pictures go to the window, to aim the camera
by, until it wants them no more; nothing of them is kept.
"""

from collections.abc import Callable, Iterable

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.counting import Look, count
from sitwell.commands.mat_wire import MatLook, MatWish
from sitwell.commands.mirrored import locate, thin
from sitwell.core.lifts import Parts

MOST_ROWS = 270  # it is shown small

Tell = Callable[[MatLook, bytes], None]
"""Hands a look to the window; raises where there is none any more, which ends the view."""


class MatView:
    """Shows what a source gives, and counts what has to rise.

    Thread: one; `hear` gives what was wished for since it was last called.
    """

    def __init__(self, parts: Parts, tell: Tell) -> None:
        self._parts = parts
        self._tell = tell
        self._is_shown = True

    def run(
        self, source: FrameSource, worker: Landmarker, hear: Callable[[], Iterable[MatWish]]
    ) -> None:
        """Look and count until the source is closed.

        Raises:
            WorkerLost: If the worker dies three times within a minute.
        """
        for look in count(source, worker, self._parts):
            if MatWish.HIDE in hear():
                self._is_shown = False
            self._show(look)

    def _show(self, look: Look) -> None:
        if look.rgb is None or not self._is_shown:
            self._tell(MatLook(0, 0, [], look.progress), b"")
            return
        picture = thin(look.rgb, MOST_ROWS)
        height, width = picture.shape[:2]
        points = [] if look.pose is None else [locate(look.pose)]
        self._tell(MatLook(width, height, points, look.progress), picture.tobytes())
