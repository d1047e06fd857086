"""Exercise cards and their loader."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sitwell
from sitwell.coach.cards import Card, Place, find_card, load_cards, parse_card

GOOD = """+++
id = "nod"
name = "Nod"
why = "It moves the head."
breath = "As you like."
repetitions = "3"
place = "chair"
easier = "Nod less."
harder = "Nod more."
leave_out = "When it hurts."
source = "Us."
+++
1. Look down,
   and a little further.
2. Look up.
"""


def test_card_is_read_whole() -> None:
    """Every field comes from the front matter, and the steps from the numbered list."""
    assert parse_card(GOOD, "nod.md") == Card(
        id="nod",
        name="Nod",
        why="It moves the head.",
        breath="As you like.",
        repetitions="3",
        place=Place.CHAIR,
        easier="Nod less.",
        harder="Nod more.",
        leave_out="When it hurts.",
        source="Us.",
        steps=("Look down, and a little further.", "Look up."),
    )


@pytest.mark.parametrize(
    ("old", "new", "culprit"),
    [
        pytest.param('why = "It moves the head."\n', "", "why: missing", id="missing key"),
        pytest.param("why =", 'wyh = "x"\nwhy =', "wyh: unknown", id="unknown key"),
        pytest.param('"As you like."', '" "', "breath: expected some text", id="empty"),
        pytest.param('"3"', "3", "repetitions: expected some text, got 3", id="not text"),
        pytest.param('"chair"', '"sofa"', "place: 'sofa'.*floor, chair, standing", id="place"),
        pytest.param('"nod"', '"nodd"', "id: 'nodd' is not the file's name", id="other id"),
        pytest.param('= "Nod"', "= Nod", "front matter:", id="broken TOML"),
        pytest.param("+++\n1.", "1.", "front matter: expected it first", id="open front matter"),
        pytest.param("+++\nid", "\n+++\nid", "front matter: expected it first", id="not first"),
        pytest.param("2. Look", "3. Look", "steps: expected '2. …'", id="step left out"),
        pytest.param("2. Look", "Look", "steps: expected '2. …'", id="not a step"),
        pytest.param(
            "1. Look down,\n   and a little further.\n2. Look up.\n", "", "steps:", id="none"
        ),
    ],
)
def test_malformed_card_names_file_and_key(old: str, new: str, culprit: str) -> None:
    """Whoever writes a card learns which file and which key is at fault."""
    assert old in GOOD
    with pytest.raises(ValueError, match=f"^nod.md: {culprit}"):
        parse_card(GOOD.replace(old, new, 1), "nod.md")


def test_locust_comes_first() -> None:
    """The exercise that Sitwell is about heads the list; the rest follow by name."""
    first, *rest = load_cards()
    assert first.id == "locust_minivini"
    assert [card.name for card in rest] == sorted(card.name for card in rest)


def test_every_place_has_an_exercise() -> None:
    """There is something to do on the floor, on the chair and standing."""
    assert {card.place for card in load_cards()} == set(Place)


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param("Jill Miller", id="credit"),
        pytest.param("not affiliated", id="no affiliation"),
    ],
)
def test_locust_gives_credit(fact: str) -> None:
    """The name is used with credit and without a claim to belong together."""
    assert fact in find_card("locust_minivini").source


def test_locust_stays_small() -> None:
    """The Locust is a small lift with the breath, 1 or 2 rounds of 5 to 8, then child's pose."""
    card = find_card("locust_minivini")
    assert card.repetitions.startswith("1 or 2 rounds of 5 to 8")
    assert "a little" in card.steps[2]
    assert "child's pose" in card.steps[-1]


def test_every_card_says_when_to_skip_it() -> None:
    """No exercise is offered without a way out."""
    assert all("Skip it on any day on which it hurts" in card.leave_out for card in load_cards())


def test_card_is_found_by_id() -> None:
    """An id gives its card."""
    assert find_card("bird_dog").name == "Bird-dog"


def test_unknown_card_lists_the_known() -> None:
    """An id that does not exist is answered with those that do."""
    with pytest.raises(LookupError, match=r"'yoga'.*locust_minivini, bird_dog"):
        find_card("yoga")


def test_cards_load_from_an_archive(tmp_path: Path) -> None:
    """The cards travel with the package: they are read where no folder of ours exists."""
    package = Path(sitwell.__file__).parent
    archive = tmp_path / "sitwell.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in package.rglob("*"):
            if file.suffix in (".py", ".md"):
                packed.write(file, Path("sitwell") / file.relative_to(package))
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\n" + (
        "from sitwell.coach import cards; print(cards.__file__, len(cards.load_cards()))"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    where, count = child.stdout.split()
    assert where.startswith(str(archive))
    assert int(count) == len(load_cards())
