"""The picture for a window that asks: only while it asks, only what is there now, and small."""

import base64
import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from builders import Camera, make_pose, make_reading, make_sight
from sitwell.adapters.control import Detail, Reply
from sitwell.adapters.control.wire import LARGEST_REPLY, read_reply, write_reply
from sitwell.adapters.frames.opencv import cv2
from sitwell.commands.mirrored import describe
from sitwell.commands.replay import Step
from sitwell.commands.sharing import ASKED_S, MOST_ROWS, Sharing
from sitwell.core.frame import Frame
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State

POSE = make_pose(Camera(shoulders_xy=(0.6, 0.7), distance_m=1.0))
GREY = np.full((480, 640, 3), 128, np.uint8)
READING = make_reading(flexion_deg=20.0)


class Watch:
    """A monitor that looks when the test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.sharing = Sharing(lambda: self.now_s)
        self.t = 0.0

    def look(self, rgb: np.ndarray = GREY, *, people: int = 1) -> None:
        """Look at a picture, and judge it."""
        self.t += 1.0
        self.now_s += 1.0
        self.sharing.see(Frame(self.t, rgb), make_sight(*[POSE] * people, t=self.t))
        self.sharing.turn(Step(self.t, READING, ()))

    def miss(self, reason: Reason) -> None:
        """Have a moment without a picture."""
        self.t += 1.0
        self.sharing.turn(Step(self.t, Reading(self.t, State.UNKNOWN, reason), ()))

    def ask(self, *, has_picture: bool = True) -> Any:
        """Give the picture that a window gets."""
        return self.sharing.ask(has_picture=has_picture)["picture"]


@pytest.fixture
def watch() -> Watch:
    """Give a watch that has looked once, unasked."""
    begun = Watch()
    begun.look()
    return begun


def test_nothing_is_kept_unasked(watch: Watch) -> None:
    """The first question finds nothing, as nothing was kept; the next look is there."""
    assert not watch.sharing.is_asked
    assert watch.ask() is None
    watch.look()
    watch.now_s += 2.0
    assert watch.sharing.is_asked
    assert watch.ask()["age_s"] == 2.0


def test_it_is_the_picture_in_a_mirror(watch: Watch) -> None:
    """The picture is small and mirrored, with the points where they are in it and the reading."""
    rgb = GREY.copy()
    rgb[:, :320] = 255
    watch.ask()
    watch.look(rgb)
    shown = watch.ask()
    coded = np.frombuffer(base64.b64decode(shown["jpeg"]), np.uint8)
    picture = cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB)
    assert picture.shape[:2] == (shown["height"], shown["width"]) == (MOST_ROWS, 320)
    assert picture[100, 300].min() > 240
    assert picture[100, 20].max() < 140
    ((first, *_),) = shown["points"]
    assert first[0] == pytest.approx(1.0 - POSE.xy[0, 0] / POSE.aspect, abs=1e-4)
    assert shown["judged"] == asdict(describe(READING))


def test_whoever_asks_no_more_ends_it(watch: Watch) -> None:
    """A few seconds after the last question the picture is forgotten, and nothing is given."""
    watch.ask()
    watch.look()
    assert watch.ask() is not None
    watch.now_s += ASKED_S
    assert not watch.sharing.is_asked
    assert watch.ask() is None  # and is the first question anew
    watch.now_s += ASKED_S
    watch.sharing.see(Frame(9.0, GREY), None)
    assert (watch.sharing._shown, watch.sharing._next) == (None, None)


@pytest.mark.parametrize("reason", [Reason.PAUSED, Reason.CAMERA_GONE, Reason.WORKER_LOST])
def test_a_moment_without_a_picture_forgets_the_last(watch: Watch, reason: Reason) -> None:
    """Once the camera is off, or lost, no older picture is shown for it."""
    watch.ask()
    watch.look()
    watch.miss(reason)
    assert watch.ask() is None
    assert watch.sharing._shown is None


def test_a_pause_hides_it_at_once(watch: Watch) -> None:
    """From the word on that there is no picture none is given, before the next look says so."""
    watch.ask()
    watch.look()
    assert watch.ask(has_picture=False) is None


def test_a_recording_is_not_shown_ahead(watch: Watch) -> None:
    """A picture that was looked at before its time is shown when it is judged."""
    watch.ask()
    watch.look()
    watch.sharing.see(Frame(watch.t + 1.0, GREY), make_sight(t=watch.t + 1.0))
    watch.sharing.turn(Step(watch.t, READING, ()))
    assert watch.ask()["points"] != []
    watch.sharing.turn(Step(watch.t + 1.0, READING, ()))
    assert watch.ask()["points"] == []


def test_passing_over_keeps_the_last(watch: Watch) -> None:
    """Pictures that nobody looks at are not shown: what is shown is what was looked at."""
    watch.ask()
    watch.look()
    before = watch.ask()["jpeg"]
    watch.sharing.see(Frame(watch.t + 1.0, GREY // 2), None)
    assert watch.ask()["jpeg"] == before


def test_the_worst_picture_fits_into_a_reply(watch: Watch) -> None:
    """Pure noise, with two people in it, leaves room in the reply for a long why."""
    noise = np.random.default_rng(0).integers(0, 256, (1080, 1920, 3), dtype=np.uint8)
    watch.ask()
    watch.look(noise, people=2)
    plain = watch.sharing.ask(has_picture=True)
    line = write_reply(Reply(True, "", {}, {Detail.LOOK: plain}))
    assert len(line) <= 0.7 * LARGEST_REPLY
    assert read_reply(line).details == {Detail.LOOK: json.loads(json.dumps(plain))}
    assert plain["picture"] is not None
