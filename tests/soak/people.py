"""Three people at their desks, each with their own way with a nudge; their days drawn from a seed.

Time is in seconds since Monday, midnight. What is seen of them is told in letters:

    g upright   h upright, a little forward   s slumped   l leaning to the left   . nobody
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import numpy as np
from life import DAY_S, HOUR_S, WORKDAYS

from builders import SCENE, make_pose
from sitwell.core.pose import Pose
from sitwell.core.posture import Sight
from sitwell.core.records import NudgeKind

ARRIVES_H, LEAVES_H = 9.0, 18.0
LUNCH_H = (12.5, 13.25)
SPELLS_S = {"g": (120, 1800), "h": (120, 1800), "s": (60, 1800), "l": (60, 1500), ".": (60, 600)}
ODDS = {"g": 0.34, "h": 0.25, "s": 0.30, "l": 0.07, ".": 0.04}
BODIES = {"g": {}, "h": {"flexion_deg": 14.0}, "s": {"flexion_deg": 28.0}, "l": {"side_deg": 27.0}}
STEP_S = 15.0  # as far apart as two looks may be, so that four weeks take seconds


class Way(StrEnum):
    """What somebody does about nudges."""

    HEEDS = "heeds"  # follows each within a minute
    IGNORES = "ignores"
    CALLS = "calls"  # heeds them, but is in calls from ten past each full hour to ten to the next


@dataclass
class Person:
    """Somebody who sits, slumps, leans and walks about.

    Attributes:
        way: With a nudge.
        random: Where their days come from.
    """

    way: Way
    random: np.random.Generator
    _letter: str = "g"
    _until: float = 0.0
    _plans: list[tuple[float, str, float]] = field(default_factory=list)

    def show(self, t: float) -> str:
        """Give what is seen of them now; ask in order of time."""
        if self._plans and t >= self._plans[0][0]:
            _, self._letter, length_s = self._plans.pop(0)
            self._until = t + length_s
        if t >= self._until:
            self._letter = str(self.random.choice(list(ODDS), p=list(ODDS.values())))
            self._until = t + float(self.random.uniform(*SPELLS_S[self._letter]))
        hour = t % DAY_S / HOUR_S
        return "." if LUNCH_H[0] <= hour < LUNCH_H[1] else self._letter

    def hear(self, t: float, kind: NudgeKind) -> None:
        """Be nudged."""
        if self.way is Way.IGNORES:
            return
        begin = t + float(self.random.uniform(10.0, 60.0))
        other = "h" if self._letter == "g" else "g"
        self._plans = {
            NudgeKind.BREAK: [(begin, ".", 400.0), (begin + 400.0, "g", 600.0)],
            NudgeKind.LOCUST: [(begin, ".", 240.0), (begin + 240.0, "g", 900.0)],
            NudgeKind.MOVE: [(begin, other, 900.0)],
            NudgeKind.CUE: [],
        }.get(kind, [(begin, "g", 900.0)])

    def is_in_call(self, t: float) -> bool:
        """Say whether a nudge would disturb them."""
        minute = t % HOUR_S / 60.0
        return self.way is Way.CALLS and 10.0 <= minute < 50.0


def working_days(weeks: int) -> Iterator[int]:
    """Give the days since the first Monday on which they work."""
    return (day for day in range(7 * weeks) if day % 7 < WORKDAYS)


def clock(day: int) -> Iterator[float]:
    """Give the moments of a day at which somebody looks."""
    number = int((LEAVES_H - ARRIVES_H) * HOUR_S / STEP_S)
    start = day * DAY_S + ARRIVES_H * HOUR_S
    return (start + n * STEP_S for n in range(number))


def look_at(letter: str, t: float) -> Sight:
    """Give what the camera sees."""
    return Sight(t, _poses(letter), SCENE)


@cache
def _poses(letter: str) -> tuple[Pose, ...]:
    return () if letter == "." else (make_pose(**BODIES[letter]),)
