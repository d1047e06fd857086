"""The names and drawings of all exercises, for the page of the report."""

from sitwell.coach.cards import load_cards
from sitwell.coach.drawings import load_drawing
from sitwell.reporting.html.drawings import Exercise


def draw_exercises() -> dict[str, Exercise]:
    """Give them by card id.

    Raises:
        ValueError: If a card is malformed.
        LookupError: If one has no drawing.
    """
    return {card.id: Exercise(card.name, load_drawing(card.id)) for card in load_cards()}
