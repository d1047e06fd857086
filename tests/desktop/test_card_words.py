"""The words of the exercise cards in other languages."""

import gettext
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the windows need the extra: pip install 'sitwell[desktop]'")
pytest.importorskip("babel", reason="needs Babel")

from babel.messages.pofile import read_po

from sitwell.coach.cards import SAFETY_NOTICE, load_cards
from sitwell.desktop.exercise.card_words import DOMAIN
from sitwell.desktop.words import LOCALE

FOLDER = LOCALE / "de" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def german() -> gettext.NullTranslations:
    """Give the words as the window finds them."""
    return gettext.translation(DOMAIN, LOCALE, languages=["de"])


def test_what_is_shown_while_moving_is_german(german: gettext.NullTranslations) -> None:
    """Names, the words at each breath, and the safety notice are never half English."""
    shown = {SAFETY_NOTICE}
    for card in load_cards():
        shown |= {card.name, card.breath_in, card.breath_out}
    assert {text for text in shown if german.gettext(text) == text} == set()


def test_no_word_of_a_card_has_changed_since() -> None:
    """Every translated text is one that a card still has."""
    texts = {SAFETY_NOTICE}
    for card in load_cards():
        texts |= {value for value in card_texts(card) if isinstance(value, str)}
        texts |= set(card.steps)
    with (FOLDER / "cards.po").open("rb") as file:
        known = {message.id for message in read_po(file) if message.id}
    assert known - texts == set()


def test_the_compiled_words_are_the_written_ones(german: gettext.NullTranslations) -> None:
    """What the window finds is what the catalogue says."""
    with Path(FOLDER / "cards.po").open("rb") as file:
        for message in read_po(file):
            if message.id:
                assert german.gettext(message.id) == message.string


def card_texts(card: object) -> list[object]:
    """Give the values of a card."""
    return [getattr(card, name) for name in card.__slots__]  # type: ignore[attr-defined]
