"""A recording in a camera's place."""

import itertools
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from sitwell.adapters.frames import FrameSource
from sitwell.commands.playback import Playback
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason

GREY = np.full((4, 4, 3), 128, np.uint8)


class Reel(FrameSource):
    """A source with pictures at these times."""

    def __init__(self, *times: float, is_live: bool = False) -> None:
        self.name, self.is_live, self.is_closed = "reel", is_live, False
        self._times = times

    def frames(self) -> Iterator[Frame | Outage]:
        """Give them; a live one has an outage at its end."""
        for t in self._times:
            yield Frame(t, GREY.copy())
        if self.is_live:
            yield Outage(99.0, Reason.CAMERA_GONE)

    def close(self) -> None:
        """Note it."""
        self.is_closed = True


class Hours:
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def wait(self, _stop: threading.Event, seconds: float) -> None:
        """Let the time pass."""
        self.now += seconds


def play(source: Reel, count: int, *, is_hurried: bool = False) -> list[tuple[float, float]]:
    """Give time and moment of the first frames."""
    hours = Hours()
    shown = Playback(source, is_hurried=is_hurried, clock=lambda: hours.now, wait=hours.wait)
    return [(f.t, hours.now - 1000.0) for f in itertools.islice(shown.frames(), count)]


def test_plays_at_its_own_pace_and_over_again():
    """A recording's pictures come when they are due, and its time goes on when it begins again."""
    assert play(Reel(0.0, 0.5, 1.0), 5) == [(t, t) for t in (0.0, 0.5, 1.0, 1.5, 2.0)]


def test_a_hurried_recording_waits_for_nothing():
    """Where it is hurried, times are the same and no time passes."""
    assert play(Reel(0.0, 0.5, 1.0), 4, is_hurried=True) == [(t, 0) for t in (0, 0.5, 1, 1.5)]


def test_a_camera_is_given_as_it_is():
    """A live source keeps its times and its outages, and ends when it ends."""
    shown = list(Playback(Reel(3.0, 7.0, is_live=True)).frames())
    assert [item.t for item in shown] == [3.0, 7.0, 99.0]


@pytest.mark.parametrize("times", [(), (0.0, 1.0)])
def test_ends_when_closed_or_empty(times):
    """A source without pictures is not asked for ever, and a closed one gives no more."""
    source = Reel(*times)
    shown = Playback(source, is_hurried=True)
    heard = []
    for item in shown.frames():
        heard.append(item)
        shown.close()
    assert len(heard) == min(1, len(times))
    assert source.is_closed is bool(times)
