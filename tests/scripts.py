"""Time scripts, and a monitor that plays them.

A script is a string, one letter a second: g = upright, s = slumped, . = nobody, ? = seen but not to
be judged. "30g 2s" is short for thirty g and two s.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from hypothesis import strategies as st

from builders import ESTIMATOR, SCENE, edit_pose, make_baseline, make_pose
from sitwell.core import monitor, posture
from sitwell.core.baseline import Baseline
from sitwell.core.events import Event, NudgeSent, NudgeSettled, SlumpEnded, StateChanged
from sitwell.core.frame import Outage
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.pose import Joint, Pose
from sitwell.core.posture import Sight
from sitwell.core.reading import Reading
from sitwell.core.records import NudgeOutcome, State
from sitwell.core.sampling import Sampling, hold_alert, is_due, judge_mood, note_pose

# A script shows the same few poses thousands of times: the estimate of each is made once.
posture.estimate = lru_cache(maxsize=64)(posture.estimate)  # type: ignore[assignment]

SLUMP_DEG = 28.0  # of the sitter who slumps: a plain slump, twice the threshold


def spell(script: str) -> str:
    """Write a script out: "3g 2s" is "gggss"."""
    return re.sub(
        r"(\d+)([gs.?x])", lambda m: int(m[1]) * m[2], script.replace(" ", "").replace("_", "")
    )


STATES = {"g": State.UPRIGHT, "s": State.SLUMPED, ".": State.ABSENT, "?": State.UNKNOWN}


@cache
def _poses(letter: str) -> tuple[Pose, ...]:
    if letter == ".":
        return ()
    if letter == "?":  # shoulders turned away
        upright = make_pose()
        left, right = upright.xy[Joint.LEFT_SHOULDER], upright.xy[Joint.RIGHT_SHOULDER]
        middle = (left + right) / 2.0
        nearer = {
            Joint.LEFT_SHOULDER: tuple(middle + 0.3 * (left - middle)),
            Joint.RIGHT_SHOULDER: tuple(middle + 0.3 * (right - middle)),
        }
        return (edit_pose(upright, xy=nearer),)
    return (make_pose(flexion_deg=SLUMP_DEG if letter == "s" else 0.0),)


def look(letter: str, t: float) -> Sight:
    """Give what is seen at one moment of a script."""
    return Sight(t, _poses(letter), SCENE)


def play(script: str, hz: float = 1.0, start: float = 0.0) -> Iterator[Sight]:
    """Give the looks of a script, so many a second; the last is at its end."""
    letters = spell(script)
    for n in range(math.floor(len(letters) * hz) + 1):
        yield look(letters[min(len(letters) - 1, int(n / hz))], start + n / hz)


LAG_S = 5.0  # the settled state trails what is seen by half of its window of 8 s

# Any course of things: runs of 1 to 90 s, in any order.
any_script = st.lists(
    st.tuples(st.integers(1, 90), st.sampled_from("gs.?")).map(lambda run: run[0] * run[1]),
    min_size=1,
    max_size=12,
).map("".join)


@dataclass(slots=True)
class Watch:
    """A monitor at work: what it said, and where it stands."""

    baseline: Baseline = field(default_factory=make_baseline)
    rules: MonitorRules = field(default_factory=MonitorRules)
    now: Monitor = field(default_factory=Monitor)
    events: list[Event] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def see(self, *seen: Sight | Outage) -> "Watch":
        """Take looks into account."""
        for one in seen:
            self.now, reading, events = monitor.step(
                self.now, one, self.baseline, ESTIMATOR, self.rules
            )
            self.readings.append(reading)
            self.events.extend(events)
        return self

    def play(self, script: str, hz: float = 1.0) -> "Watch":
        """Go on with a script, from where the last one ended."""
        start = 0.0 if self.now.t is None else self.now.t + 1.0 / hz
        return self.see(*play(script, hz, start))

    def sample(self, script: str) -> "Watch":
        """Play a script to a monitor that looks only when it is due; the scene always changes."""
        before = Sampling()
        for sight in play(script):
            if is_due(before, hold_alert(before, judge_mood(self.now), sight.t), sight.t):
                before = note_pose(before, sight.t, sight.scene, sight.poses)
                self.see(sight)
        return self if self.now.t == sight.t else self.see(sight)

    def close(self) -> "Watch":
        """End the watching."""
        self.events.extend(monitor.finish(self.now))
        return self

    def of(self, kind: type) -> list:
        """Give the events of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]  # type: ignore[arg-type]

    @property
    def nudges(self) -> list[tuple[str, float]]:
        """Kind and time of each nudge, in order."""
        return [(event.nudge.kind.value, event.t) for event in self.of(NudgeSent)]

    @property
    def kinds(self) -> list[str]:
        """The kind of each nudge, in order."""
        return [kind for kind, _ in self.nudges]

    @property
    def outcomes(self) -> list[NudgeOutcome]:
        """What became of each settled nudge, in order."""
        return [event.nudge.outcome for event in self.of(NudgeSettled)]

    @property
    def slumps(self) -> list[tuple[float, float]]:
        """Beginning and end of each slump episode."""
        return [(event.start, event.start + event.duration_s) for event in self.of(SlumpEnded)]

    @property
    def seconds(self) -> dict[State, float]:
        """The seconds in each settled state, from the changes of state."""
        changes = self.of(StateChanged)
        ends = [change.t for change in changes[1:]] + [self.now.t]
        seconds = dict.fromkeys(State, 0.0)
        for change, end in zip(changes, ends, strict=True):
            seconds[change.state] += end - change.t
        return seconds


def watch(script: str, hz: float = 1.0, **changes: object) -> Watch:
    """Run a script through a fresh monitor and close it."""
    return Watch(**changes).play(script, hz).close()  # type: ignore[arg-type]
