"""Little and often: the mini-sets of a day, and the days on which there were any.

A day off is no failure: what is told is "4 of the last 7 days". The streak counts the days with a
set, backwards from today, and forgives one day without in any seven; days on which nobody was at
the desk are neither counted nor missed, and today is not missed before it is over.

    days       M  T  W  T  F  S  S  M  T(today)
    set done   x  x  .  x  x        x  .
    at desk    x  x  x  x  x        x  x
    streak     1  2  2  3  4  4  4  5  5
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sitwell.core.records import ExerciseOutcome, ExerciseRecord

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PracticeRules:
    """How much is planned.

    Attributes:
        sets_per_day: Mini-sets a day; 3 is science.md section 4's "micro-dose".
    """

    sets_per_day: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.sets_per_day <= 12:
            raise ValueError("sets_per_day must be 1 to 12")


@dataclass(frozen=True, slots=True)
class Practice:
    """What was practised up to a day.

    Attributes:
        done_today: Mini-sets done on that day.
        planned: How many were planned for it.
        days_of_last_7: Days with a set among that day and the six before it.
        streak_days: Days with a set in the run that leads up to that day; see above.
    """

    done_today: int
    planned: int
    days_of_last_7: int
    streak_days: int

    @property
    def left_today(self) -> int:
        """How many of the planned ones are still to come; never below 0."""
        return max(0, self.planned - self.done_today)


def review(
    exercises: Collection[ExerciseRecord],
    today: date,
    rules: PracticeRules = PracticeRules(),
    desk_days: Collection[date] | None = None,
) -> Practice:
    """Add up the mini-sets done until the end of `today`.

    Args:
        exercises: In any order. A day is the day where and when it was done (`at`'s own zone).
        today: The day.
        rules: The plan.
        desk_days: Days on which the person was at the desk; None counts every day as one.
    """
    days = {day for record in exercises if (day := _day_done(record)) is not None and day <= today}
    return Practice(
        done_today=len(cards_done(exercises, today)),
        planned=rules.sets_per_day,
        days_of_last_7=sum(today - day < _WEEK for day in days),
        streak_days=_measure_streak(days, today, desk_days),
    )


def cards_done(exercises: Collection[ExerciseRecord], day: date) -> tuple[str, ...]:
    """Give the ids of the cards done on that day, each as often as it was, in order of time."""
    done = sorted((r for r in exercises if _day_done(r) == day), key=lambda record: record.at)
    return tuple(record.card_id for record in done)


def cards_declined(exercises: Collection[ExerciseRecord]) -> frozenset[str]:
    """Give the ids of the cards that are "not for me": declined, and not done since."""
    declined: set[str] = set()
    for record in sorted(exercises, key=lambda record: record.at):
        if record.outcome is ExerciseOutcome.DECLINED:
            declined.add(record.card_id)
        elif record.outcome is ExerciseOutcome.DONE:
            declined.discard(record.card_id)
    return frozenset(declined)


def _day_done(record: ExerciseRecord) -> date | None:
    return record.at.date() if record.outcome is ExerciseOutcome.DONE else None


def _measure_streak(days: set[date], today: date, desk_days: Collection[date] | None) -> int:
    """Walk back from today to the first day, or to a second miss within seven days."""
    streak, last_missed = 0, None
    first = min(days, default=today)
    for number in range(today.toordinal(), first.toordinal() - 1, -1):
        day = date.fromordinal(number)
        if day in days:
            streak += 1
        elif day != today and (desk_days is None or day in desk_days):
            if last_missed is not None and last_missed - day < _WEEK:
                break
            last_missed = day
    return streak
