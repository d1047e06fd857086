"""The day's key figures, each with what it is to be compared with."""

from dataclasses import dataclass

from sitwell.core.day import Day
from sitwell.core.sitting import LONG_S
from sitwell.reporting.phrases import a_duration, a_share


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
    note = "" if share is None else f"{a_share(share)} of the sitting in bouts over {_min(LONG_S)}"
    return Figure("Longest sit", a_duration(day.sitting.longest_s), note)


def _breaks(day: Day) -> Figure:
    middle_s = day.sitting.median_break_s
    note = (
        "of 5 minutes or more" if middle_s is None else f"half of them over {a_duration(middle_s)}"
    )
    return Figure("Breaks", str(len(day.sitting.breaks)), note)


def _slumps(day: Day) -> Figure:
    slumps = day.summary.slumps
    if slumps.median_s is None or slumps.per_judged_hour is None:
        return Figure("Slump episodes", "0", "")
    note = (
        f"{slumps.per_judged_hour:.1f} per judged hour; half over {a_duration(slumps.median_s)}, "
        f"longest {a_duration(slumps.longest_s)}"
    )
    return Figure("Slump episodes", str(slumps.number), note)


def _shifts(day: Day) -> Figure:
    shifts = day.exposure.shifts_per_hour
    value = "–" if shifts is None else f"{shifts:.0f} / h"
    return Figure("Posture shifts", value, "changes of posture in a judged hour")


def _nudges(day: Day) -> Figure:
    nudges = day.summary.nudges
    if nudges.sent == 0:
        return Figure("Nudges followed", "–", "none was sent")
    note = f"{nudges.ignored} not followed"
    if nudges.median_response_s is not None:
        note = f"half within {a_duration(nudges.median_response_s)}; {note}"
    return Figure("Nudges followed", f"{nudges.helped} of {nudges.sent}", note)


def _sets(day: Day) -> Figure:
    done = sum(count.done for count in day.exercises)
    repetitions = sum(count.repetitions for count in day.exercises)
    seen = sum(count.seen_repetitions for count in day.exercises)
    note = f"{repetitions} repetitions, {seen} counted by the camera" if repetitions else ""
    return Figure("Exercise sets", str(done), note)


def _min(seconds: float) -> str:
    return f"{seconds / 60.0:.0f} min"
