"""Five angles from one pose and the baseline, by small networks fitted on rendered sitters.

What the networks are shown is where the pose's points have gone since calibration, in units of the
sitter's own size in the picture, and the shape of the sitter at calibration. Where in the picture
the sitter was calibrated, how large the picture is, and whether it is mirrored make no difference:
the first two are left out, and the mirrored pose is asked as well and the answers averaged.

How they are fitted, what was tried, and how wrong they are: src/sitwell/lab/README.md.
"""

from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from sitwell.core.angles import Angle, Angles
from sitwell.core.baseline import Baseline
from sitwell.core.features import LIMBS, POINTS, Features
from sitwell.core.pose import Joint
from sitwell.core.view import View

VIEWS = (View.FRONT, View.THREE_QUARTER, View.SIDE)  # rows of `Estimator.widen`
ANGLES = ("flexion", "rounding", "head_forward", "trunk_lean", "side_lean")
SIDED = np.array((1, 1, 1, 1, -1), np.float32)  # what a mirror does to each
LENGTHS = 5
INPUTS = 6 * len(POINTS) + 2 * LENGTHS + 2 * len(LIMBS) + 1
OUTPUTS = 3 * len(ANGLES)  # middle, and how far below and above it the interval ends
FURTHEST_Z = 6.0  # standard deviations; what lies further out was never fitted
# Added to lengths before their logarithm, in sizes of the sitter: an ear behind the head is at
# no distance from the other.
LEAST_LENGTH = 0.02
# No weight is as large (the largest is 10); the answers of larger ones could be no numbers at all.
LARGEST_WEIGHT = 1e4

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Estimator:
    """Fitted weights of `k` networks with two hidden layers of `h`; float32, read-only.

    Attributes:
        mean: (INPUTS,) of the inputs.
        scale: (INPUTS,) standard deviation of the inputs.
        first: (k, INPUTS, h).
        first_bias: (k, h).
        second: (k, h, h).
        second_bias: (k, h).
        last: (k, h, OUTPUTS).
        last_bias: (k, OUTPUTS).
        unit_deg: (5,) degrees for each unit of the outputs.
        widen: (3, 5) what each view's intervals are stretched by to hold 90 % of the truths.
        moved: (5,) what they are stretched by once more where the camera has moved: how far the
            background moved in the picture says only in part how far the sitter did.

    Raises:
        ValueError: If an array has another shape or holds what no fit gives.
    """

    mean: Numbers
    scale: Numbers
    first: Numbers
    first_bias: Numbers
    second: Numbers
    second_bias: Numbers
    last: Numbers
    last_bias: Numbers
    unit_deg: Numbers
    widen: Numbers
    moved: Numbers

    def __post_init__(self) -> None:
        k, h = self.first_bias.shape if self.first_bias.ndim == 2 else (0, 0)
        for name, shape in (
            ("mean", (INPUTS,)),
            ("scale", (INPUTS,)),
            ("first", (k, INPUTS, h)),
            ("first_bias", (k, h)),
            ("second", (k, h, h)),
            ("second_bias", (k, h)),
            ("last", (k, h, OUTPUTS)),
            ("last_bias", (k, OUTPUTS)),
            ("unit_deg", (len(ANGLES),)),
            ("widen", (len(VIEWS), len(ANGLES))),
            ("moved", (len(ANGLES),)),
        ):
            array: Numbers = getattr(self, name)
            if array.shape != shape or k == 0:
                raise ValueError(f"expected {name} of shape {shape}, got {array.shape}")
            if not (np.abs(array) <= LARGEST_WEIGHT).all():
                raise ValueError(f"{name} holds what is not finite, or too large")
            array.setflags(write=False)
        if not (self.scale > 0.0).all():
            raise ValueError("scale must be above 0")


def estimate(
    features: Features, baseline: Baseline, estimator: Estimator, *, has_moved: bool = False
) -> Angles:
    """Estimate the five angles of one pose relative to the baseline.

    From the side nothing is said of the side lean: it points at the camera.

    Args:
        features: Of the pose, the camera's movement taken out.
        baseline: What calibration learnt.
        estimator: The weights.
        has_moved: Whether there was such a movement; the intervals are wider then.
    """
    now, upright = _row(features), _row(baseline.upright)
    slump = None if baseline.slump is None else _row(baseline.slump)
    ends = predict(estimator, now, upright, slump)[0]
    middle, low, high = ends.T.astype(float)
    widen = estimator.widen[VIEWS.index(baseline.view)]
    widen = widen * estimator.moved if has_moved else widen
    found = [
        Angle(float(m), float(m - w * (m - lo)), float(m + w * (hi - m)))
        for m, lo, hi, w in zip(middle, low, high, widen, strict=True)
    ]
    flexion, rounding, head_forward, trunk_lean, side_lean = found
    is_side = baseline.view is View.SIDE
    return Angles(flexion, rounding, head_forward, trunk_lean, None if is_side else side_lean)


def predict(estimator: Estimator, now: Numbers, upright: Numbers, slump: Numbers | None) -> Numbers:
    """Give (n, 5, 3): middle, lower and upper end of each angle, degrees, not yet widened.

    Args:
        estimator: The weights.
        now: (n, 36) features, a pose a row.
        upright: (n, 36) or (1, 36) of the calibration.
        slump: As above, of the relaxed slump; None where it was not calibrated.
    """
    both = np.concatenate((now, mirror(now)))
    at_rest = _beside(upright, len(now))
    sunk = None if slump is None else _beside(slump, len(now))
    plain, turned = np.split(_answer(estimator, describe(both, at_rest, sunk)), 2)
    turned = turned * SIDED[:, None]
    turned[:, SIDED < 0] = turned[:, SIDED < 0][..., [0, 2, 1]]
    return np.asarray((plain + turned) / np.float32(2.0))


def _beside(anchor: Numbers, rows: int) -> Numbers:
    """Give an anchor for each of so many rows, then its mirror image for each."""
    return np.concatenate(
        [np.broadcast_to(a, (rows, a.shape[1])) for a in (anchor, mirror(anchor))]
    )


def describe(now: Numbers, upright: Numbers, slump: Numbers | None) -> Numbers:
    """Give what the networks are shown: (n, INPUTS). Arguments as in `predict`."""
    at_rest, size, middle = _settle(upright)
    here = (_places(now) - middle) / size
    rows = len(here)
    if slump is None:
        sunk = np.zeros((rows, 2 * len(POINTS) + 1), np.float32)
    else:
        moved = (_places(slump) - middle) / size - at_rest
        sunk = np.column_stack((8.0 * moved.reshape(len(moved), -1), np.ones(len(moved))))
    lengths, resting = _lengths(here), _lengths(at_rest)
    parts = (
        8.0 * (here - at_rest).reshape(rows, -1),
        3.0 * at_rest.reshape(len(at_rest), -1),
        5.0 * (lengths - resting),
        resting,
        now[:, 2 * len(POINTS) :] - 0.5,
        upright[:, 2 * len(POINTS) :] - 0.5,
        sunk,
    )
    whole = [np.broadcast_to(part, (rows, part.shape[1])) for part in parts]
    return np.concatenate(whole, axis=1).astype(np.float32)


def mirror(features: Numbers) -> Numbers:
    """Give the features, (n, 36), of the mirrored pictures, moved so that x changes its sign."""
    places = _places(features)[:, _SWAPPED] * np.array((-1.0, 1.0), np.float32)
    seen = features[:, 2 * len(POINTS) :][:, _SWAPPED_LIMBS]
    return np.concatenate((places.reshape(len(places), -1), seen), axis=1)


def _row(features: Features) -> Numbers:
    return np.array(_VALUES(features), np.float32)[None]  # ten times as fast as astuple


def _places(features: Numbers) -> Numbers:
    return features[:, : 2 * len(POINTS)].reshape(len(features), -1, 2)


def _settle(upright: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the points in the sitter's own frame, its unit, and its origin between the shoulders."""
    points = _places(upright)
    middle = (points[:, _LEFT] + points[:, _RIGHT])[:, None] / 2.0
    neck = (points[:, _LEFT_EAR] + points[:, _RIGHT_EAR])[:, None] / 2.0 - middle
    width = (points[:, _LEFT] - points[:, _RIGHT])[:, None]
    size = np.hypot(_length(width), 1.5 * _length(neck))[..., None]
    return (points - middle) / size, size, middle


def _lengths(points: Numbers) -> Numbers:
    """Give the logarithms, (n, 5), of lengths that tell how near and how turned the sitter is."""
    shoulders = (points[:, _LEFT] + points[:, _RIGHT]) / 2.0
    ears = (points[:, _LEFT_EAR] + points[:, _RIGHT_EAR]) / 2.0
    eyes = (points[:, _LEFT_EYE] + points[:, _RIGHT_EYE]) / 2.0
    mouth = (points[:, _MOUTH_LEFT] + points[:, _MOUTH_RIGHT]) / 2.0
    lines = (
        points[:, _LEFT] - points[:, _RIGHT],
        ears - shoulders,
        points[:, _LEFT_EAR] - points[:, _RIGHT_EAR],
        eyes - mouth,
        points[:, _LEFT_EYE] - points[:, _RIGHT_EYE],
    )
    lengths = np.stack([_length(line) for line in lines], axis=1)
    return np.asarray(np.log(lengths + np.float32(LEAST_LENGTH)))


def _length(lines: Numbers) -> Numbers:
    return np.asarray(np.hypot(lines[..., 0], lines[..., 1]), lines.dtype)


def _answer(estimator: Estimator, inputs: Numbers) -> Numbers:
    """Ask all networks and give the mean of their answers: (n, 5, 3)."""
    z = np.clip((inputs - estimator.mean) / estimator.scale, -FURTHEST_Z, FURTHEST_Z)
    hidden = _bend(z @ estimator.first + estimator.first_bias[:, None])
    hidden = _bend(hidden @ estimator.second + estimator.second_bias[:, None])
    out = (hidden @ estimator.last + estimator.last_bias[:, None]).mean(axis=0)
    middle, below, above = np.moveaxis(out.reshape(len(inputs), len(ANGLES), 3), -1, 0)
    ends = np.stack((middle, middle - _grow(below), middle + _grow(above)), axis=-1)
    return np.asarray(ends * estimator.unit_deg[:, None])


def _bend(x: Numbers) -> Numbers:
    """Give x times its logistic function (SiLU)."""
    return np.asarray(x * (0.5 + 0.5 * np.tanh(0.5 * x)))


def _grow(x: Numbers) -> Numbers:
    """Give log(1 + exp(x)), which is never negative."""
    return np.logaddexp(x, np.float32(0.0))


_VALUES = attrgetter(*(field.name for field in fields(Features)))


def _row_of(joint: Joint) -> int:
    return POINTS.index(joint)


_LEFT, _RIGHT = _row_of(Joint.LEFT_SHOULDER), _row_of(Joint.RIGHT_SHOULDER)
_LEFT_EAR, _RIGHT_EAR = _row_of(Joint.LEFT_EAR), _row_of(Joint.RIGHT_EAR)
_LEFT_EYE, _RIGHT_EYE = _row_of(Joint.LEFT_EYE), _row_of(Joint.RIGHT_EYE)
_MOUTH_LEFT, _MOUTH_RIGHT = _row_of(Joint.MOUTH_LEFT), _row_of(Joint.MOUTH_RIGHT)
# The nose is its own other side; all else comes in pairs, left first.
_SWAPPED = [0, *(i + 1 if i % 2 else i - 1 for i in range(1, len(POINTS)))]
_SWAPPED_LIMBS = [i ^ 1 for i in range(len(LIMBS))]
