"""What a sitter does at a desk, minute by minute: the stretches of a session. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sitwell.lab import kinds
from sitwell.lab.kinds import Kind
from sitwell.lab.posture import Place, Posture

Rng = np.random.Generator


class Activity(StrEnum):
    """What is being done in a stretch."""

    CALIBRATION = "calibration"
    UPRIGHT = "upright"
    TURNED = "turned"
    READ_DOWN = "read_down"
    PHONE = "phone"
    REACH = "reach"
    DRINK = "drink"
    CHIN = "chin"
    LEAN = "lean"
    CHAIR_MOVED = "chair_moved"
    SIDE_LEAN = "side_lean"
    SHRUG = "shrug"
    HEAD_FORWARD = "head_forward"
    SHORT_SLUMP = "short_slump"
    SLUMP = "slump"
    SLOUCH_BACK = "slouch_back"
    AWAY = "away"


# What a monitor is to find; everything else it is to let pass.
SLUMPS = (Activity.SLUMP, Activity.SLOUCH_BACK)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of doing one thing.

    Attributes:
        start_s: From the beginning of the session.
        end_s: As above; the next stretch starts there.
        kind: What is done.
        aim: What the body is bent to; None where nobody is there.
        place: Where the chair is.
        ease_s: How long, from its start, the body takes to come into it from the stretch before.
    """

    start_s: float
    end_s: float
    kind: Activity
    aim: Posture | None
    place: Place
    ease_s: float


class Pastime(NamedTuple):
    """How often something is done, against the others, and for how long."""

    share: float
    least_s: float
    most_s: float


PASTIMES = {
    Activity.TURNED: Pastime(0.16, 2.0, 20.0),
    Activity.READ_DOWN: Pastime(0.14, 4.0, 40.0),
    Activity.PHONE: Pastime(0.10, 10.0, 90.0),
    Activity.REACH: Pastime(0.11, 2.0, 6.0),
    Activity.DRINK: Pastime(0.08, 4.0, 8.0),
    Activity.CHIN: Pastime(0.08, 20.0, 180.0),
    Activity.LEAN: Pastime(0.08, 20.0, 200.0),
    Activity.CHAIR_MOVED: Pastime(0.04, 10.0, 40.0),
    Activity.SIDE_LEAN: Pastime(0.05, 10.0, 60.0),
    Activity.SHRUG: Pastime(0.04, 2.0, 5.0),
    Activity.HEAD_FORWARD: Pastime(0.05, 20.0, 120.0),
    Activity.SHORT_SLUMP: Pastime(0.06, 10.0, 25.0),
    Activity.AWAY: Pastime(0.06, 60.0, 400.0),
}
REST_S = (15.0, 100.0)  # upright between two of them
EASE_S = (1.0, 3.0)
# A slump begins when the body has come into it: at once, or sinking slowly.
SLUMP_S = (210.0, 720.0)
ABRUPT_SHARE, ABRUPT_S, SINKING_S = 0.4, 2.0, (30.0, 90.0)
SLUMP_FLEXION_DEG = (16.0, 34.0)  # over the habit
SLOUCH_BACK_SHARE = 0.35
SLUMP_AFTER_S = ((45.0, 150.0), (90.0, 420.0))  # before the first, and before each further one
# Nobody at work sits as erect as when told to; and what is not slumping flexes the spine no more.
WORKING_FLEXION_DEG = (-1.5, 4.0)
LIFE_FLEXION_DEG = 7.0
RETURN_M = 0.05  # how far from its place a chair stands after its sitter has come back
PUSHED_M = (0.0, 0.3)  # how far back it is pushed in getting up


def draw(habit: Posture, start_s: float, end_s: float, rng: Rng) -> tuple[Stretch, ...]:
    """Draw a life without a slump that lasts, tiling the time."""
    return tuple(_live(habit, start_s, end_s, rng))


def draw_slumping(habit: Posture, start_s: float, end_s: float, rng: Rng) -> tuple[Stretch, ...]:
    """Draw a life with slumps that last, as many as the time has room for, tiling it."""
    stretches: list[Stretch] = []
    at, place = start_s, habit.place
    while True:
        gap = SLUMP_AFTER_S[1 if stretches else 0]
        slump = _draw_slump(replace(habit, place=place), at + float(rng.uniform(*gap)), end_s, rng)
        live_until = end_s if slump is None else slump.start_s
        stretches += _live(replace(habit, place=place), at, live_until, rng)
        if slump is None:
            return tuple(stretches)
        place = stretches[-1].place
        assert slump.aim is not None
        stretches.append(replace(slump, aim=replace(slump.aim, place=place), place=place))
        at = slump.end_s


def _live(habit: Posture, start_s: float, end_s: float, rng: Rng) -> list[Stretch]:
    """Draw ordinary life: something, upright again, something else; upright at both ends."""
    stretches: list[Stretch] = []
    at, place = start_s, habit.place
    while True:
        here = replace(habit, place=place)
        done_s = at + float(rng.uniform(*REST_S))
        room_s = end_s - REST_S[0] - done_s
        fitting = [kind for kind, pastime in PASTIMES.items() if pastime.least_s <= room_s]
        if not fitting:
            return [*stretches, _rest(here, at, end_s, rng)]
        shares = np.array([PASTIMES[kind].share for kind in fitting])
        kind = fitting[int(rng.choice(len(fitting), p=shares / shares.sum()))]
        pastime = PASTIMES[kind]
        lasts_s = float(rng.uniform(pastime.least_s, min(pastime.most_s, room_s)))
        stretches.append(_rest(here, at, done_s, rng))
        at = done_s + lasts_s
        stretches.append(_pass(kind, here, done_s, at, rng))
        place = _come_back(habit, rng) if kind is Activity.AWAY else stretches[-1].place


def _rest(here: Posture, start_s: float, end_s: float, rng: Rng) -> Stretch:
    """Draw sitting upright at work."""
    aim = kinds.draw(Kind.UPRIGHT, here, rng)
    flexion_deg = here.flexion_deg + float(rng.uniform(*WORKING_FLEXION_DEG))
    aim = replace(aim, flexion_deg=flexion_deg)
    return Stretch(start_s, end_s, Activity.UPRIGHT, aim, here.place, _draw_ease(rng))


def _pass(kind: Activity, here: Posture, start_s: float, end_s: float, rng: Rng) -> Stretch:
    """Draw a pastime."""
    if kind is Activity.AWAY:
        back_m = here.place.forward_m - float(rng.uniform(*PUSHED_M))
        return Stretch(start_s, end_s, kind, None, replace(here.place, forward_m=back_m), 0.0)
    if kind is Activity.SHORT_SLUMP:
        aim = _bend_slump(Kind.SLUMP, here, rng)
    else:
        aim = kinds.draw(Kind(kind.value), here, rng)
        most_deg = here.flexion_deg + LIFE_FLEXION_DEG
        aim = replace(aim, flexion_deg=min(aim.flexion_deg, most_deg))
    ease_s = min(_draw_ease(rng), (end_s - start_s) / 2.0)
    return Stretch(start_s, end_s, kind, aim, aim.place, ease_s)


def _draw_slump(habit: Posture, start_s: float, end_s: float, rng: Rng) -> Stretch | None:
    """Draw a slump that lasts; None where the time has no room for it."""
    kind = Kind.SLOUCH_BACK if rng.random() < SLOUCH_BACK_SHARE else Kind.SLUMP
    is_abrupt = rng.random() < ABRUPT_SHARE
    ease_s = ABRUPT_S if is_abrupt else float(rng.uniform(*SINKING_S))
    least_s, most_s = SLUMP_S
    most_s = min(most_s, end_s - REST_S[0] - start_s - ease_s)
    if most_s < least_s:
        return None
    lasts_s = ease_s + float(rng.uniform(least_s, most_s))
    aim = _bend_slump(kind, habit, rng)
    return Stretch(start_s, start_s + lasts_s, Activity(kind.value), aim, habit.place, ease_s)


def _bend_slump(kind: Kind, habit: Posture, rng: Rng) -> Posture:
    """Draw a slump in which the pelvis tilts back under the bent spine."""
    aim = kinds.draw(kind, habit, rng)
    flexion_deg = float(rng.uniform(*SLUMP_FLEXION_DEG))
    lean_deg = aim.lean_deg - habit.lean_deg
    # The lower trunk is about half the flexion behind the line to C7.
    if kind is Kind.SLUMP:
        lean_deg = float(rng.uniform(-6.0, flexion_deg / 2.0 - 4.0))
    return replace(
        aim, flexion_deg=habit.flexion_deg + flexion_deg, lean_deg=habit.lean_deg + lean_deg
    )


def _draw_ease(rng: Rng) -> float:
    return float(rng.uniform(*EASE_S))


def _come_back(habit: Posture, rng: Rng) -> Place:
    left_m, forward_m = rng.uniform(-RETURN_M, RETURN_M, 2).tolist()
    return Place(left_m, forward_m, habit.place.up_m)
