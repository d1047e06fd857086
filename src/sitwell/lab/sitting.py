"""Plan a sitting: one person, camera and room, calibration pictures, then postures. Pure."""

from dataclasses import dataclass, replace

import numpy as np

from sitwell.core.view import View
from sitwell.lab import camera, kinds, light, look, people, room, sensor, workplace
from sitwell.lab.camera import Camera, Shove
from sitwell.lab.kinds import Kind
from sitwell.lab.light import Light
from sitwell.lab.look import Look
from sitwell.lab.people import Person
from sitwell.lab.posture import Hand, Place, Posture
from sitwell.lab.room import Room
from sitwell.lab.sensor import Sensor
from sitwell.lab.workplace import Workplace

CALIBRATION_SHOTS = 8
SLUMP_SHOTS = 3
POSTURE_SHOTS = 20
# What the posture shots are taken from, without putting back: what a fit must tell apart is there
# twice, what merely must not disturb it once.
REPERTOIRE = (
    *(Kind.UPRIGHT, Kind.LEAN, Kind.SLUMP, Kind.SLOUCH_BACK) * 2,
    *(Kind.HEAD_FORWARD, Kind.ROUNDED_SLUMP, Kind.MIXED, Kind.OWN_SLUMP) * 2,
    *(Kind.TURNED, Kind.READ_DOWN, Kind.PHONE, Kind.REACH, Kind.CHAIR_MOVED),
    *(Kind.ROUNDED, Kind.OVEREXTENDED, Kind.SIDE_LEAN, Kind.SHRUG, Kind.CHIN, Kind.DRINK),
)
# The issue asks for the front first: it is what most people have and what is hardest.
VIEW_SHARES = {View.FRONT: 0.60, View.THREE_QUARTER: 0.22, View.SIDE: 0.18}
SHOVED_SHARE = 0.30
# A chair that has been moved is left where it is this often.
STAYS_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take.

    Attributes:
        kind: What is being done.
        posture: Aims for the body.
        is_shoved: Whether the camera has been moved by now.
        grain_seed: Of the sensor's noise.
    """

    kind: Kind
    posture: Posture
    is_shoved: bool
    grain_seed: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that is needed to render one sitting.

    Attributes:
        number: Which sitting of its seed.
        person: Who.
        look: What they wear.
        habit: How they sit upright; the camera is aimed at that.
        workplace: Desk and chair.
        camera: Where it stands and what it shows.
        shove: What happens to it; all zero where nothing does.
        room: The background.
        light: On everything.
        sensor: The camera's electronics.
        shots: In the order taken; calibration first.
    """

    number: int
    person: Person
    look: Look
    habit: Posture
    workplace: Workplace
    camera: Camera
    shove: Shove
    room: Room
    light: Light
    sensor: Sensor
    shots: tuple[Shot, ...]


def plan(seed: int, number: int, view: View | None = None) -> Sitting:
    """Plan the sitting with this number; the same seed and number give the same plan.

    Args:
        seed: Of the data set.
        number: Of the sitting.
        view: Where the camera is to stand; drawn if None.
    """
    rng = np.random.default_rng([seed, number])
    drawn = View(rng.choice(list(VIEW_SHARES), p=list(VIEW_SHARES.values())))
    person = people.draw(rng)
    habit = kinds.draw_habit(rng)
    electronics = sensor.draw(rng)
    lit = light.draw(rng)
    stand = camera.draw(view or drawn, electronics.size.width / electronics.size.height, rng)
    is_shoved = rng.random() < SHOVED_SHARE
    shove = camera.draw_shove(stand, rng)
    return Sitting(
        number=number,
        person=person,
        look=look.draw(person, rng),
        habit=habit,
        workplace=workplace.draw(rng),
        camera=stand,
        shove=shove if is_shoved else Shove(),
        room=room.draw(lit.window, rng),
        light=lit,
        sensor=electronics,
        shots=_plan_shots(habit, is_shoved, rng),
    )


def _plan_shots(habit: Posture, is_shoved: bool, rng: np.random.Generator) -> tuple[Shot, ...]:
    order = rng.permutation(len(REPERTOIRE))[:POSTURE_SHOTS]
    slump = kinds.draw_slump(habit, rng)
    shoved_from = int(rng.integers(POSTURE_SHOTS // 4, 3 * POSTURE_SHOTS // 4))
    shots = [_shoot(Kind.CALIBRATION, habit, Place(), rng) for _ in range(CALIBRATION_SHOTS)]
    shots += [_shoot(Kind.SLUMP_CALIBRATION, slump, Place(), rng) for _ in range(SLUMP_SHOTS)]
    place = Place()
    for step, choice in enumerate(order):
        kind = REPERTOIRE[choice]
        around = kinds.draw_own_slump(habit, slump, rng) if kind is Kind.OWN_SLUMP else habit
        shot = _shoot(kind, around, place, rng)
        if shot.kind is Kind.CHAIR_MOVED and rng.random() < STAYS_SHARE:
            place = shot.posture.place
        shots.append(replace(shot, is_shoved=is_shoved and step >= shoved_from))
    shots += [
        replace(_shoot(kind, habit, place, rng), is_shoved=is_shoved) for kind in kinds.UNJUDGEABLE
    ]
    return tuple(shots)


def _shoot(kind: Kind, habit: Posture, place: Place, rng: np.random.Generator) -> Shot:
    posture = kinds.draw(kind, replace(habit, place=place), rng)
    if kind is Kind.CALIBRATION and rng.random() < 0.7:
        posture = replace(posture, left=Hand.KEYBOARD, right=Hand.KEYBOARD)
    return Shot(kind, kinds.live(posture, rng), False, int(rng.integers(2**31)))
