"""What a body wears: skin, hair and clothes, drawn at random."""

import colorsys
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sitwell.lab.people import Person


class Colour(NamedTuple):
    """Red, green and blue, 0 to 1, as a screen shows them."""

    red: float
    green: float
    blue: float


class Hair(StrEnum):
    """How the hair is worn."""

    BALD = "bald"
    SHORN = "shorn"
    SHORT = "short"
    FULL = "full"
    BOB = "bob"
    LONG = "long"
    BUN = "bun"


class Pattern(StrEnum):
    """What is on the cloth."""

    PLAIN = "plain"
    STRIPES = "stripes"
    CHECKS = "checks"
    PRINT = "print"
    MOTTLED = "mottled"


# From light to dark, by eye from pictures of people under white light.
SKINS = (
    Colour(0.96, 0.82, 0.74),
    Colour(0.90, 0.72, 0.60),
    Colour(0.82, 0.62, 0.48),
    Colour(0.70, 0.49, 0.36),
    Colour(0.52, 0.34, 0.24),
    Colour(0.34, 0.22, 0.16),
)
HAIRS = (
    Colour(0.07, 0.06, 0.06),
    Colour(0.16, 0.11, 0.08),
    Colour(0.30, 0.20, 0.13),
    Colour(0.48, 0.34, 0.20),
    Colour(0.72, 0.58, 0.36),
    Colour(0.45, 0.18, 0.09),
)
GREY = Colour(0.66, 0.65, 0.64)


@dataclass(frozen=True, slots=True)
class Look:
    """Skin, hair and clothes.

    Attributes:
        skin: Colour in white light.
        hair: How it is worn.
        hair_colour: Also of brows and beard.
        hair_m: How thick it lies.
        hairline_m: How far the hairline has gone back.
        has_beard: Whether there is one.
        has_glasses: Whether they are worn.
        has_headset: Whether headphones are worn.
        shirt: Colour of the cloth.
        second: The pattern's other colour.
        pattern: What is on it.
        pattern_m: Width of a stripe.
        sleeve: 0 none, 1 to the elbow, 2 to the wrist.
        neckline_m: How wide the neck opening is.
        is_vee: Whether the opening goes down in front.
        is_high: Whether the cloth goes up the neck.
        loose_m: How far the cloth stands off the skin.
        trousers: Colour.
        noise_seed: For the unevenness of cloth and hair.
    """

    skin: Colour
    hair: Hair
    hair_colour: Colour
    hair_m: float
    hairline_m: float
    has_beard: bool
    has_glasses: bool
    has_headset: bool
    shirt: Colour
    second: Colour
    pattern: Pattern
    pattern_m: float
    sleeve: float
    neckline_m: float
    is_vee: bool
    is_high: bool
    loose_m: float
    trousers: Colour
    noise_seed: int


def draw(person: Person, rng: np.random.Generator) -> Look:
    """Draw what this person wears."""
    hair = _draw_hair(person, rng)
    return Look(
        skin=_draw_skin(person, rng),
        hair=hair,
        hair_colour=_draw_hair_colour(person, rng),
        hair_m=float(
            rng.uniform(0.003, 0.006) if hair is Hair.SHORN else rng.uniform(0.008, 0.030)
        ),
        hairline_m=float(0.0 if person.is_female else max(0.0, rng.normal(0.0, 0.02))),
        has_beard=bool(not person.is_female and rng.random() < 0.35),
        has_glasses=bool(rng.random() < 0.3),
        has_headset=bool(rng.random() < 0.12),
        shirt=draw_colour(rng),
        second=draw_colour(rng),
        pattern=rng.choice(list(Pattern), p=(0.5, 0.15, 0.1, 0.1, 0.15)),
        pattern_m=float(rng.uniform(0.012, 0.05)),
        sleeve=float(rng.choice((0.1, 0.5, 0.8, 1.9), p=(0.08, 0.30, 0.12, 0.50))),
        neckline_m=float(rng.uniform(0.062, 0.105)),
        is_vee=bool(rng.random() < 0.25),
        is_high=bool(rng.random() < 0.15),
        loose_m=float(rng.uniform(0.002, 0.016)),
        trousers=draw_colour(rng),
        noise_seed=int(rng.integers(2**31)),
    )


def draw_colour(rng: np.random.Generator) -> Colour:
    """Draw the colour of a thing: mostly dull, often dark or light, sometimes loud."""
    saturation = rng.uniform(0.0, 0.95) ** rng.uniform(0.8, 2.5)
    return Colour(*colorsys.hsv_to_rgb(rng.random(), saturation, rng.uniform(0.08, 0.97)))


def _draw_hair(person: Person, rng: np.random.Generator) -> Hair:
    if person.is_female:
        shares = (0.01, 0.03, 0.18, 0.10, 0.20, 0.34, 0.14)
    else:
        bald = 0.02 + 0.13 * (person.age_years - 18.0) / 62.0
        shares = (bald, 0.22, 0.60 - bald, 0.08, 0.04, 0.05, 0.01)
    return Hair(rng.choice(list(Hair), p=shares))


def _draw_hair_colour(person: Person, rng: np.random.Generator) -> Colour:
    dark = person.african + person.asian
    colour = HAIRS[int(rng.integers(2)) if rng.random() < dark else int(rng.integers(len(HAIRS)))]
    greying = np.clip((person.age_years - 38.0) / 35.0 + rng.normal(0.0, 0.2), 0.0, 1.0)
    return _mix(colour, GREY, float(greying))


def _draw_skin(person: Person, rng: np.random.Generator) -> Colour:
    depth = 4.6 * person.african + 2.2 * person.asian + 0.8 * person.caucasian
    depth = float(np.clip(depth + rng.normal(0.0, 0.7), 0.0, len(SKINS) - 1.001))
    step = int(depth)
    return _mix(SKINS[step], SKINS[step + 1], depth - step)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    return Colour(*(a + share * (b - a) for a, b in zip(one, other, strict=True)))
