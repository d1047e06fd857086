"""The line drawing of each exercise: one SVG file in `drawings/`, named by the card's id."""

import re
from html import escape, unescape
from importlib.resources import files
from importlib.resources.abc import Traversable

from sitwell.words import Translate

_SAID = re.compile(
    r"(?P<head><(?P<part>title|desc)\b[^>]*>)(?P<words>.*?)(?P<end></(?P=part)>)", re.DOTALL
)


def load_drawing(card_id: str) -> str:
    """Give the drawing of that card as SVG text.

    Raises:
        LookupError: If there is none.
    """
    return find_drawing(card_id).read_text(encoding="utf-8")


def read_words(svg: str) -> dict[str, str]:
    """Give the drawing's "title", and as "desc" what it shows to those who can see it."""
    return {said["part"]: unescape(said["words"]) for said in _SAID.finditer(svg)}


def translate_drawing(svg: str, translate: Translate) -> str:
    """Give the drawing with its title and description in other words."""
    return _SAID.sub(
        lambda said: f"{said['head']}{escape(translate(unescape(said['words'])))}{said['end']}", svg
    )


def find_drawing(card_id: str) -> Traversable:
    """Give the file of that drawing.

    Raises:
        LookupError: If there is none.
    """
    # An id that is not a plain word could lead out of the folder.
    if card_id.replace("_", "").isalnum():
        file = files("sitwell.coach") / "drawings" / f"{card_id}.svg"
        if file.is_file():
            return file
    raise LookupError(f"there is no drawing of the exercise '{card_id}'")
