"""Looking on with a worker that dies on the way."""

import logging
from collections.abc import Iterator
from typing import ClassVar, cast

import numpy as np
import pytest

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.landmarker import Landmarker
from sitwell.commands.looking import Sampler, look_on
from sitwell.core.frame import Frame, Outage
from sitwell.core.monitor import Monitor
from sitwell.core.pose import Pose
from sitwell.core.posture import Sight
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.settle import Steady
from sitwell.errors import WorkerLost

GREY = np.full((48, 64, 3), 128, np.uint8)


class Frames(FrameSource):
    """Grey pictures at given times."""

    name = "grey"
    is_live = False

    def __init__(self, *times: float) -> None:
        self.times = times

    def frames(self) -> Iterator[Frame | Outage]:
        """Give each."""
        yield from (Frame(t, GREY) for t in self.times)

    def close(self) -> None:
        """Do nothing."""


class Mortal:
    """A landmarker whose worker dies at given times, and finds nobody at others.

    Its first `stillborn` restarts fail.
    """

    def __init__(self, *deaths: float, stillborn: int = 0) -> None:
        self.deaths = deaths
        self.stillborn = stillborn
        self.restarts = 0

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Die, or find nobody."""
        if frame.t in self.deaths:
            raise WorkerLost("the pose worker ended")
        return ()

    def restart(self) -> None:
        """Count, and fail as often as told."""
        self.restarts += 1
        if self.restarts <= self.stillborn:
            raise WorkerLost("the pose worker did not start")


def look(source: Frames, worker: Mortal, *, is_ending: bool = False) -> list[Sight | Outage]:
    """Look at every frame."""
    return list(look_on(source, cast("Landmarker", worker), lambda: is_ending))


def test_dead_worker_is_an_outage(caplog: pytest.LogCaptureFixture) -> None:
    """The frame at which a worker dies is an outage; it is restarted, and one line says so."""
    worker = Mortal(1.0)
    with caplog.at_level(logging.WARNING):
        seen = look(Frames(0.0, 1.0, 2.0), worker)
    assert [type(item) for item in seen] == [Sight, Outage, Sight]
    assert isinstance(seen[1], Outage)
    assert (seen[1].t, seen[1].reason) == (1.0, Reason.WORKER_LOST)
    assert worker.restarts == 1
    assert len(caplog.records) == 1


def test_restarts_keep_a_growing_distance() -> None:
    """The first restart comes 1 s after the death and the next one 2 s after; between is a gap."""
    times = [index / 2 for index in range(12)]  # 0, 0.5, …, 5.5
    worker = Mortal(1.0, 2.0)
    seen = look(Frames(*times), worker)
    gap = [item.t for item in seen if isinstance(item, Outage)]
    assert gap == [1.0, 1.5, 2.0, 2.5, 3.0, 3.5]
    assert worker.restarts == 2


def test_a_start_that_fails_is_a_death() -> None:
    """A worker that cannot be started again is tried twice, with the words of the last try."""
    worker = Mortal(1.0, stillborn=9)
    with pytest.raises(WorkerLost, match="did not start"):
        look(Frames(*map(float, range(10))), worker)
    assert worker.restarts == 2


def test_three_deaths_in_a_minute_are_too_many() -> None:
    """A worker that keeps dying ends the work with its own words."""
    with pytest.raises(WorkerLost, match="the pose worker ended"):
        look(Frames(0.0, 20.0, 40.0), Mortal(0.0, 20.0, 40.0))


def test_rare_deaths_are_forgiven() -> None:
    """One death every half minute is survived for as long as it takes."""
    times = [30.0 * index for index in range(20)]
    assert len(look(Frames(*times), Mortal(*times))) == len(times)


def test_worker_may_die_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    """When SIGTERM goes to the whole group, the worker's death is no news and nothing restarts."""
    worker = Mortal(1.0)
    with caplog.at_level(logging.WARNING):
        seen = look(Frames(0.0, 1.0, 2.0), worker, is_ending=True)
    assert [type(item) for item in seen] == [Sight]
    assert (worker.restarts, caplog.records) == (0, [])


def sample(worker: Mortal, seconds: int) -> list[float]:
    """Look on calmly at pictures that never change, one a second; give the times of the looks."""
    sampler, looks = Sampler(), []
    source = Frames(*map(float, range(seconds)))
    for item in look_on(source, cast("Landmarker", worker), see=sampler.see):
        looks.append(item.t)
        reading = Reading(item.t, State.UPRIGHT)
        sampler.note(Monitor(t=item.t, steady=Steady(State.UPRIGHT, reading, 0.0, (reading,))))
    return looks


def test_sampler_passes_frames_over() -> None:
    """Calm, a picture in five is looked at; the last one of a recording always is."""
    assert sample(Mortal(), 30) == [*map(float, range(8)), 12.0, 17.0, 22.0, 27.0, 29.0]


def test_what_has_not_changed_is_not_looked_for_again() -> None:
    """While a picture does not change the worker is asked every 20 s, and who was found stays."""

    class Counting(Mortal):
        asked: ClassVar[list[float]] = []

        def follow(self, frame: Frame) -> tuple[Pose, ...]:
            self.asked.append(frame.t)
            return ()

    sample(Counting(), 61)
    assert Counting.asked == [0.0, 3.0, 6.0, 27.0, 47.0, 60.0]
