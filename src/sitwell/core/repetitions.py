r"""Count lifts of chest and legs from the lines of somebody lying on a mat.

    height over the floor line
          ____                 enter ‐ ‐ 60 % of the usual lift, at least 5° (chest) and 4° (legs)
         /    \                leave ‐ ‐ half of that
    ____/      \____  counted here, once it is down
    settling (3 s of rest: the floor line) | resting | moving | resting

What is counted is that a lift happened, never whether it was a good one. Gaps of a second and more
are not bridged: who is lost in the middle of a lift is counted again from the next one on.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sitwell.core.lifts import (
    Height,
    Moment,
    Parts,
    Repetition,
    RepetitionRules,
    find_top,
    is_lift,
    is_rest,
    lift_over,
    measure_times,
    tabulate,
)
from sitwell.core.lying import Lines, Side, Unseen, draw_lines
from sitwell.core.pose import Pose

LIFTS_KEPT = 3  # from which the usual height is taken
LEAD_S = 1.0  # before the floor is left, a lift may have begun already
_EPS_S = 1e-6


class Stage(StrEnum):
    """How far the counter is with somebody it sees lying there."""

    SETTLING = "settling"  # learning the floor line, which takes 3 s of rest
    RESTING = "resting"
    MOVING = "moving"


Sight = Stage | Unseen


@dataclass(frozen=True, slots=True)
class Counter:
    """What is known so far. Begin with `Counter()`.

    Attributes:
        sight: What is seen now.
        repetitions: Those counted, in order.
        floor: The lines at rest; None while they are learnt.
        is_up: Whether a lift is under way.
        trail: Of the moments that may matter yet.
        rested_t: When the lines were last near the floor; None before, and after a gap.
        crossed_t: Since when the other side of the threshold has been held; None if it is not.
        below_t: Since when the lines have been below the floor; None if they are not.
        usual: The last lifts' heights, newest last.
        first_t: When counting began; None before the first moment.
        last_t: The last moment of all.
        seen_t: The last moment at which the lines were seen; None before.
        whole_s: For how long both lines have been seen in all.
    """

    sight: Sight = Unseen.NOBODY
    repetitions: tuple[Repetition, ...] = ()
    floor: Lines | None = None
    is_up: bool = False
    trail: tuple[Moment, ...] = ()
    rested_t: float | None = None
    crossed_t: float | None = None
    below_t: float | None = None
    usual: tuple[Height, ...] = ()
    first_t: float | None = None
    last_t: float = 0.0
    seen_t: float | None = None
    whole_s: float = 0.0

    @property
    def watched_s(self) -> float:
        """For how long it has been looking."""
        return 0.0 if self.first_t is None else self.last_t - self.first_t


def advance(
    counter: Counter, t: float, pose: Pose | None, parts: Parts, rules: RepetitionRules
) -> Counter:
    """Take the next moment into account; time never goes back.

    A repetition that has just ended is the last of `repetitions`.
    """
    counter = replace(counter, first_t=t if counter.first_t is None else counter.first_t, last_t=t)
    lines = draw_lines(pose, _find_side(counter))
    is_lost = counter.seen_t is not None and t - counter.seen_t >= rules.gap_s - _EPS_S
    if is_lost:
        counter = _lose_track(counter)
    if isinstance(lines, Unseen):
        return _miss(counter, lines, rules)
    if not _fits(lines, counter):
        if not is_lost:
            return counter  # one wrong picture, as far as is known
        counter = replace(counter, floor=None)
    step_s = 0.0 if counter.seen_t is None or is_lost else t - counter.seen_t
    counter = replace(counter, seen_t=t, whole_s=counter.whole_s + step_s)
    if counter.floor is not None:
        counter = _follow(counter, Moment(t, lines), counter.floor, parts, rules)
    if counter.floor is None:
        counter = _settle(counter, Moment(t, lines), rules)
    return counter


def _find_side(counter: Counter) -> Side | None:
    if counter.floor is not None:
        return counter.floor.side
    return counter.trail[-1].lines.side if counter.trail else None


def _fits(lines: Lines, counter: Counter) -> bool:
    """Say whether head and side of the body are where they were."""
    before = counter.floor or (counter.trail[-1].lines if counter.trail else None)
    return before is None or (lines.head, lines.side) == (before.head, before.side)


def _lose_track(counter: Counter) -> Counter:
    """Give up a lift under way; the floor line stays."""
    return replace(counter, is_up=False, trail=(), rested_t=None, crossed_t=None, below_t=None)


def _forget(counter: Counter) -> Counter:
    return replace(_lose_track(counter), floor=None)


def _miss(counter: Counter, why: Unseen, rules: RepetitionRules) -> Counter:
    """Wait for a second before saying so; whoever got up has left the floor line behind."""
    if counter.seen_t is not None and counter.last_t - counter.seen_t < rules.gap_s - _EPS_S:
        return counter
    return replace(_forget(counter) if why is Unseen.NOT_LYING else counter, sight=why)


def _settle(counter: Counter, now: Moment, rules: RepetitionRules) -> Counter:
    """Learn the floor line from the last seconds, if they were restful."""
    trail = _since((*counter.trail, now), now.t - rules.rest_s)
    counter = replace(counter, trail=trail, sight=Stage.SETTLING)
    if now.t - trail[0].t < rules.rest_s - rules.debounce_s or not _is_still(trail, rules):
        return counter
    chest_deg, leg_deg = (float(m) for m in np.median(tabulate(trail), axis=0))
    floor = replace(now.lines, chest_deg=chest_deg, leg_deg=leg_deg)
    return replace(_lose_track(counter), floor=floor, rested_t=now.t, sight=Stage.RESTING)


def _follow(
    counter: Counter, now: Moment, floor: Lines, parts: Parts, rules: RepetitionRules
) -> Counter:
    """Go on between rest and lift; the floor line is None where it no longer holds."""
    height = lift_over(floor, now)
    trail = _since((*counter.trail, now), now.t - rules.longest_s - rules.rest_s)
    counter = _note_below(replace(counter, trail=trail), height, rules)
    if _has_shifted(counter, rules):
        return _forget(counter)
    is_under = is_rest(height, counter.usual, parts, rules)
    is_over = is_lift(height, counter.usual, parts, rules)
    if is_under:
        counter = replace(counter, rested_t=now.t)
        if not counter.is_up:
            counter = _note_small(counter, floor, parts, rules)
            counter = _drift(counter, floor, height, rules)
    is_crossing = is_under if counter.is_up else is_over and counter.rested_t is not None
    since_t = now.t if counter.crossed_t is None else counter.crossed_t
    counter = replace(counter, crossed_t=since_t if is_crossing else None)
    if is_crossing and now.t - since_t >= rules.debounce_s - _EPS_S:
        counter = _land(counter, floor, parts, rules) if counter.is_up else _take_off(counter)
    return replace(counter, sight=Stage.MOVING if counter.is_up else Stage.RESTING)


def _note_below(counter: Counter, height: Height, rules: RepetitionRules) -> Counter:
    is_below = min(height.chest_deg, height.leg_deg) < -rules.below_deg
    since_t = counter.last_t if counter.below_t is None else counter.below_t
    return replace(counter, below_t=since_t if is_below else None)


def _has_shifted(counter: Counter, rules: RepetitionRules) -> bool:
    """Say whether the person cannot be lying on the floor line any more."""
    up_since_t = counter.trail[0].t if counter.rested_t is None else counter.rested_t
    is_below = counter.below_t is not None and counter.last_t - counter.below_t >= rules.gap_s
    return is_below or counter.last_t - up_since_t > rules.longest_s


def _drift(counter: Counter, floor: Lines, height: Height, rules: RepetitionRules) -> Counter:
    """Let the floor line follow slowly while somebody rests."""
    step_s = counter.trail[-1].t - counter.trail[-2].t if len(counter.trail) > 1 else 0.0
    share = 1.0 - math.exp(-step_s / rules.drift_s)
    chest_deg = floor.chest_deg + share * height.chest_deg
    leg_deg = floor.leg_deg + share * height.leg_deg
    return replace(counter, floor=replace(floor, chest_deg=chest_deg, leg_deg=leg_deg))


def _note_small(counter: Counter, floor: Lines, parts: Parts, rules: RepetitionRules) -> Counter:
    """Let a lift that fell short of the usual change what is usual, so that the next one counts."""
    top = find_top(counter.trail, floor)
    if not is_lift(top, (), parts, rules):
        return counter
    usual = (*counter.usual, top)[-LIFTS_KEPT:]
    return replace(counter, trail=counter.trail[-1:], usual=usual)


def _take_off(counter: Counter) -> Counter:
    """Begin a lift, and let its trail begin where it left the floor."""
    assert counter.rested_t is not None
    trail = _since(counter.trail, counter.rested_t - LEAD_S)
    return replace(counter, is_up=True, crossed_t=None, trail=trail)


def _land(counter: Counter, floor: Lines, parts: Parts, rules: RepetitionRules) -> Counter:
    """End a lift: count it if it took as long as a breath."""
    trail = counter.trail
    top = find_top(trail, floor)
    up_s, hold_s, down_s = measure_times(trail, floor, top, parts, rules)
    usual = (*counter.usual, top)[-LIFTS_KEPT:]
    counter = replace(counter, is_up=False, crossed_t=None, trail=trail[-1:], usual=usual)
    if not rules.shortest_s <= up_s + hold_s + down_s <= rules.longest_s:
        return counter
    done = Repetition(trail[-1].t, up_s, down_s, top.chest_deg, top.leg_deg)
    return replace(counter, repetitions=(*counter.repetitions, done))


def _is_still(trail: tuple[Moment, ...], rules: RepetitionRules) -> bool:
    low, high = np.percentile(tabulate(trail), (10.0, 90.0), axis=0)
    return bool((high - low).max() <= rules.still_deg)


def _since(trail: tuple[Moment, ...], t: float) -> tuple[Moment, ...]:
    return tuple(moment for moment in trail if moment.t >= t - _EPS_S)
