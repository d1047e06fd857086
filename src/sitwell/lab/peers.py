"""What other programs go by, on the same pictures: one number each, against calibration.

Both are written as kindly as possible: of the same landmarks, with the same calibration pictures,
and without a line, since a score is judged by its order alone. Neither follows a moved camera.
"""

from collections.abc import Callable, Sequence

import numpy as np

from sitwell.core.features import Features

# Higher means rather slumped.
Rule = Callable[[Features, Sequence[Features]], float]


def lower_nose(seen: Features, upright: Sequence[Features]) -> float:
    """Give how far the nose is below its place at calibration, in widths of the person then.

    That is the width of the shoulders, or of the face where the camera stands at the side and the
    shoulders hide each other.
    """
    shoulders, face = (_usual(upright, name) for name in ("shoulder_width", "face_width"))
    return (seen.nose_y - _usual(upright, "nose_y")) / max(shoulders, face)


def shorter_neck(seen: Features, upright: Sequence[Features]) -> float:
    """Give by which share the neck, in face widths, is shorter than at calibration."""
    usual = float(np.median([_ratio(one) for one in upright]))
    return 1.0 - _ratio(seen) / usual


RULES: dict[str, Rule] = {"nose height": lower_nose, "ear–shoulder / face": shorter_neck}


def _ratio(features: Features) -> float:
    # A face seen exactly from the side has no width between its ears.
    return features.neck_length / max(features.face_width, 1e-6)


def _usual(upright: Sequence[Features], name: str) -> float:
    return float(np.median([getattr(one, name) for one in upright]))
