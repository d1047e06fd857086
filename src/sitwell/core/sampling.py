"""When to look, and whether the pose must be found anew: seldom while nothing changes.

Finding a pose costs some 15 ms, a look at a small grey picture less than 1 ms. So most looks are
cheap ones that ask whether anything has changed since the last pose, and looks come the faster the
more depends on the next one:

    mood     calm........|alert...............|calm..............|away...........
    looks    x   x   x   x x x x x x x x x x x x   x   x   x   x x    x    x    x
    poses    x           x x x x x   x x x   x x               x x
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from sitwell.core.monitor import Monitor
from sitwell.core.pose import Pose
from sitwell.core.scene import Scene

BLOCK = 8  # cells of a scene on each side of a block; a scene has about 120 rows
MEETING_S = 8.0  # the settled verdict's window; a second person is found within the first looks
UNSEEN_S = 15.0  # a pause: looks come 10 s apart at most (interval_s), visits 26 s
CHANGED = 0.03
"""Change of a block's mean grey (0 to 1) from which something has moved there. In an empty room of
samples/front no block changes by more than 0.0034; with the sitter at work some block changes by
more than this within 94 % of seconds."""


class Mood(Enum):
    """How much depends on the next look.

    Attributes:
        cadence_s: Seconds between two looks.
        patience_s: How old a pose may be that is used again because nothing has changed.
    """

    ALERT = (1.0, 3.0)
    CALM = (5.0, 20.0)
    AWAY = (5.0, 60.0)

    def __init__(self, cadence_s: float, patience_s: float) -> None:
        self.cadence_s = cadence_s
        self.patience_s = patience_s


@dataclass(frozen=True, slots=True, eq=False)
class Sampling:
    """What the next look is held against.

    Attributes:
        looked_t: When the last look was; None before the first.
        posed_t: When a pose was last looked for.
        scene: What was to be seen then.
        poses: Who was found.
        met_t: Since when so many people are there.
    """

    looked_t: float | None = None
    posed_t: float = 0.0
    scene: Scene | None = None
    poses: tuple[Pose, ...] = ()
    met_t: float = 0.0


def note_pose(before: Sampling, t: float, scene: Scene, poses: tuple[Pose, ...]) -> Sampling:
    """Remember who was found at `t`; after a pause, somebody may have come or gone unseen."""
    is_unseen = before.looked_t is None or t - before.looked_t >= UNSEEN_S
    is_same = not is_unseen and len(before.poses) == len(poses)
    return Sampling(t, t, scene, poses, before.met_t if is_same else t)


def hold_alert(before: Sampling, mood: Mood, t: float) -> Mood:
    """Stay alert for a while after somebody came or went: it takes looks to settle who is there."""
    return Mood.ALERT if t - before.met_t < MEETING_S else mood


def is_due(before: Sampling, mood: Mood, t: float) -> bool:
    """Say whether to look at `t`. A hundredth early is on time: clocks of cameras jitter."""
    return before.looked_t is None or t - before.looked_t >= mood.cadence_s - 0.01


def is_known(before: Sampling, mood: Mood, scene: Scene, t: float) -> bool:
    """Say whether what was found last still holds, because nothing has changed since."""
    if before.scene is None or t - before.posed_t >= mood.patience_s - 0.01:
        return False
    return not has_changed(before.scene, scene)


def has_changed(before: Scene, after: Scene) -> bool:
    """Say whether any part of the picture has changed, beyond what the sensor's noise does."""
    if before.grey.shape != after.grey.shape:
        return True
    rows, columns = (size // BLOCK for size in after.grey.shape)
    if rows == 0 or columns == 0:
        return True
    change = (after.grey - before.grey)[: rows * BLOCK, : columns * BLOCK]
    blocks = change.reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))
    return float(np.abs(blocks).max()) >= CHANGED


def judge_mood(now: Monitor) -> Mood:
    """Tell how much depends on the next look.

    Alert: the newest look does not agree with the settled state, or a slump or an absence is not
    yet one or not yet over.
    """
    if now.steady is None:
        return Mood.ALERT
    course = now.episodes
    is_starting = course.slump is not None and not course.slump.is_episode
    is_leaving = course.gone_since is not None and not course.is_absent
    window = now.steady.window  # empty while nobody is to be looked at
    is_agreed = not window or window[-1].state is now.steady.state
    if is_starting or is_leaving or course.better_since is not None or not is_agreed:
        return Mood.ALERT
    return Mood.AWAY if course.is_absent else Mood.CALM
