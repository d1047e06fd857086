"""Whether the person wants to be watched now: always, unless they said otherwise for a while.

    pause 30m     watching |paused .......... 30 min| watching
    pause         watching |paused .......... until resume| watching
    snooze        watching |snoozed ......... 20 min| watching

The newest wish counts: whoever snoozes while paused is watched again when the snooze is over.
"""

import math
import re
from dataclasses import dataclass

from sitwell.core.reason import Reason

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
