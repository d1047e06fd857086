"""Whether the person wants to be watched now: always, unless they said otherwise for a while.

    pause 30m     watching |paused .......... 30 min| watching
    pause         watching |paused .......... until resume| watching
    snooze        watching |snoozed ......... 20 min| watching

The newest wish counts: whoever snoozes while paused is watched again when the snooze is over.

A wish outlives the monitor. The seconds of its clock mean nothing to the next one, so it is kept in
the calendar's time, and for no longer than it was to last, whatever happens to the calendar:

    first     |paused until 14:30 ....... killed
    second                                       started 14:10 |paused ... 14:30| watching
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from sitwell.core.reason import WISHES, Reason

SNOOZE_S = 1200.0
"""A snooze for which no length is given: as long as the least time between two nudges."""

LONGEST_S = 7 * 86_400.0
"""A pause with an end ends within a week; one that should be longer has none."""

_UNITS_S = {"h": 3600.0, "m": 60.0, "s": 1.0}
_PARTS = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", re.ASCII)
_MINUTES = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duty:
    """What the monitor is to do.

    Attributes:
        rest: paused or snoozed; None while it is to watch.
        until_t: When it watches again by itself; None while it watches, and where it waits to be
            told.
    """

    rest: Reason | None = None
    until_t: float | None = None


WATCHING = Duty()


@dataclass(frozen=True, slots=True)
class Wish:
    """A rest as it is kept for the next monitor.

    Attributes:
        rest: paused or snoozed.
        until: When it is over; zone-aware. None where it waits to be told.
        length_s: How long it was still to last when it was kept; None where `until` is.

    Raises:
        ValueError: If it is no rest that a person could have wished.
    """

    rest: Reason
    until: datetime | None = None
    length_s: float | None = None
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        if self.rest not in WISHES:
            raise ValueError(f"nobody wishes to be {self.rest.value}")
        if (self.until is None) is not (self.length_s is None):
            raise ValueError("a rest has both an end and a length, or neither")
        if self.until is None:
            if self.rest is Reason.SNOOZED:
                raise ValueError("a snooze always ends")
            return
        if self.until.tzinfo is None:
            raise ValueError("an end without its time zone is no moment")
        if self.length_s is None or not is_length(self.length_s):
            raise ValueError("a rest with an end lasts above 0 and at most 7 days")


def pause(t: float, seconds: float | None) -> Duty:
    """Rest from now on, for so long, or until told otherwise."""
    return Duty(Reason.PAUSED, None if seconds is None else t + seconds)


def snooze(t: float, seconds: float | None) -> Duty:
    """Rest from now on for a while, 20 min unless given."""
    return Duty(Reason.SNOOZED, t + (SNOOZE_S if seconds is None else seconds))


def tick(before: Duty, t: float) -> Duty:
    """Watch again once the time is over."""
    is_over = before.until_t is not None and t >= before.until_t
    return WATCHING if is_over else before


def write_down(wish: Duty, t: float, now: datetime) -> Wish | None:
    """Give what to keep of a wish; None where there is nothing to keep: it is to watch.

    Args:
        wish: The one in force.
        t: Seconds on the clock of `wish`.
        now: The same moment in the calendar; zone-aware.
    """
    still = tick(wish, t)
    if still.rest is None:
        return None
    if still.until_t is None:
        return Wish(still.rest)
    # A clock of large numbers rounds: a week would come out longer than a week.
    left_s = min(still.until_t - t, LONGEST_S)
    return Wish(still.rest, now + timedelta(seconds=left_s), left_s)


def take_up(kept: Wish, t: float, now: datetime) -> Duty:
    """Give the wish that is left of one that was kept; to watch, if it is over.

    `t` and `now` as for `write_down`. A calendar that was set back makes no rest longer.
    """
    if kept.until is None or kept.length_s is None:
        return Duty(kept.rest)
    left_s = min((kept.until - now).total_seconds(), kept.length_s)
    return Duty(kept.rest, t + left_s) if left_s > 0.0 else WATCHING


def is_length(seconds: float) -> bool:
    """Say whether a rest may be so long."""
    return math.isfinite(seconds) and 0.0 < seconds <= LONGEST_S


def parse_length(text: str) -> float:
    """Read a length of time, in seconds: 30m, 1h30m, 90s, 2h; a plain number is of minutes.

    Raises:
        ValueError: If it is none, or not above 0 and at most a week; says what would be.
    """
    plain = text.strip().lower()
    if _MINUTES.fullmatch(plain):
        plain += "m"
    found = _PARTS.fullmatch(plain)
    if found is None or not plain:
        raise ValueError(f"'{text}' is no length of time; write 30m, 1h30m or 90s")
    parts = zip(_UNITS_S.values(), found.groups(), strict=True)
    seconds = sum(unit_s * int(number) for unit_s, number in parts if number is not None)
    if not is_length(seconds):
        raise ValueError(f"'{text}' is not above 0 and at most 7 days")
    return seconds
