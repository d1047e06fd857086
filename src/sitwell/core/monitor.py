"""The whole monitor as one pure step: (state, what was seen) → (state, reading, events).

Time is the source's clock, in seconds. A step says how the time since the previous step was spent;
two looks further apart than `longest_gap_s` have unknown time between them, which nothing bridges.
While the screen is locked or the computer sleeps, nobody is there.
"""

from dataclasses import dataclass, field, replace

from sitwell.core import drift, episodes, movement, nudges, seat, slump_minutes
from sitwell.core.baseline import Baseline
from sitwell.core.circumstances import ANYWHEN, Circumstances
from sitwell.core.drift import Drift
from sitwell.core.episodes import EpisodeRules, Episodes, Moment
from sitwell.core.estimate import Estimator
from sitwell.core.events import Event, NudgeSent, NudgeSettled, StateChanged, announce
from sitwell.core.frame import Outage
from sitwell.core.message import Answer
from sitwell.core.movement import Movement
from sitwell.core.nudges import Explanation, NudgeRules, Nudging, Sitting
from sitwell.core.posture import Sight, judge
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import NOBODY_THERE, WISHES, Reason
from sitwell.core.records import State
from sitwell.core.seat import Seat
from sitwell.core.settle import Stance, Steady, settle
from sitwell.core.sighting import Sighting
from sitwell.core.slump_minutes import Minutes


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
        seat: Sitting and breaks.
        movement: Changes of position, and postures held.
        slump_minutes: (minute, seconds slumped in it) for the last hour, oldest first.
        drift: How far the camera's picture has moved since calibration.
    """

    t: float | None = None
    steady: Steady | None = None
    shown: tuple[State, Reason | None] | None = None
    episodes: Episodes = field(default_factory=Episodes)
    nudging: Nudging = field(default_factory=Nudging)
    seat: Seat = field(default_factory=Seat)
    movement: Movement = field(default_factory=Movement)
    slump_minutes: Minutes = ()
    drift: Drift = field(default_factory=Drift)

    @property
    def seated_s(self) -> float:
        """Seconds seated since the last break."""
        return self.seat.seated_s


def step(
    before: Monitor,
    seen: Sight | Outage,
    baseline: Baseline,
    estimator: Estimator,
    rules: MonitorRules,
    around: Circumstances = ANYWHEN,
) -> tuple[Monitor, Reading, tuple[Event, ...]]:
    """Take one look (or the lack of one) into account.

    While a nudge would disturb something (a call, say), and in quiet hours, it is held back: it
    comes once that is over, if the posture still calls for it.

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
        before, gap_events = _live_through(before, steady, since, seen.t, rules, around)
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
    after, events = _live_through(before, steady, since, seen.t, rules, around)
    return after, reading, (*gap_events, *events)


def relearn(before: Monitor) -> Monitor:
    """Forget what was judged by an earlier baseline; the next step settles it by another.

    What the person has done, and has been told, stays.
    """
    return replace(before, steady=None, drift=Drift())


def finish(before: Monitor) -> tuple[Event, ...]:
    """Close the slump under way when the watching ends."""
    if before.t is None:
        return ()
    return announce(episodes.finish(before.episodes), before.t)


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
    before: Monitor,
    steady: Steady,
    since: float,
    t: float,
    rules: MonitorRules,
    around: Circumstances,
) -> tuple[Monitor, tuple[Event, ...]]:
    """Account for the time from `since` to `t`, all of it in the settled state."""
    events: list[Event] = []
    shown = (steady.state, steady.reading.reason)
    if shown != before.shown:
        events.append(StateChanged(since, *shown))
    moment = Moment(
        t,
        since,
        steady.state,
        steady.flexion_deg,
        steady.reading.view is not None,
        is_standing=steady.reading.reason is Reason.STANDING,
        is_rest=steady.reading.reason in WISHES,
    )
    course, changes = episodes.advance(before.episodes, moment, rules.episodes)
    events.extend(announce(changes, t))
    line_deg = rules.posture.lean_line_deg
    after = replace(
        before,
        t=t,
        steady=steady,
        shown=shown,
        episodes=course,
        seat=seat.advance(before.seat, moment, rules.nudges.break_lasts_s),
        movement=movement.advance(before.movement, moment, steady.stance, line_deg, rules.episodes),
        slump_minutes=slump_minutes.remember(before.slump_minutes, moment),
    )
    sitting = _find_sitting(after, steady, t, rules, around)
    if sitting.state is State.UNKNOWN:
        sitting = replace(sitting, unseen_s=t - since)
    nudging, settled, sent = nudges.decide(after.nudging, sitting, rules.nudges)
    if settled is not None:
        events.append(NudgeSettled(t, settled))
    if sent is not None:
        events.append(NudgeSent(t, sent, sitting.seen))
    return replace(after, nudging=nudging), tuple(events)


def _find_sitting(
    now: Monitor, steady: Steady, t: float, rules: MonitorRules, around: Circumstances
) -> Sitting:
    """Give what the nudge rules look at."""
    slump, moved, stance = now.episodes.slump, now.movement, steady.stance or Stance()
    state = steady.state
    if state is State.ABSENT and not now.episodes.is_absent:
        state = State.UNKNOWN  # a few seconds out of the picture is not yet getting up
    up_since = now.seat.up_since
    has_stood = up_since is not None and t - up_since >= rules.episodes.release_s
    return Sitting(
        t=t,
        state=state,
        seen=Sighting(
            slumped_s=0.0 if slump is None else slump.slumped_s,
            seated_s=now.seat.seated_s,
            flexion_deg=stance.flexion_deg,
            lean_deg=stance.side_lean_deg,
            leaned_s=moved.lean.seconds,
            extended_s=moved.extension.seconds,
            still_s=moved.still.seconds,
            away_s=now.seat.away_s,
        ),
        slumped_in_hour_s=sum(seconds for _, seconds in now.slump_minutes),
        is_standing=has_stood and steady.reading.reason is Reason.STANDING,
        shifted_t=moved.shifted_t,
        is_changing=moved.astray_s > 0.0 or moved.lean.off_s > 0.0,
        around=around,
    )


def explain(
    now: Monitor, rules: MonitorRules, around: Circumstances = ANYWHEN
) -> Explanation | None:
    """Say why there is a nudge as of the last step, or none; None before the first."""
    if now.t is None or now.steady is None:
        return None
    sitting = _find_sitting(now, now.steady, now.t, rules, around)
    return nudges.explain(now.nudging, sitting, rules.nudges, rules.posture)


def answer(before: Monitor, t: float, given: Answer) -> tuple[Monitor, tuple[Event, ...]]:
    """Take the person's answer to the last nudge into account; see `nudges.answer`."""
    nudging, told = nudges.answer(before.nudging, t, given)
    events = () if told is None else (NudgeSettled(t, told),)
    return replace(before, nudging=nudging), events
