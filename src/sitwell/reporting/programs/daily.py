"""A day in a row of numbers, for tables that other programs read: one name and unit for each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sitwell.core.day import Day, ExposureSummary, Percentiles

Cell = str | int | float | None


class Kind(StrEnum):
    """What a column holds, beside nothing where that is not known."""

    DAY = "day"
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its name has the unit, and does not change.

    Attributes:
        name: As in a header.
        kind: What is in it.
        read: Gives it of a day; None where it is not known.
    """

    name: str
    kind: Kind
    read: Callable[[Day], Cell]


def _number(name: str, read: Callable[[Day], float | None]) -> Column:
    def rounded(day: Day) -> Cell:
        number = read(day)
        return None if number is None else round(number, 4)

    return Column(name, Kind.NUMBER, rounded)


def _count(name: str, read: Callable[[Day], int]) -> Column:
    return Column(name, Kind.COUNT, read)


def _angle(name: str, read: Callable[[ExposureSummary], float | None]) -> Column:
    return _number(name, lambda day: read(day.exposure) if day.exposure.judged_s > 0.0 else None)


def _percentile(
    name: str, of: Callable[[Day], Percentiles | None], read: Callable[[Percentiles], float]
) -> Column:
    def read_it(day: Day) -> float | None:
        found = of(day)
        return None if found is None else read(found)

    return _number(name, read_it)


COLUMNS = (
    Column("day", Kind.DAY, lambda day: day.day.isoformat()),
    _number("recorded_s", lambda day: day.summary.recorded_s),
    _number("seen_s", lambda day: day.summary.seen_s),
    _number("judged_s", lambda day: day.summary.judged_s),
    _number("unclear_s", lambda day: day.summary.unclear_s),
    _number("unseen_s", lambda day: day.summary.unseen_s),
    _number("paused_s", lambda day: day.summary.paused_s),
    _number("absent_s", lambda day: day.summary.absent_s),
    _number("upright_s", lambda day: day.summary.upright_s),
    _number("slumped_s", lambda day: day.summary.slumped_s),
    _number("overextended_s", lambda day: day.summary.overextended_s),
    _number("upright_share", lambda day: day.summary.upright_share),
    _number("slumped_share", lambda day: day.summary.slumped_share),
    _number("overextended_share", lambda day: day.summary.overextended_share),
    _count("slump_episodes", lambda day: day.summary.slumps.number),
    _number("slumps_per_judged_hour", lambda day: day.summary.slumps.per_judged_hour),
    _number("slump_median_s", lambda day: day.summary.slumps.median_s),
    _number("slump_longest_s", lambda day: day.summary.slumps.longest_s),
    _number("slump_mean_flexion_deg", lambda day: day.summary.slumps.mean_flexion_deg),
    _number("first_hour_slumped_share", lambda day: day.ends.first if day.ends else None),
    _number("last_hour_slumped_share", lambda day: day.ends.last if day.ends else None),
    _count("sitting_bouts", lambda day: len(day.sitting.bouts)),
    _number("seated_s", lambda day: day.sitting.seated_s),
    _number("sitting_longest_s", lambda day: day.sitting.longest_s),
    _number("sitting_long_share", lambda day: day.sitting.long_share),
    _count("breaks", lambda day: len(day.sitting.breaks)),
    _number("break_median_s", lambda day: day.sitting.median_break_s),
    _number("angles_judged_s", lambda day: day.exposure.judged_s),
    _angle("head_forward_s", lambda angles: angles.head_forward_s),
    _angle("rounded_s", lambda angles: angles.rounded_s),
    _angle("leaning_left_s", lambda angles: angles.left_s),
    _angle("leaning_right_s", lambda angles: angles.right_s),
    _angle("shifts_per_judged_hour", lambda angles: angles.shifts_per_hour),
    _percentile("flexion_p10_deg", lambda day: day.exposure.flexion, lambda p: p.p10_deg),
    _percentile("flexion_p50_deg", lambda day: day.exposure.flexion, lambda p: p.p50_deg),
    _percentile("flexion_p90_deg", lambda day: day.exposure.flexion, lambda p: p.p90_deg),
    _percentile("rounding_p10_deg", lambda day: day.exposure.rounding, lambda p: p.p10_deg),
    _percentile("rounding_p50_deg", lambda day: day.exposure.rounding, lambda p: p.p50_deg),
    _percentile("rounding_p90_deg", lambda day: day.exposure.rounding, lambda p: p.p90_deg),
    _count("nudges_sent", lambda day: day.summary.nudges.sent),
    _count("nudges_helped", lambda day: day.summary.nudges.helped),
    _count("nudges_ignored", lambda day: day.summary.nudges.ignored),
    _number("nudge_median_response_s", lambda day: day.summary.nudges.median_response_s),
    _count("exercise_sets", lambda day: sum(count.done for count in day.exercises)),
    _count("exercise_repetitions", lambda day: sum(count.repetitions for count in day.exercises)),
)
"""In this order; columns may be added at the end, and none changes its meaning or goes away."""
