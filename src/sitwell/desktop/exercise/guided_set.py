"""A guided set as time passes: where in it the person is, and what was done of it."""

from datetime import datetime

from sitwell.coach.cards import Card
from sitwell.core.pacing import Course, Moment, Stage, look, tally
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.core.set_times import SetTimes, note

LONGEST_STEP_S = 1.0
"""A longer gap is a computer that slept: the set waited too."""


class GuidedSet:
    """One guided exercise; time comes in from outside."""

    def __init__(self, card: Card, course: Course) -> None:
        self._card, self._course = card, course
        self._t = 0.0
        self._times: tuple[SetTimes, ...] = ()

    @property
    def moment(self) -> Moment:
        """Where the person is."""
        return look(self._course, self._t)

    @property
    def times(self) -> tuple[SetTimes, ...]:
        """When each set began and ended that was begun."""
        return self._times

    @property
    def is_over(self) -> bool:
        """Whether all is done."""
        return self.moment.step.stage is Stage.OVER

    def advance(self, seconds: float, now: datetime) -> None:
        """Let time pass; `now` is the wall clock after it."""
        self._t += min(max(0.0, seconds), LONGEST_STEP_S)
        self._note(now)

    def skip_ready(self, now: datetime) -> bool:
        """Begin with the first breath, if it has not begun; say whether that was so."""
        if self.moment.step.stage is not Stage.READY:
            return False
        self._t = self._course.starts_s[1]
        self._note(now)
        return True

    def records(self, now: datetime) -> tuple[ExerciseRecord, ...]:
        """Give what is to be logged: each set that was begun, or that it was skipped."""
        done = tuple(
            ExerciseRecord(
                times.begun,
                self._card.id,
                ExerciseOutcome.DONE if one.is_done else ExerciseOutcome.STOPPED,
                one.repetitions,
                duration_s=one.duration_s,
            )
            for times, one in zip(self._times, tally(self._course, self._t), strict=False)
        )
        return done or (ExerciseRecord(now, self._card.id, ExerciseOutcome.SKIPPED),)

    def _note(self, now: datetime) -> None:
        self._times = note(self._times, tally(self._course, self._t), now)
