"""The report's page in German: all of it, and the terminal's report as before."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import page_writer
from pages import Node, read_page
from sitwell.coach.cards import load_cards
from sitwell.coach.drawings import load_drawing, read_words, translate_drawing
from sitwell.reporting.phrases import ESTIMATE_NOTE

SPOKEN = ("title", "aria-label")
UNITS = re.compile(r"\b(h|min|s)\b")
WORDS = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


def write(folder: Path, language: str) -> dict[str, Node]:
    """Give the example's pages in a language."""
    folder.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    env |= {"LANGUAGE": language, "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run((sys.executable, page_writer.__file__, str(folder)), env=env, check=True)
    return {page.stem: read_page(page.read_text(encoding="utf-8")) for page in folder.iterdir()}


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Node]:
    """Give them in English."""
    return write(tmp_path_factory.mktemp("pages") / "en", "en")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Node]:
    """Give them in German."""
    return write(tmp_path_factory.mktemp("pages") / "de", "de")


def texts(node: Node) -> Iterator[str]:
    """Give every text that is read on the page, or read aloud."""
    if node.name == "style":
        return
    yield from (node.attributes[name] for name in SPOKEN if name in node.attributes)
    for one in node.inside:
        if isinstance(one, Node):
            yield from texts(one)
        elif one.strip():
            yield " ".join(one.split())


@pytest.mark.parametrize("name", page_writer.PAGES)
def test_nothing_stays_english(english, german, name) -> None:
    """No text of the page is the same in both, but for numbers and their units."""
    same = {*texts(english[name])} & {*texts(german[name])}
    assert [text for text in same if WORDS.search(UNITS.sub("", text))] == []
    assert len([*texts(german[name])]) == len([*texts(english[name])])


def test_it_says_which_language_it_is_in(english, german) -> None:
    """A screen reader is told how to pronounce it."""
    languages = [page["full"].find("html")[0].attributes["lang"] for page in (english, german)]
    assert languages == ["en", "de"]


def test_dates_and_numbers_are_as_people_write_them(english, german) -> None:
    """The day is named in its language, and a decimal has its comma."""
    heads = [page["full"].find("h1")[0].text for page in (english, german)]
    assert heads == ["Friday 13 March 2026", "Freitag, 13. März 2026"]
    (note,) = (p.text for p in german["full"].find("p") if p.text.startswith("Winkel sind Schätz"))
    assert re.findall(r"\d,\d°", note) == [n.replace(".", ",") for n in _degrees(ESTIMATE_NOTE)]


def _degrees(text: str) -> list[str]:
    return re.findall(r"\d\.\d°", text)


@pytest.mark.parametrize("card", [card.id for card in load_cards()])
def test_a_drawing_says_all_in_other_words(card: str) -> None:
    """Title and description are exchanged, whatever is in them, and nothing else is."""
    svg = load_drawing(card)
    said = read_words(svg)
    assert said.keys() == {"title", "desc"}
    other = translate_drawing(svg, lambda text: f"<{text}> & so on")
    assert read_words(other) == {part: f"<{text}> & so on" for part, text in said.items()}
    assert translate_drawing(other, lambda text: text[1:].removesuffix("> & so on")) == svg
