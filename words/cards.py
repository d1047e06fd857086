"""Reads the words of a card, and of its drawing, for the catalogue, as Babel asks for them."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import BinaryIO

from sitwell.coach.cards import SAFETY_NOTICE, Card, parse_card
from sitwell.coach.drawings import read_words

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]
"""Line, function, texts and comments of one entry, as Babel has it."""

UNSEEN = ("id", "rest_pose")
"""Names of cards, which no window shows."""


def extract(
    file: BinaryIO,
    _keywords: object,
    _comment_tags: object,
    options: object,  # noqa: ARG001 (Babel's name)
) -> Iterator[Found]:
    """Give each text of the card as it is shown, with a comment that says which it is."""
    card = parse_card(file.read().decode("utf-8"), Path(file.name).name)
    for name, text in texts(card):
        yield 1, None, text, [f"{card.name}: {name}"]
    yield 1, None, SAFETY_NOTICE, ["Shown with every exercise"]


def extract_drawing(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[Found]:
    """Give the words of a drawing, for those who hear it."""
    for part, text in read_words(file.read().decode("utf-8")).items():
        yield 1, None, text, [f"a drawing's {part}"]


def texts(card: Card) -> Iterator[tuple[str, str]]:
    """Give the texts of a card that a window shows, each with its name."""
    for field in fields(card):
        value = getattr(card, field.name)
        if field.name == "steps":
            yield from ((f"step {number}", step) for number, step in enumerate(value, 1))
        elif type(value) is str and value and field.name not in UNSEEN:
            yield field.name, value
