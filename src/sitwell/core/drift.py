"""How far the camera's picture has moved since calibration, kept up from look to look.

Two witnesses: a jump between two pictures shows at once, and the room against what calibration
learnt of it shows where the picture stands, however slowly it came there:

    camera     ------------------| lid re-tilted |------------------
    jumps      . . . . . . . . . . J . . . . . . . . . . . . . . .
    room       0 0 0 0 0 0 0 0 0 0 ? m m m m m m m m m m m m m m m
    drift      0 0 0 0 0 0 0 0 0 0 J J J m m m m m m m m m m m m m
"""

from dataclasses import dataclass, field, replace
from statistics import median

from sitwell.core.baseline import Baseline
from sitwell.core.estimate import Estimator
from sitwell.core.posture import Sight, judge
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import State
from sitwell.core.scene import Scene, Shift, measure_shift
from sitwell.core.surroundings import Doubt, Match, Surroundings, compare

SPACING_S = 1.0  # between looks at the room; one takes 0.5 to 0.8 ms
VOTES = 5  # looks that are remembered
AGREEING = 3  # of them must tell the same shift
ALIKE = 0.01  # shifts this close are the same, picture heights; the looks' median error is 0.0026
# Looks in a row that must find another room. Single pictures of the same one in other light do in
# 2 %; a person walking by does for seconds.
STRANGE_LOOKS = 30


@dataclass(frozen=True, slots=True)
class Drift:
    """What is known of the camera's movement.

    Attributes:
        shift: Of the picture since calibration.
        scene: The last picture, reduced; kept in memory only.
        looked_t: When the room was last looked at.
        votes: The shifts that the last looks told, newest last.
        strange_looks: Looks in a row that found another room.
    """

    shift: Shift = field(default_factory=Shift)
    scene: Scene | None = None
    looked_t: float | None = None
    votes: tuple[Shift, ...] = ()
    strange_looks: int = 0


def follow(before: Drift, seen: Sight, room: Surroundings) -> Drift:
    """Take one picture into account."""
    jump = Shift() if before.scene is None else measure_shift(before.scene, seen.scene)
    now = replace(before, scene=seen.scene)
    if jump != Shift():
        now = replace(now, shift=before.shift + jump, votes=(), looked_t=None)
    if now.looked_t is not None and seen.t - now.looked_t < SPACING_S:
        return now
    return look_round(replace(now, looked_t=seen.t), compare(room, seen.scene, seen.poses))


def look_round(now: Drift, found: Match | Doubt) -> Drift:
    """Take one look at the room into account."""
    if isinstance(found, Doubt):
        is_strange = found is Doubt.ELSEWHERE
        return replace(now, strange_looks=now.strange_looks + 1 if is_strange else 0)
    votes = (*now.votes, found.shift)[-VOTES:]
    middle = Shift(median(v.x for v in votes), median(v.y for v in votes))
    agreeing = sum(max(abs(v.x - middle.x), abs(v.y - middle.y)) <= ALIKE for v in votes)
    shift = middle if agreeing >= AGREEING else now.shift
    return replace(now, shift=shift, votes=votes, strange_looks=0)


def judge_alone(
    sight: Sight, baseline: Baseline, estimator: Estimator, rules: PostureRules
) -> Reading:
    """Judge a picture that has nothing to do with the ones before."""
    found = compare(baseline.surroundings, sight.scene, sight.poses)
    shift = found.shift if isinstance(found, Match) else None
    reading = judge(sight, baseline, estimator, rules, shift)
    return doubt_baseline(reading) if found is Doubt.ELSEWHERE else reading


def doubt_baseline(reading: Reading) -> Reading:
    """Give the reading of somebody who sits where the baseline was not learnt."""
    if reading.state is State.ABSENT or reading.reason is not None:
        return reading
    return replace(reading, state=State.UNKNOWN, reason=Reason.BASELINE_STALE)


def is_elsewhere(drift: Drift) -> bool:
    """Say whether the camera looks at another room for so long that the baseline is stale."""
    return drift.strange_looks >= STRANGE_LOOKS
