"""What windows and nudges say: all of it is in the catalogue, and all of it is in German."""

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="needs Babel, which the extra `test` brings")

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sitwell import words as words_of_program
from sitwell.coach.cards import load_cards
from sitwell.desktop.faults import CONTEXT
from sitwell.words import LOCALE

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sitwell"
GERMAN = LOCALE / "de" / "LC_MESSAGES" / "sitwell.po"
BLANK = re.compile(r"\{\w*[^}]*\}")
POLITE = re.compile(r"[a-zäöüß,;] (Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
"""A capital in the middle of a sentence; at its beginning the same word may be a thing's."""

sys.path.insert(0, str(ROOT))  # the readers of `words` lie beside the source

Key = tuple[str | None, str]
"""Context and text."""


def find_words() -> dict[Key, tuple[str, ...]]:
    """Give each text that `make words` collects, by context and first form, with all its forms."""
    forms = {}
    keywords = {"_": None, "translate": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    with (ROOT / "words" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(SOURCE), methods, options, keywords=keywords)
    for _file, _line, message, _comments, context in found:
        several = (message,) if isinstance(message, str) else tuple(message)
        forms[context, several[0]] = several
    return forms


@pytest.fixture(scope="module")
def words() -> dict[Key, tuple[str, ...]]:
    """Give the texts as they are in the source now."""
    return find_words()


@pytest.fixture(scope="module")
def german() -> Catalog:
    """Give the German catalogue."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def test_every_word_is_in_german(german: Catalog, words: dict[Key, tuple[str, ...]]) -> None:
    """Whatever a window says, it says in German too."""
    missing = []
    for (context, first), forms in words.items():
        found = german.get(first, context)
        said = () if found is None else found.string
        several = (said,) if isinstance(said, str) else tuple(said)
        if len(several) != len(forms) or not all(several) or "fuzzy" in found.flags:
            missing.append(first)
    assert missing == []


def test_nothing_else_is(german: Catalog, words: dict[Key, tuple[str, ...]]) -> None:
    """The catalogue keeps no words that nobody says any more."""
    assert [key for key in map(key_of, messages(german)) if key not in words] == []


def test_blanks_are_kept(german: Catalog, words: dict[Key, tuple[str, ...]]) -> None:
    """What is filled into a text is filled into its translation as well."""
    odd = []
    for (context, first), forms in words.items():
        found = german.get(first, context)
        said = found.string if isinstance(found.string, tuple) else (found.string,)
        for form, translation in zip(forms, said, strict=True):
            # One form may say "one" in words where the other counts, and a fault is said to
            # whoever reads German, without the English ending that a gap may hold.
            is_free = len(forms) > 1 or context == CONTEXT
            if not set(BLANK.findall(translation)) <= set(BLANK.findall(forms[-1])) or (
                not is_free and set(BLANK.findall(form)) != set(BLANK.findall(translation))
            ):
                odd.append(form)
    assert odd == []


def test_each_key_of_a_menu_is_kept(german: Catalog, words: dict[Key, tuple[str, ...]]) -> None:
    """Whatever can be chosen by a key in English can be in German: one `&`, before a letter."""
    odd = []
    for context, first in words:
        marks = re.findall(r"&\w", first)
        said = german.get(first, context).string
        if len(marks) == 1 and isinstance(said, str) and len(re.findall(r"&\w", said)) != 1:
            odd.append(first)
    assert odd == []


def test_german_says_du(german: Catalog) -> None:
    """One person is spoken to, and always in the same way."""
    said = [form for m in messages(german) for form in forms_of(m)]
    assert [form for form in said if POLITE.search(form)] == []


def test_cards_and_faults_are_collected(words: dict[Key, tuple[str, ...]]) -> None:
    """The rooms of `words/babel.cfg` are where they are said to be: windows, cards and faults."""
    shown = {text for card in load_cards() for text in (card.name, card.leave_out, *card.steps)}
    assert shown <= {first for context, first in words if context is None}
    assert (CONTEXT, "the record {path} {cause}") in words
    assert (None, "Upright") in words


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


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("de", ("3,1", "−0,25", "2", "05.03.2026"), id="German"),
        pytest.param("en", ("3.1", "−0.25", "2", "2026-03-05"), id="English"),
    ],
)
def test_numbers_and_days_are_written_as_people_write_them(
    language: str, expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A German window has a comma in its numbers, and the day before the month."""
    import gettext

    catalogue = gettext.translation("sitwell", LOCALE, languages=[language], fallback=True)
    monkeypatch.setattr(words_of_program, "_catalogue", catalogue)
    decimal, day_words = words_of_program.decimal, words_of_program.day_words
    shown = (decimal(3.14, 1), decimal(-0.25, 2), decimal(2.0, 0), day_words(date(2026, 3, 5)))
    assert shown == expected


def test_catalogue_is_where_it_is_looked_for() -> None:
    """The catalogue lies inside the package, and so travels in the wheel."""
    assert Path(__import__("sitwell").__file__).parent in GERMAN.parents


def messages(catalogue: Catalog) -> list[Message]:
    """Give the entries without the head."""
    return [message for message in catalogue if message.id]


def key_of(message: Message) -> Key:
    """Give context and first form of an entry."""
    return message.context, forms_of_id(message)[0]


def forms_of_id(message: Message) -> tuple[str, ...]:
    """Give the English forms of an entry."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """Give the German forms of an entry."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)
