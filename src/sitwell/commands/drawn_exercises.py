"""The names and drawings of all exercises, for the page of the report."""

from sitwell.coach.cards import load_cards
from sitwell.coach.drawings import load_drawing, translate_drawing
from sitwell.reporting.html.drawings import Exercise
from sitwell.words import _


def draw_exercises() -> dict[str, Exercise]:
    """Give them by card id, in the person's language.

    Raises:
        ValueError: If a card is malformed.
        LookupError: If one has no drawing.
    """
    return {
        card.id: Exercise(_(card.name), translate_drawing(load_drawing(card.id), _))
        for card in load_cards()
    }
