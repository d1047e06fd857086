"""A source that runs on by itself: always the newest picture, or the reason why there is none."""

import threading
from collections.abc import Iterator

from sitwell.adapters.frames.opencv import to_rgb
from sitwell.adapters.frames.reader import Clock, Opener, Patience, Reader, Sight, Wait
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.adapters.frames.source import FrameSource
from sitwell.core.frame import Frame, Outage
from sitwell.core.picture import Stillness, is_black, is_frozen, watch
from sitwell.core.reason import Reason
from sitwell.errors import CameraUnavailable

_POLL_S = 0.02  # how often to look for a picture that is late; below one frame at 30 fps
_LEAD_S = 0.15  # a picture is decoded so long before it is due: two frames at 15 fps
_STALE_S = 0.5  # a decoded picture older than this is not given: the consumer was slow
_EXPOSURE_S = 2.0  # a webcam that has just been opened may be black for so long (auto exposure)
_OUTAGE_S = 0.2  # least time between two Outages, where interval_s asks for every frame
_PATIENCE = Patience()


class LiveSource(FrameSource):
    """Pictures of a camera or stream, the newest one every `interval_s`.

    Time `t` is `clock()` minus its value at the first look, so it starts at 0. Once opened, a
    lost device is an Outage at each interval until it is back; the reader opens it again.

    Raises CameraUnavailable if the first opening fails or takes longer than `patience.open_s`.
    """

    is_live = True

    def __init__(
        self,
        name: str,
        opener: Opener,
        *,
        interval_s: float = 1.0,
        clock: Clock = read_clock,
        wait: Wait = threading.Event.wait,
        patience: Patience = _PATIENCE,
    ) -> None:
        self.name = name
        self._interval_s = interval_s
        self._clock = clock
        self._wait = wait
        self._patience = patience
        self._stop = threading.Event()
        self._start: float | None = None
        self._stillness: Stillness | None = None
        self._reader = Reader(opener, clock, wait, patience, self._stop)
        try:
            self._await_opening()
        except BaseException:  # Ctrl-C included: never leave the camera's light on
            self.close()
            raise

    def frames(self) -> Iterator[Frame | Outage]:
        """Give the newest picture, or an Outage, every `interval_s` until closed.

        Blocks until the next one is due; where the camera is late, `patience.no_frames_s` at
        most. A consumer that is slower than the interval gets the camera's next picture. Black ones
        of the first 2 s after an opening are passed over.
        """
        seen: Sight | None = None
        while not self._stop.is_set():
            sight = self._await_sight(seen)
            if self._stop.is_set():
                return
            looked_at = self._clock()
            result = self._judge(sight)
            seen = sight
            pause_s = self._interval_s
            if isinstance(result, Outage):
                pause_s = max(pause_s, _OUTAGE_S)
            self._reader.wanted_from = looked_at + pause_s - _LEAD_S
            yield result
            self._wait(self._stop, max(0.0, looked_at + pause_s - self._clock()))

    def close(self) -> None:
        """Let go of the device and end a running `frames()`; blocks 3 s if the driver hangs."""
        self._reader.close()

    def _await_opening(self) -> None:
        deadline = self._clock() + self._patience.open_s
        while (sight := self._reader.sight).picture is None:
            if sight.loss is not None:
                raise CameraUnavailable(f"{self.name}: {sight.loss.detail}") from sight.loss
            if self._clock() >= deadline:
                raise CameraUnavailable(
                    f"{self.name} did not answer within {self._patience.open_s:.0f} s: "
                    "unplug it and plug it in again, or choose another --source"
                )
            self._wait(self._stop, _POLL_S)

    def _await_sight(self, seen: Sight | None) -> Sight:
        while True:
            sight = self._reader.sight
            if sight.loss is not None or self._is_late(sight) or self._stop.is_set():
                return sight
            if sight is not seen:
                if self._clock() - sight.at <= _STALE_S and not self._is_adjusting(sight):
                    return sight
                seen = sight
                self._reader.wanted_from = self._clock()
            self._wait(self._stop, _POLL_S)

    def _is_adjusting(self, sight: Sight) -> bool:
        """Say whether it is black because the camera is still finding its exposure."""
        is_early = sight.at - self._reader.opened_at < _EXPOSURE_S
        return is_early and sight.picture is not None and is_black(sight.picture)

    def _is_late(self, sight: Sight) -> bool:
        return self._silent_s(sight) >= self._patience.no_frames_s

    def _silent_s(self, sight: Sight) -> float:
        """Give the seconds since the camera last gave a picture, whether it was decoded or not."""
        return self._clock() - max(sight.at, self._reader.grabbed_at)

    def _judge(self, sight: Sight) -> Frame | Outage:
        t = self._tell_time()
        if sight.loss is not None:
            self._stillness = None
            return Outage(t, sight.loss.reason, sight.loss.detail)
        if sight.picture is None or self._is_late(sight):
            self._stillness = None
            return Outage(t, Reason.NO_FRAMES, f"no new picture for {self._silent_s(sight):.0f} s")
        rgb = to_rgb(sight.picture)
        self._stillness = watch(self._stillness, rgb, t)
        if is_frozen(self._stillness, t, self._patience.frozen_s):
            since_s = t - self._stillness.since_t
            return Outage(
                t, Reason.FROZEN_PICTURE, f"the picture has not changed for {since_s:.0f} s"
            )
        return Frame(t, rgb)

    def _tell_time(self) -> float:
        now = self._clock()
        if self._start is None:
            self._start = now
        return now - self._start
