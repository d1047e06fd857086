"""When to breathe, lift and rest in a guided set, as a function of time alone.

one set      READY | MOVE left side | CHANGE | MOVE right side | PAUSE | … | REST | OVER
a repetition up, with one breath | so many whole breaths there | down, with the other breath
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

CHANGE_S = 6.0
"""Seconds to change sides (our own choice)."""

PAUSE_S = 15.0
"""Seconds between two sets (our own choice)."""


class Stage(StrEnum):
    """What a person does in a part of a set."""

    READY = "ready"
    MOVE = "move"
    CHANGE = "change"
    PAUSE = "pause"
    REST = "rest"
    OVER = "over"


class Breath(StrEnum):
    """Which way the breath goes."""

    IN = "in"
    OUT = "out"


class Motion(StrEnum):
    """What goes with a breath."""

    UP = "up"
    STAY = "stay"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One breath.

    Attributes:
        inhale_s: Seconds of the breath in; above 0.
        exhale_s: Seconds of the breath out; above 0.
    """

    inhale_s: float
    exhale_s: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """What a guided exercise is made of.

    Attributes:
        rhythm: Its breath.
        repetitions: How many on each side in each set; at least 1.
        hold_breaths: Whole breaths between up and down.
        sides: 1, or 2 for one side and then the other.
        sets: How many; at least 1.
        ready_s: Seconds to get into place.
        lifts_on_exhale: Whether up goes with the breath out, and down with the breath in.
        rest: The breath of the rest pose; None where there is no such pose.
        rest_breaths: Whole breaths in the rest pose.
    """

    rhythm: Rhythm
    repetitions: int
    hold_breaths: int = 0
    sides: int = 1
    sets: int = 1
    ready_s: float = 5.0
    lifts_on_exhale: bool = False
    rest: Rhythm | None = None
    rest_breaths: int = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the course in which one thing is done.

    Attributes:
        stage: To what it belongs.
        length_s: Seconds.
        breath: Which way the breath goes; None where it goes as it likes.
        motion: What goes with that breath.
        grows: Whether the line that shows it grows or shrinks.
        repetition: Which one of this side, from 1; of the rest, which breath. 0 where none.
        side: Which side, from 1; 0 where there are none.
        set_number: Which set, from 1; 0 before the first and after the last.
    """

    stage: Stage
    length_s: float
    breath: Breath | None = None
    motion: Motion = Motion.STAY
    grows: bool = False
    repetition: int = 0
    side: int = 0
    set_number: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """All steps in order, and when each begins, in seconds from the start.

    Attributes:
        steps: The last one is OVER, and has no end.
        starts_s: When each begins; rising.
    """

    steps: tuple[Step, ...]
    starts_s: tuple[float, ...]

    @property
    def length_s(self) -> float:
        """How long it lasts."""
        return self.starts_s[-1]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a person is in the course.

    Attributes:
        step: What is done.
        number: Which step it is, from 0.
        share: How much of it has passed, 0 to 1.
        left_s: Seconds until it ends; 0 once all is over.
        fullness: How long the line is that shows the breath, 0 to 1; never jumps within a set.
    """

    step: Step
    number: int
    share: float
    left_s: float
    fullness: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done of one set that was begun.

    Attributes:
        repetitions: Those completed, of both sides together.
        duration_s: Seconds from its first breath.
        is_done: Whether it was completed.
    """

    repetitions: int
    duration_s: float
    is_done: bool


def lay_out(tempo: Tempo) -> Course:
    """Give the course of a guided exercise."""
    steps = (*_steps(tempo), Step(Stage.OVER, 0.0))
    starts_s = [0.0]
    for step in steps[:-1]:
        starts_s.append(starts_s[-1] + step.length_s)
    return Course(steps, tuple(starts_s))


def look(course: Course, t: float) -> Moment:
    """Say where in the course a person is, `t` seconds after its start."""
    number = max(0, bisect_right(course.starts_s, t) - 1)
    step = course.steps[number]
    if step.stage is Stage.OVER:
        return Moment(step, number, 1.0, 0.0, 0.0)
    passed_s = max(0.0, t - course.starts_s[number])
    share = min(1.0, passed_s / step.length_s)
    return Moment(step, number, share, max(0.0, step.length_s - passed_s), _fullness(step, share))


def tally(course: Course, t: float) -> tuple[Tally, ...]:
    """Say what of each set that was begun has been done, `t` seconds after the start."""
    sets = sorted({step.set_number for step in course.steps if step.stage is Stage.MOVE})
    spans = ((_span(course, number), number) for number in sets)
    return tuple(
        Tally(_completed(course, number, t), min(t, end_s) - start_s, t >= end_s)
        for (start_s, end_s), number in spans
        if t >= start_s
    )


def _steps(tempo: Tempo) -> Iterator[Step]:
    if tempo.ready_s > 0:
        yield Step(Stage.READY, tempo.ready_s)
    for number in range(1, tempo.sets + 1):
        if number > 1:
            yield Step(Stage.PAUSE, PAUSE_S)
        for side in range(1, tempo.sides + 1):
            if side > 1:
                yield Step(Stage.CHANGE, CHANGE_S, side=side, set_number=number)
            named = side if tempo.sides > 1 else 0
            for step in _side(tempo):
                yield replace(step, side=named, set_number=number)
    if tempo.rest is not None:
        for breath in range(1, tempo.rest_breaths + 1):
            yield Step(Stage.REST, tempo.rest.inhale_s, Breath.IN, grows=True, repetition=breath)
            yield Step(Stage.REST, tempo.rest.exhale_s, Breath.OUT, repetition=breath)


def _side(tempo: Tempo) -> Iterator[Step]:
    """Give the breaths of one side; the first of each repetition goes up, and the last down."""
    lengths = {Breath.IN: tempo.rhythm.inhale_s, Breath.OUT: tempo.rhythm.exhale_s}
    first, second = Breath.IN, Breath.OUT
    if tempo.lifts_on_exhale:
        first, second = second, first
    last = 2 * tempo.hold_breaths + 1
    for repetition in range(1, tempo.repetitions + 1):
        for half in range(last + 1):
            breath = second if half % 2 else first
            motion = {0: Motion.UP, last: Motion.DOWN}.get(half, Motion.STAY)
            grows = half % 2 == 0
            yield Step(Stage.MOVE, lengths[breath], breath, motion, grows, repetition)


def _fullness(step: Step, share: float) -> float:
    """Give how long the line is: it starts and ends gently, as a breath does."""
    if step.breath is None:
        return 0.0
    eased = share * share * (3.0 - 2.0 * share)
    return eased if step.grows else 1.0 - eased


def _span(course: Course, set_number: int) -> tuple[float, float]:
    inside = [n for n, step in enumerate(course.steps) if step.set_number == set_number]
    return course.starts_s[inside[0]], course.starts_s[inside[-1] + 1]


def _completed(course: Course, set_number: int, t: float) -> int:
    ends_s = course.starts_s[1:]
    return sum(
        step.motion is Motion.DOWN and step.set_number == set_number and end_s <= t
        for step, end_s in zip(course.steps, ends_s, strict=False)
    )
