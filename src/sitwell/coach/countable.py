"""The exercises whose repetitions a camera beside the mat can count."""

from sitwell.coach.cards import Card
from sitwell.core.lifts import Parts

# Chest or legs alone count too: the card offers them as the easier way. On rendered rest that
# makes no false count (lab/README.md).
COUNTABLE = {"locust_minivini": Parts.EITHER}


def is_countable(card: Card) -> bool:
    """Say whether the camera was measured on it."""
    return card.id in COUNTABLE
