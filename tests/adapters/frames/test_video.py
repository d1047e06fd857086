"""Video files: times, sampling, truncation, threads."""

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sitwell.adapters.frames import open_source
from sitwell.adapters.frames.video import VideoSource
from sitwell.core.frame import Frame
from sitwell.errors import BadSource

from .conftest import BLUE, COLOURS, GREEN, RED, MakeVideo, colour_of

REAL = Path(__file__).parents[4] / "shared" / "real"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/real is absent")


def _play(path: Path, interval_s: float = 1.0) -> list[Frame]:
    with open_source(str(path), interval_s=interval_s) as source:
        return [frame for frame in source.frames() if isinstance(frame, Frame)]


def _ffmpeg(path: Path, *options: str, seconds: int = 6) -> Path:
    picture = f"testsrc=d={seconds}:r=10:s=160x120"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", picture, *options, str(path)]
    subprocess.run(command, check=True, timeout=20)
    return path


def test_a_one_fps_clip_gives_all_its_frames(make_video: MakeVideo) -> None:
    """At an interval of 1 s nothing of a 1 fps clip is lost: times, colours and names agree."""
    frames = _play(make_video(count=5, fps=1.0))
    assert [frame.t for frame in frames] == pytest.approx([0, 1, 2, 3, 4])
    assert [colour_of(frame.rgb) for frame in frames] == list(COLOURS)
    assert {frame.name for frame in frames} == {"clip.mp4"}


@pytest.mark.parametrize("name", ["clip.mp4", "clip.avi"])
def test_a_fast_clip_is_sampled(make_video: MakeVideo, name: str) -> None:
    """Of 10 frames a second one is kept each second, and it is the right one."""
    path = make_video(name, count=25, fps=10.0, colours=[RED] * 10 + [GREEN] * 10 + [BLUE] * 5)
    frames = _play(path)
    assert [frame.t for frame in frames] == pytest.approx([0, 1, 2], abs=1e-6)
    assert [colour_of(frame.rgb) for frame in frames] == [RED, GREEN, BLUE]


def test_interval_zero_gives_every_frame(make_video: MakeVideo) -> None:
    """Interval 0 skips nothing."""
    times = [frame.t for frame in _play(make_video(count=25, fps=10.0), interval_s=0.0)]
    assert times == pytest.approx([i / 10 for i in range(25)])


@pytest.mark.parametrize(
    ("name", "options"),
    [
        pytest.param("clip.h264", ["-f", "h264"], id="raw, whose container says 0 for ever"),
        pytest.param("clip.gif", [], id="gif"),
        pytest.param("clip.mkv", [], id="matroska"),
        pytest.param("clip.webm", ["-c:v", "libvpx"], id="webm"),
        pytest.param("late.mp4", ["-bf", "2", "-output_ts_offset", "100"], id="offset, B-frames"),
        pytest.param("grey.mkv", ["-pix_fmt", "gray", "-c:v", "ffv1"], id="grey"),
    ],
)
def test_every_container_tells_an_even_time(tmp_path: Path, name: str, options: list[str]) -> None:
    """60 frames come out of every container, from 0, evenly, as RGB."""
    frames = _play(_ffmpeg(tmp_path / name, *options), interval_s=0.0)
    steps = np.diff([frame.t for frame in frames])
    assert len(frames) == 60
    assert frames[0].t == 0.0
    assert steps == pytest.approx([steps[0]] * 59, abs=2e-3)
    assert steps.min() > 0


def test_a_gap_in_the_recording_is_kept(tmp_path: Path) -> None:
    """Times are the container's, not a count of frames: an hour's pause is an hour."""
    jump = "setpts='if(gt(N,5),PTS+3600/TB,PTS)'"
    path = _ffmpeg(tmp_path / "jump.mkv", "-vf", jump, "-fps_mode", "passthrough")
    times = [frame.t for frame in _play(path)]
    assert times[:2] == pytest.approx([0.0, 3600.6])


def test_a_truncated_video_is_played_as_far_as_it_goes(
    tmp_path: Path, warnings_logged: Callable[[], list[str]]
) -> None:
    """What is readable is given, then the end, and the log says that there should be more."""
    whole = _ffmpeg(tmp_path / "whole.mp4", "-movflags", "+faststart").read_bytes()
    path = tmp_path / "torn.mp4"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    times = [frame.t for frame in _play(path, interval_s=0.0)]
    assert 10 < len(times) < 50
    assert np.diff(times) == pytest.approx(0.1)
    assert ["torn.mp4 breaks off" in line for line in warnings_logged()] == [True]


def test_a_whole_video_is_not_called_torn(
    make_video: MakeVideo, warnings_logged: Callable[[], list[str]]
) -> None:
    """The warning is for torn files only."""
    _play(make_video(count=25, fps=10.0))
    assert warnings_logged() == []


def test_stopping_mid_way_leaves_no_thread(make_video: MakeVideo) -> None:
    """A consumer that leaves after one frame, and closes, ends the decoding at once."""
    path = make_video(count=300, fps=30.0)
    before = threading.active_count()
    with VideoSource(path, interval_s=0.0) as source:
        frames = source.frames()
        next(frames)
        assert threading.active_count() == before + 1
        started = time.perf_counter()
    assert time.perf_counter() - started < 0.5
    assert threading.active_count() == before
    assert list(frames) == []


def test_leaving_the_loop_ends_the_thread_without_close(make_video: MakeVideo) -> None:
    """A dropped iterator takes its thread with it."""
    before = threading.active_count()
    source = VideoSource(make_video(count=300, fps=30.0), interval_s=0.0)
    for _ in source.frames():
        break
    assert threading.active_count() == before


def test_decoding_looks_at_the_stop_sign_before_each_frame(make_video: MakeVideo) -> None:
    """Closing does not wait for the end of the file, however far off the next wanted frame is."""
    source = VideoSource(make_video(count=300, fps=30.0), interval_s=0.0)
    stop = threading.Event()
    frames = source._decode(stop)
    next(frames)
    stop.set()
    assert list(frames) == []


def test_a_file_that_vanishes_after_opening_is_a_bad_source(make_video: MakeVideo) -> None:
    """Trouble in the decoding thread is raised in the consumer's."""
    path = make_video()
    with VideoSource(path) as source:
        path.unlink()
        with pytest.raises(BadSource, match="holds no video"):
            list(source.frames())


@pytest.mark.real
@needs_real
@pytest.mark.parametrize(
    ("name", "count", "last_t"),
    [
        pytest.param("head-pose-face-detection-male.gif", 62, 5.08, id="gif"),
        pytest.param("learn.mkv", 61, 2.0, id="mkv"),
    ],
)
def test_real_recordings_tell_their_time(name: str, count: int, last_t: float) -> None:
    """Real people's recordings come whole, on their own clock (ffprobe: 62 and 61 frames)."""
    frames = _play(REAL / name, interval_s=0.0)
    times = [frame.t for frame in frames]
    assert len(frames) == count
    assert times[0] == 0.0
    assert times[-1] == pytest.approx(last_t, abs=1e-3)
    assert min(np.diff(times)) > 0


@pytest.mark.real
@needs_real
def test_real_recordings_are_sampled_by_the_second() -> None:
    """A 30 fps recording rounded to milliseconds gives one frame a second."""
    assert [frame.t for frame in _play(REAL / "book.mkv")] == pytest.approx([0, 1, 2, 3], abs=0.05)
