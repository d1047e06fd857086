"""A person's days at the desk, and what goes wrong on them, drawn from a seed.

Time is in seconds since Monday, midnight.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

DAY_S = 86_400.0
HOUR_S = 3600.0
WORK_H = (9.0, 18.0)
WORKDAYS = 5


class Fault(StrEnum):
    """What goes wrong, or gets in the way."""

    FROZEN = "frozen"  # the camera gives the same picture again and again
    BLACK = "black"  # its cover is closed
    GONE = "gone"  # unplugged
    BUSY = "busy"  # another program was faster to open it
    STALL = "stall"  # it gives no pictures
    CALL = "call"  # another program opens it while we hold it
    WORKER = "worker"  # MediaPipe's process dies
    LOCK = "lock"  # the screen is locked
    SLEEP = "sleep"  # the computer sleeps
    STORE = "store"  # another program writes into the record for a while
    KILL = "kill"  # Sitwell is killed and started again
    PAUSE = "pause"  # the person wants no watching for a while
    RELOAD = "reload"  # the config is changed for a bad one


LENGTHS_S = {
    Fault.WORKER: (1.0, 2.0),
    Fault.STORE: (3.0, 6.0),
    Fault.KILL: (1.0, 2.0),
    Fault.RELOAD: (1.0, 2.0),
    Fault.SLEEP: (60.0, 2 * HOUR_S),
}
USUAL_S = (5.0, 300.0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault: from when to when."""

    fault: Fault
    start: float
    end: float


class Life:
    """What the camera would show at each moment, and the troubles, in order."""

    def __init__(self, seed: int, days: int, troubles_a_day: int) -> None:
        random = np.random.default_rng(seed)
        self.length_s = days * DAY_S
        self._starts: list[float] = [0.0]
        self._letters: list[str] = ["."]
        self.troubles: list[Trouble] = []
        for day in range(days):
            if day % 7 >= WORKDAYS:
                continue
            self._work(random, day * DAY_S)
            self.troubles += _go_wrong(random, day * DAY_S, troubles_a_day)

    def show(self, t: float) -> str:
        """Give what is to be seen: g upright, s slumped, . nobody, ? turned away."""
        return self._letters[bisect_right(self._starts, t) - 1]

    def is_night(self, t: float) -> bool:
        """Say whether the screen is locked for the night."""
        is_weekend = t // DAY_S % 7 >= WORKDAYS
        return is_weekend or not WORK_H[0] <= t % DAY_S / HOUR_S < WORK_H[1]

    def _work(self, random: np.random.Generator, midnight: float) -> None:
        t = midnight + WORK_H[0] * HOUR_S
        end = midnight + WORK_H[1] * HOUR_S
        while t < end:
            letter = str(random.choice(list("gs.?"), p=(0.5, 0.3, 0.1, 0.1)))
            self._starts.append(t)
            self._letters.append(letter)
            t += float(random.uniform(5.0, 1200.0 if letter in "gs" else 400.0))
        self._starts.append(end)
        self._letters.append(".")


def _go_wrong(random: np.random.Generator, midnight: float, number: int) -> list[Trouble]:
    """Draw troubles at times that keep a quarter of their distance, each fault in its turn."""
    faults = list(Fault)
    random.shuffle(faults)  # type: ignore[arg-type]
    span_s = (WORK_H[1] - WORK_H[0]) * HOUR_S / max(number, 1)
    troubles = []
    for place in range(number):
        fault = Fault(faults[place % len(faults)])
        start = midnight + WORK_H[0] * HOUR_S + span_s * (place + float(random.uniform(0.05, 0.2)))
        length_s = float(random.uniform(*LENGTHS_S.get(fault, USUAL_S)))
        troubles.append(Trouble(fault, start, start + min(length_s, 0.7 * span_s)))
    return troubles
