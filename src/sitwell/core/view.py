"""Where the camera stands, seen from the sitter."""

from enum import StrEnum

# Shoulder width over ear–shoulder distance: about 1.5 to 1.8 from the front and 0.1 from the side
# (samples/); 45 degrees between them gives about 1.1.
FRONT_FROM = 1.15
SIDE_BELOW = 0.6


class View(StrEnum):
    """The camera's place."""

    FRONT = "front"
    THREE_QUARTER = "three_quarter"
    SIDE = "side"


def classify(shoulder_width: float, neck_length: float) -> View:
    """Tell the view from two lengths of an upright pose, both in the same unit."""
    ratio = shoulder_width / neck_length
    if ratio >= FRONT_FROM:
        return View.FRONT
    return View.SIDE if ratio < SIDE_BELOW else View.THREE_QUARTER
