"""What a camera counted of a set, and whether it saw enough of it for its count to be logged.

    set begins        set ends   lands
    |  lift  lift  li|ft         |    lift      counted: 3
                     └ under way ┘    └ in the rest pose, or between two sets: part of none

Otherwise the person's own count stays, which is that of the breaths.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sitwell.core.lifts import Repetition
from sitwell.core.lying import Unseen
from sitwell.core.reason import Reason
from sitwell.core.records import CountedBy, ExerciseRecord
from sitwell.core.repetitions import Counter, Sight, Stage

LEAST_SEEN_SHARE = 0.6  # of a set; seen less of, it may well hold a lift that nobody saw


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known at a moment.

    Attributes:
        sight: What is seen, or why nothing can be counted.
        has_floor: Whether the floor line is known.
        repetitions: Those counted so far, in order.
        whole_s: For how long both lines have been seen in all.
        watched_s: For how long it has been looking.
        reason: Why there is no picture; None where there is one.
        detail: The same in a short sentence; "" where there is none.
    """

    sight: Sight = Unseen.NOBODY
    has_floor: bool = False
    repetitions: tuple[Repetition, ...] = ()
    whole_s: float = 0.0
    watched_s: float = 0.0
    reason: Reason | None = None
    detail: str = ""

    @property
    def count(self) -> int:
        """Repetitions so far."""
        return len(self.repetitions)

    @property
    def can_see(self) -> bool:
        """Whether both lines are seen."""
        return isinstance(self.sight, Stage)

    @property
    def is_ready(self) -> bool:
        """Whether somebody lies there and the floor line is known."""
        return self.can_see and self.has_floor


History = Sequence[tuple[datetime, Progress]]
"""What was known and when, in order of time."""


class Verdict(StrEnum):
    """Whose count is logged, and why."""

    HOLDS = "holds"  # the camera's
    HARDLY_SEEN = "hardly_seen"  # the person's: it saw too little of the set
    NO_LIFT = "no_lift"  # the person's: it saw them, and no lift


@dataclass(frozen=True, slots=True)
class Attested:
    """What the camera has to say about one set.

    Attributes:
        record: With the camera's count where that holds, as it was in every other case.
        verdict: Whether it holds.
        repetitions: What is logged by the camera; none unless it holds.
        last: What was known when the set ended.
    """

    record: ExerciseRecord
    verdict: Verdict
    repetitions: tuple[Repetition, ...]
    last: Progress


def summarise(counter: Counter, reason: Reason | None = None, detail: str = "") -> Progress:
    """Give what a counter knows, without what it needs to go on; reason and detail of an outage."""
    return Progress(
        counter.sight,
        counter.floor is not None,
        counter.repetitions,
        counter.whole_s,
        counter.watched_s,
        reason,
        detail,
    )


def saw_enough(before: Progress, after: Progress) -> bool:
    """Say whether what was counted between two moments is to be trusted."""
    seen_s = after.whole_s - before.whole_s
    watched_s = after.watched_s - before.watched_s
    return watched_s > 0.0 and seen_s >= LEAST_SEEN_SHARE * watched_s


def attest(
    record: ExerciseRecord, end: datetime, history: History, *, is_lost: bool = False
) -> Attested:
    """Give the record of a set with the camera's count where it saw enough.

    Args:
        record: As the breaths counted it; it says when the set began.
        end: When it ended, before any rest pose.
        history: Of the camera.
        is_lost: Whether the counting came to an end by a fault.
    """
    before, last = find(history, record.at), find(history, end)
    if is_lost or not saw_enough(before, last):
        return Attested(record, Verdict.HARDLY_SEEN, (), last)
    done = _find_landing(history, end, last).repetitions[before.count :]
    if not done:
        return Attested(record, Verdict.NO_LIFT, (), last)
    counted = replace(record, repetitions=len(done), counted_by=CountedBy.CAMERA)
    return Attested(counted, Verdict.HOLDS, done, last)


def average(repetitions: Sequence[Repetition]) -> Repetition:
    """Give the mean of at least one, with the time of the last."""
    number = len(repetitions)
    names = ("up_s", "down_s", "chest_deg", "leg_deg")
    means = (sum(getattr(done, name) for done in repetitions) / number for name in names)
    return Repetition(repetitions[-1].t, *means)


def find(history: History, moment: datetime) -> Progress:
    """Give what was known at a moment."""
    return next((known for at, known in reversed(history) if at <= moment), Progress())


def _find_landing(history: History, end: datetime, last: Progress) -> Progress:
    """Give what was known once the lift was over that was under way at the end, if there was one.

    Who goes by the breath is a little behind it.
    """
    if last.sight is not Stage.MOVING:
        return last
    landed = (known for at, known in history if at > end and known.sight is not Stage.MOVING)
    return next(landed, last)
