"""The published errors: committed sittings and sessions in, the README's tables out.

Needs nothing but the core and numpy: the pictures are gone, what the landmarker found is kept.
"""

from collections.abc import Iterator
from pathlib import Path

from sitwell.core.estimate import Estimator
from sitwell.core.monitor import MonitorRules
from sitwell.lab import accuracy, archive, gates, outcomes, trial, vigil
from sitwell.lab.panel import Panel
from sitwell.lab.verdicts import Verdicts, join

# Committed; of seeds that no fit has seen.
SITTINGS, SESSIONS = "sittings.npz", "sessions.npz"
MAKE = "sitwell lab make --seed 5 --sittings 200 --out"
RECORD = "sitwell lab sessions --seed 11 --sessions 30 --minutes 20 --hz 0.5 --out"


def weigh_sittings(path: Path, estimator: Estimator, *, with_slump: bool) -> Iterator[Panel]:
    """Give the tables of single pictures.

    Args:
        path: The data set.
        estimator: To be tried.
        with_slump: Whether the tables are of a two-point calibration.

    Raises:
        BadData: If there is no such data set.
    """
    columns = archive.read(path, "sitting", f"{MAKE} {path}")
    one, two = (join(list(trial.run(columns, estimator, with_slump=s))) for s in (False, True))
    told = two if with_slump else one
    still, moved = _split(gates.pick_ordinary(told))
    yield accuracy.weigh(gates.pick_ordinary(told), "Single pictures", accuracy.NOTE)
    yield accuracy.weigh(still, "Single pictures, camera still")
    yield accuracy.weigh(moved, "Single pictures, camera moved")
    yield accuracy.compare_anchors(gates.pick_ordinary(one), gates.pick_ordinary(two))
    yield accuracy.compare_rivals(still, "AUC beside what other programs go by, camera still")
    yield accuracy.compare_rivals(moved, "AUC beside what other programs go by, camera moved")
    yield gates.count(told)


def weigh_sessions(path: Path, estimator: Estimator) -> Iterator[Panel]:
    """Give the tables of sessions with time.

    Raises:
        BadData: If there is no such recording.
    """
    columns = archive.read(path, "session", f"{RECORD} {path}")
    vigils = list(vigil.run(columns, estimator, MonitorRules()))
    yield outcomes.count(vigils)
    yield outcomes.compare_smoothing(vigils)


def _split(verdicts: Verdicts) -> tuple[Verdicts, Verdicts]:
    """Part pictures before and after the camera was moved."""
    return verdicts.pick(~verdicts.is_moved), verdicts.pick(verdicts.is_moved)
