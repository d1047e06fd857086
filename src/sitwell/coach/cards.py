"""Exercise cards: one text file each in `cards/`, TOML between two `+++` lines, then the steps.

+++
id = "bird_dog"
…
+++
1. Kneel on all fours.
2. …
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from importlib.resources import files

from sitwell.coach import front_matter

MAIN_CARD_ID = "locust_minivini"
"""The exercise that Sitwell is about; listed first."""

SAFETY_NOTICE = (
    "General information, not medical advice. Stop if you feel sharp or spreading pain, numbness "
    "or dizziness. If you have new trouble with bladder or bowel, numbness in the saddle area, or "
    "a leg that grows weaker, get medical help at once."
)
"""Shown with every card (science.md section 5)."""

LONGEST_SET_S = 180.0
"""No guided set lasts longer: little and often is the idea (our own choice)."""

# Longest texts, in characters: a nudge holds a name in its title and the short form in its body,
# and the pacer's word stands in front of a bar.
MOST_NAME = 40
MOST_SHORT = 120
MOST_BREATH = 16


class Place(StrEnum):
    """Where an exercise is done."""

    FLOOR = "floor"
    CHAIR = "chair"
    STANDING = "standing"


class Finding(StrEnum):
    """What a person did for long, to which an exercise is an answer."""

    SLUMP = "slump"
    LEAN = "lean"
    ROUNDING = "rounding"
    EXTENSION = "extension"
    STILLNESS = "stillness"


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise.

        a repetition    | breath_in | hold_breaths whole breaths | breath_out |
        a set           set_repetitions of them, on each of `sides`, then the rest pose

    Attributes:
        id: Its name in commands and records, e.g. "bird_dog"; also the file's name.
        name: Its name for people.
        why: What it uses or moves; never what it does for one's health.
        short: The whole of it in a sentence, for a notification; at most 120 characters.
        breath: How to breathe.
        repetitions: How many, how slowly, in words.
        place: Where it is done.
        easier: A smaller variant.
        harder: A bigger variant, or that there is none.
        leave_out: When to leave it out, or ask a clinician first.
        source: Where all this comes from, and what in it is our choice.
        steps: What to do, in order; at least one.
        inhale_s: Seconds of one breath in, 1 to 10.
        exhale_s: Seconds of one breath out, 1 to 10.
        hold_breaths: Whole breaths spent there, between the first breath in and the last breath
            out of a repetition; 0 to 10.
        set_repetitions: How many repetitions a guided set has on each side, 1 to 20.
        sides: 2 if it is done on one side and then the other, 1 if not.
        breath_in: What to do with the breath in, e.g. "lift"; at most 16 characters.
        breath_out: What to do with the breath out, e.g. "lower".
        rest_pose: Id of the card with which a set ends; empty if it ends as it is.
        answers: What it is an answer to; at least one.
    """

    id: str
    name: str
    why: str
    short: str
    breath: str
    repetitions: str
    place: Place
    easier: str
    harder: str
    leave_out: str
    source: str
    steps: tuple[str, ...]
    inhale_s: float
    exhale_s: float
    hold_breaths: int
    set_repetitions: int
    sides: int
    breath_in: str
    breath_out: str
    rest_pose: str
    answers: tuple[Finding, ...]

    @property
    def set_s(self) -> float:
        """How long a guided set lasts, in seconds, both sides together, without the rest pose."""
        breaths = self.sides * self.set_repetitions * (1 + self.hold_breaths)
        return breaths * (self.inhale_s + self.exhale_s)


_KEYS = {field.name for field in fields(Card)} - {"steps"}


def load_cards() -> tuple[Card, ...]:
    """Give every card: the main one first, the others by name.

    Raises:
        ValueError: If a card is malformed; names the file and the key.
    """
    folder = files("sitwell.coach") / "cards"
    cards = tuple(
        parse_card(file.read_text(encoding="utf-8"), file.name)
        for file in folder.iterdir()
        if file.name.endswith(".md")
    )
    check_rest_poses(cards)
    return tuple(sorted(cards, key=lambda card: (card.id != MAIN_CARD_ID, card.name)))


def check_rest_poses(cards: tuple[Card, ...]) -> None:
    """Refuse cards that end with a card that is not there.

    Raises:
        ValueError: If there is such a card; names its file and the key.
    """
    known = {card.id for card in cards}
    for card in cards:
        if card.rest_pose and card.rest_pose not in known:
            raise ValueError(f"{card.id}.md: rest_pose: there is no card '{card.rest_pose}'")


def find_card(name: str) -> Card:
    """Give the card of that id or name, or the only one whose id or name begins with or has it.

    Capitals, spaces, hyphens and the like make no difference: "locust" gives the Locust Minivini.

    Raises:
        LookupError: If there is none, or several; lists those that may be meant.
        ValueError: If a card is malformed.
    """
    cards = load_cards()
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [card for card in cards if any(matches(own, _squash(name)) for own in _names(card))]
        if len(found) == 1:
            return found[0]
        if found and _squash(name):
            raise LookupError(f"'{name}' may be several exercises: choose {_list_ids(found)}")
    raise LookupError(f"there is no exercise '{name}'; choose one of {_list_ids(cards)}")


def parse_card(text: str, file_name: str) -> Card:
    """Read one card.

    Args:
        text: The whole file.
        file_name: Its name: the card's id with `.md`; also named in errors.

    Raises:
        ValueError: If a key is missing, unknown, empty or not what it should be, if the set is too
            long, or if the steps are not a numbered list; names the file and the key.
    """
    front, body = front_matter.split(text, file_name)
    for key in sorted(front.keys() ^ _KEYS):
        raise ValueError(f"{file_name}: {key}: {'unknown' if key in front else 'missing'}")
    entry = front_matter.Reader(front, file_name)
    card = Card(
        id=entry.read_text("id"),
        name=entry.read_text("name", most=MOST_NAME),
        why=entry.read_text("why"),
        short=entry.read_text("short", most=MOST_SHORT),
        breath=entry.read_text("breath"),
        repetitions=entry.read_text("repetitions"),
        place=entry.read_choice("place", Place),
        easier=entry.read_text("easier"),
        harder=entry.read_text("harder"),
        leave_out=entry.read_text("leave_out"),
        source=entry.read_text("source"),
        steps=front_matter.read_steps(body, file_name),
        inhale_s=entry.read_number("inhale_s", 1.0, 10.0),
        exhale_s=entry.read_number("exhale_s", 1.0, 10.0),
        hold_breaths=entry.read_count("hold_breaths", 0, 10),
        set_repetitions=entry.read_count("set_repetitions", 1, 20),
        sides=entry.read_count("sides", 1, 2),
        breath_in=entry.read_text("breath_in", most=MOST_BREATH),
        breath_out=entry.read_text("breath_out", most=MOST_BREATH),
        rest_pose=entry.read_text("rest_pose", least=0),
        answers=entry.read_choices("answers", Finding),
    )
    if card.id + ".md" != file_name:
        raise ValueError(f"{file_name}: id: '{card.id}' is not the file's name")
    if card.set_s > LONGEST_SET_S:
        raise ValueError(
            f"{file_name}: set_repetitions: the set would last {card.set_s:.0f} s; "
            f"{LONGEST_SET_S:.0f} s is the most"
        )
    return card


def _names(card: Card) -> tuple[str, str]:
    return _squash(card.id), _squash(card.name)


def _squash(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _list_ids(cards: tuple[Card, ...] | list[Card]) -> str:
    return ", ".join(card.id for card in cards)
