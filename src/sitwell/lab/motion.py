"""How a sitter moves: eased from one posture to the next, with sway and fidgets on top."""

from dataclasses import fields, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.posture import Place, Posture

STEP_S = 0.25  # grid on which the sway is drawn
SMOOTHING_S = 2.0  # width of the window that takes the jerks out of it
SHARE_LIMITS = {"upper_share": (0.2, 0.9), "spread": (0.0, 1.0)}
_ANGLES = tuple(f.name for f in fields(Posture) if isinstance(f.default, float))
_PLACES = tuple(f.name for f in fields(Place))


class Sway(NamedTuple):
    """How one number of a posture or a place wanders.

    Attributes:
        name: Of the number.
        size: Standard deviation, that of `kinds.live`: a picture of a session varies about its aim
            as one of a sitting does.
        lasts_s: Time constant: small parts move quickly, trunk and chair slowly.
    """

    name: str
    size: float
    lasts_s: float


class Fidget(NamedTuple):
    """A short movement there and back.

    Attributes:
        share: How often, against the other fidgets.
        sizes: Standard deviations by name.
    """

    share: float
    sizes: dict[str, float]


SWAYS = (
    Sway("flexion_deg", 0.9, 15.0),
    Sway("upper_share", 0.03, 20.0),
    Sway("lean_deg", 1.6, 12.0),
    Sway("side_lean_deg", 1.1, 12.0),
    Sway("twist_deg", 1.0, 10.0),
    Sway("neck_deg", 1.4, 6.0),
    Sway("gaze_deg", 4.0, 4.0),
    Sway("turn_deg", 5.0, 4.0),
    Sway("roll_deg", 2.5, 6.0),
    Sway("rounding_deg", 1.0, 10.0),
    Sway("rounding_split_deg", 1.0, 10.0),
    Sway("shrug_deg", 1.2, 8.0),
    Sway("chair_deg", 1.5, 20.0),
    Sway("spread", 0.1, 10.0),
    Sway("left_m", 0.008, 20.0),
    Sway("forward_m", 0.008, 20.0),
)
# A look aside, a look down, a shift of the weight: by eye.
FIDGETS = (
    Fidget(0.45, {"turn_deg": 22.0, "gaze_deg": 5.0}),
    Fidget(0.30, {"gaze_deg": 12.0, "neck_deg": 3.0}),
    Fidget(0.25, {"lean_deg": 4.0, "side_lean_deg": 3.0, "twist_deg": 3.0, "shrug_deg": 4.0}),
)
FIDGET_EVERY_S = 25.0
FIDGET_LASTS_S = (2.0, 5.0)


def ease(share: float) -> float:
    """Give how far a movement is when this share of its time is over; from rest to rest."""
    x = min(max(share, 0.0), 1.0)
    return x * x * (3.0 - 2.0 * x)


def blend(start: Posture, end: Posture, share: float) -> Posture:
    """Give the posture so far on the way from one to the other; hands change in the middle."""
    left = 1.0 - share
    angles = {n: left * getattr(start, n) + share * getattr(end, n) for n in _ANGLES}
    one, other = start.place, end.place
    place = Place(*(left * getattr(one, n) + share * getattr(other, n) for n in _PLACES))
    return replace(start if share < 0.5 else end, place=place, **angles)


@lru_cache(maxsize=4)
def wander(seed: int, seconds: float, calm_s: float) -> NDArray[np.float64]:
    """Give what no sitter can help, (rows, len(SWAYS)) one row each `STEP_S` from 0 on; read-only.

    Args:
        seed: The same seed gives the same movements.
        seconds: For how long.
        calm_s: Until then nobody fidgets.
    """
    rng = np.random.default_rng([seed, 1])
    rows = int(np.ceil(seconds / STEP_S)) + 2
    offsets = _sway(rows, rng)
    _fidget(offsets, seconds, calm_s, np.random.default_rng([seed, 2]))
    offsets.setflags(write=False)
    return offsets


def disturb(posture: Posture, offsets: NDArray[np.float64], t: float) -> Posture:
    """Add to the posture what `wander` gives at time `t`."""
    row = min(max(t / STEP_S, 0.0), len(offsets) - 1.001)
    first = int(row)
    here = offsets[first] + (row - first) * (offsets[first + 1] - offsets[first])
    by = dict(zip((sway.name for sway in SWAYS), here.tolist(), strict=True))
    place = Place(*(getattr(posture.place, n) + by.pop(n, 0.0) for n in _PLACES))
    moved = {name: getattr(posture, name) + offset for name, offset in by.items()}
    for name, (low, high) in SHARE_LIMITS.items():
        moved[name] = min(max(moved[name], low), high)
    return replace(posture, place=place, **moved)


def _sway(rows: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw Ornstein-Uhlenbeck noise, smoothed, with the sizes of `SWAYS`."""
    kept = np.exp(-STEP_S / np.array([sway.lasts_s for sway in SWAYS]))
    window = np.hanning(round(SMOOTHING_S / STEP_S) + 3)[1:-1]
    window = window / window.sum()
    drawn = rng.standard_normal((rows + len(window) - 1, len(SWAYS)))
    drawn[1:] *= np.sqrt(1.0 - kept**2)
    for row in range(1, len(drawn)):
        drawn[row] += kept * drawn[row - 1]
    lags = np.abs(np.subtract.outer(np.arange(len(window)), np.arange(len(window))))
    left = np.array([np.sqrt(window @ share**lags @ window) for share in kept])
    smooth = [np.convolve(column, window, mode="valid") for column in drawn.T]
    return np.asarray(np.column_stack(smooth) * ([sway.size for sway in SWAYS] / left))


def _fidget(
    offsets: NDArray[np.float64], seconds: float, calm_s: float, rng: np.random.Generator
) -> None:
    """Add fidgets: each a hump, there and back."""
    names = [sway.name for sway in SWAYS]
    at = calm_s
    while (at := at + float(rng.exponential(FIDGET_EVERY_S))) < seconds:
        fidget = FIDGETS[int(rng.choice(len(FIDGETS), p=[f.share for f in FIDGETS]))]
        first, steps = int(at / STEP_S), round(float(rng.uniform(*FIDGET_LASTS_S)) / STEP_S)
        hump = np.hanning(steps + 2)[1 : 1 + len(offsets[first + 1 : first + 1 + steps])]
        for name, size in fidget.sizes.items():
            column = offsets[:, names.index(name)]
            column[first + 1 : first + 1 + steps] += float(rng.normal(0.0, size)) * hump
