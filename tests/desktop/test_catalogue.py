"""The words of the windows: every one is in the catalogue, and all of them are in German."""

import re
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="needs Babel, which the extra `test` brings")

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sitwell.desktop.words import LOCALE

ROOM = LOCALE.parent
GERMAN = LOCALE / "de" / "LC_MESSAGES" / "sitwell.po"
BLANK = re.compile(r"\{\w*[^}]*\}")


def find_words() -> dict[str, tuple[str, ...]]:
    """Give each text of the windows, by its first form, with all its forms."""
    forms = {}
    keywords = {"_": None, "ngettext": (1, 2)}
    for _file, _line, message, *_ in extract_from_dir(
        str(ROOM), [("**.py", "python")], keywords=keywords
    ):
        several = (message,) if isinstance(message, str) else tuple(message)
        forms[several[0]] = several
    return forms


@pytest.fixture(scope="module")
def german() -> Catalog:
    """Give the German catalogue."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def test_every_word_is_in_german(german: Catalog) -> None:
    """Whatever a window says, it says in German too."""
    missing = []
    for first, forms in find_words().items():
        found = german.get(first)
        said = () if found is None else found.string
        several = (said,) if isinstance(said, str) else tuple(said)
        if len(several) != len(forms) or not all(several) or "fuzzy" in found.flags:
            missing.append(first)
    assert missing == []


def test_nothing_else_is(german: Catalog) -> None:
    """The catalogue keeps no words that no window says any more."""
    said = find_words()
    kept = [m.id if isinstance(m.id, str) else m.id[0] for m in german if m.id]
    assert [words for words in kept if words not in said] == []


def test_blanks_are_kept(german: Catalog) -> None:
    """What is filled into a text is filled into its translation as well."""
    odd = []
    for first, forms in find_words().items():
        found = german.get(first)
        said = found.string if isinstance(found.string, tuple) else (found.string,)
        for form, words in zip(forms, said, strict=True):
            # One form may say "one" in words where the other counts.
            if not set(BLANK.findall(words)) <= set(BLANK.findall(forms[-1])) or (
                len(forms) == 1 and set(BLANK.findall(form)) != set(BLANK.findall(words))
            ):
                odd.append(form)
    assert odd == []


def test_each_key_of_a_menu_is_kept(german: Catalog) -> None:
    """Whatever can be chosen by a key in English can be in German: one `&`, before a letter."""
    odd = []
    for first in find_words():
        marks = re.findall(r"&\w", first)
        said = german.get(first).string
        if len(marks) == 1 and isinstance(said, str) and len(re.findall(r"&\w", said)) != 1:
            odd.append(first)
    assert odd == []


def test_compiled_is_the_source(german: Catalog) -> None:
    """What the windows load is made from the text that people translate (`make words`)."""
    compiled = BytesIO()
    write_mo(compiled, german)
    assert GERMAN.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_windows_speak_german(monkeypatch: pytest.MonkeyPatch) -> None:
    """With LANGUAGE=de the windows' words are the German ones."""
    import gettext

    monkeypatch.setenv("LANGUAGE", "de")
    catalogue = gettext.translation("sitwell", LOCALE)
    assert catalogue.gettext("Upright") == "Aufrecht"
    assert catalogue.ngettext("{n} nudge today", "{n} nudges today", 2) == "{n} Hinweise heute"


def test_catalogue_is_where_it_is_looked_for() -> None:
    """The catalogue lies inside the package, and so travels in the wheel."""
    assert Path(__import__("sitwell").__file__).parent in GERMAN.parents
