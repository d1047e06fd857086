"""Real MediaPipe in its worker, on pictures."""

import contextlib
import json
import subprocess
import sys

import numpy as np
import pytest

from sitwell.adapters.landmarker import MODEL, Landmarker
from sitwell.core.frame import Frame
from sitwell.core.pose import Joint

BARE = """
import json, sys, numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python import vision
options = vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_path=sys.argv[1]),
    running_mode=vision.RunningMode.VIDEO,
)
landmarker = vision.PoseLandmarker.create_from_options(options)
for index, rgb in enumerate(np.load(sys.argv[2])):
    found = landmarker.detect_for_video(Image(ImageFormat.SRGB, rgb), index * 1000)
    print(json.dumps([(p.x, p.y, p.visibility) for p in found.pose_landmarks[0]]), flush=True)
import os; os._exit(0)
"""

EARS_AND_SHOULDERS = [Joint.LEFT_EAR, Joint.RIGHT_EAR, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]


def black(*shape_hw: int) -> Frame:
    """Make a black picture."""
    return Frame(0.0, np.zeros((*shape_hw, 3), np.uint8))


def test_landmarks_equal_the_bare_call(frames, tmp_path):
    """Following gives MediaPipe's own numbers, to the last bit."""
    np.save(tmp_path / "frames.npy", np.stack([frame.rgb for frame in frames[:6]]))
    bare = subprocess.run(
        [sys.executable, "-c", BARE, str(MODEL.find()), str(tmp_path / "frames.npy")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    expected = [np.array(json.loads(line)) for line in bare.stdout.splitlines()]
    assert len(expected) == 6, bare.stderr
    with Landmarker() as landmarker:
        for frame, picture in zip(frames, expected, strict=False):
            (pose,) = landmarker.follow(frame)
            assert np.array_equal(pose.xy, picture[:, :2] * (640 / 480, 1.0))
            assert np.array_equal(pose.visibility, picture[:, 2])


def test_the_sitter_is_followed_in_every_frame(landmarker, frames):
    """One person, and no second one, is found in every frame of the sample."""
    assert [len(landmarker.follow(frame)) for frame in frames] == [1] * len(frames)


def test_a_look_comes_near_to_following(landmarker, frames):
    """A picture judged on its own gives what following it gives, within 0.03 picture heights.

    Measured on the clips: median 0.006, 90 % below 0.018; the picture mode's first guess 0.1.
    """
    followed = [landmarker.follow(frame) for frame in frames[:20]][-1][0]
    (looked,) = landmarker.look(frames[19])
    apart = np.linalg.norm((followed.xy - looked.xy)[EARS_AND_SHOULDERS], axis=1)
    assert apart.max() < 0.03


def test_a_look_forgets_the_pictures_before(landmarker, frames):
    """A picture's landmarks do not depend on the pictures looked at before it."""
    pictures = {"a": frames[2], "b": frames[12], "c": black(480, 640), "d": frames[22]}
    forward = {name: landmarker.look(pictures[name]) for name in "abcd"}
    backward = {name: landmarker.look(pictures[name]) for name in "dcba"}
    for name in "abd":
        assert np.allclose(forward[name][0].xy, backward[name][0].xy, rtol=0, atol=1e-4)
        assert np.allclose(forward[name][0].world, backward[name][0].world, rtol=0, atol=1e-4)
    assert forward["c"] == backward["c"] == ()


def test_a_look_does_not_disturb_following(landmarker, frames):
    """A stream's landmarks are the same with looks in between."""
    followed = {}
    for has_looks in (False, True):
        landmarker.follow(Frame(200.0, np.zeros_like(frames[0].rgb)))
        followed[has_looks] = []
        for step, frame in enumerate(frames[:4]):
            followed[has_looks] += landmarker.follow(Frame(201.0 + step, frame.rgb))
            if has_looks and step == 2:
                landmarker.look(frames[20])
    assert len(followed[True]) == 4
    for plain, disturbed in zip(followed[False], followed[True], strict=True):
        assert np.allclose(plain.xy, disturbed.xy, rtol=0, atol=1e-6)


def test_two_people_are_found_and_one_is_not_doubled(landmarker, frames):
    """Two sitters side by side are two, one alone again is one; follow and look agree."""
    beside = np.concatenate([frames[0].rgb, frames[9].rgb], axis=1)
    assert len(landmarker.look(Frame(0.0, beside))) == 2
    landmarker.follow(black(480, 1280))
    both = [landmarker.follow(Frame(t, beside)) for t in (300.0, 301.0, 302.0)]
    assert [len(poses) for poses in both] == [2, 2, 2]
    alone = beside.copy()
    is_right = both[-1][0].xy[Joint.NOSE, 0] > both[-1][0].aspect / 2
    alone[:, slice(0, 640) if is_right else slice(640, 1280)] = 0
    assert [len(landmarker.follow(Frame(t, alone))) for t in (303.0, 304.0)] == [1, 1]


@pytest.mark.parametrize(
    "shape_hw",
    [
        pytest.param((480, 640), id="black"),
        pytest.param((8, 8), id="tiny"),
        pytest.param((1, 1), id="one-pixel"),
        pytest.param((1, 500), id="a-line"),
        pytest.param((0, 4), id="nothing"),
        pytest.param((1500, 2000), id="larger-than-any-before"),
    ],
)
def test_pictures_of_nobody_are_empty(landmarker, shape_hw):
    """A picture with nobody in it, whatever its size, gives no pose and no error."""
    assert landmarker.follow(black(*shape_hw)) == ()
    assert landmarker.look(black(*shape_hw)) == ()


def test_a_view_into_another_array_is_read_rightly(landmarker, frames):
    """A picture whose rows or colours are not contiguous in memory is the same picture."""
    (plain,) = landmarker.look(frames[5])
    bgr = np.ascontiguousarray(frames[5].rgb[:, :, ::-1])
    (turned,) = landmarker.look(Frame(0.0, bgr[:, :, ::-1]))
    assert np.array_equal(plain.xy, turned.xy)


def test_the_caller_never_imports_mediapipe():
    """A process that uses a landmarker has no MediaPipe in it."""
    script = """
import sys, numpy as np
from sitwell.adapters.landmarker import Landmarker
from sitwell.core.frame import Frame
if __name__ == "__main__":
    with Landmarker() as landmarker:
        landmarker.follow(Frame(0.0, np.zeros((48, 64, 3), np.uint8)))
    print([name for name in sys.modules if "mediapipe" in name])
"""
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (said.stdout.strip(), said.stderr) == ("[]", "")


def test_close_may_be_called_twice(frames):
    """Closing again does nothing; a closed landmarker says that it is not running."""
    landmarker = Landmarker()
    landmarker.close()
    landmarker.close()
    with pytest.raises(Exception, match="not running"), contextlib.closing(landmarker):
        landmarker.follow(frames[0])


def test_mediapipe_brings_neither_programs_nor_the_microphone():
    """Making a tracker starts no other program and loads no drawing or microphone library.

    MediaPipe's import of sounddevice ran gcc to look for PortAudio; seen with strace. What was kept
    out is not kept from others: OpenCV's own functions are there for whoever imports it afterwards.
    """
    script = """
import os, subprocess, sys
from sitwell.adapters.landmarker import MODEL
from sitwell.adapters.landmarker.tracker import Tracker
def refuse(self, command, *rest, **named):
    os.write(1, f"started {command}\\n".encode())
subprocess.Popen.__init__ = refuse
Tracker(MODEL.read(MODEL.find()))
unwanted = ("cv2", "matplotlib", "sounddevice", "_sounddevice")
print([name for name in unwanted if name in sys.modules], flush=True)
import cv2
cv2.resize
os._exit(0)
"""
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (said.returncode, said.stdout.strip()) == (0, "[]"), said.stderr
