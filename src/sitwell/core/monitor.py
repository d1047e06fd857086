"""The whole monitor as one pure step: (state, what was seen) → (state, reading, events).

Time is the source's clock, in seconds. A step says how the time since the previous step was spent;
two looks further apart than `longest_gap_s` have unknown time between them, which nothing bridges.
While the screen is locked or the computer sleeps, nobody is there.
"""

from dataclasses import dataclass, field, replace

from sitwell.core import drift, episodes, nudges
from sitwell.core.baseline import Baseline
from sitwell.core.drift import Drift
from sitwell.core.episodes import Changes, EpisodeRules, Episodes, Moment
from sitwell.core.estimate import Estimator
from sitwell.core.events import (
    AbsentEnded,
    AbsentStarted,
    Event,
    NudgeSent,
    NudgeSettled,
    SlumpEnded,
    SlumpStarted,
    StateChanged,
)
from sitwell.core.frame import Outage
from sitwell.core.nudges import HOUR_S, NudgeRules, Nudging, Sitting
from sitwell.core.posture import PostureRules, Reading, Sight, judge
from sitwell.core.reason import NOBODY_THERE, WISHES, Reason
from sitwell.core.records import NudgeOutcome, State
from sitwell.core.settle import Steady, settle

BUCKET_S = 60.0  # slumping within the last hour is kept by the minute


@dataclass(frozen=True, slots=True)
class MonitorRules:
    """Every line and delay of the monitor."""

    posture: PostureRules = field(default_factory=PostureRules)
    episodes: EpisodeRules = field(default_factory=EpisodeRules)
    nudges: NudgeRules = field(default_factory=NudgeRules)


@dataclass(frozen=True, slots=True)
class Monitor:
    """Everything the next step needs to know.

    Attributes:
        t: When the last step was; None before the first.
        steady: The settled verdict.
        shown: State and reason last announced.
        episodes: Slump and absence under way.
        nudging: Nudges of the last day.
        seated_s: Seconds seated since the last break.
        slump_minutes: (minute, seconds slumped in it) for the last hour, oldest first.
        drift: How far the camera's picture has moved since calibration.
    """

    t: float | None = None
    steady: Steady | None = None
    shown: tuple[State, Reason | None] | None = None
    episodes: Episodes = field(default_factory=Episodes)
    nudging: Nudging = field(default_factory=Nudging)
    seated_s: float = 0.0
    slump_minutes: tuple[tuple[int, float], ...] = ()
    drift: Drift = field(default_factory=Drift)


def step(
    before: Monitor,
    seen: Sight | Outage,
    baseline: Baseline,
    estimator: Estimator,
    rules: MonitorRules,
    is_held: bool = False,
) -> tuple[Monitor, Reading, tuple[Event, ...]]:
    """Take one look (or the lack of one) into account.

    While `is_held` a nudge would disturb something (a call, say): it comes once that is over, if
    the posture still calls for it.

    Raises:
        ValueError: If time goes back; sources promise that it does not.
    """
    since = seen.t if before.t is None else before.t
    if seen.t < since:
        raise ValueError(f"time went back from {since:g} s to {seen.t:g} s")
    gap_events: tuple[Event, ...] = ()
    if seen.t - since > rules.episodes.longest_gap_s:
        blind = _read_gap(seen)
        steady = Steady(blind.state, blind, 0.0, ())
        before, gap_events = _live_through(before, steady, since, seen.t, rules, is_held)
        since = seen.t
    if isinstance(seen, Outage):
        reading = _read_outage(seen)
    else:
        before = replace(before, drift=drift.follow(before.drift, seen, baseline.surroundings))
        reading = _read(seen, before.drift, baseline, estimator, rules)
    if reading.reason in WISHES | NOBODY_THERE:
        # In force at once: no nudge, and no slumping on, while the median still slumps.
        steady = Steady(reading.state, reading, 0.0, ())
    else:
        steady = settle(before.steady, reading, rules.posture)
    after, events = _live_through(before, steady, since, seen.t, rules, is_held)
    return after, reading, (*gap_events, *events)


def finish(before: Monitor) -> tuple[Event, ...]:
    """Close the slump under way when the watching ends."""
    if before.t is None:
        return ()
    return _announce_changes(episodes.finish(before.episodes), before.t)


def _read_gap(seen: Sight | Outage) -> Reading:
    """Read the time before a look that comes late: who wakes up or unlocks was not there."""
    if isinstance(seen, Outage) and seen.reason in NOBODY_THERE:
        return _read_outage(seen)
    return Reading(seen.t, State.UNKNOWN, Reason.NO_FRAMES)


def _read_outage(seen: Outage) -> Reading:
    state = State.ABSENT if seen.reason in NOBODY_THERE else State.UNKNOWN
    return Reading(seen.t, state, seen.reason)


def _read(
    seen: Sight, moved: Drift, baseline: Baseline, estimator: Estimator, rules: MonitorRules
) -> Reading:
    reading = judge(seen, baseline, estimator, rules.posture, moved.shift)
    return drift.doubt_baseline(reading) if drift.is_elsewhere(moved) else reading


def _live_through(
    before: Monitor, steady: Steady, since: float, t: float, rules: MonitorRules, is_held: bool
) -> tuple[Monitor, tuple[Event, ...]]:
    """Account for the time from `since` to `t`, all of it in the settled state."""
    events: list[Event] = []
    shown = (steady.state, steady.reading.reason)
    if shown != before.shown:
        events.append(StateChanged(since, *shown))
    moment = Moment(t, since, steady.state, steady.flexion_deg, steady.reading.view is not None)
    course, changes = episodes.advance(before.episodes, moment, rules.episodes)
    events.extend(_announce_changes(changes, t))
    after = replace(
        before,
        t=t,
        steady=steady,
        shown=shown,
        episodes=course,
        seated_s=_sit_on(before.seated_s, course, moment, rules.nudges),
        slump_minutes=_remember_slump(before.slump_minutes, moment),
    )
    nudging, said = _consider_nudge(after, moment, rules.nudges, is_held)
    return replace(after, nudging=nudging), (*events, *said)


def _consider_nudge(
    now: Monitor, moment: Moment, rules: NudgeRules, is_held: bool
) -> tuple[Nudging, tuple[Event, ...]]:
    slump = now.episodes.slump
    state = moment.state
    if state is State.ABSENT and not now.episodes.is_absent:
        state = State.UNKNOWN  # a few seconds out of the picture is not yet getting up
    sitting = Sitting(
        t=moment.t,
        slumped_s=0.0 if slump is None else slump.slumped_s,
        slumped_in_hour_s=sum(seconds for _, seconds in now.slump_minutes),
        seated_s=now.seated_s,
        state=state,
        is_held=is_held,
    )
    nudging, settled, sent = nudges.decide(now.nudging, sitting, rules)
    events: list[Event] = []
    if settled is not None:
        events.append(NudgeSettled(moment.t, settled))
    if sent is not None:
        events.append(NudgeSent(moment.t, sent, sitting.slumped_s, sitting.seated_s))
    return nudging, tuple(events)


def _sit_on(seated_s: float, course: Episodes, moment: Moment, rules: NudgeRules) -> float:
    """Count seated time; a short walk stops the count, a break sets it back.

    So does a gap as long as a break: whether one was taken in it, nobody knows.
    """
    step = moment.t - moment.since
    is_unseen = moment.state is State.UNKNOWN
    if course.gone_since is None and not is_unseen:
        return seated_s + step
    unseated_s = step if course.gone_since is None else moment.t - course.gone_since
    return 0.0 if unseated_s >= rules.break_lasts_s else seated_s


def _remember_slump(
    minutes: tuple[tuple[int, float], ...], moment: Moment
) -> tuple[tuple[int, float], ...]:
    now = int(moment.t // BUCKET_S)
    kept = tuple(m for m in minutes if m[0] > now - int(HOUR_S / BUCKET_S))
    if moment.state is not State.SLUMPED:
        return kept
    seconds = moment.t - moment.since
    if kept and kept[-1][0] == now:
        return (*kept[:-1], (now, kept[-1][1] + seconds))
    return (*kept, (now, seconds))


def _announce_changes(changes: Changes, t: float) -> tuple[Event, ...]:
    events: list[Event] = []
    if changes.slump_started is not None:
        events.append(SlumpStarted(t, changes.slump_started.start))
    if changes.slump_ended is not None:
        slump = changes.slump_ended
        events.append(SlumpEnded(t, slump.start, slump.last - slump.start, slump.mean_flexion_deg))
    if changes.absence_started is not None:
        events.append(AbsentStarted(t, changes.absence_started))
    if changes.absence_ended:
        events.append(AbsentEnded(t))
    return tuple(events)


def withdraws(event: Event) -> bool:
    """Say whether an event takes the nudge on the screen back."""
    return isinstance(event, NudgeSettled) and event.nudge.outcome is NudgeOutcome.HELPED
