"""How far the back was bent, and for how long at a stretch: the measures that ergonomics uses.

Exposure variation analysis (Mathiassen and Winkel 1991; science.md section 6) asks for each level
of flexion how much of its time came in short stretches and how much in long ones. The distribution
of flexion itself (APDF) gives its 10th, 50th and 90th percentiles. Both are kept by the hour:

    clock      |09:00                    |10:00
    level      |..1111111111133333333333333333333331111
    hour 9     |  [ 1: short ]           |
    hour 10    |                         |[ 3: long, all of it ][ 1 …

A stretch counts where it ends, whole; only midnight, and time that cannot be judged, cut one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sitwell.core.records import Exposure

LEVELS_DEG = (-4.0, 5.0, 11.0, 20.0)
"""Between over-extended, upright, slightly flexed, flexed and far flexed: the default lines of
over-extension and slump, and a round number on each side of the latter. The same for everybody, so
that days can be compared."""

LENGTHS_S = (10.0, 30.0, 60.0, 300.0, 600.0, 1200.0, 1800.0)
"""Between the classes of how long a level lasted (science.md section 6)."""

LEVEL_MARGIN_DEG = 1.0  # a level is left this far beyond its line: medians jitter by about as much
HEAD_FORWARD_DEG = 10.0  # three times the estimate's mean error
ROUNDED_DEG = 10.0  # the same
LEANING_DEG = 10.0  # "neutral" ends there in ISO 11226 (science.md section 1)
WIDEST_DEG = 60  # flexion and rounding beyond are counted there
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What the last seconds were like.

    Attributes:
        wall: Now; zone-aware.
        seconds: How long it has been so.
        flexion_deg: The settled flexion; None where it was not judged.
        rounding_deg: Shoulder rounding; None where nothing can be said. Likewise the others.
        head_forward_deg: Loss of craniovertebral angle.
        side_lean_deg: Lean of the trunk, + to the sitter's left.
        shifts: Posture shifts that were noticed in it.
    """

    wall: datetime
    seconds: float
    flexion_deg: float | None = None
    rounding_deg: float | None = None
    head_forward_deg: float | None = None
    side_lean_deg: float | None = None
    shifts: int = 0


@dataclass(frozen=True, slots=True)
class Exposing:
    """The hour under way, and the stretch.

    Attributes:
        hour: What has been counted, without the stretch under way.
        level: The level of that stretch; None where there is none.
        stretch_s: Its length so far.
    """

    hour: Exposure
    level: int | None = None
    stretch_s: float = 0.0

    @property
    def so_far(self) -> Exposure:
        """The hour with the stretch under way."""
        return _count_stretch(self).hour


def note(before: Exposing | None, look: Look) -> tuple[Exposing, tuple[Exposure, ...]]:
    """Count one more look.

    Returns:
        What is under way now, and the hours to keep: the present one as it grows, and before it
        one that is over.
    """
    now, over = _turn_hour(before, look.wall - timedelta(seconds=look.seconds), look.wall)
    if look.flexion_deg is None:
        now = _count_stretch(now)
    else:
        level = find_level(look.flexion_deg, now.level)
        if level != now.level:
            now = replace(_count_stretch(now), level=level)
        now = replace(
            now,
            stretch_s=now.stretch_s + look.seconds,
            hour=_count(now.hour, look.flexion_deg, look),
        )
    return now, (*over, now.so_far)


def find_level(flexion_deg: float, before: int | None = None) -> int:
    """Give the level, 0 for over-extended; the one before is left only with a margin."""
    level = sum(flexion_deg >= line for line in LEVELS_DEG)
    if before is None or level == before:
        return level
    line = LEVELS_DEG[before if level > before else before - 1]
    return before if abs(flexion_deg - line) < LEVEL_MARGIN_DEG else level


def percentile(seconds_at: tuple[tuple[int, float], ...], share: float) -> float | None:
    """Give the degrees below which that share of the time lies; None where there is no time.

    Each degree stands for the half degree on both sides of it, evenly filled.
    """
    left = share * sum(seconds for _, seconds in seconds_at)
    for degree, seconds in seconds_at:
        if seconds > 0.0 and left <= seconds:
            return degree - 0.5 + left / seconds
        left -= seconds
    return None


def add(exposures: tuple[Exposure, ...], start: datetime) -> Exposure:
    """Give all of them as one that begins at `start`."""
    total = Exposure(start)
    for one in exposures:
        total = replace(
            total,
            judged_s=total.judged_s + one.judged_s,
            flexion_s=_merge(total.flexion_s, one.flexion_s),
            rounding_s=_merge(total.rounding_s, one.rounding_s),
            level_s=_add_levels(total.level_s, one.level_s),
            head_forward_s=total.head_forward_s + one.head_forward_s,
            rounded_s=total.rounded_s + one.rounded_s,
            left_s=total.left_s + one.left_s,
            right_s=total.right_s + one.right_s,
            shifts=total.shifts + one.shifts,
        )
    return total


def _turn_hour(
    before: Exposing | None, since: datetime, wall: datetime
) -> tuple[Exposing, tuple[Exposure, ...]]:
    if before is None:
        return Exposing(Exposure(since)), ()
    start = before.hour.start
    if _hour_of(start) == _hour_of(wall) and start <= wall:
        return before, ()
    if start.date() != wall.date():
        return Exposing(Exposure(wall)), (before.so_far,)
    return replace(before, hour=Exposure(wall)), (before.hour,)


def _hour_of(moment: datetime) -> tuple[datetime, timedelta | None]:
    return moment.replace(minute=0, second=0, microsecond=0), moment.utcoffset()


def _count(hour: Exposure, flexion_deg: float, look: Look) -> Exposure:
    s = look.seconds

    def if_beyond(deg: float | None, line_deg: float) -> float:
        return s if deg is not None and deg >= line_deg else 0.0

    lean_deg = look.side_lean_deg
    rounding_s = hour.rounding_s
    if look.rounding_deg is not None:
        rounding_s = _merge(rounding_s, ((_bin(look.rounding_deg), s),))
    return replace(
        hour,
        judged_s=hour.judged_s + s,
        flexion_s=_merge(hour.flexion_s, ((_bin(flexion_deg), s),)),
        rounding_s=rounding_s,
        head_forward_s=hour.head_forward_s + if_beyond(look.head_forward_deg, HEAD_FORWARD_DEG),
        rounded_s=hour.rounded_s + if_beyond(look.rounding_deg, ROUNDED_DEG),
        left_s=hour.left_s + if_beyond(lean_deg, LEANING_DEG),
        right_s=hour.right_s + if_beyond(None if lean_deg is None else -lean_deg, LEANING_DEG),
        shifts=hour.shifts + look.shifts,
    )


def _count_stretch(now: Exposing) -> Exposing:
    """Let the stretch under way end here."""
    if now.level is None or now.stretch_s <= 0.0:
        return replace(now, level=None, stretch_s=0.0)
    column = sum(now.stretch_s >= line for line in LENGTHS_S)
    one = tuple(
        tuple(
            now.stretch_s if (row, place) == (now.level, column) else 0.0
            for place in range(len(LENGTHS_S) + 1)
        )
        for row in range(len(LEVELS_DEG) + 1)
    )
    hour = replace(now.hour, level_s=_add_levels(now.hour.level_s, one))
    return Exposing(hour)


def _bin(deg: float) -> int:
    return max(-WIDEST_DEG, min(WIDEST_DEG, round(deg)))


def _merge(
    first: tuple[tuple[int, float], ...], second: tuple[tuple[int, float], ...]
) -> tuple[tuple[int, float], ...]:
    seconds_at = dict(first)
    for degree, seconds in second:
        seconds_at[degree] = seconds_at.get(degree, 0.0) + seconds
    return tuple(sorted(seconds_at.items()))


def _add_levels(
    first: tuple[tuple[float, ...], ...], second: tuple[tuple[float, ...], ...]
) -> tuple[tuple[float, ...], ...]:
    if not first or not second:
        return first or second
    return tuple(
        tuple(a + b for a, b in zip(row, other, strict=True))
        for row, other in zip(first, second, strict=True)
    )
