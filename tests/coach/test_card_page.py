"""The words around an exercise in the terminal."""

from datetime import UTC, datetime

import pytest

from sitwell.coach import card_page
from sitwell.coach.card_page import WIDTH, Entry
from sitwell.coach.cards import SAFETY_NOTICE, Card, Place, find_card, load_cards
from sitwell.core.records import ExerciseOutcome, ExerciseRecord

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CARDS = load_cards()
NAMES = [card.id for card in CARDS]
DONE, STOPPED = ExerciseOutcome.DONE, ExerciseOutcome.STOPPED
ENDINGS = [([], 0), ([DONE], 1), ([DONE, DONE], 10), ([STOPPED], 0), ([DONE, STOPPED], 7)]


def flat(page: str) -> str:
    """Give a page as one line."""
    return " ".join(page.split())


def a_record(card_id: str, outcome: ExerciseOutcome) -> ExerciseRecord:
    """Make a record of a card."""
    return ExerciseRecord(NOON, card_id, outcome)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_cautions_come_first(card: Card) -> None:
    """Before the first time the cautions come before the reason and the steps."""
    page = flat(card_page.show_card(card, with_cautions=True))
    places = [page.index(text) for text in (card.leave_out, SAFETY_NOTICE, card.why, card.steps[0])]
    assert places == sorted(places)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_later_times_are_shorter(card: Card) -> None:
    """Later the notice stays, the steps and the breath too; what was read is not read again."""
    page = flat(card_page.show_card(card, with_cautions=False))
    assert card.leave_out not in page
    assert all(text in page for text in (SAFETY_NOTICE, card.why, card.breath, *card.steps))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_whole_card(card: Card) -> None:
    """The whole card has all that it says, easier and harder ways and its source included."""
    page = flat(card_page.show_whole_card(card))
    texts = (card.leave_out, card.easier, card.harder, card.repetitions, card.source)
    assert all(text in page for text in texts)


@pytest.mark.parametrize(
    ("outcome", "is_new"),
    [
        pytest.param(ExerciseOutcome.DONE, False, id="done"),
        pytest.param(ExerciseOutcome.STOPPED, False, id="stopped"),
        pytest.param(ExerciseOutcome.SKIPPED, True, id="skipped"),
        pytest.param(ExerciseOutcome.DECLINED, True, id="declined"),
    ],
)
def test_new_until_begun(outcome: ExerciseOutcome, is_new: bool) -> None:
    """A card is new until it was begun once; another card's record says nothing about it."""
    card = find_card("bird_dog")
    assert card_page.is_new(card, [a_record("bird_dog", outcome)]) is is_new
    assert card_page.is_new(card, [a_record("side_bridge", outcome)])


def test_list_marks_cards() -> None:
    """The list has every card with its place, sets of today, and what is not for the person."""
    entries = [Entry(CARDS[0], 2), Entry(CARDS[1], is_declined=True), *map(Entry, CARDS[2:])]
    page = card_page.list_cards(entries, "2 of 3 mini-sets today.", CARDS[2])
    lines = page.splitlines()
    assert f"  {CARDS[0].id}: {CARDS[0].name}, on the floor, 2 sets today" in lines
    assert any(line.startswith(f"  {CARDS[1].id}: ") and "not for me" in line for line in lines)
    assert [name for line in lines for name in NAMES if line.startswith(f"  {name}: ")] == NAMES
    assert lines[-2:] == [
        "2 of 3 mini-sets today.",
        f"One for now: sitwell exercise {CARDS[2].id}",
    ]


def test_list_without_a_suggestion() -> None:
    """Where nothing is left to suggest, nothing is."""
    assert "One for now" not in card_page.list_cards([Entry(CARDS[0])], "", None)


@pytest.mark.parametrize(
    ("outcomes", "repetitions", "words"),
    [
        pytest.param([], 0, "before the first breath", id="not begun"),
        pytest.param([DONE], 1, "1 repetition done", id="one"),
        pytest.param([DONE, DONE], 10, "10 repetitions done", id="two sets"),
        pytest.param([STOPPED], 0, "go by how you feel", id="none"),
        pytest.param([STOPPED], 3, "3 repetitions. You ended it there", id="some"),
        pytest.param([DONE, STOPPED], 7, "7 repetitions, 1 set whole. You", id="second set"),
    ],
)
def test_ending(outcomes: list[ExerciseOutcome], repetitions: int, words: str) -> None:
    """However it ended, what was done is told, and nothing else is asked for."""
    assert words in card_page.describe_ending(CARDS[0], outcomes, repetitions)


def test_sound_is_offered_where_the_screen_is_out_of_sight() -> None:
    """Whoever lies on the floor is told of the sound, unless it is on."""
    offered = {card.place: card_page.how_to_use(card, has_sound=False) for card in CARDS}
    assert [place for place, words in offered.items() if "--sound" in words] == [Place.FLOOR]
    assert "--sound" not in card_page.how_to_use(CARDS[0], has_sound=True)


PAGES = [
    card_page.list_cards([Entry(card, 12, True) for card in CARDS], "", CARDS[0]),
    *(card_page.show_card(card, with_cautions=True) for card in CARDS),
    *(card_page.show_whole_card(card) for card in CARDS),
    *(card_page.describe_ending(CARDS[0], outcomes, count) for outcomes, count in ENDINGS),
    *(card_page.describe_leaving(CARDS[0], outcome) for outcome in ExerciseOutcome),
    *(card_page.how_to_use(card, has_sound=False) for card in CARDS),
    card_page.describe_log(CARDS[0], 2, 10),
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_fit(page: str) -> None:
    """No page is wider than a terminal; a single sentence may wrap as the terminal likes."""
    longest = max(page.splitlines(), key=len)
    assert len(longest) <= WIDTH or len(page.splitlines()) <= 2, longest
