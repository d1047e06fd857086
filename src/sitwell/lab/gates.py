"""What was not judged, and why: what must not be, and what should have been."""

import numpy as np

from sitwell.core.records import State
from sitwell.lab import metrics
from sitwell.lab.kinds import UNJUDGEABLE
from sitwell.lab.panel import Panel, fine_percent
from sitwell.lab.verdicts import Verdicts

MUST_NOT = tuple(kind.value for kind in UNJUDGEABLE)


def pick_ordinary(verdicts: Verdicts) -> Verdicts:
    """Give the pictures that are to be judged."""
    return verdicts.pick(~np.isin(verdicts.kind, MUST_NOT))


def count(verdicts: Verdicts) -> Panel:
    """Give how often each kind of picture was left unjudged, for each reason.

    Sittings whose calibration was refused are left out, and counted in the note.
    """
    asked = verdicts.pick(~verdicts.is_refused)
    reasons = tuple(sorted(set(asked.reason.tolist()) - {""}))
    ordinary = pick_ordinary(asked)
    groups = [
        *((kind.replace("_", " "), asked.pick(asked.kind == kind)) for kind in MUST_NOT),
        ("ordinary, camera still", ordinary.pick(~ordinary.is_moved)),
        ("ordinary, camera moved", ordinary.pick(ordinary.is_moved)),
    ]
    head = ("picture", "pictures", "not judged", "nobody found", *map(_name, reasons))
    rows = tuple(_count_one(name, group, reasons) for name, group in groups)
    sittings = len(np.unique(verdicts.group))
    refused = len(np.unique(verdicts.group[verdicts.is_refused]))
    return Panel(
        "What is not judged, by reason",
        (*head, "called slumped"),
        rows,
        note=f"Calibration was refused in {refused} of {sittings} sittings; they are left out here "
        "and count as unanswered above. Ordinary pictures should all be judged, others none.",
    )


def _count_one(name: str, group: Verdicts, reasons: tuple[str, ...]) -> tuple[str, ...]:
    hits = (
        ~group.is_judged,
        group.state == State.ABSENT.value,
        *(group.reason == reason for reason in reasons),
        group.state == State.SLUMPED.value,
    )
    return (name, str(len(group.group)), *(fine_percent(metrics.mean(hit)) for hit in hits))


def _name(reason: str) -> str:
    return reason.replace("_", " ")
