"""Exercise cards and their loader."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sitwell
from sitwell.coach.cards import (
    Card,
    Finding,
    Place,
    check_rest_poses,
    find_card,
    load_cards,
    parse_card,
)
from sitwell.coach.cues import load_cues
from sitwell.coach.drawings import load_drawing

GOOD = """+++
id = "nod"
name = "Nod"
why = "It moves the head."
short = "Nod, 3 times."
breath = "As you like."
repetitions = "3"
place = "chair"
inhale_s = 3
exhale_s = 4.5
hold_breaths = 1
set_repetitions = 3
sides = 2
breath_in = "up"
breath_out = "down"
rest_pose = ""
answers = ["slump", "stillness"]
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
        short="Nod, 3 times.",
        breath="As you like.",
        repetitions="3",
        place=Place.CHAIR,
        easier="Nod less.",
        harder="Nod more.",
        leave_out="When it hurts.",
        source="Us.",
        steps=("Look down, and a little further.", "Look up."),
        inhale_s=3.0,
        exhale_s=4.5,
        hold_breaths=1,
        set_repetitions=3,
        sides=2,
        breath_in="up",
        breath_out="down",
        rest_pose="",
        answers=(Finding.SLUMP, Finding.STILLNESS),
    )


@pytest.mark.parametrize(
    ("old", "new", "culprit"),
    [
        pytest.param('why = "It moves the head."\n', "", "why: missing", id="missing key"),
        pytest.param("why =", 'wyh = "x"\nwhy =', "wyh: unknown", id="unknown key"),
        pytest.param('"As you like."', '" "', "breath: expected some text", id="empty"),
        pytest.param('"3"', "3", "repetitions: expected some text, got 3", id="not text"),
        pytest.param(
            '"Nod"', f'"{"Nod" * 20}"', "name: expected at most 40 characters, got 60", id="long"
        ),
        pytest.param(
            "inhale_s = 3", "inhale_s = -3", "inhale_s: .* from 1 to 10, got -3", id="negative"
        ),
        pytest.param("inhale_s = 3", "inhale_s = nan", "inhale_s: .* got nan", id="no number"),
        pytest.param("inhale_s = 3", "inhale_s = true", "inhale_s: .* got True", id="truth"),
        pytest.param("inhale_s = 3", 'inhale_s = "3"', "inhale_s: .* got '3'", id="text"),
        pytest.param("= 4.5", "= 10.5", "exhale_s: .* from 1 to 10, got 10.5", id="long breath"),
        pytest.param("breaths = 1", "breaths = -1", "hold_breaths: .* from 0 to 10", id="hold"),
        pytest.param(
            "repetitions = 3", "repetitions = 0", "set_repetitions: .* from 1 to 20", id="none done"
        ),
        pytest.param(
            "repetitions = 3", "repetitions = 2.5", "set_repetitions: .* got 2.5", id="half of one"
        ),
        pytest.param(
            "repetitions = 3", "repetitions = 7", "set_repetitions: .* 210 s; 180 s", id="too long"
        ),
        pytest.param("sides = 2", "sides = 3", "sides: .* from 1 to 2, got 3", id="three sides"),
        pytest.param("= [", "= [] # ", "answers: expected a list of slump, lean", id="no finding"),
        pytest.param('["slump"', '["sloth"', "answers: 'sloth'; use slump, lean", id="finding"),
        pytest.param('["slump"', '["stillness"', "answers: expected each once", id="twice"),
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


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_every_card_is_found_by_its_own_id_and_name(card: Card) -> None:
    """What is listed can be typed as it stands there."""
    assert find_card(card.id) == find_card(card.name) == card


@pytest.mark.parametrize(
    ("typed", "card_id"),
    [
        pytest.param("locust", "locust_minivini", id="beginning, though another one has it inside"),
        pytest.param("Single-Sided", "single_sided_locust", id="capitals and hyphen"),
        pytest.param("bird dog", "bird_dog", id="space"),
        pytest.param("child's pose", "childs_pose", id="apostrophe"),
        pytest.param("Parighasana", "gate_side_bend", id="part of the name"),
        pytest.param(" doorway ", "doorway_chest_stretch", id="spaces around"),
    ],
)
def test_card_is_found_as_people_type_it(typed: str, card_id: str) -> None:
    """Capitals, spaces and hyphens make no difference, and a part will do if only one has it."""
    assert find_card(typed).id == card_id


def test_several_cards_are_listed() -> None:
    """What may mean several exercises is answered with just these."""
    with pytest.raises(LookupError, match=r"'back bend' may be several.*: choose \w+, \w+$") as e:
        find_card("back bend")
    assert "seated_back_bend" in str(e.value)
    assert "standing_back_bend" in str(e.value)


@pytest.mark.parametrize("typed", ["yoga", "", " - "])
def test_unknown_card_lists_the_known(typed: str) -> None:
    """A name that does not exist is answered with those that do."""
    with pytest.raises(LookupError, match=f"'{typed}'.*locust_minivini, bird_dog"):
        find_card(typed)


def test_all_exercises_are_there() -> None:
    """The exercises that were promised, no fewer."""
    assert {card.id for card in load_cards()} >= {
        "locust_minivini",
        "single_sided_locust",
        "bridge_lifts",
        "gate_side_bend",
        "seated_side_bend",
        "side_bridge",
        "bird_dog",
        "childs_pose",
        "seated_back_bend",
        "standing_back_bend",
        "doorway_chest_stretch",
        "hip_flexor_release",
        "sit_bones",
    }


def test_chair_answers_every_finding() -> None:
    """In an open office nobody needs the floor, whatever was found."""
    answered = {f for card in load_cards() if card.place is Place.CHAIR for f in card.answers}
    assert answered == set(Finding)


def test_rest_pose_that_is_not_there_is_refused() -> None:
    """A set that would end with a card nobody wrote is refused by file and key."""
    card = parse_card(GOOD.replace('rest_pose = ""', 'rest_pose = "nap"'), "nod.md")
    with pytest.raises(ValueError, match=r"nod\.md: rest_pose: there is no card 'nap'"):
        check_rest_poses((card,))


def test_locusts_end_in_childs_pose() -> None:
    """After the lift comes the rest."""
    assert find_card("locust_minivini").rest_pose == "childs_pose"
    assert find_card("single_sided_locust").rest_pose == "childs_pose"


@pytest.mark.parametrize(
    ("set_repetitions", "hold_breaths", "sides", "set_s"),
    [
        pytest.param(5, 0, 1, 37.5, id="with the breath"),
        pytest.param(5, 0, 2, 75.0, id="both sides"),
        pytest.param(1, 3, 2, 60.0, id="held"),
    ],
)
def test_set_lasts_as_long_as_its_breaths(
    set_repetitions: int, hold_breaths: int, sides: int, set_s: float
) -> None:
    """A repetition is one breath and those it is held for, on each side."""
    text = GOOD.replace("set_repetitions = 3", f"set_repetitions = {set_repetitions}")
    text = text.replace("hold_breaths = 1", f"hold_breaths = {hold_breaths}")
    card = parse_card(text.replace("sides = 2", f"sides = {sides}"), "nod.md")
    assert card.set_s == set_s


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_short_form_tells_the_same_numbers(card: Card) -> None:
    """The sentence in a notification agrees with the guided set."""
    numbers = {"one": 1, "two": 2, "three": 3}
    breaths = re.search(r"(\w+) slow breaths", card.short)
    times = re.search(r"(\d+) times( a side)?", card.short)
    if breaths:
        told = numbers.get(breaths[1]) or int(breaths[1])
        assert told == 1 + card.hold_breaths
    assert (int(times[1]) if times else 1) == card.set_repetitions
    assert ("side" in card.short.split(",")[-1]) == (card.sides == 2)


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_tempo_is_in_the_words(card: Card) -> None:
    """The repetitions in words have room for the number of the guided set, and its tempo."""
    told = [int(n) for n in re.findall(r"\d+", card.repetitions.replace("Once", "1"))]
    done = card.set_repetitions if card.set_repetitions > 1 else 1 + card.hold_breaths
    assert any(low <= done <= high for low, high in zip(told, told[1:] + told[-1:], strict=True))
    tempo = re.search(r"(\d) s (?:up|out) and (\d) s (?:down|back)", card.repetitions)
    if tempo:
        assert (card.inhale_s, card.exhale_s) == (float(tempo[1]), float(tempo[2]))


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_every_card_has_a_drawing(card: Card) -> None:
    """Each exercise can be looked at."""
    assert "<svg" in load_drawing(card.id)


@pytest.mark.parametrize("card_id", ["yoga", "", "../cards/bird_dog", "/bird_dog", "bird_dog.svg"])
def test_unknown_drawing_is_refused(card_id: str) -> None:
    """A drawing that does not exist is named, and no name leads out of the folder."""
    with pytest.raises(LookupError, match="there is no drawing"):
        load_drawing(card_id)


def test_cards_load_from_an_archive(tmp_path: Path) -> None:
    """The texts travel with the package: they are read where no folder of ours exists."""
    package = Path(sitwell.__file__).parent
    archive = tmp_path / "sitwell.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in package.rglob("*"):
            if file.suffix in (".py", ".md", ".toml", ".svg"):
                packed.write(file, Path("sitwell") / file.relative_to(package))
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\n" + (
        "from sitwell.coach import cards, cues\n"
        "print(cards.__file__, len(cards.load_cards()), len(cues.load_cues()))"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    where, *counts = child.stdout.split()
    assert where.startswith(str(archive))
    assert counts == [str(len(load_cards())), str(len(load_cues()))]
