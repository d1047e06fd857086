"""How sessions went: slumps found, nudges in time and nudges without a reason."""

from collections.abc import Iterable, Sequence

import numpy as np

from sitwell.core.view import View
from sitwell.lab import metrics
from sitwell.lab.accuracy import EVERY, divide, name_angle
from sitwell.lab.metrics import CLASSES
from sitwell.lab.panel import NOTHING, Panel, degrees, percent, ratio, seconds, within
from sitwell.lab.verdicts import Verdicts, join, take
from sitwell.lab.vigil import SMOOTH_S, Vigil


def count(vigils: Sequence[Vigil]) -> Panel:
    """Give what was found and what was not, with the camera still and moved."""
    groups = [
        ("all", vigils),
        ("camera still", [v for v in vigils if not v.is_moved]),
        ("camera moved", [v for v in vigils if v.is_moved]),
        ("no lasting slump", [v for v in vigils if not v.has_slumps]),
    ]
    head = ("sessions", "number", "refused", "hours", "slumps", "found", "after", "nudged")
    return Panel(
        "Sessions",
        (*head, "nudged after", "false nudges", "an hour"),
        tuple(_count_one(name, list(group)) for name, group in groups),
        note="A slump to be found has 12° of flexion or more for 3 min. It is found where one "
        "episode overlaps half of it; the median time is to the monitor's word, which waits for "
        "its onset. Nudged is of those for which an earlier nudge did not forbid one. A nudge is "
        "false where nobody slumped for 30 s or more in the 150 s before; hours are of presence.",
    )


def compare_smoothing(vigils: Sequence[Vigil]) -> Panel:
    """Give errors of single frames, and of medians over the seconds before."""
    single, smoothed = (join([getattr(v, name) for v in vigils]) for name in ("single", "smoothed"))
    views = (View.FRONT.value, EVERY)
    rows = [
        (name_angle(angle), view, *_compare(alone, median, angle))
        for (angle, view, alone), (_, _, median) in zip(
            divide(single, views), divide(smoothed, views), strict=True
        )
    ]
    head = ("angle", "view", "frames", "AUC, one frame", "AUC, median")
    return Panel(
        f"One frame and the median of {SMOOTH_S:g} s, on sessions",
        (*head, "mean error, one frame", "mean error, median"),
        tuple(rows),
        words=2,
    )


def _count_one(name: str, vigils: list[Vigil]) -> tuple[str, ...]:
    outcomes = [outcome for vigil in vigils for outcome in vigil.outcomes]
    free = [outcome for outcome in outcomes if outcome.may_nudge]
    said = [o.said_s for o in outcomes if o.said_s is not None]
    nudged = [o.nudged_s for o in free if o.nudged_s is not None]
    hours = sum(vigil.present_h for vigil in vigils)
    false = sum(len(vigil.false_nudges) for vigil in vigils)
    return (
        name,
        str(len(vigils)),
        str(sum(vigil.is_refused for vigil in vigils)),
        degrees(hours),
        str(len(outcomes)),
        _write_share(len(said), len(outcomes)),
        seconds(_middle(said)),
        _write_share(len(nudged), len(free)),
        seconds(_middle(nudged)),
        str(false),
        ratio(false / hours) if hours > 0.0 else NOTHING,
    )


def _compare(single: Verdicts, smoothed: Verdicts, angle: str) -> tuple[str, ...]:
    answers = [take(verdicts, angle) for verdicts in (single, smoothed)]
    parted = [metrics.sort_out(a.truth, a.estimate, a.group, CLASSES[angle]) for a in answers]
    return (
        str(len(answers[0].truth)),
        *(within(ratio(metrics.auc(p)), metrics.bound_auc(p)) for p in parted),
        *(degrees(metrics.mean_error(a.truth, a.estimate)) for a in answers),
    )


def _write_share(hits: int, total: int) -> str:
    return NOTHING if total == 0 else f"{hits} of {total} ({percent(hits / total)})"


def _middle(times: Iterable[float]) -> float:
    known = list(times)
    return float(np.median(known)) if known else float("nan")
