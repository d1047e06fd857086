"""Plan a session: a person before the camera for minutes, calibration first, then life. Pure."""

from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy as np

from sitwell.core.view import View
from sitwell.lab import camera, kinds, life, motion, sitting
from sitwell.lab.camera import Shove
from sitwell.lab.kinds import Kind
from sitwell.lab.life import SLUMPS, Activity, Stretch
from sitwell.lab.posture import Hand, Posture
from sitwell.lab.sitting import Sitting

CALIBRATION_S = 12.0
SLUMPLESS_SHARE = 0.35  # of the sessions: these count false nudges
SHOVED_SHARE = 0.40
_STREAM = 0x5E5510  # keeps sessions apart from the sittings a fit has seen


@dataclass(frozen=True, slots=True)
class Session:
    """All that is needed to render one session.

    Attributes:
        number: Which session of its seed.
        setting: Person, room, light and camera; a sitting without shots.
        stretches: What is done, in order, without gaps from 0 to the end; calibration first.
        shoved_s: When the camera is moved as `setting.shove` says; None where it never is.
        motion_seed: Of sway, fidgets and the sensor's noise.
    """

    number: int
    setting: Sitting
    stretches: tuple[Stretch, ...]
    shoved_s: float | None
    motion_seed: int

    @property
    def end_s(self) -> float:
        """How long it is."""
        return self.stretches[-1].end_s

    @property
    def has_slumps(self) -> bool:
        """Whether there is any that lasts."""
        return any(stretch.kind in SLUMPS for stretch in self.stretches)


def plan(seed: int, number: int, minutes: float, view: View | None = None) -> Session:
    """Plan the session with this number; the same arguments give the same plan.

    Args:
        seed: Of the sessions; no sitting of the same seed has their people and rooms.
        number: Of the session.
        minutes: How long life goes on after the calibration. Eight are enough for a slump.
        view: Where the camera is to stand; drawn if None.
    """
    rng = np.random.default_rng([_STREAM, seed, number])
    set_seed = int(np.random.SeedSequence([_STREAM, seed]).generate_state(1)[0])
    setting = sitting.plan(set_seed, number, view)
    end_s = CALIBRATION_S + 60.0 * minutes
    is_slumpless = rng.random() < SLUMPLESS_SHARE
    is_shoved = rng.random() < SHOVED_SHARE
    shove = camera.draw_shove(setting.camera, rng)
    motion_seed = int(rng.integers(2**31))
    draw = life.draw if is_slumpless else life.draw_slumping
    stretches = (_calibrate(setting.habit, rng), *draw(setting.habit, CALIBRATION_S, end_s, rng))
    return Session(
        number=number,
        setting=replace(setting, shots=(), shove=shove if is_shoved else Shove()),
        stretches=stretches,
        shoved_s=_draw_shove_time(stretches, rng) if is_shoved else None,
        motion_seed=motion_seed,
    )


def stretch_at(session: Session, t: float) -> Stretch:
    """Give what is being done at a time; before the first stretch the first, likewise after."""
    return session.stretches[_find(session, t)]


def pose_at(session: Session, t: float) -> Posture | None:
    """Give what the body is bent to at a time, the same however often asked; None if away."""
    number = _find(session, t)
    stretch = session.stretches[number]
    if stretch.aim is None:
        return None
    aim, before = stretch.aim, session.stretches[max(number - 1, 0)].aim
    since_s = t - stretch.start_s
    if before is not None and since_s < stretch.ease_s:
        aim = motion.blend(before, aim, motion.ease(since_s / stretch.ease_s))
    return motion.disturb(aim, motion.wander(session.motion_seed, session.end_s, CALIBRATION_S), t)


def is_shoved_at(session: Session, t: float) -> bool:
    """Say whether the camera has been moved by then."""
    return session.shoved_s is not None and t >= session.shoved_s


def _find(session: Session, t: float) -> int:
    starts = [stretch.start_s for stretch in session.stretches]
    return max(bisect_right(starts, t) - 1, 0)


def _calibrate(habit: Posture, rng: np.random.Generator) -> Stretch:
    """Draw sitting upright as told."""
    aim = kinds.draw(Kind.CALIBRATION, habit, rng)
    if rng.random() < 0.7:
        aim = replace(aim, left=Hand.KEYBOARD, right=Hand.KEYBOARD)
    return Stretch(0.0, CALIBRATION_S, Activity.CALIBRATION, aim, habit.place, 0.0)


def _draw_shove_time(stretches: tuple[Stretch, ...], rng: np.random.Generator) -> float:
    """Draw a moment after the calibration at which somebody sits there."""
    seated = [s for s in stretches[1:] if s.aim is not None]
    lengths = np.array([s.end_s - s.start_s for s in seated])
    stretch = seated[int(rng.choice(len(seated), p=lengths / lengths.sum()))]
    return float(rng.uniform(stretch.start_s, stretch.end_s))
