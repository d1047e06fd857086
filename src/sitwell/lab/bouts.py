"""What a session truly held, and what of it a monitor found. Plain numbers in, plain numbers out.

In seconds; of slumps that lasted:

    truly        ......|==================|........
    found        .........|==============|.........   overlaps half of it or more
    started             start of the true one → the monitor's word (after its onset)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BENT_DEG = 12.0  # of true flexion; from here on somebody slumps (issue 3)
LASTING_S = 180.0  # a slump that is to be found
BRIEF_S = 30.0  # one that excuses a nudge
BRIDGED_S = 10.0  # sway under the line for less than this does not end a slump
EXCUSED_S = 150.0  # so long after it a nudge is still no false one
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Bout:
    """A time from start to end, seconds."""

    start: float
    end: float

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Episode:
    """A slump as the monitor saw it.

    Attributes:
        said: When the monitor said that it had begun.
        bout: From when until when it was, as the monitor came to say.
    """

    said: float
    bout: Bout


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one true slump that lasted.

    Attributes:
        slump: When it truly was.
        said_s: From its start until the monitor said so, 0 if it had before; None if not found.
        nudged_s: From its start until the nudge; None where none came in it.
        may_nudge: Whether no earlier nudge forbade one until its end.
    """

    slump: Bout
    said_s: float | None
    nudged_s: float | None
    may_nudge: bool


def find_bouts(
    t: NDArray[np.float64], is_bent: NDArray[np.bool_], least_s: float
) -> tuple[Bout, ...]:
    """Give the times bent for `least_s` or longer; each moment lasts until the next.

    Args:
        t: (n,) seconds, rising.
        is_bent: (n,).
        least_s: Shorter ones are left out.
    """
    bent = np.flatnonzero(is_bent)
    if not len(bent):
        return ()
    step_s = float(np.median(np.diff(t))) if len(t) > 1 else 0.0
    until = np.append(t[1:], t[-1] + step_s)
    breaks = np.flatnonzero(t[bent[1:]] - until[bent[:-1]] > BRIDGED_S) + 1
    runs = np.split(bent, breaks)
    bouts = (Bout(float(t[run[0]]), float(until[run[-1]])) for run in runs)
    return tuple(bout for bout in bouts if bout.length_s >= least_s)


def follow(
    slump: Bout, episodes: Sequence[Episode], nudges: Sequence[float], apart_s: float
) -> Outcome:
    """Say what became of a slump.

    Args:
        slump: A true one.
        episodes: All that the monitor saw.
        nudges: When it told the person to sit up, or to do the exercise.
        apart_s: So far apart nudges must be.
    """
    least_s = LEAST_OVERLAP * slump.length_s
    found = [e for e in episodes if _overlap_s(e.bout, slump) >= least_s]
    within = [t for t in nudges if slump.start <= t <= slump.end]
    held_back = any(slump.end - apart_s < t < slump.start for t in nudges)
    return Outcome(
        slump,
        said_s=max(0.0, found[0].said - slump.start) if found else None,
        nudged_s=within[0] - slump.start if within else None,
        may_nudge=bool(within) or not held_back,
    )


def find_false(nudges: Sequence[float], slumps: Sequence[Bout]) -> tuple[float, ...]:
    """Give the nudges without a true slump under way in the `EXCUSED_S` before them."""
    return tuple(
        t for t in nudges if not any(s.start <= t and s.end >= t - EXCUSED_S for s in slumps)
    )


def smooth(
    t: NDArray[np.float64], values: NDArray[np.float64], window_s: float
) -> NDArray[np.float64]:
    """Give at each moment the median of what was known in the window that ends there.

    Args:
        t: (n,) seconds, rising.
        values: (n, k), NaN where unknown; stays so, whatever was known before.
        window_s: Length of the window, its beginning left out.
    """
    first = np.searchsorted(t, t - window_s, "right")
    smoothed = np.full_like(values, np.nan)
    for now, since in enumerate(first):
        known = np.isfinite(values[now])
        if known.any():
            smoothed[now, known] = np.nanmedian(values[since : now + 1, known], axis=0)
    return smoothed


def _overlap_s(one: Bout, other: Bout) -> float:
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))
