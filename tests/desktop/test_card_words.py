"""The words of the exercise cards in other languages."""

import gettext
import re

import pytest

from sitwell.coach.cards import SAFETY_NOTICE, Card, load_cards
from sitwell.words import DOMAIN, LOCALE

NUMBER = re.compile(r"\d+")
IN_WORDS = {"3 times": "dreimal"}
CARDS = [pytest.param(card, id=card.id) for card in load_cards()]


@pytest.fixture(scope="module")
def german() -> gettext.NullTranslations:
    """Give the words as the window finds them."""
    return gettext.translation(DOMAIN, LOCALE, languages=["de"])


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_german_throughout(card: Card, german: gettext.NullTranslations) -> None:
    """Nobody meets half a card in English, and least of all its cautions."""
    assert [text for text in (SAFETY_NOTICE, *texts(card)) if german.gettext(text) == text] == []


@pytest.mark.parametrize("card", CARDS)
def test_doses_stay(card: Card, german: gettext.NullTranslations) -> None:
    """How many, how long and how often is the same in both languages."""
    odd = []
    for text in texts(card):
        said = german.gettext(text)
        for english, other in IN_WORDS.items():
            if other in said:
                said = said.replace(other, english)
        if NUMBER.findall(said) != NUMBER.findall(text):
            odd.append(text)
    assert odd == []


def texts(card: Card) -> list[str]:
    """Give what a window shows of a card."""
    named = (card.name, card.why, card.short, card.breath, card.repetitions, card.easier)
    return [*named, card.harder, card.leave_out, card.source, *card.steps, card.breath_in]
