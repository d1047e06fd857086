"""The day from left to right: a skyline, tall where the person sat upright and low where slumped.

Pieces finer than the drawing are merged: each slot shows what most of it was. So a day of a
thousand episodes is drawn with no more shapes than it has slots.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from sitwell.core.day import HOUR_S, Day
from sitwell.core.records import ExerciseOutcome, NudgeOutcome
from sitwell.core.sitting import LONG_S
from sitwell.core.timeline import Coverage, Piece, seconds_between
from sitwell.reporting.html import words
from sitwell.reporting.html.day_clock import DayClock
from sitwell.reporting.phrases import a_duration

SLOTS = 720
MOST_LABELS_WIDE = 14
MOST_LABELS_NARROW = 6
MOST_TOLD_AN_HOUR = 6
LEAST_APART = 1.2  # percent: marks that are closer hide each other


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one kind; left and width in percent."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that happened; left in percent."""

    kind: str
    left: float
    name: str


@dataclass(frozen=True, slots=True)
class HourColumn:
    """One hour of the drawing.

    Attributes:
        label: When it begins.
        is_for_wide: Whether its label has room on a wide page.
        is_for_narrow: Whether it has on a narrow one.
        details: What happened in it, in a line.
        times: How long each kind was, in words, in the order of words.KINDS.
    """

    label: str
    is_for_wide: bool
    is_for_narrow: bool
    details: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is drawn of it; kinds and marks are those that the key explains."""

    blocks: tuple[Block, ...]
    bouts: tuple[Block, ...]
    markers: tuple[Marker, ...]
    hours: tuple[HourColumn, ...]
    kinds: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    at_s: float
    kind: str
    name: str


def draw(day: Day) -> Timeline | None:
    """Give the drawing of the day, from the first to the last hour in which anybody was seen.

    Returns:
        None where nothing was recorded.
    """
    if not day.pieces:
        return None
    first, last = _find_ends(day.pieces)
    clock = DayClock(day.hours)
    start_s, length_s = first * HOUR_S, (last - first) * HOUR_S
    events = _events(day, clock)

    def percent(seconds: float) -> float:
        return 100.0 * min(max((seconds - start_s) / length_s, 0.0), 1.0)

    blocks = _merge(day.pieces, start_s, length_s)
    bouts = tuple(
        Block(
            "long" if bout.seconds > LONG_S else "short",
            percent(bout.start_s),
            percent(bout.stop_s) - percent(bout.start_s),
        )
        for bout in day.sitting.bouts
        if bout.seconds >= length_s / SLOTS
    )
    markers = _thin(
        Marker(event.kind, percent(event.at_s), event.name)
        for event in events
        if start_s <= event.at_s <= start_s + length_s
    )
    return Timeline(
        blocks,
        bouts,
        markers,
        _hours(day, range(first, last), clock, events),
        tuple(kind for kind in words.KINDS if any(block.kind == kind for block in blocks)),
        tuple(kind for kind in words.MARKS if any(mark.kind == kind for mark in markers)),
    )


def kind_of(piece: Piece) -> str:
    """Give the kind of a piece, a key of words.KINDS."""
    return piece.state.value if piece.coverage is Coverage.JUDGED else piece.coverage.value


def _find_ends(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    dull = (Coverage.AWAY, Coverage.UNSEEN)
    telling = [p for p in pieces if p.coverage not in dull] or pieces
    return int(telling[0].start_s // HOUR_S), ceil(telling[-1].stop_s / HOUR_S)


def _merge(pieces: tuple[Piece, ...], start_s: float, length_s: float) -> tuple[Block, ...]:
    slot_s = length_s / SLOTS
    filled: list[dict[str, float]] = [defaultdict(float) for _ in range(SLOTS)]
    for piece in pieces:
        begun = max(0, int((piece.start_s - start_s) / slot_s))
        ended = min(SLOTS, ceil((piece.stop_s - start_s) / slot_s))
        for slot in range(begun, ended):
            left_s = start_s + slot * slot_s
            inside_s = min(piece.stop_s, left_s + slot_s) - max(piece.start_s, left_s)
            filled[slot][kind_of(piece)] += max(inside_s, 0.0)
    blocks: list[Block] = []
    for slot, seconds in enumerate(filled):
        kind = max(seconds, key=lambda one: seconds[one], default="")
        left, width = 100.0 * slot / SLOTS, 100.0 / SLOTS
        if blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(kind, blocks[-1].left, blocks[-1].width + width)
        else:
            blocks.append(Block(kind, left, width))
    return tuple(block for block in blocks if block.kind)


def _events(day: Day, clock: DayClock) -> list[_Event]:
    since = day.summary.since
    events = []
    for nudge in day.nudges:
        at_s = seconds_between(since, nudge.at)
        kind = "helped" if nudge.outcome is NudgeOutcome.HELPED else "nudge"
        became = words.BECAME[nudge.outcome]
        name = words.NUDGE_AT.format(
            what=words.SENT[nudge.kind], time=clock.at(at_s), became=became
        )
        events.append(_Event(at_s, kind, name))
    for one in day.sets:
        at_s = seconds_between(since, one.at)
        is_done = one.outcome is ExerciseOutcome.DONE
        name = (words.EXERCISE_AT if is_done else words.ENDED_AT).format(time=clock.at(at_s))
        events.append(_Event(at_s, "exercise", name))
    return sorted(events)


def _thin(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Leave out marks so close to one of their kind that they would hide it."""
    kept: list[Marker] = []
    last: dict[str, float] = {}
    for marker in markers:
        if marker.left - last.get(marker.kind, -LEAST_APART) >= LEAST_APART:
            last[marker.kind] = marker.left
            kept.append(marker)
    return tuple(kept)


def _hours(
    day: Day, places: range, clock: DayClock, events: list[_Event]
) -> tuple[HourColumn, ...]:
    seconds: dict[tuple[int, str], float] = defaultdict(float)
    for piece in day.pieces:
        for place in range(int(piece.start_s // HOUR_S), ceil(piece.stop_s / HOUR_S)):
            begun_s, ended_s = place * HOUR_S, (place + 1) * HOUR_S
            inside_s = min(piece.stop_s, ended_s) - max(piece.start_s, begun_s)
            seconds[place, kind_of(piece)] += inside_s
    wide, narrow = (ceil(len(places) / most) for most in (MOST_LABELS_WIDE, MOST_LABELS_NARROW))
    columns = []
    for index, place in enumerate(places):
        times = [(name, seconds[place, kind]) for kind, name in words.KINDS.items()]
        told = [f"{name} {a_duration(total_s)}" for name, total_s in times if total_s > 0.0]
        happened = [event.name for event in events if int(event.at_s // HOUR_S) == place]
        told += happened[:MOST_TOLD_AN_HOUR]
        if len(happened) > MOST_TOLD_AN_HOUR:
            told.append(words.MORE.format(number=len(happened) - MOST_TOLD_AN_HOUR))
        columns.append(
            HourColumn(
                clock.hour(place),
                index % wide == 0,
                index % narrow == 0,
                words.IN_HOUR.format(
                    begin=clock.hour(place),
                    end=clock.hour(place + 1),
                    told=", ".join(told) or words.NOT_RECORDED,
                ),
                tuple(a_duration(total_s) if total_s > 0.0 else "–" for _, total_s in times),
            )
        )
    return tuple(columns)
