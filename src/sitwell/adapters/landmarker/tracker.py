"""MediaPipe at work: follows a person through a stream, or judges one picture on its own.

Runs in the sealed worker; MediaPipe is imported when the first tracker is made, not before.
"""

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitwell.adapters.landmarker import heap
from sitwell.core.people import Headcount, distinct, gap, is_due, is_surely_alone, note_look
from sitwell.core.pose import Pose, from_landmarks

LOOK_BORDER = 0.12
"""Black border on each side of a bordered picture, as a share of the picture."""

LOOK_PLAN = ((0.0, 4), (LOOK_BORDER, 4), (0.0, 8))
"""How often a single picture is shown, and with which border. The first landmarks come from the
detector's region and are biased; each pass moves the region towards the one that following would
have reached. The border finds people who fill the picture, whom the detector misses, and shakes the
region out of resting places beside the right one. Error against following, in picture heights, over
ears and shoulders (every 20th second of the clips; found by trying 30 plans):

    plan               front_12 median, p90, misses    side_14 median, p90, misses
    1 (picture mode)   0.0102  0.0258  3 of 84         0.0218  0.0827  8 of 85
    3                  0.0075  0.0171  3               0.0142  0.0806  8
    12                 0.0067  0.0135  3               0.0077  0.0550  8
    4, bordered 4, 4   0.0072  0.0141  1               0.0079  0.0205  0
    4, bordered 4, 8   0.0059  0.0132  1               0.0071  0.0179  0
"""

_PASS_MS = 1000
_FORGET_TRIES = 10


@dataclass(frozen=True, slots=True)
class Clock:
    """MediaPipe's time, which must rise with every picture.

    Attributes:
        offset_ms: Its lead over the frames' own time.
        last_ms: The time given to the last picture; -1 before the first.
    """

    offset_ms: int = 0
    last_ms: int = -1


def tick(clock: Clock, t: float) -> Clock:
    """Give the clock for a frame at `t` seconds.

    A repeated time counts as 1 ms later. A time that goes back by a second or more is the start of
    another recording and counts as 1 s later.
    """
    frame_ms = round(t * 1000)
    if clock.last_ms < 0:
        return Clock(-frame_ms, 0)
    wanted_ms = frame_ms + clock.offset_ms
    if wanted_ms > clock.last_ms:
        return Clock(clock.offset_ms, wanted_ms)
    if wanted_ms > clock.last_ms - 1000:
        return Clock(clock.offset_ms, clock.last_ms + 1)
    restarted_ms = clock.last_ms + 1000
    return Clock(restarted_ms - frame_ms, restarted_ms)


def read_poses(result: Any, aspect: float) -> tuple[Pose, ...]:
    """Make poses of a MediaPipe result; one with a number that is not finite was not found."""
    poses = []
    for picture, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True):
        rows = [
            (p.x, p.y, p.visibility, w.x, w.y, w.z) for p, w in zip(picture, world, strict=True)
        ]
        numbers = np.array(rows, dtype=np.float64)
        if np.isfinite(numbers).all():
            poses.append(from_landmarks(numbers[:, :3], numbers[:, 3:], aspect))
    return tuple(poses)


class Tracker:
    """Finds people in pictures. One thread; every call blocks for its detections."""

    def __init__(self, model: bytes) -> None:
        self._mediapipe = _MediaPipe(model)
        self._stream = self._mediapipe.make_video()
        self._picture: Any = None
        self._single: Any = None
        self._single_ms = 0
        self._clock = Clock()
        self._headcount = Headcount()

    def follow(self, rgb: NDArray[np.uint8], t: float) -> tuple[Pose, ...]:
        """Give the person followed, and somebody else if there is; empty if nobody.

        Costs one tracked detection (13 ms at 640x480); 25 ms more when `people.is_due`, and 0.15 s
        where that comes after a long while.
        """
        if not rgb.size:
            return ()
        image = self._mediapipe.make_image(rgb)
        self._clock = tick(self._clock, t)
        found = read_poses(self._stream.detect_for_video(image, self._clock.last_ms), _aspect(rgb))
        if not found:
            self._headcount = Headcount()
        elif is_due(self._headcount, t):
            found = self._add_company(found[0], image)
            self._headcount = note_look(self._headcount, t, len(found))
            if is_surely_alone(self._headcount):
                self._rest()
        return found

    def look(self, rgb: NDArray[np.uint8]) -> tuple[Pose, ...]:
        """Give the person in this picture, and somebody else if there is, whatever came before.

        Costs about 250 ms at 640x480, a fifth of that where nobody is found.
        """
        if not rgb.size:
            return ()
        self._forget()
        pose = None
        for border, passes in LOOK_PLAN:
            pose = self._settle(rgb, border, passes, pose)
        return () if pose is None else self._add_company(pose, self._mediapipe.make_image(rgb))

    def _settle(
        self, rgb: NDArray[np.uint8], border: float, passes: int, pose: Pose | None
    ) -> Pose | None:
        """Show a picture several times; give the last pose found, or `pose` if there is none."""
        margin_hw = (int(rgb.shape[0] * border), int(rgb.shape[1] * border))
        bordered = _add_border(rgb, margin_hw)
        image = self._mediapipe.make_image(bordered)
        for _ in range(passes):
            found = read_poses(self._show_single(image), _aspect(bordered))
            if found:
                pose = _remove_border(found[0], rgb, margin_hw)
            elif pose is None:
                break  # nobody to follow, and the detector would say the same again
        return pose

    def _forget(self) -> None:
        """Make the single-picture landmarker lose whom it tracks: nobody is in a black picture."""
        if self._single is not None:
            black = self._mediapipe.make_image(np.zeros((64, 64, 3), np.uint8))
            for _ in range(_FORGET_TRIES):
                if not self._show_single(black).pose_landmarks:
                    return
        self._single = self._mediapipe.make_video()

    def _show_single(self, image: Any) -> Any:
        self._single_ms += _PASS_MS
        return self._single.detect_for_video(image, self._single_ms)

    def _add_company(self, pose: Pose, image: Any) -> tuple[Pose, ...]:
        """Give the pose, and behind it the one furthest from it if two people are in the picture.

        Both people are counted in one picture-mode result: its landmarks of a person differ from
        the followed ones by enough to be taken for somebody else.
        """
        if self._picture is None:
            self._picture = self._mediapipe.make_picture()
        people = distinct(read_poses(self._picture.detect(image), pose.aspect))
        if len(people) < 2:
            return (pose,)
        return pose, max(people, key=lambda other: gap(pose, other))

    def _rest(self) -> None:
        """Give back the 80 MB of the picture-mode landmarker until somebody is looked for again.

        Closing is when MediaPipe would report its use, which the seal refuses.
        """
        if self._picture is not None:
            self._picture.close()
            self._picture = None
            heap.give_back()


class _MediaPipe:
    """The few things taken from MediaPipe."""

    def __init__(self, model: bytes) -> None:
        with _spared_imports():
            from mediapipe.tasks.python.core.base_options import BaseOptions  # noqa: PLC0415
            from mediapipe.tasks.python.vision import pose_landmarker  # noqa: PLC0415
            from mediapipe.tasks.python.vision.core import (  # noqa: PLC0415
                image,
                vision_task_running_mode,
            )

        self._image = image
        self._landmarker = pose_landmarker
        self._mode = vision_task_running_mode.VisionTaskRunningMode
        self._base = BaseOptions(model_asset_buffer=model)

    def make_image(self, rgb: NDArray[np.uint8]) -> Any:
        return self._image.Image(self._image.ImageFormat.SRGB, rgb)

    def make_video(self) -> Any:
        return self._make(self._mode.VIDEO, num_poses=1)

    def make_picture(self) -> Any:
        return self._make(self._mode.IMAGE, num_poses=2)

    def _make(self, mode: Any, num_poses: int) -> Any:
        options = self._landmarker.PoseLandmarkerOptions(
            base_options=self._base, running_mode=mode, num_poses=num_poses
        )
        return self._landmarker.PoseLandmarker.create_from_options(options)


@contextlib.contextmanager
def _spared_imports() -> Iterator[None]:
    """Keep three libraries out that MediaPipe imports and finding poses does not use.

    matplotlib (for drawing) costs 0.5 of 0.8 s of import and writes a font cache into the home
    folder. OpenCV (for drawing, too) costs 7 MB, and as much again of its code where nobody else
    has it open. sounddevice (for the microphone) costs 0.1 s: it runs ldconfig, gcc and ld to find
    PortAudio, and where it is found opens the sound devices. MediaPipe copes with its absence.
    Whoever imports one of them later gets the real one.
    """
    matplotlib: Any = ModuleType("matplotlib")
    matplotlib.pyplot = ModuleType("matplotlib.pyplot")
    stand_ins: dict[str, Any] = {
        "cv2": ModuleType("cv2"),
        "matplotlib": matplotlib,
        "matplotlib.pyplot": matplotlib.pyplot,
        "sounddevice": None,  # makes the import fail
    }
    modules: Any = sys.modules
    put = [name for name in stand_ins if name not in modules]
    modules.update({name: stand_ins[name] for name in put})
    try:
        yield
    finally:
        for name in put:
            modules.pop(name, None)


def _aspect(rgb: NDArray[np.uint8]) -> float:
    height, width = rgb.shape[:2]
    return float(width / height)


def _add_border(rgb: NDArray[np.uint8], margin_hw: tuple[int, int]) -> NDArray[np.uint8]:
    top, left = margin_hw
    return np.pad(rgb, ((top, top), (left, left), (0, 0))) if any(margin_hw) else rgb


def _remove_border(pose: Pose, rgb: NDArray[np.uint8], margin_hw: tuple[int, int]) -> Pose:
    top, left = margin_hw
    height = rgb.shape[0]
    xy = (pose.xy * (height + 2 * top) - (left, top)) / height
    return Pose(xy, pose.visibility, pose.world, _aspect(rgb))
