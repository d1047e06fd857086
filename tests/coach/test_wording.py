"""What no text for the person may say, and how long it may be."""

import re
from dataclasses import fields

import pytest

from sitwell.coach.cards import SAFETY_NOTICE, Card, load_cards
from sitwell.coach.messages import Sighting, make_test_message, make_welcome, message_for
from sitwell.core.message import BODY_CAP, TITLE_CAP, Message, make_plain
from sitwell.core.records import NudgeKind

# science.md section 7: no diagnosis, no treatment, no prevention, no promise; and no blame.
FORBIDDEN = re.compile(
    r"""\b(
      diagnos\w* | disorder\w* | syndrome\w* | patholog\w* | abnormal\w* | deform\w*
    | cur(e|es|ed|ing) | treat(s|ed|ing|ment|ments)? | heal(s|ed|ing)? | therap\w* | remed(y|ies)
    | rehab\w* | prevent\w* | protect\w* | reliev\w* | relief | eas(e|es|ed)\ pain | pain-free
    | damag\w* | harm\w* | degenerat\w* | risk\w* | wear\ and\ tear
    | guarantee\w* | promis\w* | proven | scientifically | will\ improve | fix(es|ed|ing)?
    | (bad|poor|good|correct|incorrect|proper|improper|perfect|ideal)\ posture
    | wrong(ly)? | bad(ly)? | fault\w* | fail(s|ed|ing|ure)? | lazy | sloppy | terrible | guilty
    | must | (should|ought)(n't)?(\ not)? | have\ to | don't | stop\ slouching
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)

# The longest that each kind can become: 16 h by the clock, and an angle of three digits.
LONGEST = Sighting(slumped_s=59_700.0, seated_s=59_700.0, flexion_deg=180.0)
MESSAGES = [
    *(message_for(kind, sighting) for kind in NudgeKind for sighting in (LONGEST, Sighting())),
    make_test_message(),
    make_welcome(),
]


def list_card_texts(card: Card) -> list[str]:
    """Give every text of a card."""
    return [*card.steps, *(getattr(card, f.name) for f in fields(Card) if f.name != "steps")]


TEXTS = [
    SAFETY_NOTICE,
    *(text for message in MESSAGES for text in (message.title, message.body)),
    *(text for card in load_cards() for text in list_card_texts(card)),
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_diagnoses_treats_promises_or_blames(text: str) -> None:
    """Every word for the person is free of claims we may not make, and of reproach."""
    assert FORBIDDEN.findall(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("This cures your back.", id="cure"),
        pytest.param("It treats pain", id="treat"),
        pytest.param("Slumping damages discs", id="damage"),
        pytest.param("prevents back pain", id="prevent"),
        pytest.param("You have bad posture", id="bad posture"),
        pytest.param("You must sit up", id="must"),
        pytest.param("you should not slouch", id="should not"),
        pytest.param("A healing, therapeutic pose", id="heal"),
        pytest.param("Diagnosis: wrong", id="diagnose"),
    ],
)
def test_forbidden_words_are_seen(text: str) -> None:
    """The list above catches what it is there for, so that it cannot pass by being blind."""
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize("message", MESSAGES)
def test_messages_fit_every_channel(message: Message) -> None:
    """No message is cut anywhere: it is plain already, within the caps of title and body."""
    assert make_plain(message) == message
    assert len(message.title) <= TITLE_CAP
    assert 0 < len(message.body) <= BODY_CAP


def test_notice_says_what_it_is() -> None:
    """The cards come with the words that this is general information."""
    assert "not medical advice" in SAFETY_NOTICE
