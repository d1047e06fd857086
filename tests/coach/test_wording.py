"""What no text for the person may say, and how long it may be."""

import re
from dataclasses import replace
from itertools import product

import pytest

from nudges import SIGHTINGS, find, list_message_texts, list_messages, list_nudges
from sitwell.coach import card_page
from sitwell.coach.cards import MOST_NAME, MOST_SHORT, SAFETY_NOTICE, Card, find_card, load_cards
from sitwell.coach.cues import MOST_WORDS, Cue, load_cues
from sitwell.coach.drawings import load_drawing
from sitwell.coach.messages import exercise_message, message_for
from sitwell.coach.progress import describe_practice
from sitwell.coach.wordings import WORDINGS
from sitwell.core.message import BODY_CAP, TITLE_CAP, make_plain
from sitwell.core.practice import Practice
from sitwell.core.records import ExerciseOutcome, NudgeKind

# science.md section 7: no diagnosis, no treatment, no prevention, no promise; and no blame.
# What may stand in no text, each with an example that it has to catch.
FORBIDDEN = [
    pytest.param(r"diagnos\w*", "Diagnosis: rounded", id="diagnosis"),
    pytest.param(
        r"disorders?|syndromes?|patholog\w*|abnormal\w*|deform\w*|dysfunction\w*|kyphosis",
        "an abnormal curve",
        id="condition",
    ),
    pytest.param(r"(upper|lower)[ -]crossed|text[ -]neck|hunch\w*|hump", "text neck", id="label"),
    pytest.param(r"cur(e|es|ed|ing)", "This cures your back.", id="cure"),
    pytest.param(r"treat(s|ed|ing|ments?)?|therap\w*|remed(y|ies)|rehab\w*", "treats", id="treat"),
    pytest.param(r"heal(s|ed|ing)?|health(y|ier|ily)?", "A healthy seat", id="heal"),
    pytest.param(r"prevent\w*|protect\w*|ward off|avoids? pain", "prevents pain", id="prevent"),
    pytest.param(
        r"reliev\w*|relief|eas(e|es|ed|ing) (the |your )?pain|pain-free|soothes?",
        "eases your pain",
        id="relief",
    ),
    pytest.param(
        r"damag\w*|harm\w*|degenerat\w*|wear and tear|wears? out|risk\w*|danger\w*|injures?",
        "Slumping damages discs",
        id="harm",
    ),
    pytest.param(
        r"herniat\w*|bulging|worn discs?|disc (pressure|wear|load)|pressure on (the|your) discs?",
        "less pressure on the discs",
        id="disc",
    ),
    pytest.param(
        r"guarantee\w*|promis\w*|proven|scientific\w*|clinically|doctors? recommend",
        "proven to work",
        id="promise",
    ),
    pytest.param(
        r"improv\w*|benefit\w*|effective\w*|good for (you|your)|strong(er)? back|boosts?|fix\w*",
        "It improves your back",
        id="effect",
    ),
    pytest.param(
        r"(bad|poor|good|better|worse|wrong|(in)?correct|(im)?proper|perfect|ideal) posture",
        "You have bad posture",
        id="judged posture",
    ),
    pytest.param(
        r"wrong(ly)?|bad(ly)?|poor(ly)?|worse|worst|fault\w*|fail(s|ed|ing|ure)?|mistakes?",
        "You sit badly",
        id="verdict",
    ),
    pytest.param(
        r"lazy|laziness|sloppy|terrible|awful|guilty|ashamed|slouch\w*|slump(ed|ing|s)?",
        "No more slouching",
        id="reproach",
    ),
    pytest.param(
        r"must|should(n't)?|ought|have to|need to|don't|do not|never (sit|lean|slump)",
        "You should not lean",
        id="order",
    ),
    pytest.param(r"\w*!", "Sit up!", id="exclamation mark"),
    pytest.param(r"(?!(?-i:JOSPT|NAME)\b)(?-i:[A-Z]{3,})", "SIT up", id="capitals"),
]

# What may not stand in a nudge, where nobody asked for it, though a card may explain it.
FORBIDDEN_IN_NUDGES = [
    pytest.param(r"pain\w*|(?<!skip it if it )hurts?|aches?", "before it hurts", id="pain"),
    pytest.param(
        r"discs?|spines?|vertebra\w*|muscles?|nerves?|injur\w*|clinicians?",
        "Your spine is bent",
        id="anatomy",
    ),
    pytest.param(r"again|already|as usual|you always|once more", "Rounded again", id="score kept"),
    pytest.param(r"only \d|just \d", "only 2 breaks today", id="measured against more"),
]


def list_card_texts(card: Card) -> list[str]:
    """Give every text of a card."""
    words = [card.name, card.why, card.short, card.breath, card.repetitions, card.easier]
    words += [card.harder, card.leave_out, card.source, card.breath_in, card.breath_out]
    return [*words, *card.steps, card.place]


def list_drawing_texts(card: Card) -> list[str]:
    """Give what is written in the card's drawing, the title included."""
    drawing = re.sub(r"(?s)<style.*?</style>|<!--.*?-->", "", load_drawing(card.id))
    return re.findall(r">([^<>]*[A-Za-z][^<>]*)<", drawing)


NUDGES = list_nudges()
MESSAGES = list_messages()
PRACTICES = [Practice(*n) for n in product((0, 1, 3, 9), (1, 3), (0, 4, 7), (0, 5, 30))]


def list_page_texts(card: Card) -> list[str]:
    """Give what the terminal says around a set of the card."""
    entries = [card_page.Entry(card, sets, bool(sets)) for sets in (0, 1, 2)]
    done, stopped = ExerciseOutcome.DONE, ExerciseOutcome.STOPPED
    endings = [(), (done,), (done, done), (stopped,), (done, stopped)]
    return [
        card_page.list_cards(entries, "", card),
        card_page.show_card(card, with_cautions=True),
        card_page.show_whole_card(card),
        *(card_page.describe_ending(card, e, n) for e in endings for n in (0, 1, 12)),
        card_page.describe_leaving(card, ExerciseOutcome.SKIPPED),
        card_page.describe_leaving(card, ExerciseOutcome.DECLINED),
        card_page.describe_undoing(card),
        card_page.describe_log(card, 2, 10),
        *(card_page.how_to_use(card, has_sound=has_sound) for has_sound in (False, True)),
    ]


TEXTS = [
    SAFETY_NOTICE,
    *list_message_texts(MESSAGES),
    *(text for card in load_cards() for text in list_card_texts(card)),
    *(text for card in load_cards() for text in list_page_texts(card)),
    *(text for cue in load_cues() for text in (cue.name, cue.words)),
    *map(describe_practice, PRACTICES),
]


@pytest.mark.parametrize(("pattern", "example"), FORBIDDEN + FORBIDDEN_IN_NUDGES)
def test_each_rule_sees_what_it_forbids(pattern: str, example: str) -> None:
    """Every rule catches its example, so that none can pass by being blind."""
    assert find(pattern, ["Sit well.", example]) == [example]


@pytest.mark.parametrize(("pattern", "example"), FORBIDDEN)
def test_no_text_diagnoses_treats_promises_or_blames(pattern: str, example: str) -> None:
    """Every word for the person is free of claims we may not make, and of reproach."""
    assert example not in TEXTS
    assert find(pattern, TEXTS) == []


@pytest.mark.parametrize(("pattern", "example"), FORBIDDEN_IN_NUDGES)
def test_no_nudge_speaks_of_the_body_as_ill(pattern: str, example: str) -> None:
    """A nudge comes unasked: it names no pain and keeps no score."""
    assert example not in TEXTS
    assert find(pattern, list_message_texts(NUDGES)) == []


def test_no_drawing_diagnoses_treats_promises_or_blames() -> None:
    """What is written in a drawing keeps to the same rules."""
    texts = [text for card in load_cards() for text in list_drawing_texts(card)]
    assert [found for rule in FORBIDDEN for found in find(str(rule.values[0]), texts)] == []


def test_texts_are_all_of_them() -> None:
    """The rules above are kept by every kind of nudge, card, cue and wording there is."""
    wordings = [w for kind in NudgeKind for w in WORDINGS[kind]]
    assert all(any(w.action in text for text in TEXTS) for w in wordings)
    assert all(w.title in TEXTS for w in wordings)
    assert all(step in TEXTS for card in load_cards() for step in card.steps)
    assert all(cue.words in TEXTS for cue in load_cues())


def test_degrees_are_estimated() -> None:
    """From the front the spine is not seen, so no angle is told without its caution."""
    told = [message.body for message in NUDGES if "°" in message.body]
    assert len(told) > 50
    assert all("an estimated" in body for body in told)


def test_nudge_compares_with_ones_own_upright() -> None:
    """What is said of a rounded or a very straight back is said against the person's own."""
    for kind in (NudgeKind.SIT_UP, NudgeKind.LOCUST, NudgeKind.EASE):
        for sighting in SIGHTINGS:
            assert "your own upright" in message_for(kind, sighting).body


def test_messages_fit_every_channel() -> None:
    """No message is cut anywhere: it is plain already, within the caps of title and body."""
    assert [message for message in MESSAGES if make_plain(message) != message] == []
    assert max(len(message.title) for message in MESSAGES) <= TITLE_CAP
    assert all(0 < len(message.body) <= BODY_CAP for message in MESSAGES)
    assert all(len(message.offers) <= 3 for message in MESSAGES)


def test_the_longest_texts_fit_every_channel() -> None:
    """A card or a cue as long as its file may have it is not cut in a nudge either."""
    locust = find_card("locust_minivini")
    card = replace(locust, name="n" * MOST_NAME, short="s" * MOST_SHORT)
    cue = Cue("long", "Long", "w" * MOST_WORDS)
    for kind, sighting, sent in product(NudgeKind, SIGHTINGS, range(20)):
        message = message_for(kind, sighting, card, cue, sent)
        assert make_plain(message) == message
    assert make_plain(exercise_message(card)) == exercise_message(card)


def test_notice_says_what_it_is() -> None:
    """The cards come with the words that this is general information."""
    assert "not medical advice" in SAFETY_NOTICE
