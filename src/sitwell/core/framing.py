"""How the sitter is placed in the picture, and what would place them better."""

from dataclasses import dataclass

from sitwell.core.advice import BLOCKING, Advice
from sitwell.core.features import Features, measure
from sitwell.core.posture import Sight
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reason import Reason

# Between these lines lie 95 to 99 of 100 rendered calibrations (samples/lab/sittings.npz, 1883 that
# can be measured): the estimator has hardly been fitted beyond them. Places in shares of the
# picture's height, across in shares of its width.
LOWEST_SHOULDERS = 0.75
HIGHEST_EARS = 0.15
LARGEST = 0.85
LEFT_END, RIGHT_END = 0.28, 0.72
DIM_LIGHT = 0.12  # the darkest of those rooms had 0.14

_REASONS = {
    Reason.NO_SHOULDERS: Advice.SHOW_SHOULDERS,
    Reason.OUT_OF_PICTURE: Advice.SHOW_HEAD,
    Reason.TOO_FAR: Advice.NEARER,
}

STEADY_LOOKS = 3
"""Looks in a row that must say the same before it is said: one alone may be chance."""


def frame(sight: Sight) -> Advice:
    """Give the first thing to change; what would make a calibration fail comes first."""
    if not sight.poses:
        is_dark = sight.scene.light < PostureRules().least_light
        return Advice.MORE_LIGHT if is_dark else Advice.NOBODY
    if len(sight.poses) > 1:
        return Advice.SEVERAL_PEOPLE
    features = measure(sight.poses[0])
    if isinstance(features, Reason):
        return _REASONS.get(features, Advice.UNCLEAR)
    advice = _place(features, sight.poses[0].aspect)
    is_dim = advice is Advice.FINE and sight.scene.light < DIM_LIGHT
    return Advice.DIM if is_dim else advice


def _place(features: Features, aspect: float) -> Advice:
    across = features.shoulder_x / aspect
    for is_so, advice in (
        (features.size > LARGEST, Advice.FURTHER),
        (features.shoulder_y > LOWEST_SHOULDERS, Advice.LOWER),
        (features.ear_y < HIGHEST_EARS, Advice.HIGHER),
        # The camera faces the sitter: the picture's left is their right.
        (across < LEFT_END, Advice.TO_LEFT),
        (across > RIGHT_END, Advice.TO_RIGHT),
    ):
        if is_so:
            return advice
    return Advice.FINE


@dataclass(frozen=True, slots=True)
class Steady:
    """Advice that does not flicker.

    Attributes:
        said: What is being said; None before the first looks agree.
        heard: What the last look would say.
        times: So often in a row.
    """

    said: Advice | None = None
    heard: Advice | None = None
    times: int = 0

    @property
    def is_usable(self) -> bool:
        """Whether a calibration can begin."""
        return self.said is not None and self.said not in BLOCKING


def steady(before: Steady, advice: Advice) -> Steady:
    """Take one look's advice into account."""
    times = before.times + 1 if advice is before.heard else 1
    said = advice if times >= STEADY_LOOKS else before.said
    return Steady(said, advice, times)
