"""Exercise cards: one text file each in `cards/`, TOML between two `+++` lines, then the steps.

+++
id = "bird_dog"
…
+++
1. Kneel on all fours.
2. …
"""

import re
import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib.resources import files
from typing import TypeGuard

MAIN_CARD_ID = "locust_minivini"
"""The exercise that Sitwell is about; listed first."""

SAFETY_NOTICE = (
    "General information, not medical advice. Stop if you feel sharp or spreading pain, numbness "
    "or dizziness. If you have new trouble with bladder or bowel, numbness in the saddle area, or "
    "a leg that grows weaker, get medical help at once."
)
"""Shown with every card (science.md section 5)."""

_FENCE = "+++"
_STEP = re.compile(r"(\d+)\. (\S.*)")


class Place(StrEnum):
    """Where an exercise is done."""

    FLOOR = "floor"
    CHAIR = "chair"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise.

    Attributes:
        id: Its name in commands and records, e.g. "bird_dog"; also the file's name.
        name: Its name for people.
        why: What it uses or moves; never what it does for one's health.
        breath: How to breathe.
        repetitions: How many, how slowly.
        place: Where it is done.
        easier: A smaller variant.
        harder: A bigger variant, or that there is none.
        leave_out: When to leave it out, or ask a clinician first.
        source: Where all this comes from, and what in it is our choice.
        steps: What to do, in order; at least one.
    """

    id: str
    name: str
    why: str
    breath: str
    repetitions: str
    place: Place
    easier: str
    harder: str
    leave_out: str
    source: str
    steps: tuple[str, ...]


_KEYS = tuple(field.name for field in fields(Card) if field.name != "steps")


def load_cards() -> tuple[Card, ...]:
    """Give every card: the main one first, the others by name.

    Raises:
        ValueError: If a card is malformed; names the file and the key.
    """
    folder = files("sitwell.coach") / "cards"
    cards = (
        parse_card(file.read_text(encoding="utf-8"), file.name)
        for file in folder.iterdir()
        if file.name.endswith(".md")
    )
    return tuple(sorted(cards, key=lambda card: (card.id != MAIN_CARD_ID, card.name)))


def find_card(card_id: str) -> Card:
    """Give the card of that id.

    Raises:
        LookupError: If there is none; lists those that exist.
        ValueError: If a card is malformed.
    """
    cards = {card.id: card for card in load_cards()}
    if card_id not in cards:
        raise LookupError(f"there is no exercise '{card_id}'; choose one of {', '.join(cards)}")
    return cards[card_id]


def parse_card(text: str, file_name: str) -> Card:
    """Read one card.

    Args:
        text: The whole file.
        file_name: Its name: the card's id with `.md`; also named in errors.

    Raises:
        ValueError: If a key is missing, unknown, empty or not what it should be, or if the steps
            are not a numbered list; names the file and the key.
    """
    front, body = _split(text, file_name)
    for key in sorted(front.keys() ^ set(_KEYS)):
        raise ValueError(f"{file_name}: {key}: {'unknown' if key in front else 'missing'}")
    words: dict[str, str] = {}
    for key, value in front.items():
        if not _is_text(value):
            raise ValueError(f"{file_name}: {key}: expected some text, got {value!r}")
        words[key] = " ".join(value.split())
    if words["id"] + ".md" != file_name:
        raise ValueError(f"{file_name}: id: '{words['id']}' is not the file's name")
    try:
        place = Place(words.pop("place"))
    except ValueError as error:
        raise ValueError(f"{file_name}: place: {error}; use {', '.join(Place)}") from error
    return Card(**words, place=place, steps=_read_steps(body, file_name))


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _split(text: str, file_name: str) -> tuple[dict[str, object], str]:
    lines = text.splitlines()
    if lines.count(_FENCE) != 2 or lines[0] != _FENCE:
        raise ValueError(f"{file_name}: front matter: expected it first, between two '+++' lines")
    end = lines.index(_FENCE, 1)
    try:
        return tomllib.loads("\n".join(lines[1:end])), "\n".join(lines[end + 1 :])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file_name}: front matter: {error}") from error


def _read_steps(body: str, file_name: str) -> tuple[str, ...]:
    steps: list[str] = []
    for line in filter(None, map(str.rstrip, body.splitlines())):
        match = _STEP.fullmatch(line)
        if match is not None and int(match[1]) == len(steps) + 1:
            steps.append(match[2])
        elif line.startswith("   ") and steps:  # a step that goes on
            steps[-1] += " " + line.strip()
        else:
            raise ValueError(f"{file_name}: steps: expected '{len(steps) + 1}. …', got '{line}'")
    if not steps:
        raise ValueError(f"{file_name}: steps: there are none")
    return tuple(steps)
