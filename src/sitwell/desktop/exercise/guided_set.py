"""A guided set as time passes: where in it the person is, and what was done of it."""

from datetime import datetime

from sitwell.coach.cards import Card
from sitwell.core.pacing import Course, Moment, Stage, look, tally
from sitwell.core.records import ExerciseOutcome, ExerciseRecord

LONGEST_STEP_S = 1.0
"""A longer gap is a computer that slept: the set waited too."""


class GuidedSet:
    """One guided exercise; time comes in from outside."""

    def __init__(self, card: Card, course: Course) -> None:
        self._card, self._course = card, course
        self._t = 0.0
        self._begun_at: list[datetime] = []

    @property
    def moment(self) -> Moment:
        """Where the person is."""
        return look(self._course, self._t)

    @property
    def is_over(self) -> bool:
        """Whether all is done."""
        return self.moment.step.stage is Stage.OVER

    def advance(self, seconds: float, now: datetime) -> None:
        """Let time pass; `now` is the wall clock after it."""
        self._t += min(max(0.0, seconds), LONGEST_STEP_S)
        self._note_begin(now)

    def skip_ready(self, now: datetime) -> bool:
        """Begin with the first breath, if it has not begun; say whether that was so."""
        if self.moment.step.stage is not Stage.READY:
            return False
        self._t = self._course.starts_s[1]
        self._note_begin(now)
        return True

    def records(self, now: datetime) -> tuple[ExerciseRecord, ...]:
        """Give what is to be logged: each set that was begun, or that it was skipped."""
        done = tuple(
            ExerciseRecord(
                at,
                self._card.id,
                ExerciseOutcome.DONE if one.is_done else ExerciseOutcome.STOPPED,
                one.repetitions,
                duration_s=one.duration_s,
            )
            for at, one in zip(self._begun_at, tally(self._course, self._t), strict=False)
        )
        return done or (ExerciseRecord(now, self._card.id, ExerciseOutcome.SKIPPED),)

    def _note_begin(self, now: datetime) -> None:
        while len(self._begun_at) < len(tally(self._course, self._t)):
            self._begun_at.append(now)
