"""The contract that every source of frames keeps, real and fake."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest

from sitwell.adapters.frames import FrameSource, open_source
from sitwell.adapters.frames.live import LiveSource
from sitwell.core.frame import Frame

from .conftest import MakePicture, MakeVideo
from .stage import StagedSource
from .test_stream import serve


@pytest.fixture(params=["video", "folder", "picture", "camera", "stream"])
def source(
    request: pytest.FixtureRequest, make_video: MakeVideo, make_picture: MakePicture
) -> Iterator[FrameSource]:
    """Give one open source of each kind."""
    match request.param:
        case "camera":
            yield StagedSource("g")
        case "stream":
            with serve() as port:
                yield open_source(f"http://127.0.0.1:{port}/", interval_s=0.05)
        case "video":
            yield open_source(str(make_video(count=10, fps=10.0)), interval_s=0.05)
        case "folder":
            folder = {make_picture(f"set/{index}.png").parent for index in range(5)}.pop()
            yield open_source(str(folder))
        case "picture":
            yield open_source(str(make_picture()))


@pytest.fixture
def frames(source: FrameSource) -> list[Frame]:
    """Give the first frames of each source, and close it."""
    taken = list(islice(source.frames(), 4))
    source.close()
    assert all(isinstance(frame, Frame) for frame in taken)
    return taken


def test_time_starts_at_zero_and_never_goes_back(frames: list[Frame]) -> None:
    """The first frame is at 0; each later one is later."""
    times = [frame.t for frame in frames]
    assert times[0] == 0.0
    assert all(a < b for a, b in pairwise(times))


def test_pictures_are_contiguous_rgb_that_nobody_can_change(frames: list[Frame]) -> None:
    """Every frame is (h, w, 3) uint8, contiguous, read-only."""
    for frame in frames:
        assert frame.rgb.dtype == np.uint8
        assert frame.rgb.flags.c_contiguous
        assert not frame.rgb.flags.writeable


def test_sources_have_a_name_for_people(source: FrameSource) -> None:
    """A name, and whether it is live, are known from the opening on; close() may be repeated."""
    assert source.name
    assert source.is_live == isinstance(source, LiveSource)
    source.close()
    source.close()
    assert list(source.frames()) == []


def test_recordings_start_again_when_asked_again(make_video: MakeVideo) -> None:
    """A second frames() plays the recording from its beginning."""
    with open_source(str(make_video())) as source:
        next(source.frames())
        assert [frame.t for frame in source.frames()] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_the_environment_is_set_before_opencv_is_imported() -> None:
    """MSMF and FFmpeg read their settings once: importing this room is enough to set them."""
    program = (
        "import os, sitwell.adapters.frames, cv2; "
        "print(os.environ['OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS'], "
        "os.environ['OPENCV_FFMPEG_LOGLEVEL'], cv2.utils.logging.getLogLevel())"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert result.stdout.split() == ["0", "-8", "0"]
    assert result.stderr == ""


def test_a_torn_video_is_played_in_silence(tmp_path: Path) -> None:
    """FFmpeg prints nothing about broken packets: seen from a process of its own."""
    path = tmp_path / "torn.mp4"
    picture = "testsrc=d=6:r=10:s=160x120"
    subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            picture,
            "-movflags",
            "+faststart",
            str(path),
        ],
        check=True,
        timeout=20,
    )
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + bytes(200) + content[len(content) // 2 + 200 :])
    program = (
        "import logging, sys; logging.getLogger('sitwell').setLevel(logging.CRITICAL); "
        "from sitwell.adapters.frames import open_source; "
        "print(len(list(open_source(sys.argv[1], interval_s=0).frames())))"
    )
    command = [sys.executable, "-c", program, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert int(result.stdout) > 5
    assert result.stderr == ""
