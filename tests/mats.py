"""Somebody on a mat beside the camera, made of a few plain numbers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sitwell.core.lifts import Parts, RepetitionRules
from sitwell.core.lying import LEFT, RIGHT
from sitwell.core.pose import LANDMARKS, Joint, Pose
from sitwell.core.repetitions import Counter, advance

WIDE = 16.0 / 9.0
TRUNK, THIGH, SHIN = 0.30, 0.24, 0.24  # of a body of length 1, hip to each
FAR_SIDE = 0.04  # how much higher in the picture the far side of the body is
RULES = RepetitionRules()

Script = list[tuple[float, Pose | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mat:
    """How a body lies before the camera.

    Attributes:
        x: Of the hips, in picture heights.
        y: As above.
        size: Length of the body, as above.
        roll_deg: Of the picture.
        head_is_left: Whether the head is at the picture's left.
        shoulders: Distance of the shoulders in the picture, in trunks.
    """

    x: float = 0.9
    y: float = 0.6
    size: float = 0.8
    roll_deg: float = 0.0
    head_is_left: bool = True
    shoulders: float = 0.2


def make_lying(
    chest_deg: float = 0.0,
    leg_deg: float = 0.0,
    *,
    mat: Mat | None = None,
    knee_deg: float = 0.0,
    hidden: tuple[Joint, ...] = (),
) -> Pose:
    """Take a picture of a body with so much lift of chest and legs over the horizontal."""
    mat = mat or Mat()
    chest, leg, shin = (math.radians(a) for a in (chest_deg, leg_deg, leg_deg + knee_deg))
    shoulder = TRUNK * np.array([-math.cos(chest), -math.sin(chest)])
    knee = THIGH * np.array([math.cos(leg), -math.sin(leg)])
    ankle = knee + SHIN * np.array([math.cos(shin), -math.sin(shin)])
    xy, visibility = np.full((LANDMARKS, 2), 0.5), np.ones(LANDMARKS)
    across = mat.shoulders * TRUNK * np.array([0.3, -0.95])
    roll = math.radians(mat.roll_deg)
    turn = np.array([[math.cos(roll), -math.sin(roll)], [math.sin(roll), math.cos(roll)]])
    near, far = (LEFT, RIGHT) if mat.head_is_left else (RIGHT, LEFT)
    for joints, beside in ((near, np.zeros(2)), (far, across)):
        for joint, place in zip(joints, (shoulder, np.zeros(2), knee, ankle), strict=True):
            flipped = (place + beside) * ((1.0, 1.0) if mat.head_is_left else (-1.0, 1.0))
            xy[joint] = (mat.x, mat.y) + mat.size * turn @ flipped
    visibility[list(far)] = 0.7
    visibility[list(hidden)] = 0.1
    return Pose(xy, visibility, np.zeros((LANDMARKS, 3)), WIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A rest and then lifts, eased like a breath.

    Attributes:
        lifts: How high each is: chest, legs.
        up_s: Seconds of the way up.
        hold_s: Seconds at the top.
        down_s: Seconds of the way down.
        pause_s: Seconds between two.
        rest_s: Seconds before the first; as many come after the last.
        floor: Chest and legs at rest.
    """

    lifts: tuple[tuple[float, float], ...] = ((12.0, 10.0),) * 5
    up_s: float = 3.0
    hold_s: float = 0.0
    down_s: float = 3.0
    pause_s: float = 1.0
    rest_s: float = 4.0
    floor: tuple[float, float] = (-3.0, -4.0)

    @property
    def end_s(self) -> float:
        """How long it is."""
        each = self.up_s + self.hold_s + self.down_s + self.pause_s
        return 2 * self.rest_s + each * len(self.lifts)

    def heights(self, t: float) -> tuple[float, float]:
        """Give chest and legs over the floor at a moment."""
        each = self.up_s + self.hold_s + self.down_s + self.pause_s
        number, into = divmod(t - self.rest_s, each)
        if not 0 <= number < len(self.lifts):
            return 0.0, 0.0
        if into < self.up_s:
            share = into / self.up_s
        else:
            share = min(1.0, max(0.0, 1.0 - (into - self.up_s - self.hold_s) / self.down_s))
        eased = (1.0 - math.cos(math.pi * share)) / 2.0
        chest, leg = self.lifts[int(number)]
        return chest * eased, leg * eased


def film(
    session: Session, hz: float = 10.0, mat: Mat | None = None, noise_deg: float = 0.0
) -> Script:
    """Give the moments of a session; noise is normal, of either line."""
    rng = np.random.default_rng(1)
    return list(_film(session, hz, mat, noise_deg, rng))


def _film(
    session: Session, hz: float, mat: Mat | None, noise_deg: float, rng: np.random.Generator
) -> Iterator[tuple[float, Pose | None]]:
    for frame in range(int(session.end_s * hz)):
        t = frame / hz
        chest, leg = session.heights(t)
        off = rng.normal(0.0, noise_deg, 2) if noise_deg else (0.0, 0.0)
        yield (
            t,
            make_lying(session.floor[0] + chest + off[0], session.floor[1] + leg + off[1], mat=mat),
        )


def count(script: Script, parts: Parts = Parts.BOTH, rules: RepetitionRules = RULES) -> Counter:
    """Give what the counter knows at the end."""
    counter = Counter()
    for t, pose in script:
        counter = advance(counter, t, pose, parts, rules)
    return counter
