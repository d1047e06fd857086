"""How wrong the angles are: against the truth, with a second anchor, and beside other rules."""

from collections.abc import Iterator

import numpy as np

from sitwell.core.angles import ANGLE_NAMES
from sitwell.core.view import View
from sitwell.lab import metrics, peers
from sitwell.lab.metrics import CLASSES
from sitwell.lab.panel import Panel, degrees, percent, ratio, within
from sitwell.lab.verdicts import Answers, Verdicts, take

EVERY = "all"
VIEWS = (*(view.value for view in View), EVERY)
LABELS = {View.THREE_QUARTER.value: "three-quarter"}
# From elsewhere a lean to the side points at the camera.
FRONTAL = ("side_lean",)
NOTE = (
    "All but the share answered is over answered pictures; errors in degrees. AUC is of pictures "
    "that clearly deviate against those that clearly do not: flexion 12 or more against 5 or less, "
    "rounding 12 against 4, head forward 10 against 4, trunk lean 12 against 5, side lean 6 "
    "against 3 to either side. In brackets the 95 % interval over sittings."
)


def weigh(verdicts: Verdicts, title: str, note: str = "") -> Panel:
    """Give the errors of each angle from each view."""
    rows = [
        (name_angle(angle), LABELS.get(view, view), *_measure(part, angle))
        for angle, view, part in divide(verdicts, VIEWS)
    ]
    head = ("angle", "view", "pictures", "answered", "AUC", "mean error", "r")
    return Panel(title, (*head, "± (90 %)", "inside it"), tuple(rows), words=2, note=note)


def compare_anchors(one: Verdicts, two: Verdicts) -> Panel:
    """Give the errors with the upright alone, and with the person's own slump beside it.

    Args:
        one: Verdicts with the upright alone.
        two: Verdicts on the same pictures, in the same order, with both.
    """
    views = (View.FRONT.value, EVERY)
    parts = zip(divide(one, views), divide(two, views), strict=True)
    rows = []
    for (angle, view, alone), (_, _, both) in parts:
        answered = take(alone, angle).answered & take(both, angle).answered
        known = [take(verdicts.pick(answered), angle) for verdicts in (alone, both)]
        cells = [[cell(known_one, angle) for known_one in known] for cell in _ANCHOR_CELLS]
        counted, gained = str(np.count_nonzero(answered)), _gain(*known)
        told = (c for pair in cells for c in pair)
        rows.append((name_angle(angle), view, counted, *told, gained))
    measures = ("AUC", "mean error", "± (90 %)", "inside it")
    head = (f"{measure}, {points}" for measure in measures for points in ("one", "two"))
    title = "One-point and two-point calibration, on pictures that both answered"
    columns = ("angle", "view", "pictures", *head, "error smaller by")
    return Panel(title, columns, tuple(rows), words=2)


def compare_rivals(verdicts: Verdicts, title: str) -> Panel:
    """Give the AUC of what other programs go by, on pictures that all of them can answer."""
    rows = []
    for angle, view, part in divide(verdicts, (View.FRONT.value, EVERY)):
        known = take(part, angle).answered & np.isfinite(part.rival).all(axis=1)
        both = part.pick(known)
        answers = take(both, angle)
        scores = [answers.estimate, *both.rival.T]
        parted = [
            metrics.sort_out(answers.truth, score, answers.group, CLASSES[angle])
            for score in scores
        ]
        aucs = [within(ratio(metrics.auc(p)), metrics.bound_auc(p)) for p in parted]
        rows.append((name_angle(angle), view, str(np.count_nonzero(known)), *aucs))
    head = ("angle", "view", "pictures", "sitwell", *peers.RULES)
    return Panel(title, head, tuple(rows), words=2)


def divide(verdicts: Verdicts, views: tuple[str, ...]) -> Iterator[tuple[str, str, Verdicts]]:
    """Give each angle and view with the verdicts from there; a side lean from the front alone."""
    for angle in ANGLE_NAMES:
        for view in views:
            if angle in FRONTAL and view != View.FRONT.value:
                continue
            is_there = np.full(len(verdicts.view), True) if view == EVERY else verdicts.view == view
            yield angle, view, verdicts.pick(is_there)


def name_angle(angle: str) -> str:
    """Give an angle's name for people."""
    return angle.replace("_", " ")


def _measure(part: Verdicts, angle: str) -> tuple[str, ...]:
    answers = take(part, angle)
    parted = _part(answers, angle)
    error = degrees(metrics.mean_error(answers.truth, answers.estimate))
    bound = metrics.bound_error(answers.truth, answers.estimate, answers.group)
    return (
        str(len(part.group)),
        percent(metrics.mean(answers.answered)),
        within(ratio(metrics.auc(parted)), metrics.bound_auc(parted)),
        within(error, bound, "{:.1f}"),
        ratio(metrics.correlate(answers.truth, answers.estimate)),
        _half_width(answers, angle),
        _inside(answers, angle),
    )


def _part(answers: Answers, angle: str) -> metrics.Scored:
    return metrics.sort_out(answers.truth, answers.estimate, answers.group, CLASSES[angle])


def _auc(answers: Answers, angle: str) -> str:
    return ratio(metrics.auc(_part(answers, angle)))


def _error(answers: Answers, _angle: str) -> str:
    return degrees(metrics.mean_error(answers.truth, answers.estimate))


def _gain(one: Answers, two: Answers) -> str:
    smaller = np.abs(one.estimate - one.truth) - np.abs(two.estimate - two.truth)
    return within(ratio(metrics.mean(smaller)), metrics.bound_mean(smaller, one.group))


def _half_width(answers: Answers, _angle: str) -> str:
    return degrees(metrics.mean(answers.high - answers.low) / 2.0)


def _inside(answers: Answers, _angle: str) -> str:
    return percent(metrics.cover(answers.truth, answers.low, answers.high))


_ANCHOR_CELLS = (_auc, _error, _half_width, _inside)
