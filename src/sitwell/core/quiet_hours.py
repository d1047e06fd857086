"""The hours of each day in which the person wants no nudge, in local time.

    22:00-07:00     ....|22 ======= 24|0 ====== 7|.......

What would have been said is held back, not lost: it comes afterwards, if the posture still calls
for it.
"""

import re
import reprlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sitwell.core.circumstances import DAY_S

_FORM = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})", re.ASCII)
_HOURS, _MINUTES = 24, 60
_EXAMPLE = "write hours as 22:00-07:00"


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of every day; it crosses midnight where it ends before it begins.

    Attributes:
        text: As it was written.
        start_s: Seconds after midnight.
        length_s: Above 0, at most a day.
    """

    text: str
    start_s: float
    length_s: float

    def left_s(self, since_midnight_s: float) -> float:
        """Give the seconds until these hours are over; 0 outside them."""
        into_s = (since_midnight_s - self.start_s) % DAY_S
        return max(0.0, self.length_s - into_s)


@lru_cache(maxsize=16)
def parse(texts: tuple[str, ...]) -> tuple[Hours, ...]:
    """Read hours like "22:00-07:00".

    Raises:
        ValueError: If one is no stretch of a day, or two overlap; names them.
    """
    hours = tuple(_parse_one(text) for text in texts)
    for one, other in combinations(hours, 2):
        if one.left_s(other.start_s) > 0.0 or other.left_s(one.start_s) > 0.0:
            raise ValueError(
                f"quiet_hours {one.text} and {other.text} overlap; write one in place of the two"
            )
    return hours


def find_end(hours: tuple[Hours, ...], since_midnight_s: float) -> float:
    """Give the seconds until no quiet hours are in force; 0 where none are, a day for always."""
    waited_s = 0.0
    for _ in range(len(hours) + 1):  # where one ends another may begin
        waited_s += max((one.left_s(since_midnight_s + waited_s) for one in hours), default=0.0)
    return min(waited_s, DAY_S)


def _parse_one(text: str) -> Hours:
    found = _FORM.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError(f"quiet_hours has {reprlib.repr(text)}; {_EXAMPLE}")
    start_s, end_s = _seconds(found[1], found[2]), _seconds(found[3], found[4])
    if start_s == end_s:
        raise ValueError(f"quiet_hours has {found[0]}, which is no time at all; {_EXAMPLE}")
    return Hours(found[0], start_s % DAY_S, (end_s - start_s) % DAY_S or DAY_S)


def _seconds(hours: str, minutes: str) -> float:
    total = int(hours) * _MINUTES + int(minutes)
    if int(minutes) >= _MINUTES or total > _HOURS * _MINUTES:
        raise ValueError(f"quiet_hours has {hours}:{minutes}, which no day has; {_EXAMPLE}")
    return total * 60.0
