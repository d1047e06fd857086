"""The day's key figures, each with what it is to be compared with."""

from dataclasses import dataclass

from sitwell.core.day import Day
from sitwell.core.sitting import LONG_S
from sitwell.reporting.html import words
from sitwell.reporting.phrases import a_duration, a_share
from sitwell.words import decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to remember: its name, the number, and a few words to it."""

    name: str
    value: str
    note: str


def draw(day: Day) -> tuple[Figure, ...]:
    """Give them, from the most telling."""
    return (_longest_sit(day), _breaks(day), _slumps(day), _shifts(day), _nudges(day), _sets(day))


def _longest_sit(day: Day) -> Figure:
    share = day.sitting.long_share
    note = (
        "" if share is None else words.LONG_SHARE.format(share=a_share(share), length=_min(LONG_S))
    )
    return Figure(words.LONGEST_SIT, a_duration(day.sitting.longest_s), note)


def _breaks(day: Day) -> Figure:
    middle_s = day.sitting.median_break_s
    note = (
        words.BREAK_LEAST
        if middle_s is None
        else words.HALF_OVER.format(length=a_duration(middle_s))
    )
    return Figure(words.BREAKS_OF_DAY, str(len(day.sitting.breaks)), note)


def _slumps(day: Day) -> Figure:
    slumps = day.summary.slumps
    if slumps.median_s is None or slumps.per_judged_hour is None:
        return Figure(words.SLUMPS, "0", "")
    note = words.SLUMPS_NOTE.format(
        number=decimal(slumps.per_judged_hour, 1),
        half=a_duration(slumps.median_s),
        longest=a_duration(slumps.longest_s),
    )
    return Figure(words.SLUMPS, str(slumps.number), note)


def _shifts(day: Day) -> Figure:
    shifts = day.exposure.shifts_per_hour
    value = "–" if shifts is None else f"{shifts:.0f} / h"
    return Figure(words.SHIFTS, value, words.SHIFTS_NOTE)


def _nudges(day: Day) -> Figure:
    nudges = day.summary.nudges
    if nudges.sent == 0:
        return Figure(words.FOLLOWED, "–", words.NONE_SENT)
    note = words.NOT_FOLLOWED.format(number=nudges.ignored)
    if nudges.median_response_s is not None:
        note = f"{words.HALF_WITHIN.format(length=a_duration(nudges.median_response_s))}; {note}"
    value = words.SOME_OF.format(some=nudges.helped, number=nudges.sent)
    return Figure(words.FOLLOWED, value, note)


def _sets(day: Day) -> Figure:
    done = sum(count.done for count in day.exercises)
    repetitions = sum(count.repetitions for count in day.exercises)
    seen = sum(count.seen_repetitions for count in day.exercises)
    note = words.tell_repetitions(repetitions, seen) if repetitions else ""
    return Figure(words.SETS_DONE, str(done), note)


def _min(seconds: float) -> str:
    return f"{seconds / 60.0:.0f} min"
