"""What windows, notifications and the report's page say in the person's language, or in English.

Every text that they show goes through `_`, or `ngettext` where it counts something. The language
is the environment's, as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG. What a command
prints is English in every language, and so are logs and JSON.

The catalogue is read when this is imported, so that a watch has it before it seals itself.
"""

import gettext
from collections.abc import Callable
from datetime import date
from pathlib import Path

DOMAIN = "sitwell"
LOCALE = Path(__file__).with_name("locale")

Translate = Callable[[str], str]
"""Gives a text in another language: `_`, or `str` where it stays English."""

_catalogue = gettext.translation(DOMAIN, LOCALE, fallback=True)
LANGUAGE = _catalogue.info().get("language", "en")
"""Of all these texts, as HTML names it: "de"."""


def _(text: str) -> str:
    """Give a text translated; one with gaps is filled in afterwards."""
    return _catalogue.gettext(text)


def ngettext(one: str, several: str, number: int) -> str:
    """Give the form that fits the number, translated; it is filled in afterwards."""
    return _catalogue.ngettext(one, several, number)


def decimal(number: float, digits: int) -> str:
    """Give a number with so many digits behind the point, or behind the comma."""
    whole, _point, part = f"{number:.{digits}f}".replace("-", "−").partition(".")
    return _("{whole}.{part}").format(whole=whole, part=part) if part else whole


def day_words(day: date) -> str:
    """Give a day in digits, in the order that people write it."""
    return day.strftime(_("%Y-%m-%d"))
