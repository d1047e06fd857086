"""The verdict on one moment: which state, and if none, why not."""

import math
from dataclasses import dataclass

from sitwell.core.angles import Angles
from sitwell.core.baseline import Baseline
from sitwell.core.estimate import Estimator, estimate
from sitwell.core.features import Features, measure, move
from sitwell.core.pose import Pose
from sitwell.core.posture_rules import SIDE_LEAN_END_DEG, PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.scene import Scene, Shift
from sitwell.core.view import View

# Lines between what is judged and what is not. Shares are of rendered pictures of ordinary sitting,
# 29 000 of them, and of pictures of the thing meant, 1000 to 1400 each (lab/README.md, "Gates").
TURNED_FRONT = 0.40  # shoulder line along x, in sizes; ordinary sitters 0.57 in all but 1 %
TURNED_THREE_QUARTER = 0.05  # the same; the far shoulder is hidden more easily there
FACING_THREE_QUARTER = -0.08  # nose ahead of the ears, in sizes, where the upright sitter looked
FACING_SIDE = 0.06  # the same from the side; ordinary sitters 0.13 in all but 1 %
TOO_NEAR = 1.45  # times as large as upright; ordinary sitters 1.35 in all but 1 %
SIZE_M = 0.48  # `Features.size` of a mean adult: shoulders 0.36 m wide, neck 0.215 m long
STANDING_M = 0.17  # shoulders above upright: of those who stand 95 %, of ordinary sitters 0.1 %
STILL = 0.01  # picture heights; a camera that has moved less has not moved
TRUNK_LEAN_END_DEG = 45.0  # beyond is lying on the desk; the fit saw up to 32


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen at one moment.

    Attributes:
        t: Seconds on the source's clock.
        poses: The people found, the followed one first.
        scene: The picture reduced to what tells light and camera movement.
    """

    t: float
    poses: tuple[Pose, ...]
    scene: Scene


def judge(
    sight: Sight,
    baseline: Baseline,
    estimator: Estimator,
    rules: PostureRules,
    drift: Shift | None = None,
) -> Reading:
    """Judge one moment on its own, without the moments before it.

    `drift` is how far the camera's picture has moved since calibration; none unless given.
    """
    if not sight.poses:
        if sight.scene.light < rules.least_light:
            return Reading(sight.t, State.UNKNOWN, Reason.TOO_DARK)
        return Reading(sight.t, State.ABSENT)
    features = measure(sight.poses[0])
    if isinstance(features, Reason):
        return Reading(sight.t, State.UNKNOWN, features, baseline.view)
    if drift is not None:
        features = move(features, -drift.x, -drift.y)
    reason = notice_turn(features, baseline)
    if reason is not None:
        return Reading(sight.t, State.UNKNOWN, reason, baseline.view)
    has_moved = drift is not None and max(abs(drift.x), abs(drift.y)) > STILL
    angles = estimate(features, baseline, estimator, has_moved=has_moved)
    reason = Reason.SEVERAL_PEOPLE if len(sight.poses) > 1 else None
    reason = reason or _notice_rise(features, baseline, rules) or doubt(angles, rules)
    if reason is not None:
        return Reading(sight.t, State.UNKNOWN, reason, baseline.view, angles)
    return Reading(sight.t, classify(angles, rules), None, baseline.view, angles)


def classify(angles: Angles, rules: PostureRules) -> State:
    """Name the state that a flexion stands for."""
    if angles.flexion is None:
        return State.UNKNOWN
    if angles.flexion.deg >= rules.slump_line_deg:
        return State.SLUMPED
    return State.OVEREXTENDED if angles.flexion.deg <= rules.extension_line_deg else State.UPRIGHT


def notice_turn(features: Features, baseline: Baseline) -> Reason | None:
    """Say whether the sitter is turned away from where they looked at calibration, or too near."""
    upright = baseline.upright
    if features.size > TOO_NEAR * upright.size:
        return Reason.TOO_CLOSE
    across = (features.left_shoulder_x - features.right_shoulder_x) / upright.size
    ahead = math.copysign(1.0, upright.facing) * features.facing / upright.size
    is_turned = {
        View.FRONT: across < TURNED_FRONT,
        View.THREE_QUARTER: across < TURNED_THREE_QUARTER or ahead < FACING_THREE_QUARTER,
        View.SIDE: ahead < FACING_SIDE,
    }[baseline.view]
    return Reason.TURNED_AWAY if is_turned else None


def _notice_rise(features: Features, baseline: Baseline, rules: PostureRules) -> Reason | None:
    upright = baseline.upright
    rise_m = (upright.shoulder_y - features.shoulder_y) / upright.size * SIZE_M
    if rise_m > max(STANDING_M, rules.highest_rise_m):
        return Reason.STANDING
    return Reason.BASELINE_STALE if rise_m > rules.highest_rise_m else None


def doubt(angles: Angles, rules: PostureRules) -> Reason | None:
    """Say why angles are not to be acted on, if so."""
    for angle, end_deg in (
        (angles.side_lean, SIDE_LEAN_END_DEG),
        (angles.trunk_lean, TRUNK_LEAN_END_DEG),
    ):
        if angle is not None and abs(angle.deg) > end_deg:
            return Reason.OUT_OF_RANGE
    if angles.flexion is not None and angles.flexion.half_width_deg > rules.widest_interval_deg:
        return Reason.UNSURE
    return None
