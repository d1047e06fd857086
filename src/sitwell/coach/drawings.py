"""The line drawing of each exercise: one SVG file in `drawings/`, named by the card's id."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def load_drawing(card_id: str) -> str:
    """Give the drawing of that card as SVG text.

    Raises:
        LookupError: If there is none.
    """
    return find_drawing(card_id).read_text(encoding="utf-8")


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
