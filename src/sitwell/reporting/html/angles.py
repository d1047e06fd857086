"""How far bent over the whole day, and what else was seen of the posture."""

from dataclasses import dataclass
from math import ceil, floor

from sitwell.core.day import ExposureSummary, Percentiles
from sitwell.reporting.html import words
from sitwell.reporting.phrases import a_duration, a_share

LEAST_DEG, MOST_DEG = -10, 30  # the axis is at least this long
TICK_DEG = 10


@dataclass(frozen=True, slots=True)
class Range:
    """The middle four fifths of an angle, and its middle; positions in percent of the axis."""

    name: str
    left: float
    width: float
    middle: float
    degrees: tuple[str, str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Angles:
    """All ranges on one axis; ticks are (position in percent, degrees)."""

    ranges: tuple[Range, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the judged time something was seen; width in percent."""

    name: str
    width: float
    share: str
    time: str
    note: str = ""


def draw(exposure: ExposureSummary) -> Angles | None:
    """Give the ranges; None where too little was judged for any."""
    known = [
        (name, percentiles, note)
        for name, percentiles, note in (
            (words.BACK, exposure.flexion, ""),
            (words.SHOULDERS_ROUNDED, exposure.rounding, words.LEAST_CERTAIN),
        )
        if percentiles is not None
    ]
    if not known:
        return None
    low = min(LEAST_DEG, *(floor(p.p10_deg / TICK_DEG) * TICK_DEG for _, p, _ in known))
    high = max(MOST_DEG, *(ceil(p.p90_deg / TICK_DEG) * TICK_DEG for _, p, _ in known))

    def percent(deg: float) -> float:
        return 100.0 * (deg - low) / (high - low)

    def range_of(name: str, of: Percentiles, note: str) -> Range:
        left, right = percent(of.p10_deg), percent(of.p90_deg)
        told = (_degrees(of.p10_deg), _degrees(of.p50_deg), _degrees(of.p90_deg))
        return Range(name, left, right - left, percent(of.p50_deg), told, note)

    ticks = tuple((percent(deg), _degrees(deg)) for deg in range(low, high + 1, TICK_DEG))
    return Angles(tuple(range_of(*one) for one in known), ticks)


def also(exposure: ExposureSummary) -> tuple[Share, ...]:
    """Give the shares of what else was seen; empty where nothing was judged."""
    if exposure.judged_s <= 0.0:
        return ()
    return tuple(
        Share(
            name,
            100.0 * seconds / exposure.judged_s,
            a_share(seconds / exposure.judged_s),
            a_duration(seconds),
            note,
        )
        for name, seconds, note in (
            (words.HEAD_FORWARD, exposure.head_forward_s, ""),
            (words.LEANING_LEFT, exposure.left_s, ""),
            (words.LEANING_RIGHT, exposure.right_s, ""),
            (words.ROUNDED, exposure.rounded_s, words.LEAST_CERTAIN),
        )
    )


def _degrees(deg: float) -> str:
    return f"{deg:.0f}°".replace("-0°", "0°").replace("-", "−")
