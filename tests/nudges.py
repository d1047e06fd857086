"""Every message that a person can be told unasked, and a look for words in them."""

import re
from itertools import product

from sitwell.coach.cards import load_cards
from sitwell.coach.cues import load_cues
from sitwell.coach.messages import exercise_message, make_test_message, message_for
from sitwell.coach.wordings import WORDINGS
from sitwell.core.message import Message
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting
from summaries import list_summaries

# The longest that each part can become: 16 h by the clock, and an angle of three digits.
_LONG_S = 59_700.0
SIGHTINGS = [
    Sighting(),
    Sighting(_LONG_S, _LONG_S, 180.0, 180.0, _LONG_S, _LONG_S, _LONG_S, _LONG_S),
    Sighting(130.0, 1800.0, 14.4, -7.6, 620.0, 1210.0, 2400.0, 330.0),
    Sighting(130.0, 1800.0, -9.0, 0.3, 620.0, 1210.0, 2400.0, 330.0),
]
CARDS = [None, *load_cards()]
CUES = [None, *load_cues()]


def list_nudges() -> list[Message]:
    """Give every nudge of every kind, with each card and cue, in every wording."""
    told = product(NudgeKind, SIGHTINGS, CARDS, range(20))
    nudges = [message_for(kind, seen, card, sent=sent) for kind, seen, card, sent in told]
    told_cues = product(SIGHTINGS, CUES, range(len(WORDINGS[NudgeKind.CUE])))
    nudges += [message_for(NudgeKind.CUE, seen, None, cue, sent) for seen, cue, sent in told_cues]
    return list(dict.fromkeys(nudges))


def list_messages() -> list[Message]:
    """Give the nudges, the exercises as they are shown, the test and the summaries."""
    shown = [exercise_message(card) for card in load_cards()]
    return [*list_nudges(), *shown, make_test_message(), *list_summaries()]


def list_message_texts(messages: list[Message]) -> list[str]:
    """Give titles, bodies and the words on the buttons, each once."""
    texts = [text for m in messages for text in (m.title, m.body, *(o.words for o in m.offers))]
    return list(dict.fromkeys(texts))


def find(pattern: str, texts: list[str]) -> list[str]:
    """Give the texts in which the pattern stands as words of its own."""
    words = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return [text for text in texts if words.search(text)]
