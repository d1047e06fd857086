"""Stacked bars: what a length of time was made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitwell.core.day import Day
from sitwell.core.summary import DaySummary
from sitwell.core.timeline import Coverage
from sitwell.reporting.html import words
from sitwell.reporting.phrases import a_duration, a_reason, a_share
from sitwell.words import _


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar.

    Attributes:
        kind: Its style.
        name: What it is.
        left: Where it begins, in percent of the bar.
        width: How wide it is, likewise.
        time: How long it was, in words.
        share: Its share in words; only of judged time.
    """

    kind: str
    name: str
    left: float
    width: float
    time: str
    share: str = ""


def stack(seconds: Mapping[str, float], whole_s: float) -> tuple[Part, ...]:
    """Lay the parts side by side in a bar that stands for `whole_s`; empty parts are left out."""
    parts, left = [], 0.0
    for kind, part_s in seconds.items():
        if part_s > 0.0 and whole_s > 0.0:
            width, share = 100.0 * part_s / whole_s, a_share(part_s / whole_s)
            parts.append(Part(kind, words.KINDS[kind], left, width, a_duration(part_s), share))
            left += width
    return tuple(parts)


def posture(whole: DaySummary) -> tuple[Part, ...]:
    """Divide the judged time."""
    return stack(
        {
            "upright": whole.upright_s,
            "slumped": whole.slumped_s,
            "overextended": whole.overextended_s,
        },
        whole.judged_s,
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at of a day.

    Attributes:
        parts: The whole recorded time.
        seen: Time at the desk, in words; the others likewise.
        why_unclear: Why some of it could not be judged, the main reason first; may be empty.
    """

    parts: tuple[Part, ...]
    recorded: str
    seen: str
    judged: str
    why_unclear: str


def looked(day: Day) -> Looked:
    """Say what the day's numbers are made of."""
    whole = day.summary
    seconds = {
        "judged": whole.judged_s,
        Coverage.UNCLEAR: whole.unclear_s,
        Coverage.UNSEEN: whole.unseen_s,
        Coverage.PAUSED: whole.paused_s,
        Coverage.AWAY: whole.absent_s,
    }
    names = {"judged": words.JUDGED} | words.KINDS
    parts, left = [], 0.0
    for kind, part_s in seconds.items():
        if part_s > 0.0:
            width = 100.0 * part_s / whole.recorded_s
            parts.append(Part(kind, names[kind], left, width, a_duration(part_s)))
            left += width
    return Looked(
        tuple(parts),
        a_duration(whole.recorded_s),
        a_duration(whole.seen_s),
        a_duration(whole.judged_s),
        _why(day, Coverage.UNCLEAR),
    )


def _why(day: Day, coverage: Coverage) -> str:
    seconds: dict[str, float] = {}
    for piece in day.pieces:
        if piece.coverage is coverage:
            reason = _(a_reason(piece.reason))
            seconds[reason] = seconds.get(reason, 0.0) + piece.seconds
    largest_first = sorted(seconds.items(), key=lambda item: -item[1])
    return ", ".join(f"{reason} {a_duration(total_s)}" for reason, total_s in largest_first)
