"""Live sources, on a stage: what is seen when the camera is lost, hangs, freezes, comes back."""

import threading
from itertools import pairwise

import numpy as np
import pytest

from sitwell.adapters.frames.live import LiveSource
from sitwell.adapters.frames.reader import OpenFailedError, Patience
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason
from sitwell.errors import CameraUnavailable

from .stage import PERIOD_S, FakeCapture, Stage, StagedSource, play, spell


@pytest.mark.parametrize(
    ("scene", "seen"),
    [
        pytest.param("gggggggg", "gggggggg", id="a healthy camera gives a frame a second"),
        pytest.param("gggxggggg", "gggxggggg", id="unplugged for a second"),
        pytest.param("gggxxxxxxxggggggg", "gggxxxxxxxggggggg", id="unplugged for seven"),
        pytest.param("gggbbggg", "gggxbbgg", id="gone at first, then found busy at each attempt"),
        pytest.param("ggg" + "f" * 14 + "ggg", "ggg" + "g" * 10 + "ffff" + "ggg", id="frozen"),
        pytest.param("g" + "k" * 20, "g" + "k" * 20, id="black is passed on, however long"),
    ],
)
def test_a_scene_is_told_as_it_was(scene: str, seen: str) -> None:
    """Each second of a live source is a frame, or an outage that says what happened."""
    _, results = play(scene, len(seen))
    assert spell(results) == seen


@pytest.mark.parametrize(
    ("scene", "seen"),
    [
        pytest.param("kggg", "ggg", id="at the beginning"),
        pytest.param("kkgg", "gg", id="for as long as exposure takes"),
        pytest.param("kkkk", "kkk", id="a covered camera is said to be black"),
        pytest.param("ggxkggg", "ggxggg", id="after it was lost"),
    ],
)
def test_black_pictures_of_a_camera_that_opens_are_passed_over(scene: str, seen: str) -> None:
    """A webcam that has yet to find its exposure is given 2 s for it.

    One that was opened for each look alone showed nothing but black all day.
    """
    _, results = play(scene, len(seen))
    assert spell(results) == seen


def test_a_covered_camera_is_waited_for_no_longer_than_exposure_takes() -> None:
    """After 2 s black is what it shows."""
    stage, _ = play("k", 1)
    assert stage.now == pytest.approx(2.0, abs=2 * PERIOD_S)


def test_a_hanging_driver_is_an_outage_after_five_seconds() -> None:
    """No new picture for 5 s is no_frames, once an interval, until pictures come again."""
    _, results = play("ggg" + "s" * 9 + "ggg", 11)
    assert spell(results) == "ggg" + "sssss" + "ggg"
    last_picture_t = 3 - PERIOD_S
    outage_times = [result.t for result in results if isinstance(result, Outage)]
    assert outage_times[0] == pytest.approx(last_picture_t + 5, abs=2 * PERIOD_S)
    assert np.diff(outage_times) == pytest.approx([1.0] * 4, abs=0.03)


def test_an_old_picture_is_not_passed_off_as_new() -> None:
    """A consumer that was away while the driver hung gets an outage, not the picture of then."""
    with StagedSource("gg" + "s" * 60) as source:
        frames = source.frames()
        next(frames)
        source.stage.wait(threading.Event(), 30.0)
        assert spell([next(frames)]) == "s"


def test_a_late_picture_is_awaited_and_never_given_twice() -> None:
    """A camera that hangs for less than 5 s costs time, not a doubled frame or an outage."""
    _, results = play("gg" + "sss" + "ggg", 5)
    assert spell(results) == "ggggg"
    pictures = [frame.rgb for frame in results if isinstance(frame, Frame)]
    assert all(not np.array_equal(a, b) for a, b in pairwise(pictures))
    assert results[2].t == pytest.approx(5.0, abs=2 * PERIOD_S)


def test_reopening_backs_off_to_thirty_seconds() -> None:
    """A lost camera is tried again after 1, 2, 4, 8, 16, 30 and 30 s, and never given up."""
    stage, results = play("gg" + "x" * 200, 120)
    assert np.diff(stage.opened_at[1:]) == pytest.approx([2, 4, 8, 16, 30, 30])
    assert stage.opened_at[1] == pytest.approx(2 + 1, abs=0.2)
    assert spell(results) == "gg" + "x" * 118


def test_back_off_starts_afresh_after_a_good_spell() -> None:
    """A camera that came back and is lost again is tried again after 1 s."""
    stage, _ = play("gg" + "x" * 6 + "g" * 10 + "xxgggg", 24)
    lost_again = 18
    assert stage.opened_at[-2:] == pytest.approx([lost_again + 1, lost_again + 3], abs=0.3)


def test_the_lost_device_is_let_go() -> None:
    """Every capture that was opened is released exactly once, on loss and on closing."""
    stage, _ = play("ggxgggxggg", 10)
    assert len(stage.opened_at) == 3
    assert stage.released == 3


def test_only_the_newest_picture_is_given() -> None:
    """A consumer that is slow gets the picture of now, not one that queued up meanwhile."""
    with StagedSource("g") as source:
        frames = source.frames()
        next(frames)
        source.stage.wait(threading.Event(), 60.0)
        late = next(frames)
        assert isinstance(late, Frame)
        assert late.rgb[0, 0, 0] == 100 + source.stage.pictures % 100
        assert late.t == pytest.approx(60.0, abs=PERIOD_S)


@pytest.mark.parametrize("interval_s", [0.5, 1.0, 3.0])
def test_time_starts_at_zero_and_keeps_the_interval(interval_s: float) -> None:
    """Live time is the clock's since the first look, one interval apart."""
    _, results = play("g", 5, interval_s=interval_s)
    assert [result.t for result in results] == pytest.approx([i * interval_s for i in range(5)])


def test_pictures_that_nobody_wants_are_not_decoded() -> None:
    """Of the pictures between two looks one is decoded, just before the next look."""
    stage, _ = play("g", 20, interval_s=3.0)
    assert stage.pictures > 400
    assert stage.decoded == 20


def test_a_short_return_while_nobody_looks_ends_the_back_off() -> None:
    """A camera that came back and was lost again between two looks is tried again after 1 s."""
    stage, _ = play("gg" + "x" * 6 + "g" * 3 + "x" * 9, 2, interval_s=18.0)
    lost_again = 11
    assert stage.opened_at[3:5] == pytest.approx([9, lost_again + 1], abs=0.3)


def test_interval_zero_gives_every_picture() -> None:
    """With interval 0 each picture is given once, as it comes."""
    stage, results = play("g", 16, interval_s=0.0)
    shades = [frame.rgb[0, 0, 0] for frame in results if isinstance(frame, Frame)]
    assert np.diff(np.array(shades, int)).tolist() == [1] * 15
    assert stage.now < 2.5


def test_colours_are_red_first() -> None:
    """OpenCV's blue-green-red becomes red-green-blue, contiguous and read-only."""
    _, results = play("g", 1)
    rgb = results[0].rgb  # type: ignore[union-attr]
    assert rgb[0, 0].tolist()[1:] == [128, 255]
    assert rgb.flags.c_contiguous
    assert not rgb.flags.writeable


@pytest.mark.parametrize(
    ("scene", "words"), [pytest.param("x", "unplugged"), pytest.param("b", "busy")]
)
def test_a_first_opening_that_fails_says_why(scene: str, words: str) -> None:
    """What the opener says reaches the person as CameraUnavailable, on one line."""
    stage = Stage(scene)
    with pytest.raises(CameraUnavailable, match=f"desk camera: {words}") as caught:
        LiveSource("desk camera", stage.open, clock=stage.clock, wait=stage.wait)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4


def test_a_first_opening_has_ten_seconds() -> None:
    """A driver that hangs on opening is given up after 10 s, not waited for."""
    stage = Stage("s")
    try:
        with pytest.raises(CameraUnavailable, match="did not answer within 10 s"):
            LiveSource(
                "fake",
                stage.open,
                clock=stage.clock,
                wait=stage.wait,
                patience=Patience(close_s=0.05),
            )
        assert stage.now == pytest.approx(10.0, abs=0.1)
    finally:
        stage.close()


def test_a_camera_that_opens_but_shows_nothing_is_unavailable() -> None:
    """An opened capture without a first picture is an error at once, not an outage later."""

    class Blind(FakeCapture):
        def grab(self) -> bool:
            return False

    stage = Stage("g")
    with pytest.raises(CameraUnavailable, match="gives no pictures"):
        LiveSource("fake", lambda: Blind(stage), clock=stage.clock, wait=stage.wait)
    assert stage.released == 1


def test_closing_ends_a_running_iteration() -> None:
    """close() from another thread wakes a consumer that waits for a far-off picture."""

    class Patient(FakeCapture):
        def grab(self) -> bool:
            pause.wait(0.01)
            return True

        def retrieve(self) -> tuple[bool, np.ndarray]:
            return True, np.full((8, 8, 3), 200, np.uint8)

    pause = threading.Event()
    source = LiveSource("fake", lambda: Patient(Stage("g")), interval_s=3600.0)
    results: list[Frame | Outage] = []
    consumer = threading.Thread(target=lambda: results.extend(source.frames()))
    consumer.start()
    while not results and consumer.is_alive() and source._start is None:
        pause.wait(0.005)
    source.close()
    consumer.join(2)
    assert not consumer.is_alive()
    assert spell(results) == "g"


def test_a_frozen_spell_does_not_survive_an_outage() -> None:
    """After a loss the ten seconds of sameness are counted afresh."""
    _, results = play("g" + "f" * 8 + "x" + "f" * 8, 18)
    assert spell(results) == "g" * 9 + "x" + "g" * 8


def test_open_failed_carries_its_reason() -> None:
    """An outage repeats the opener's reason and sentence, for the log and `doctor`."""
    _, results = play("gbb", 3)
    assert results[2] == Outage(pytest.approx(2.0), Reason.CAMERA_BUSY, "busy")
    assert str(OpenFailedError(Reason.CAMERA_BUSY, "busy")) == "busy"
