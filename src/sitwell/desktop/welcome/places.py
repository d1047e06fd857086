"""The places where somebody sits, each with its own calibration: profiles, as people say it."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from sitwell.config import is_profile_name
from sitwell.words import _

USUAL = "default"
LONGEST = 40
"""Letters; a name is read in a line."""


def list_profiles(folder: Path) -> list[str]:
    """Give the profiles that were calibrated, the usual one first whether it was or not."""
    found = {path.stem for path in folder.glob("*.json") if is_profile_name(path.stem)}
    return [USUAL, *sorted(found - {USUAL})]


def name_place(profile: str) -> str:
    """Give a profile in words: "living-room" is the living room."""
    return _("My desk") if profile == USUAL else profile.replace("-", " ").strip() or profile


def find_profile(words: str, known: Sequence[str]) -> str | None:
    """Give the profile that somebody means, or the one to make of it.

    Capitals do not matter where the place is known, and what cannot be in a name is left out.

    Returns:
        None where nothing is left.
    """
    wanted = _tidy(words)
    for profile in known:
        if wanted.casefold() in (_tidy(name_place(profile)).casefold(), profile.casefold()):
            return profile
    return wanted or None


def _tidy(words: str) -> str:
    """Give words as a profile is named: a dash for each blank, no other sign."""
    joined = re.sub(r"[\s-]+", "-", unicodedata.normalize("NFC", words))
    kept = "".join(letter for letter in joined if is_profile_name(letter))
    return re.sub(r"-+", "-", kept)[:LONGEST].strip("-")
