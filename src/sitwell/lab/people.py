"""Who sits there: a body's shape, drawn at random."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

# MakeHuman's local changes that alter what the landmarks see of a seated person: lengths and widths
# of the upper body, and the face. Half of them wide enough to notice, as between real people.
BUILD_LABELS = (
    "measure-shoulder-dist-incr",
    "measure-neck-height-incr",
    "measure-neck-circ-incr",
    "neck-double-incr",
    "measure-napetowaist-dist-incr",
    "measure-upperarm-length-incr",
    "measure-lowerarm-length-incr",
    "torso-scale-horiz-incr",
    "torso-scale-depth-incr",
    "torso-vshape-incr",
    "stomach-tone-incr",
    "hip-scale-horiz-incr",
    "head-scale-horiz-incr",
    "head-scale-vert-incr",
    "head-scale-depth-incr",
    "head-fat-incr",
    "chin-width-incr",
    "chin-prominent-incr",
    "nose-scale-horiz-incr",
    "nose-scale-vert-incr",
    "nose-scale-depth-incr",
    "mouth-scale-horiz-incr",
    "forehead-scale-vert-incr",
    "measure-bust-circ-incr",
)
BUILD_SD = 0.30  # of their range -1 to 1; larger values look like caricatures (seen by eye)

# Standing height of the model at its middle setting and how much the whole range adds, measured on
# anny 0.6.2 at age 0.67.
MODEL_MALE_M, MODEL_FEMALE_M, MODEL_RANGE_M = 1.908, 1.769, 1.09


class Trait(NamedTuple):
    """A local change of the body and how much of it, -1 to 1."""

    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class Person:
    """A body's shape.

    Attributes:
        femininity: 0 male to 1 female.
        age_years: 18 to 80.
        height_m: Standing.
        weight: 0 thin to 1 heavy for the height, as are the next: shares of the model's range.
        muscle: As above.
        proportions: As above.
        cupsize: As above.
        firmness: As above.
        african: Share of this look; the three are normalised by the model.
        asian: As above.
        caucasian: As above.
        build: Local changes.
    """

    femininity: float
    age_years: float
    height_m: float
    weight: float
    muscle: float
    proportions: float
    cupsize: float
    firmness: float
    african: float
    asian: float
    caucasian: float
    build: tuple[Trait, ...]

    @property
    def is_female(self) -> bool:
        """Whether the body is more female than male."""
        return self.femininity >= 0.5


def draw(rng: np.random.Generator) -> Person:
    """Draw one adult."""
    is_female = rng.random() < 0.5
    near = float(rng.beta(1.2, 8.0))  # most people are near one end
    height_m = rng.normal(1.63, 0.065) if is_female else rng.normal(1.76, 0.07)
    looks = rng.dirichlet((0.5, 0.5, 0.7))
    return Person(
        femininity=1.0 - near if is_female else near,
        age_years=float(rng.uniform(18, 80)),
        height_m=float(np.clip(height_m, 1.45, 2.0)),
        weight=float(0.15 + 0.85 * rng.beta(2.0, 2.4)),
        muscle=float(0.15 + 0.75 * rng.beta(2.0, 2.2)),
        proportions=float(0.25 + 0.6 * rng.beta(2.5, 2.0)),
        cupsize=float(rng.beta(2.0, 2.0)),
        firmness=float(rng.beta(2.0, 2.0)),
        african=float(looks[0]),
        asian=float(looks[1]),
        caucasian=float(looks[2]),
        build=tuple(
            Trait(label, float(np.clip(rng.normal(0.0, BUILD_SD), -0.9, 0.9)))
            for label in BUILD_LABELS
        ),
    )


def model_height(person: Person) -> float:
    """Give the model's height setting, 0 to 1, for a person's height."""
    middle_m = MODEL_MALE_M + person.femininity * (MODEL_FEMALE_M - MODEL_MALE_M)
    return 0.5 + (person.height_m - middle_m) / MODEL_RANGE_M


def model_age(person: Person) -> float:
    """Give the model's age setting: 0.67 is a young adult, 1.0 is 90 years."""
    return 0.67 + 0.33 * (person.age_years - 18.0) / 72.0
