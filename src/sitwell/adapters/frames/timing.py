"""When a recorded frame was taken, and which frames are worth decoding."""

import math
from dataclasses import dataclass

FPS_FALLBACK = 30.0  # where the container names no usable rate; what webcams record at


@dataclass(frozen=True, slots=True)
class Rate:
    """What a container says of its own speed.

    Attributes:
        fps: Frames a second, > 0.
        duration_s: Length promised by the container; 0 where it promises none.
    """

    fps: float
    duration_s: float

    @classmethod
    def from_container(cls, fps: float, frame_count: float) -> "Rate":
        """Make sense of what OpenCV reports, which may be NaN, negative or absurd."""
        usable = fps if math.isfinite(fps) and 0 < fps <= 1000 else FPS_FALLBACK
        return cls(usable, frame_count / usable if 0 < frame_count < math.inf else 0.0)


def tell_time(position_s: float, index: int, last_t: float, rate: Rate) -> float:
    """Give the time of frame `index` in seconds, always later than `last_t`.

    The container's own position is believed unless it is not finite, negative, or does not
    move on (raw H.264 reports 0 for every frame); then the frame rate tells the time.
    """
    if math.isfinite(position_s) and position_s >= 0 and position_s > last_t:
        return position_s
    counted = index / rate.fps
    return counted if counted > last_t else last_t + 1 / rate.fps


@dataclass(frozen=True, slots=True)
class Pace:
    """Which frames to keep: those not closer than `interval_s` to the last one kept.

    Attributes:
        interval_s: Seconds between kept frames; 0 keeps all.
        tolerance_s: How much too early a frame may come.
        due_t: When the next frame is wanted.
    """

    interval_s: float
    tolerance_s: float
    due_t: float = -math.inf

    @classmethod
    def for_rate(cls, interval_s: float, fps: float) -> "Pace":
        """Choose the tolerance for a recording.

        A quarter of a frame never lets in a neighbour; at most a tenth of the interval, so that
        a 1 fps clip whose clock trembles keeps all its frames; at least 2 ms, because Matroska
        rounds to whole milliseconds.
        """
        return cls(interval_s, min(max(0.25 / fps, 0.002), 0.1 * interval_s))

    def wants(self, t: float) -> bool:
        """Say whether the frame at `t` is to be kept."""
        return t >= self.due_t - self.tolerance_s

    def after(self, t: float) -> "Pace":
        """Give the pace once the frame at `t` has been kept.

        A frame that came on time (within the tolerance) leaves the rhythm as it is, so that
        roundings do not add up; a late one starts the rhythm afresh.
        """
        is_on_time = abs(t - self.due_t) <= self.tolerance_s
        base = self.due_t if is_on_time else t
        return Pace(self.interval_s, self.tolerance_s, base + self.interval_s)
