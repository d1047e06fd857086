"""The words of the exercise cards in the person's language, English where there is no translation.

The cards are files of their own, so their words have a catalogue of their own.
"""

import gettext

from sitwell.desktop.words import LOCALE

DOMAIN = "cards"

_catalogue = gettext.translation(DOMAIN, LOCALE, fallback=True)


def translate(text: str) -> str:
    """Give a text of a card; an empty one stays empty."""
    return _catalogue.gettext(text) if text else ""
