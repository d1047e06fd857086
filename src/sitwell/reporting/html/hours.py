"""The hours of the day, each a bar of what was judged in it, and its first hour beside its last."""

from dataclasses import dataclass

from sitwell.core.day import HOUR_S, Day
from sitwell.reporting.html import words
from sitwell.reporting.html.bars import Part, stack
from sitwell.reporting.html.day_clock import DayClock
from sitwell.reporting.phrases import a_duration, a_share


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour: a full bar is an hour judged.

    Attributes:
        label: When it begins.
        parts: What it was made of.
        share: The slumped share of it.
        judged: Of how long.
    """

    label: str
    parts: tuple[Part, ...]
    share: str
    judged: str


def rows(day: Day) -> tuple[HourRow, ...]:
    """Give the hours in which anything was judged."""
    clock = DayClock(day.hours)
    return tuple(
        HourRow(
            clock.at(hour.start_s),
            stack(
                {
                    "slumped": hour.slumped_s,
                    "upright": hour.upright_s,
                    "overextended": hour.overextended_s,
                },
                HOUR_S,
            ),
            a_share(hour.slumped_share),
            a_duration(hour.judged_s),
        )
        for hour in day.hours
    )


def ends(day: Day) -> str:
    """Say how the first judged hour compares with the last; empty where there are not two."""
    if day.ends is None:
        return ""
    return words.ENDS.format(first=a_share(day.ends.first), last=a_share(day.ends.last))
