"""The words of the windows in the person's language, English where there is no translation.

Every text that a window shows goes through `_`, or `ngettext` where it counts something. The
language is the environment's, as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
"""

import gettext
from datetime import date
from pathlib import Path

DOMAIN = "sitwell"
LOCALE = Path(__file__).with_name("locale")

_catalogue = gettext.translation(DOMAIN, LOCALE, fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext


def decimal(number: float, digits: int) -> str:
    """Give a number with so many digits behind the point, or behind the comma."""
    whole, _point, part = f"{number:.{digits}f}".replace("-", "−").partition(".")
    return _("{whole}.{part}").format(whole=whole, part=part) if part else whole


def day_words(day: date) -> str:
    """Give a day in digits, in the order that people write it."""
    return day.strftime(_("%Y-%m-%d"))
