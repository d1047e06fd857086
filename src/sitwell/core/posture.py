"""The verdict on one moment: which state, and if none, why not."""

from dataclasses import dataclass
from typing import ClassVar

from sitwell.core.angles import Angles
from sitwell.core.baseline import Baseline
from sitwell.core.estimate import Body, displace, estimate
from sitwell.core.features import Features, measure, move
from sitwell.core.pose import Pose
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.scene import Scene, Shift
from sitwell.core.view import View


@dataclass(frozen=True, slots=True)
class PostureRules:
    """Where the lines are. All are design choices, set on samples/ and the clips they come from.

    Attributes:
        slump_deg: Flexion from which a moment counts as slumped. On the three rendered clips, over
            8 s, a straight lean reads below 13.3 in 95 % of the time, and slumps of 20 or more
            read 20 to 28 in the median.
        extension_deg: Flexion below which a moment counts as over-extended.
        least_light: Mean brightness (0 to 1) under which a picture without a person is too dark to
            tell whether anybody is there.
        widest_interval_deg: Half-width of the flexion interval beyond which we abstain.
        highest_rise_m: Rising further than this above upright is not posture: the person stood
            up, or the camera or chair was moved.
    """

    slump_deg: float = 14.0
    extension_deg: float = -15.0
    least_light: float = 0.06
    widest_interval_deg: float = 30.0
    highest_rise_m: float = 0.06
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        if not 3.0 <= self.slump_deg <= 60.0:
            raise ValueError(f"slump_deg must be 3 to 60 degrees, not {self.slump_deg:g}")
        if not 0.0 <= self.least_light <= 0.5:
            raise ValueError(f"least_light must be 0 to 0.5, not {self.least_light:g}")
        if not 1.0 <= self.widest_interval_deg <= 90.0:
            raise ValueError("widest_interval_deg must be 1 to 90 degrees")
        if not 0.01 <= self.highest_rise_m <= 1.0:
            raise ValueError("highest_rise_m must be 0.01 to 1 metre")
        if not -60.0 <= self.extension_deg <= -3.0:
            raise ValueError(f"extension_deg must be -60 to -3 degrees, not {self.extension_deg:g}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The verdict for one moment.

    Attributes:
        t: Seconds on the source's clock.
        state: What the person is doing.
        reason: Why it cannot be judged; None unless the state is unknown.
        view: Where the camera stands; None where nobody is seen.
        angles: The estimates; None where nothing can be said. Given during unknown too where
            they could be computed: the state says not to act on them.
    """

    t: float
    state: State
    reason: Reason | None = None
    view: View | None = None
    angles: Angles | None = None

    @property
    def flexion_deg(self) -> float | None:
        """The flexion estimate, if there is one."""
        if self.angles is None or self.angles.flexion is None:
            return None
        return self.angles.flexion.deg


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
    sight: Sight, baseline: Baseline, rules: PostureRules, drift: Shift | None = None
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
    reason = _turned_or_misplaced(features, baseline)
    if reason in (Reason.TURNED_AWAY, Reason.TOO_CLOSE):
        return Reading(sight.t, State.UNKNOWN, reason, baseline.view)
    angles = estimate(features, baseline)
    if len(sight.poses) > 1:
        reason = Reason.SEVERAL_PEOPLE
    reason = reason or _beyond_judging(features, angles, baseline, rules)
    if reason is not None:
        return Reading(sight.t, State.UNKNOWN, reason, baseline.view, angles)
    return Reading(sight.t, classify(angles, rules), None, baseline.view, angles)


def classify(angles: Angles, rules: PostureRules) -> State:
    """Name the state that a flexion stands for."""
    if angles.flexion is None:
        return State.UNKNOWN
    if angles.flexion.deg >= rules.slump_deg:
        return State.SLUMPED
    return State.OVEREXTENDED if angles.flexion.deg <= rules.extension_deg else State.UPRIGHT


def _turned_or_misplaced(features: Features, baseline: Baseline) -> Reason | None:
    upright = baseline.upright
    if baseline.view is View.SIDE:
        if features.shoulder_width > 0.8 * upright.neck_length:
            return Reason.TURNED_AWAY
        if features.facing * upright.facing < 0.0:
            return Reason.TURNED_AWAY
        nearness = features.neck_length / upright.neck_length
    else:
        nearness = features.shoulder_width / upright.shoulder_width
        # cos 53 degrees: beyond it the far shoulder hides behind the chest.
        if nearness < 0.6:
            return Reason.TURNED_AWAY
    # Half again as large is 15 to 30 cm from a common laptop: perspective rules what is seen.
    return Reason.TOO_CLOSE if nearness > 1.6 else None


def _beyond_judging(
    features: Features, angles: Angles, baseline: Baseline, rules: PostureRules
) -> Reason | None:
    if displace(features, baseline, Body()).sunk_m < -rules.highest_rise_m:
        return Reason.BASELINE_STALE
    if angles.side_lean is not None and abs(angles.side_lean.deg) > 30.0:
        return Reason.OUT_OF_RANGE
    if angles.trunk_lean is not None and abs(angles.trunk_lean.deg) > 55.0:
        return Reason.OUT_OF_RANGE
    if angles.flexion is not None and angles.flexion.half_width_deg > rules.widest_interval_deg:
        return Reason.UNSURE
    return None
