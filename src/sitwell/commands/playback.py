"""A recording in a camera's place: at its own pace, and over and over."""

import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.core.frame import Frame, Outage

Wait = Callable[[threading.Event, float], object]
"""Sleeps for some seconds, or until the event is set."""


class Playback(FrameSource):
    """Plays a recording as if it were live; its time goes on where it begins again.

    A camera or stream is given as it is.
    """

    def __init__(
        self,
        source: FrameSource,
        *,
        is_hurried: bool = False,
        clock: Callable[[], float] = read_clock,
        wait: Wait = threading.Event.wait,
    ) -> None:
        self.name = source.name
        self.is_live = source.is_live
        self._source = source
        self._is_hurried = is_hurried
        self._clock = clock
        self._wait = wait
        self._stop = threading.Event()

    def frames(self) -> Iterator[Frame | Outage]:
        """Give each picture when it is due, until closed; as fast as possible where hurried."""
        if self.is_live:
            yield from self._source.frames()
            return
        began, offset_s = self._clock(), 0.0
        while not self._stop.is_set():
            t, step_s = -math.inf, 1.0
            for frame in self._source.frames():
                if frame.t > t > -math.inf:
                    step_s = frame.t - t
                t = frame.t
                if not self._is_hurried:
                    self._wait(self._stop, max(0.0, began + offset_s + t - self._clock()))
                if self._stop.is_set():
                    return
                yield replace(frame, t=offset_s + t)
            if t == -math.inf:
                return
            offset_s += t + step_s

    def close(self) -> None:
        """End a running `frames()` and let go of the source."""
        self._stop.set()
        self._source.close()
