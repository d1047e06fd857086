"""The picture that the monitor looked at last, read from its JSON.

What is not exactly that, as from another version, is no picture.
"""

import base64
import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from sitwell.commands.preview_wire import Judged, Look, Stage

_POINTS = 33
_ANGLES = ("flexion", "head_forward", "rounding", "trunk_lean", "side_lean")
_ENDS = 3


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One look.

    Attributes:
        look: What was found in it, in the form that the welcome's mirror draws.
        image: The picture.
        age_s: Seconds since.
    """

    look: Look
    image: QImage
    age_s: float


def read_glimpse(plain: object) -> Glimpse | None:
    """Read the `picture` of a reply; None where there is none."""
    if not isinstance(plain, dict):
        return None
    try:
        image = _decode(base64.b64decode(plain["jpeg"], validate=True))
        points = [_read_person(person) for person in plain["points"]]
        judged, age_s = _read_judged(plain["judged"]), _number(plain["age_s"])
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    if image.isNull() or (image.width(), image.height()) != (plain["width"], plain["height"]):
        return None
    look = Look(
        width=image.width(),
        height=image.height(),
        points=points,
        advice=None,
        is_usable=True,
        view=None,
        stage=Stage.WATCH.value,
        settle_s=0.0,
        share=0.0,
        judged=judged,
    )
    return Glimpse(look, image, max(0.0, age_s))


def _decode(jpeg: bytes) -> QImage:
    # No other decoder gets it; Qt takes the name as text alone, whatever its stubs say.
    return QImage.fromData(jpeg, "JPG")  # type: ignore[arg-type]


def _read_person(plain: Any) -> list[list[float]]:
    points = [[_number(x), _number(y), _number(seen)] for x, y, seen in plain]
    if len(points) != _POINTS:
        raise ValueError("a person has other points")
    return points


def _read_judged(plain: Any) -> Judged | None:
    if plain is None:
        return None
    state, reason, angles = plain["state"], plain["reason"], plain["angles"]
    if not isinstance(state, str) or not isinstance(reason, str | None):
        raise TypeError("no verdict")
    if angles is not None:
        angles = {name: _read_ends(angles.get(name)) for name in _ANGLES}
    return Judged(state, reason, angles)


def _read_ends(plain: Any) -> list[float] | None:
    if plain is None:
        return None
    ends = [_number(end) for end in plain]
    if len(ends) != _ENDS:
        raise ValueError("no interval")
    return ends


def _number(plain: Any) -> float:
    if isinstance(plain, bool) or not math.isfinite(plain):
        raise ValueError("no number")
    return float(plain)
