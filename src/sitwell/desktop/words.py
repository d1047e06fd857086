"""The words of the windows in the person's language, English where there is no translation.

Every text that a window shows goes through `_`, or `ngettext` where it counts something. The
language is the environment's, as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
"""

import gettext
from pathlib import Path

DOMAIN = "sitwell"
LOCALE = Path(__file__).with_name("locale")

_catalogue = gettext.translation(DOMAIN, LOCALE, fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
