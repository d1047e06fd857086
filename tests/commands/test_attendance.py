"""The camera is held while it is looked through, and not a moment longer."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.frames.reader import OpenFailedError
from sitwell.commands.attendance import Attendance
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason
from sitwell.errors import BadUsage, CameraUnavailable

PICTURE = np.zeros((4, 4, 3), np.uint8)
LETTERS = {Reason.PAUSED: "p", Reason.CAMERA_BUSY: "b", Reason.CAMERA_GONE: "x"}


class Camera(FrameSource):
    """A camera that gives a picture a second, on a clock of its own."""

    def __init__(self, desk: "Desk", is_live: bool = True, length: int = 1000) -> None:
        self.name, self.is_live = "a camera", is_live
        self._desk, self._length, self.is_closed = desk, length, False

    def frames(self) -> Iterator[Frame | Outage]:
        """Give a picture a second."""
        for t in range(self._length):
            if self.is_closed:
                return
            yield Frame(float(t), PICTURE)
            if self.is_live:
                self._desk.now += 1.0

    def close(self) -> None:
        """Let go."""
        self.is_closed = True


class Desk:
    """A clock, a wish, and cameras; each second is a letter of a script.

    Attributes:
        wish: g nothing against looking, p paused; by the second, the last for ever.
        camera: g it opens, b busy, x gone; by the second, the last for ever.
        length: How many pictures a camera gives, each time it is opened.
        open_s: How long one takes to open.
    """

    def __init__(self, wish: str, camera: str = "g") -> None:
        self.now, self.length, self.open_s = 100.0, 1000, 0.0
        self.wish, self.camera = wish, camera
        self.opened: list[Camera] = []
        self.tried_at: list[float] = []

    def at(self, script: str) -> str:
        """Give the letter of this second."""
        return script[min(int(self.now - 100.0), len(script) - 1)]

    def wait(self, _event: threading.Event, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def find_wish(self) -> Reason | None:
        """Be the only excuse there is."""
        return Reason.PAUSED if self.at(self.wish) == "p" else None

    def open(self) -> Camera:
        """Open the camera, if it can be opened now."""
        self.tried_at.append(self.now - 100.0)
        match self.at(self.camera):
            case "b":
                raise CameraUnavailable("busy") from OpenFailedError(Reason.CAMERA_BUSY, "busy")
            case "x":
                raise BadUsage("there is no source 'Logi'")
        self.now += self.open_s
        self.opened.append(Camera(self, length=self.length))
        return self.opened[-1]

    def attend(self, visit_every_s: float | None = None) -> Attendance:
        """Look through its camera."""
        return Attendance(
            self.open,
            (self.find_wish,),
            threading.Event(),
            lambda: self.now,
            self.wait,
            lambda: visit_every_s,
        )


def watch(desk: Desk, attending: Attendance, seconds: int) -> tuple[str, str, list[float]]:
    """Give what is seen each second, whether a camera is held then, and the times."""
    seen, held, times = "", "", []
    for item in attending.frames():
        seen += LETTERS[item.reason] if isinstance(item, Outage) else "g"
        held += "|" if any(not camera.is_closed for camera in desk.opened) else "."
        times.append(item.t)
        if len(seen) == seconds:
            break
    return seen, held, times


@pytest.mark.parametrize(
    ("wish", "camera", "seen", "held"),
    [
        pytest.param("g", "g", "gggggg", "||||||", id="nothing against it"),
        pytest.param("ggpppgg", "g", "ggpppgg", "||...||", id="a pause"),
        pytest.param("pppg", "g", "pppgg", "...||", id="from the beginning"),
        pytest.param("gpgpgp", "g", "gpgpgp", "|.|.|.", id="on and off"),
        pytest.param("gppg", "ggbbbg", "gppbbbg", "|.....|", id="taken by a call meanwhile"),
        pytest.param("gpg", "gxxg", "gpxgg", "|..||", id="unplugged meanwhile"),
    ],
)
def test_the_camera_is_held_only_while_looking(
    wish: str, camera: str, seen: str, held: str
) -> None:
    """It is let go of during a rest, opened again after it, and each second says what it was."""
    desk = Desk(wish, camera)
    got_seen, got_held, _ = watch(desk, desk.attend(), len(seen))
    assert (got_seen, got_held) == (seen, held)


def test_time_runs_on_through_every_closing() -> None:
    """One clock tells the time, whatever the camera's own says after it was opened again."""
    desk = Desk("ggppgg")
    assert watch(desk, desk.attend(), 6)[2] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_a_camera_that_stays_taken_is_tried_less_and_less() -> None:
    """It is tried again after 1, 2, 4, … and at most 30 s."""
    desk = Desk("gpg", "g" + "b" * 200 + "g")
    watch(desk, desk.attend(), 120)
    gaps = [b - a for a, b in zip(desk.tried_at[1:], desk.tried_at[2:], strict=False)]
    assert gaps[:7] == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]


def test_the_first_opening_must_succeed() -> None:
    """Without a camera at the beginning there is no watch."""
    with pytest.raises(CameraUnavailable):
        Desk("g", "b").attend()


def test_heeding_lets_go_at_once() -> None:
    """Whoever says that there is news has the camera off when they hear back."""
    desk = Desk("gppp")
    attending = desk.attend()
    frames = attending.frames()
    next(frames)
    desk.now += 1.0
    assert attending.is_open
    attending.heed()
    assert not attending.is_open
    assert desk.opened[0].is_closed
    assert isinstance(next(frames), Outage)


def test_reopening_opens_anew() -> None:
    """A live source is opened anew when what it is opened with has changed."""
    desk = Desk("g")
    attending = desk.attend()
    frames = attending.frames()
    next(frames)
    attending.reopen()
    next(frames)
    assert [camera.is_closed for camera in desk.opened] == [True, False]


@pytest.mark.parametrize("how", ["close", "stop"])
@pytest.mark.parametrize("wish", ["g", "p"])
def test_an_end_is_an_end(how: str, wish: str) -> None:
    """Closing or stopping ends it, resting or not, and opens nothing."""
    desk, stop = Desk(wish), threading.Event()
    attending = Attendance(desk.open, (desk.find_wish,), stop, lambda: desk.now)
    frames = attending.frames()
    next(frames)
    stop.set() if how == "stop" else attending.close()
    assert list(frames) == []
    attending.close()
    assert [camera.is_closed for camera in desk.opened] == [True]


def test_a_camera_that_is_being_opened_is_on() -> None:
    """Its light is on before the first picture: whoever asks then is not told that it is off."""
    desk = Desk("ppg")
    attending = desk.attend()
    open_camera, seen = desk.open, list[bool]()

    def open_slowly() -> Camera:
        seen.append(attending.is_open)
        return open_camera()

    attending._opener = open_slowly
    watch(desk, attending, 4)
    assert seen == [True]


def test_a_recording_waits() -> None:
    """A recording is not closed by a rest: it stands still and goes on where it was."""
    desk = Desk("ggggg" + "ppp" + "g")
    clip = Camera(desk, is_live=False, length=4)
    attending = Attendance(
        lambda: clip, (desk.find_wish,), threading.Event(), lambda: desk.now, desk.wait
    )
    seen = []
    for item in attending.frames():
        seen.append((desk.now - 100.0, item.t))
        desk.now += 3.0
    assert seen == [(0.0, 0.0), (3.0, 1.0), (8.0, 2.0), (11.0, 3.0)]
    assert not clip.is_closed


def test_a_live_source_that_ends_is_tried_again() -> None:
    """Should a live source end by itself, it is lost and opened again, without a busy loop."""
    desk = Desk("g")
    desk.length = 2
    seen, _, _ = watch(desk, desk.attend(), 6)
    assert seen == "ggxggx"


def test_a_visited_camera_is_held_for_a_look_alone() -> None:
    """Visiting every 10 s opens the camera for one picture; the time between is no outage."""
    desk = Desk("g")
    seen, held, times = watch(desk, desk.attend(visit_every_s=10.0), 5)
    assert (seen, held) == ("ggggg", ".....")
    assert times == [0.0, 10.0, 20.0, 30.0, 40.0]
    assert len(desk.opened) == 5


def test_looks_of_a_slow_camera_come_as_often() -> None:
    """A camera that takes 6 s to open is opened so much earlier.

    Looks that were 16 s apart were taken for unconnected, and the whole day was unknown.
    """
    desk = Desk("g")
    desk.open_s = 6.0
    _, _, times = watch(desk, desk.attend(visit_every_s=10.0), 4)
    assert times == [0.0, 10.0, 20.0, 30.0]


def test_a_camera_slower_than_its_visits_has_a_rest() -> None:
    """Between two visits the camera is let go of for a second at least."""
    desk = Desk("g")
    desk.open_s = 3.0
    _, _, times = watch(desk, desk.attend(visit_every_s=1.0), 3)
    assert times == [0.0, 4.0, 8.0]


def test_a_visit_may_fail() -> None:
    """A camera that is busy at a visit is said so, and tried again with back-off."""
    desk = Desk("g", camera="g" * 15 + "b" * 10 + "g")
    seen, _, times = watch(desk, desk.attend(visit_every_s=10.0), 12)
    assert seen == "gg" + "b" * 7 + "ggg"
    assert times == sorted(times)
