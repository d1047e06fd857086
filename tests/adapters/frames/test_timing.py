"""The clock and the pace of recordings, from literals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitwell.adapters.frames.timing import Pace, Rate, tell_time

RATE = Rate(fps=10.0, duration_s=60.0)


@pytest.mark.parametrize(
    ("position_s", "index", "last_t", "expected"),
    [
        pytest.param(0.0, 0, -1.0, 0.0, id="first frame"),
        pytest.param(0.7, 3, 0.3, 0.7, id="a gap in the recording is kept"),
        pytest.param(0.0, 3, 0.2, 0.3, id="raw H.264 says 0 for ever: count"),
        pytest.param(-5.0, 0, -1.0, 0.0, id="before the beginning: count"),
        pytest.param(math.nan, 2, 0.1, 0.2, id="not a number: count"),
        pytest.param(0.5, 6, 0.9, 1.0, id="backwards, and counting is behind: one frame on"),
    ],
)
def test_the_container_is_believed_unless_it_talks_nonsense(
    position_s: float, index: int, last_t: float, expected: float
) -> None:
    """The container's time is taken if it moves on; else frames are counted."""
    assert tell_time(position_s, index, last_t, RATE) == pytest.approx(expected)


@given(st.lists(st.floats(width=32), max_size=50))
def test_time_always_moves_on(positions: list[float]) -> None:
    """Whatever the container says, times are finite and strictly increasing."""
    t = -1.0
    for index, position in enumerate(positions):
        later = tell_time(position % 1e6, index, t, RATE)
        assert math.isfinite(later)
        assert later > t
        t = later


@pytest.mark.parametrize("fps", [0.0, -1.0, math.nan, math.inf, 90000.0])
def test_an_absurd_rate_becomes_thirty(fps: float) -> None:
    """A rate that no camera has is not believed."""
    assert Rate.from_container(fps, 300).fps == 30.0


@pytest.mark.parametrize("count", [-9.2e18, 0.0, math.nan, math.inf])
def test_an_absurd_length_is_no_promise(count: float) -> None:
    """A frame count that cannot be means that no length was promised."""
    assert Rate.from_container(10.0, count).duration_s == 0.0


def _kept(times: list[float], interval_s: float, fps: float) -> list[float]:
    pace, kept = Pace.for_rate(interval_s, fps), []
    for t in times:
        if pace.wants(t):
            pace = pace.after(t)
            kept.append(t)
    return kept


@pytest.mark.parametrize(
    ("fps", "interval_s", "expected"),
    [
        pytest.param(1.0, 1.0, [0, 1, 2, 3], id="1 fps at 1 s: all"),
        pytest.param(10.0, 1.0, [0, 1, 2, 3], id="10 fps: every tenth"),
        pytest.param(30.0, 1.0, [0, 1, 2, 3], id="30 fps in rounded milliseconds"),
        pytest.param(1.0, 2.0, [0, 2], id="every other"),
        pytest.param(2.0, 0.0, [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], id="0 keeps all"),
    ],
)
def test_frames_are_kept_one_interval_apart(
    fps: float, interval_s: float, expected: list[float]
) -> None:
    """What is kept keeps the rhythm, whatever the frame rate."""
    times = [round(i / fps, 3) for i in range(int(4 * fps))]
    assert _kept(times, interval_s, fps) == pytest.approx(expected)


def test_a_trembling_one_fps_clock_loses_nothing() -> None:
    """A webcam recorded at about 1 fps is not thinned to every other frame."""
    times = [0.0, 0.98, 2.03, 2.99, 4.01, 4.97]
    assert _kept(times, 1.0, 1.0) == times


def test_after_a_gap_frames_are_not_crowded() -> None:
    """A late frame starts the rhythm afresh instead of letting the next one in early."""
    assert _kept([0.0, 1.9, 2.0, 2.1, 2.9, 3.0], 1.0, 10.0) == [0.0, 1.9, 2.9]
