"""A simulated month of three people: how many nudges of which kind each of them gets."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import pytest
from life import DAY_S, HOUR_S
from people import ARRIVES_H, Person, Way, clock, look_at, working_days

from builders import ESTIMATOR, SCENE, make_baseline
from sitwell.core import monitor
from sitwell.core.circumstances import Circumstances
from sitwell.core.events import NudgeSent, NudgeSettled
from sitwell.core.frame import Outage
from sitwell.core.monitor import Monitor, MonitorRules
from sitwell.core.nudges import Nudge, NudgeRules
from sitwell.core.pose import Pose
from sitwell.core.posture import Sight
from sitwell.core.reading import Reading
from sitwell.core.reason import Reason
from sitwell.core.records import NudgeKind, NudgeOutcome

pytestmark = pytest.mark.timeout(120)

WEEKS = 4
SEED = 6
QUIET_H = (15.0, 16.0)
RULES = MonitorRules(nudges=NudgeRules(quiet_hours=("15:00-16:00", "20:00-08:00")))

# Nudges by kind in four weeks of working days, the first of them gentle. Nobody over-extends: of a
# sitter who does the estimate reads hardly anything (PostureRules.extension_deg).
TABLE = {
    # sit up, Locust, break, ease, lean, move, cue
    Way.HEEDS: (61, 16, 94, 0, 4, 0, 15),
    Way.IGNORES: (41, 36, 87, 0, 3, 2, 15),
    Way.CALLS: (24, 36, 73, 0, 0, 0, 1),
}


@dataclass(frozen=True, slots=True)
class Month:
    """What somebody was told, and what became of it."""

    nudges: tuple[Nudge, ...]

    @property
    def outcomes(self) -> Counter[NudgeOutcome]:
        """How many had each outcome."""
        return Counter(nudge.outcome for nudge in self.nudges)


_judge = monitor.judge


@lru_cache(maxsize=64)
def _judge_once(poses: tuple[Pose, ...], *by: object) -> Reading:
    return _judge(Sight(0.0, poses, SCENE), *by)  # type: ignore[arg-type]


def judge_again(sight: Sight, *by: object) -> Reading:
    """Judge as the monitor does, the same few sights once each."""
    return replace(_judge_once(sight.poses, *by), t=sight.t)


@cache
def live(way: Way) -> Month:
    """Let somebody work for four weeks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monitor, "judge", judge_again)
        return _live(way)


def _live(way: Way) -> Month:
    person = Person(way, np.random.default_rng(SEED))
    baseline, now = make_baseline(), Monitor()
    told: dict[float, Nudge] = {}
    for day in working_days(WEEKS):
        night = Outage(day * DAY_S + ARRIVES_H * HOUR_S - 10.0, Reason.LOCKED)
        now, _, _ = monitor.step(now, night, baseline, ESTIMATOR, RULES)
        for t in clock(day):
            around = Circumstances(person.is_in_call(t), t % DAY_S, day)
            sight = look_at(person.show(t), t)
            now, _, events = monitor.step(now, sight, baseline, ESTIMATOR, RULES, around)
            for event in events:
                if isinstance(event, NudgeSent):
                    person.hear(t, event.nudge.kind)
                if isinstance(event, NudgeSent | NudgeSettled):
                    told[event.nudge.t] = event.nudge
    return Month(tuple(told.values()))


ways = pytest.mark.parametrize(
    "way",
    [
        Way.HEEDS,
        pytest.param(Way.IGNORES, marks=pytest.mark.long),
        pytest.param(Way.CALLS, marks=pytest.mark.long),
    ],
)


@ways
def test_table(way: Way) -> None:
    """So many nudges of each kind come in four weeks: the table says how many, and which."""
    sent = Counter(nudge.kind for nudge in live(way).nudges)
    assert {kind: sent[kind] for kind in NudgeKind} == dict(zip(NudgeKind, TABLE[way], strict=True))


@ways
def test_never_too_many_nor_too_close(way: Way) -> None:
    """20 min lie between two nudges, and there are at most twelve, and three Locusts, in 24 h."""
    nudges = live(way).nudges
    times = [nudge.t for nudge in nudges]
    assert all(later - t >= RULES.nudges.apart_s for t, later in pairwise(times))
    assert max(sum(t <= other < t + DAY_S for other in times) for t in times) <= 12
    locusts = [nudge.t for nudge in nudges if nudge.kind is NudgeKind.LOCUST]
    assert max(sum(t <= other < t + DAY_S for other in locusts) for t in locusts) <= 3


@ways
def test_first_week_is_gentle(way: Way) -> None:
    """In the first week there are two nudges a day, and more afterwards."""
    by_day = Counter(int(nudge.t // DAY_S) for nudge in live(way).nudges)
    assert [by_day[day] for day in range(5)] == [2] * 5
    assert min(by_day[day] for day in range(7, 12)) > 2


@ways
def test_quiet_hours_are_quiet(way: Way) -> None:
    """No nudge comes from three to four in the afternoon, which they have asked for."""
    hours = [nudge.t % DAY_S / HOUR_S for nudge in live(way).nudges]
    assert [hour for hour in hours if QUIET_H[0] <= hour < QUIET_H[1]] == []
    assert any(QUIET_H[1] <= hour < QUIET_H[1] + 0.1 for hour in hours)


@pytest.mark.long
def test_who_ignores_hears_less() -> None:
    """After three ignored in a row 40 min pass, and they hear less than the one who heeds."""
    nudges = live(Way.IGNORES).nudges
    outcomes = live(Way.IGNORES).outcomes
    assert len(nudges) < len(live(Way.HEEDS).nudges)
    assert outcomes[NudgeOutcome.IGNORED] > 10 * outcomes[NudgeOutcome.HELPED]
    told = [n for n in nudges if n.outcome in (NudgeOutcome.HELPED, NudgeOutcome.IGNORED)]
    tired = [
        later.t - before[-1].t
        for *before, later in zip(told, told[1:], told[2:], told[3:], strict=False)
        if all(n.outcome is NudgeOutcome.IGNORED for n in before) and later.t - before[0].t < DAY_S
    ]
    assert min(tired) >= 2.0 * RULES.nudges.apart_s


def test_heeded_nudges_help() -> None:
    """Every nudge of whoever follows within a minute has helped, but for the cues."""
    month = live(Way.HEEDS)
    cues = sum(nudge.kind is NudgeKind.CUE for nudge in month.nudges)
    assert month.outcomes[NudgeOutcome.HELPED] == len(month.nudges) - cues


@pytest.mark.long
def test_no_nudge_in_a_call() -> None:
    """In a call there is none, and many come in the very minute in which it is over."""
    month = live(Way.CALLS)
    minutes = [nudge.t % HOUR_S / 60.0 for nudge in month.nudges]
    assert not any(10.0 <= minute < 50.0 for minute in minutes)
    assert sum(50.0 <= minute < 51.0 for minute in minutes) > len(minutes) / 3
