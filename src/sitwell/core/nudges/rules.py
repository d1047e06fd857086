"""Every delay and limit of the nudges."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from sitwell.core import quiet_hours
from sitwell.core.circumstances import DAY_S
from sitwell.core.quiet_hours import Hours


class FirstWeek(StrEnum):
    """How much is said in the first days on record."""

    GENTLE = "gentle"
    SILENT = "silent"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class NudgeRules:
    """When to nudge. Defaults are design.md's, bounded by science.md section 2.4.

    Attributes:
        sit_up_after_s: Slumping this long earns the sit-up nudge.
        locust_after_s: Slumping this long in one go earns the Locust suggestion.
        locust_within_hour_s: So does this much within the last hour, after a nudge that did
            not help.
        locusts_per_day: Most Locust suggestions within any 24 hours; then sitting up is suggested
            instead. The exercise is for three times a day at most (science.md section 5).
        break_after_s: Seated this long earns the break reminder.
        break_lasts_s: Away or on their feet this long counts as a break.
        ease_after_s: Over-extended this long earns a word on letting go. Our choice, as long as a
            slump takes to the Locust: section 2.4 asks for a nudge of its own and gives no time.
        lean_after_s: Leaning to one side this long earns a word on coming back to the middle. Our
            choice, likewise: ISO 11226 calls a lean beyond 10 degrees that is held not acceptable
            (science.md section 1), and 10 min leave room for a telephone call.
        still_after_s: Upright without a change of position this long earns the suggestion of one.
            Twice the 10 min after which people without pain shift (science.md 2.2 [S21b]).
        again_after_s: None of these three is said again sooner: they are the smaller requests.
        cue_within_s: Back from a break for no longer than this, the cue of the week may come: it
            is for the moment of sitting down.
        cue_break_most_s: Away for longer was no break but the end of work, and earns no cue.
        apart_s: Least time between two nudges.
        most_per_day: Most nudges within any 24 hours.
        patience: After this many ignored in a row, nudges come half as often.
        ignored_after_s: A nudge not followed within this time was ignored. Not seen for as long
            meanwhile, nobody knows.
        first_week: gentle, silent or full: in the first days on record at most a few nudges a
            day, none, or as many as later. People who began with a reminder once or twice a day
            kept to it (science.md section 4); silent leaves a week to compare with (2.4).
        starter_days: How many days the first week has.
        starter_per_day: Most nudges on a day of a gentle first week.
        quiet_hours: Hours of the day without nudges, in local time, as "22:00-07:00".
    """

    sit_up_after_s: float = 120.0
    locust_after_s: float = 600.0
    locust_within_hour_s: float = 1200.0
    locusts_per_day: int = 3
    break_after_s: float = 1800.0
    break_lasts_s: float = 300.0
    ease_after_s: float = 600.0
    lean_after_s: float = 600.0
    still_after_s: float = 1200.0
    again_after_s: float = 3600.0
    cue_within_s: float = 300.0
    cue_break_most_s: float = 7200.0
    apart_s: float = 1200.0
    most_per_day: int = 12
    patience: int = 3
    ignored_after_s: float = 300.0
    first_week: FirstWeek = FirstWeek.GENTLE
    starter_days: int = 7
    starter_per_day: int = 2
    quiet_hours: tuple[str, ...] = ()
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        for rule in fields(self):
            if rule.name.endswith("_s") and not 0.0 < getattr(self, rule.name) <= DAY_S:
                raise ValueError(f"{rule.name} must be above 0 seconds and at most a day")
        if self.most_per_day < 0 or self.patience < 1:
            raise ValueError("most_per_day must be 0 or more, and patience 1 or more")
        if self.locusts_per_day < 0 or self.starter_per_day < 0:
            raise ValueError("locusts_per_day and starter_per_day must be 0 or more")
        if not 0 <= self.starter_days <= 366:
            raise ValueError("starter_days must be 0 to 366")
        if self.cue_break_most_s < self.break_lasts_s:
            raise ValueError("cue_break_most_s must not be shorter than break_lasts_s")
        quiet_hours.parse(self.quiet_hours)

    @property
    def hours(self) -> tuple[Hours, ...]:
        """The quiet hours, read."""
        return quiet_hours.parse(self.quiet_hours)
