"""Learn a baseline from what was seen while the person sat upright, or say why not."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sitwell.core import posture, surroundings
from sitwell.core.baseline import Baseline
from sitwell.core.estimate import Estimator, estimate
from sitwell.core.features import Features, average, measure, spread
from sitwell.core.posture import Sight
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reason import Reason
from sitwell.core.view import View, classify

LEAST_FRAMES = 3
LEAST_SEEN = 0.7  # share of the pictures in which one person must be measurable
# How far a person may stray while "sitting still", in sizes of the sitter. From the side the
# landmarks themselves jitter by 0.07. Of 200 rendered calibrations of people who sit still 1 of 120
# from the front, 3 of 44 from a corner and 3 of 36 from the side stray further; up to these lines
# the angles are no worse.
MOST_SWAY = {View.FRONT: 0.10, View.THREE_QUARTER: 0.15, View.SIDE: 0.20}
STEADY_SWAY = 0.05
# A slump anchor that cannot be told from upright would nudge people for breathing.
LEAST_SLUMP_DEG = 8.0
# The line between upright and slumped, as a share of the person's own relaxed slump.
SLUMP_SHARE = 0.6

SAY = {
    Reason.TOO_DARK: "it is too dark to see anybody; turn on a light in front of you",
    Reason.NO_SHOULDERS: "the shoulders are outside the picture; move back or tilt the camera down",
    Reason.OUT_OF_PICTURE: "the head is outside the picture; tilt the camera up",
    Reason.SEVERAL_PEOPLE: "more than one person is in the picture; calibrate alone",
    Reason.TOO_FAR: "the person is too small in the picture; come nearer",
    Reason.UNSURE: "the landmarks were not usable; try more light",
}


class Cause(StrEnum):
    """Why nothing was learnt, where no `Reason` of a single picture says so."""

    MOVED = "moved"
    NOT_UPRIGHT = "not_upright"
    TOO_FEW = "too_few"
    HARDLY_SEEN = "hardly_seen"
    SLUMP_TURNED = "slump_turned"
    SLUMP_SLIGHT = "slump_slight"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no baseline.

    Attributes:
        why: And what to do about it, in one sentence.
        cause: The same in a word.
    """

    why: str
    cause: Cause | Reason


def learn(sights: list[Sight], created: str) -> Baseline | Refusal:
    """Learn the upright anchor from pictures of one person sitting still.

    Args:
        sights: What was seen, in order of time.
        created: When, ISO 8601; kept for people to read.
    """
    found = _measure_all(sights)
    if isinstance(found, Refusal):
        return found
    upright, noise = average(found), spread(found)
    view = classify(upright)
    if max(_sway(found), _wander(found)) > MOST_SWAY[view] * upright.size:
        return Refusal(
            "the person moved; sit still and upright for the whole time, then try again",
            Cause.MOVED,
        )
    room = surroundings.learn([s.scene for s in sights], [s.poses for s in sights])
    try:
        return Baseline(view, upright, noise, len(found), created, room)
    except ValueError as error:
        return Refusal(
            f"nobody sits upright there ({error}); sit upright, facing the screen",
            Cause.NOT_UPRIGHT,
        )


def learn_slump(
    sights: list[Sight], baseline: Baseline, estimator: Estimator
) -> Baseline | Refusal:
    """Add the relaxed-slump anchor to a baseline."""
    found = _measure_all(sights)
    if isinstance(found, Refusal):
        return found
    slump = average(found)
    turned = posture.notice_turn(slump, baseline)
    if turned is not None:
        return Refusal(
            "the slump could not be measured; face the screen as in the upright part",
            Cause.SLUMP_TURNED,
        )
    angles = estimate(slump, baseline, estimator)
    flexion_deg = 0.0 if angles.flexion is None else angles.flexion.deg
    if flexion_deg < LEAST_SLUMP_DEG:
        return Refusal(
            f"the slump could not be told from upright (estimated {flexion_deg:.0f} degrees); "
            "let the back sink as it does at the end of a long day, or leave this part out",
            Cause.SLUMP_SLIGHT,
        )
    return replace(baseline, slump=slump, slump_flexion_deg=flexion_deg)


def personal(rules: PostureRules, baseline: Baseline) -> PostureRules:
    """Put the slump line where this person's own relaxed slump says it is, if it was calibrated."""
    if baseline.slump_flexion_deg is None:
        return rules
    line = SLUMP_SHARE * baseline.slump_flexion_deg
    lowest, highest = max(3.0, 0.6 * rules.slump_deg), min(60.0, 1.5 * rules.slump_deg)
    return replace(rules, slump_deg=min(highest, max(lowest, line)))


def quality(baseline: Baseline) -> str:
    """Say in a word how steadily the person sat: good or fair."""
    noise = baseline.noise
    sway = max(
        *(noise.left_shoulder_x, noise.left_shoulder_y),
        *(noise.right_shoulder_x, noise.right_shoulder_y),
    )
    return "good" if sway <= STEADY_SWAY * baseline.upright.size else "fair"


def _measure_all(sights: list[Sight]) -> list[Features] | Refusal:
    outcomes = [_measure_one(sight) for sight in sights]
    found = [o for o in outcomes if isinstance(o, Features)]
    if len(found) >= max(LEAST_FRAMES, LEAST_SEEN * len(outcomes)):
        return found
    reasons = [o for o in outcomes if isinstance(o, Reason)]
    if reasons and len(reasons) >= outcomes.count(None):
        worst = max(set(reasons), key=reasons.count)
        return Refusal(SAY.get(worst, f"the pictures cannot be used ({worst})"), worst)
    if len(outcomes) < LEAST_FRAMES:
        return Refusal(
            f"at least {LEAST_FRAMES} pictures are needed, and there were {len(outcomes)}",
            Cause.TOO_FEW,
        )
    return Refusal(
        f"a person was seen in only {len(found)} of {len(outcomes)} pictures; "
        "sit in the middle of the picture, head and shoulders visible, with light on the face",
        Cause.HARDLY_SEEN,
    )


def _measure_one(sight: Sight) -> Features | Reason | None:
    if not sight.poses:
        return Reason.TOO_DARK if sight.scene.light < PostureRules().least_light else None
    return Reason.SEVERAL_PEOPLE if len(sight.poses) > 1 else measure(sight.poses[0])


PLACES = ("ear_x", "ear_y", "shoulder_x", "shoulder_y", "shoulder_width")


def _sway(found: list[Features]) -> float:
    """Give the largest robust spread of a place or size, in picture heights."""
    table = np.array([[getattr(f, name) for name in PLACES] for f in found])
    deviation = np.abs(table - np.median(table, axis=0))
    return float(1.4826 * np.median(deviation, axis=0).max())


def _wander(found: list[Features]) -> float:
    """Give how far the last third lies from the first, in picture heights."""
    third = max(1, len(found) // 3)
    first, last = average(found[:third]), average(found[-third:])
    return max(abs(float(getattr(first, name)) - float(getattr(last, name))) for name in PLACES)
