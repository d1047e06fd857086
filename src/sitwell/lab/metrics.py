"""How good estimates are: errors, and how well they tell who deviates clearly from who does not.

NaN means that there was nothing to measure.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEVEL = 0.95
RESAMPLES = 2000
SEED = 20261  # of the resampling alone: the same numbers every time


@dataclass(frozen=True, slots=True)
class Classes:
    """Which true angles deviate clearly and which clearly do not; those between are neither.

    Attributes:
        clear_deg: From here on somebody deviates.
        none_deg: Up to here nobody does.
        is_two_sided: Whether both signs count, by their size.
    """

    clear_deg: float
    none_deg: float
    is_two_sided: bool = False


# Issue 3 asks for these.
CLASSES = {
    "flexion": Classes(12.0, 5.0),
    "rounding": Classes(12.0, 4.0),
    "head_forward": Classes(10.0, 4.0),
    "trunk_lean": Classes(12.0, 5.0),
    "side_lean": Classes(6.0, 3.0, is_two_sided=True),
}


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Scores of the pictures that belong to a class, and which sitting each comes from.

    Attributes:
        deviating: (d,) higher means rather deviating.
        deviating_group: (d,).
        other: (o,) of those who do not deviate.
        other_group: (o,).
    """

    deviating: Numbers
    deviating_group: NDArray[Any]
    other: Numbers
    other_group: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a measure lies in `LEVEL` of the resamples."""

    low: float
    high: float


def sort_out(truth: Numbers, score: Numbers, group: NDArray[Any], classes: Classes) -> Scored:
    """Part the pictures into the two classes; where these are two-sided, scores are too."""
    size, rank = (np.abs(x) if classes.is_two_sided else x for x in (truth, score))
    clear, none = size >= classes.clear_deg, size <= classes.none_deg
    return Scored(rank[clear], group[clear], rank[none], group[none])


def auc(scored: Scored) -> float:
    """Give how often one who deviates scores above one who does not; a tie counts half."""
    if not (len(scored.deviating) and len(scored.other)):
        return float("nan")
    return float(_count_wins(scored.deviating, scored.other).mean() / len(scored.other))


def mean_error(truth: Numbers, estimate: Numbers) -> float:
    """Give the mean absolute error."""
    return mean(np.abs(estimate - truth))


def correlate(truth: Numbers, estimate: Numbers) -> float:
    """Give Pearson's correlation."""
    if len(truth) < 2 or np.ptp(truth) == 0.0 or np.ptp(estimate) == 0.0:
        return float("nan")
    return float(np.corrcoef(truth, estimate)[0, 1])


def cover(truth: Numbers, low: Numbers, high: Numbers) -> float:
    """Give the share of truths that lie inside their interval, its ends included."""
    return mean((low <= truth) & (truth <= high))


def mean(values: NDArray[Any]) -> float:
    """Give the mean; of yes and no, the share of yes."""
    return float(values.mean()) if len(values) else float("nan")


def bound_auc(scored: Scored) -> Interval:
    """Give the interval of `auc` when whole sittings are drawn again.

    Pictures of a sitting share its body, camera and room. Drawn one by one they would give
    intervals that are too short.
    """
    groups = np.union1d(scored.deviating_group, scored.other_group)
    wins = np.zeros((len(groups), len(groups)))  # of each sitting's deviating over each's other
    row = np.searchsorted(groups, scored.deviating_group)
    for column, name in enumerate(groups):
        rivals = scored.other[scored.other_group == name]
        np.add.at(wins[:, column], row, _count_wins(scored.deviating, rivals))
    deviating = np.array([np.count_nonzero(scored.deviating_group == name) for name in groups])
    other = np.array([np.count_nonzero(scored.other_group == name) for name in groups])
    drawn = _draw(len(groups))
    return _bound(((drawn @ wins) * drawn).sum(axis=1), (drawn @ deviating) * (drawn @ other))


def bound_error(truth: Numbers, estimate: Numbers, group: NDArray[Any]) -> Interval:
    """Give the interval of `mean_error` when whole sittings are drawn again."""
    return bound_mean(np.abs(estimate - truth), group)


def bound_mean(values: Numbers, group: NDArray[Any]) -> Interval:
    """Give the interval of `mean` when whole sittings are drawn again."""
    groups, belongs = np.unique(group, return_inverse=True)
    totals = np.bincount(belongs, values, len(groups))
    drawn = _draw(len(groups))
    return _bound(drawn @ totals, drawn @ np.bincount(belongs, minlength=len(groups)))


def _count_wins(scores: Numbers, others: Numbers) -> Numbers:
    """Give for each score how many of the others lie below it, a tie counting half."""
    others = np.sort(others)
    below = np.searchsorted(others, scores, "left") + np.searchsorted(others, scores, "right")
    return below / 2.0


def _draw(groups: int) -> Numbers:
    """Draw as many groups as there are, with replacement: (RESAMPLES, groups), how often each."""
    if groups == 0:
        return np.zeros((RESAMPLES, 0))
    even = np.full(groups, 1.0 / groups)
    drawn = np.random.default_rng(SEED).multinomial(groups, even, size=RESAMPLES)
    return drawn.astype(np.float64)


def _bound(over: Numbers, under: Numbers) -> Interval:
    """Give the middle `LEVEL` of the ratios; draws without anything to measure do not count."""
    known = under > 0.0
    if not known.any():
        return Interval(float("nan"), float("nan"))
    ends = ((1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0)
    low, high = np.quantile(over[known] / under[known], ends)
    return Interval(float(low), float(high))
