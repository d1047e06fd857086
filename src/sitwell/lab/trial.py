"""Try the estimator on sittings: each is calibrated as a user would be, and its pictures judged."""

from collections.abc import Iterator

import numpy as np

from sitwell.core import calibration
from sitwell.core.baseline import Baseline
from sitwell.core.calibration import Refusal
from sitwell.core.drift import doubt_baseline
from sitwell.core.estimate import Estimator
from sitwell.core.features import Features, measure
from sitwell.core.posture import Sight, judge
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.lab import archive, peers
from sitwell.lab.archive import Columns
from sitwell.lab.kinds import Kind
from sitwell.lab.verdicts import Verdicts, note

CREATED = "2026-01-01T00:00:00+00:00"  # of baselines that nobody keeps
ASKED = (Kind.CALIBRATION, Kind.SLUMP_CALIBRATION)  # all other pictures are to be judged


def run(columns: Columns, estimator: Estimator, *, with_slump: bool) -> Iterator[Verdicts]:
    """Give the verdicts on each sitting's pictures, those of the calibration left out.

    Args:
        columns: Of a data set.
        estimator: To be tried.
        with_slump: Whether the person's own slump is calibrated too; where that is refused, the
            upright alone is used, as a user would.
    """
    for sitting in archive.part(columns, "sitting"):
        yield _judge_all(sitting, _calibrate(sitting, estimator, with_slump), estimator)


def _calibrate(sitting: Columns, estimator: Estimator, with_slump: bool) -> Baseline | Refusal:
    upright = calibration.learn(_see_all(sitting, Kind.CALIBRATION), CREATED)
    if isinstance(upright, Refusal) or not with_slump:
        return upright
    slumped = _see_all(sitting, Kind.SLUMP_CALIBRATION)
    both = calibration.learn_slump(slumped, upright, estimator)
    return upright if isinstance(both, Refusal) else both


def _judge_all(sitting: Columns, baseline: Baseline | Refusal, estimator: Estimator) -> Verdicts:
    asked = archive.drop(sitting, ASKED)
    rows = range(len(asked["kind"]))
    sights = [archive.see(asked, row, float(row)) for row in rows]
    upright = [f for s in _see_all(sitting, Kind.CALIBRATION) if (f := _measure(s)) is not None]
    readings: list[Reading | None] = [None for _ in rows]
    if isinstance(baseline, Baseline):
        readings = [_judge(asked, row, sights[row], baseline, estimator) for row in rows]
    rival = np.array([_ask_peers(sight, upright) for sight in sights])
    return note(asked, readings, "sitting", rival)


def _see_all(sitting: Columns, kind: Kind) -> list[Sight]:
    rows = np.flatnonzero(sitting["kind"] == kind.value)
    return [archive.see(sitting, int(row), float(t)) for t, row in enumerate(rows)]


def _judge(
    asked: Columns, row: int, sight: Sight, baseline: Baseline, estimator: Estimator
) -> Reading:
    """Judge as `drift.judge_alone` does, on what it would have made of the picture."""
    moved = archive.read_shift(asked, "seen_shift", row)
    reading = judge(sight, baseline, estimator, PostureRules(), moved)
    is_elsewhere = "elsewhere" in asked and bool(asked["elsewhere"][row])
    return doubt_baseline(reading) if is_elsewhere else reading


def _measure(sight: Sight) -> Features | None:
    found = measure(sight.poses[0]) if sight.poses else None
    return found if isinstance(found, Features) else None


def _ask_peers(sight: Sight, upright: list[Features]) -> list[float]:
    seen = _measure(sight)
    if seen is None or not upright:
        return [float("nan") for _ in peers.RULES]
    return [rule(seen, upright) for rule in peers.RULES.values()]
