"""Which exercise to offer: one that fits the place and the finding, and not always the same."""

from collections.abc import Iterable, Sequence

from sitwell.coach.cards import MAIN_CARD_ID, Card, Finding, Place
from sitwell.core.records import NudgeKind

LOCUST_IDS = frozenset({MAIN_CARD_ID, "single_sided_locust"})

MOST_LOCUSTS_A_DAY = 3
"""Of both Locusts together (science.md section 5: our own modest choice)."""

_FINDINGS = {
    NudgeKind.SIT_UP: Finding.SLUMP,
    NudgeKind.LOCUST: Finding.SLUMP,
    NudgeKind.BREAK: Finding.STILLNESS,
    NudgeKind.EASE: Finding.EXTENSION,
    NudgeKind.LEAN: Finding.LEAN,
    NudgeKind.MOVE: Finding.STILLNESS,
}


ANYWHERE = "any"
"""What the config says where no place is preferred."""


def find_place(name: str) -> Place | None:
    """Give the place of that name in the config; None for anywhere.

    Raises:
        ValueError: If there is no such place.
    """
    return None if name == ANYWHERE else Place(name)


def finding_for(kind: NudgeKind) -> Finding | None:
    """Give what a nudge of that kind has found; None if it tells no finding."""
    return _FINDINGS.get(kind)


def choose_card(
    cards: Sequence[Card],
    place: Place | None,
    declined: Iterable[str],
    done_today: Sequence[str],
    finding: Finding | None,
) -> Card | None:
    """Give the exercise to offer next.

    Of those that fit, the one that was done least often today; of these the first in `cards`,
    where the Locust stands first. Where none answers the finding, any at the place will do.

    Args:
        cards: All there are, in the order of preference.
        place: Where there is room; None for anywhere.
        declined: Ids of those that are "not for me".
        done_today: Ids of those done (or shown) today, each as often as it was.
        finding: What it shall answer; None for anything.

    Returns:
        None if all that fit were declined, or have been done as often as a day should have.
    """
    unwanted = set(declined)
    if sum(card_id in LOCUST_IDS for card_id in done_today) >= MOST_LOCUSTS_A_DAY:
        unwanted |= LOCUST_IDS
    fitting = [card for card in cards if place in (None, card.place) and card.id not in unwanted]
    answering = [card for card in fitting if finding is None or finding in card.answers]
    return min(answering or fitting, key=lambda card: done_today.count(card.id), default=None)
