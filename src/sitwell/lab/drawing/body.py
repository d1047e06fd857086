"""How long and how thick a body is: one adult of 168 cm, the same in every drawing.

Lengths after Drillis and Contini (1964), as shares of the height: thigh 0.245, shank 0.246, foot
0.152, upper arm 0.186, forearm 0.146, hand 0.108. Thickness by eye.
"""

from typing import NamedTuple

HEIGHT_CM = 168.0
THIGH_CM = 0.245 * HEIGHT_CM
SHANK_CM = 0.246 * HEIGHT_CM
UPPER_ARM_CM = 0.186 * HEIGHT_CM
FOREARM_CM = 0.146 * HEIGHT_CM

# Stations along the spine, in cm from the hip joints: sacrum's top, T12, C7, skull's base.
SACRUM_CM, WAIST_CM, C7_CM, SKULL_CM = 10.0, 27.0, 54.0, 63.0
SHOULDER_CM = 48.0
HALF_HIPS_CM = 8.5  # hip joint from the middle
HALF_SHOULDERS_CM = 16.0


class Girth(NamedTuple):
    """How far the skin is from the spine's line, at a station, in centimetres."""

    along: float
    side: float
    front: float
    back: float


TRUNK = (
    Girth(0.0, 16.0, 9.0, 10.6),
    Girth(6.0, 16.3, 10.0, 10.4),
    Girth(13.0, 14.6, 10.8, 8.2),
    Girth(21.0, 12.6, 11.2, 6.8),
    Girth(28.0, 13.0, 12.4, 6.4),
    Girth(36.0, 14.4, 13.6, 6.5),
    Girth(43.0, 15.0, 13.2, 6.8),
    Girth(48.0, 13.0, 10.2, 6.6),
    Girth(51.0, 9.5, 7.6, 6.0),
)
NECK = (Girth(49.0, 6.6, 5.6, 4.6), Girth(55.0, 5.6, 5.4, 4.7), Girth(64.0, 5.5, 5.4, 4.9))


class Ring(NamedTuple):
    """A limb's thickness at a share of the way to its next joint.

    `calf` is how far its middle lies to the left of the bone: on a standing leg, to the back.
    """

    way: float
    radius: float
    calf: float


THIGH = (Ring(0.0, 8.6, 0.0), Ring(0.35, 8.0, -0.3), Ring(0.75, 6.2, -0.3), Ring(1.0, 5.5, 0.0))
SHANK = (Ring(0.0, 5.5, 0.0), Ring(0.3, 5.5, 1.1), Ring(0.65, 4.2, 0.7), Ring(1.0, 3.4, 0.0))
UPPER_ARM = (Ring(0.0, 5.2, 0.0), Ring(0.45, 4.6, 0.0), Ring(1.0, 3.7, 0.0))
FOREARM = (Ring(0.0, 3.7, 0.0), Ring(0.28, 3.8, 0.0), Ring(1.0, 2.4, 0.0))
SLEEVE = 0.5  # how far down the upper arm, and
CUFF = 0.9  # the trousers down the shank
