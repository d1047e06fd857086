"""Plan a set on the mat: who, where the camera stands, and when chest and legs are lifted. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sitwell.lab import light, look, people, room, sensor
from sitwell.lab.furniture import FLOOR_UP_M
from sitwell.lab.light import Light
from sitwell.lab.look import Colour, Look, draw_colour
from sitwell.lab.people import Person
from sitwell.lab.prone_body import Arms
from sitwell.lab.room import Room
from sitwell.lab.sensor import Sensor, Size

SIZE = Size(640, 360)
HEAD_START_S = 5.0  # at rest before the first lift: the counter learns the floor in 3 s
QUIET_S = 60.0
_STREAM = 0x10C057


class Kind(StrEnum):
    """What is done on the mat."""

    BOTH = "both"
    CHEST = "chest"
    LEGS = "legs"
    QUIET = "quiet"
    """No repetition: resting, head and arms moved, child's pose, getting up."""


class Ground(StrEnum):
    """What the body is at."""

    PRONE = "prone"
    CHILD = "child"
    ALL_FOURS = "all_fours"
    KNEELING = "kneeling"


@dataclass(frozen=True, slots=True)
class Key:
    """Where the body is to be at a moment; it is eased from one key to the next.

    Attributes:
        t: Seconds from the beginning.
        ground: What it is at.
        chest_deg: How far hip→shoulder has risen over rest.
        left_deg: How far the left leg has; the right likewise.
        right_deg: As above.
        head_deg: Turn of the head beside that of rest.
        hands_m: How much higher than at rest the hands are.
    """

    t: float
    ground: Ground = Ground.PRONE
    chest_deg: float = 0.0
    left_deg: float = 0.0
    right_deg: float = 0.0
    head_deg: float = 0.0
    hands_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Lift:
    """A repetition that truly was.

    Attributes:
        start_s: When something left the mat.
        end_s: When all was back.
        up_s: How long the way up took.
        down_s: How long the way down took.
        chest_deg: How far it lifted the chest.
        leg_deg: How far the legs, mean of both.
    """

    start_s: float
    end_s: float
    up_s: float
    down_s: float
    chest_deg: float
    leg_deg: float


@dataclass(frozen=True, slots=True)
class MatCamera:
    """A camera beside the mat.

    Attributes:
        is_from_left: Whether it stands at the left of whoever lies there.
        yaw_deg: How far from square to the mat it looks, + from nearer the head.
        distance_m: From the hips.
        up_m: Over the floor.
        field_deg: Vertical field of view.
        aside_m: How far from the hips towards the head it is aimed.
        roll_deg: Of the picture.
    """

    is_from_left: bool
    yaw_deg: float
    distance_m: float
    up_m: float
    field_deg: float
    aside_m: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class MatSet:
    """All that is needed to film one set.

    Attributes:
        number: Which of its seed.
        kind: What is done.
        person: Who.
        look: What they wear.
        arms: Where their arms are.
        head_deg: Which way the head lies.
        mat: The mat's colour.
        camera: Where it stands.
        room: The background.
        light: On everything.
        sensor: The camera's electronics.
        keys: The movement, in order of time.
        lifts: The repetitions in it.
    """

    number: int
    kind: Kind
    person: Person
    look: Look
    arms: Arms
    head_deg: float
    mat: Colour
    camera: MatCamera
    room: Room
    light: Light
    sensor: Sensor
    keys: tuple[Key, ...]
    lifts: tuple[Lift, ...]

    @property
    def end_s(self) -> float:
        """How long it is."""
        return self.keys[-1].t


KINDS = (Kind.BOTH, Kind.BOTH, Kind.CHEST, Kind.BOTH, Kind.LEGS, Kind.QUIET)


def plan(seed: int, number: int) -> MatSet:
    """Plan the set with this number; the same arguments give the same plan."""
    rng = np.random.default_rng([_STREAM, seed, number])
    kind = KINDS[number % len(KINDS)]
    person = people.draw(rng)
    lit = light.draw(rng)
    electronics = replace(sensor.draw(rng), size=SIZE, is_mirrored=False)
    keys, lifts = _plan_quiet(rng) if kind is Kind.QUIET else _plan_lifts(kind, rng)
    return MatSet(
        number=number,
        kind=kind,
        person=person,
        look=look.draw(person, rng),
        arms=Arms(rng.choice([Arms.BESIDE, Arms.FORWARD, Arms.UNDER], p=(0.6, 0.2, 0.2))),
        head_deg=float(rng.choice((0.0, 0.0, -50.0, 50.0))),
        mat=draw_colour(rng),
        camera=_draw_camera(rng),
        room=room.draw(lit.window, rng),
        light=lit,
        sensor=electronics,
        keys=keys,
        lifts=lifts,
    )


def place(camera: MatCamera) -> tuple[np.ndarray, np.ndarray]:
    """Give where the camera is and what it is aimed at; the hips are over the origin."""
    side = 1.0 if camera.is_from_left else -1.0
    around = np.radians(camera.yaw_deg)
    away = np.array([side * np.cos(around), -np.sin(around), 0.0]) * camera.distance_m
    at = away + np.array([0.0, 0.0, FLOOR_UP_M + camera.up_m])
    return at, np.array([0.0, -camera.aside_m, FLOOR_UP_M + 0.2])


def _draw_camera(rng: np.random.Generator) -> MatCamera:
    field_deg = float(rng.uniform(40.0, 58.0))
    across = 2.0 * np.tan(np.radians(field_deg / 2.0)) * SIZE.width / SIZE.height
    whole_m = 2.45  # from fingertips ahead to toes, with some air
    return MatCamera(
        is_from_left=bool(rng.random() < 0.5),
        yaw_deg=float(rng.uniform(-20.0, 20.0)),
        distance_m=max(float(rng.uniform(2.0, 3.0)), whole_m / across),
        up_m=float(rng.uniform(0.2, 0.6)),
        field_deg=field_deg,
        aside_m=float(rng.normal(-0.05, 0.06)),
        roll_deg=float(rng.normal(0.0, 1.2)),
    )


def _plan_lifts(kind: Kind, rng: np.random.Generator) -> tuple[tuple[Key, ...], tuple[Lift, ...]]:
    """Draw five to eight repetitions with the breath: about three seconds up, three down."""
    chest_deg = 0.0 if kind is Kind.LEGS else float(rng.uniform(8.0, 20.0))
    leg_deg = 0.0 if kind is Kind.CHEST else float(rng.uniform(7.0, 16.0))
    uneven = float(rng.choice((0.0, rng.uniform(-0.35, 0.35))))  # one leg higher than the other
    keys, t = _begin(rng)
    lifts = []
    for _ in range(int(rng.integers(5, 9))):
        size = float(rng.normal(1.0, 0.10))
        up_s, down_s = (float(s) for s in rng.normal(3.0, 0.5, 2).clip(1.2, 4.5))
        hold_s = float(rng.choice((0.0, 0.3, rng.uniform(0.5, 1.5))))
        top = Key(
            t + up_s,
            chest_deg=chest_deg * size,
            left_deg=leg_deg * size * (1.0 + uneven),
            right_deg=leg_deg * size * (1.0 - uneven),
            hands_m=0.004 * chest_deg,
        )
        end_s = t + up_s + hold_s + down_s
        keys += [top, replace(top, t=top.t + hold_s), Key(end_s)]
        lifts.append(Lift(t, end_s, up_s, down_s, chest_deg * size, leg_deg * size))
        t = end_s + float(rng.choice((rng.uniform(0.3, 0.8), rng.uniform(1.0, 3.0))))
        keys.append(Key(t))
    return (*keys, Key(t + 3.0)), tuple(lifts)


def _begin(rng: np.random.Generator) -> tuple[list[Key], float]:
    """Begin at rest, or come down to it from kneeling first."""
    if rng.random() < 0.5:
        return [Key(0.0), Key(HEAD_START_S)], HEAD_START_S
    down = [Key(0.0, Ground.KNEELING), Key(2.0, Ground.KNEELING), Key(4.0, Ground.ALL_FOURS)]
    t = 6.5 + HEAD_START_S
    return [*down, Key(6.5), Key(t)], t


def _plan_quiet(rng: np.random.Generator) -> tuple[tuple[Key, ...], tuple[Lift, ...]]:
    """Draw a minute without any repetition."""
    keys, t = _begin(rng)
    while t < QUIET_S - 12.0:
        t += float(rng.uniform(2.0, 5.0))
        what = int(rng.integers(4))
        if what == 0:
            keys += _there(Key(t, head_deg=float(rng.uniform(-60.0, 60.0))), 2.0)
        elif what == 1:
            keys += _there(Key(t, hands_m=float(rng.uniform(0.05, 0.25))), 2.0)
        elif what == 2 and t < QUIET_S - 24.0:
            keys += _there(Key(t, Ground.CHILD), 6.0)
        t = max(t, keys[-1].t)
    up = [Key(t + 1.0), Key(t + 4.0, Ground.ALL_FOURS), Key(t + 7.0, Ground.KNEELING)]
    return (*keys, *up, replace(up[-1], t=t + 10.0)), ()


def _there(key: Key, stay_s: float) -> list[Key]:
    """Go somewhere from rest within 1.5 s, stay, and come back."""
    return [
        Key(key.t),
        replace(key, t=key.t + 1.5),
        replace(key, t=key.t + 1.5 + stay_s),
        Key(key.t + 3.0 + stay_s),
    ]
