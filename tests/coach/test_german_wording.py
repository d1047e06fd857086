"""The nudges in German: whole, as short as every channel wants, and as kind as in English."""

import gettext
import os
import subprocess
import sys
from dataclasses import replace
from itertools import product

import pytest

from nudges import CUES, SIGHTINGS, find, list_message_texts, list_messages
from sitwell import words
from sitwell.coach import card_page
from sitwell.coach.cards import MOST_NAME, MOST_SHORT, find_card, load_cards
from sitwell.coach.cues import MOST_WORDS, Cue, load_cues
from sitwell.coach.messages import message_for
from sitwell.coach.wordings import EXERCISE_TITLES, WORDINGS
from sitwell.core.message import BODY_CAP, TITLE_CAP, Answer, Message, make_plain
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting
from sitwell.core.trend import Advice, Change, Finding, Spread
from sitwell.reporting.sentences import tell_advice

# As in English (test_wording.py): no diagnosis, no treatment, no promise, no blame, no order.
FORBIDDEN = [
    pytest.param(r"diagnos\w*|syndrom\w*|krankhaft\w*|fehlhaltung\w*", "Fehlhaltung", id="label"),
    pytest.param(r"\w*buckel\w*|krumm\w*|haltungssch\w*|handynacken", "ein Buckel", id="condition"),
    pytest.param(r"heil(t|en|ung|sam)?|behand\w*|therap\w*|lindert?|lindern", "heilt", id="cure"),
    pytest.param(r"(un)?gesund\w*|vorbeug\w*|schütz\w*|verhinder\w*", "gesund", id="prevent"),
    pytest.param(r"schad\w*|schäd\w*|gefähr\w*|risik\w*|verschlei\w*", "schadet", id="harm"),
    pytest.param(r"garantier\w*|verspr\w*|bewiesen|wirk(t|sam\w*)", "wirkt", id="promise"),
    pytest.param(r"verbesser\w*|stärk(t|en|er)|hilft (dir|dem|deinem)", "stärkt", id="effect"),
    pytest.param(r"schlecht\w*|falsch\w*|fehler\w*|versag\w*|schlimm\w*", "falsch", id="verdict"),
    pytest.param(r"faul|lasch|schlampig|nachlässig|schuld|lümmel\w*", "lümmelst", id="reproach"),
    pytest.param(r"musst|sollst|solltest|darfst|niemals", "du musst", id="order"),
    pytest.param(r"schmerz\w*|bandscheib\w*|wirbel\w*|muskel\w*|nerv\w*", "Wirbel", id="anatomy"),
    pytest.param(r"schon wieder|wie immer|wie üblich", "schon wieder rund", id="score kept"),
    pytest.param(r"\w*!", "Sitz auf!", id="exclamation mark"),
    pytest.param(r"(?-i:Sie|Ihre?[mnrs]?|Ihnen)", "Setzen Sie sich", id="polite form"),
    pytest.param(r"(?-i:[A-ZÄÖÜ]{3,})", "SITZ auf", id="capitals"),
]
ENGLISH = r"the|and|of|for|your|you|with|about|it|is|to|sit|judged|rounded|today"


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program speak German."""
    catalogue = gettext.translation(words.DOMAIN, words.LOCALE, languages=["de"])
    monkeypatch.setattr(words, "_catalogue", catalogue)


@pytest.fixture(scope="module")
def told() -> list[Message]:
    """Give every message, in German."""
    with pytest.MonkeyPatch.context() as patch:
        catalogue = gettext.translation(words.DOMAIN, words.LOCALE, languages=["de"])
        patch.setattr(words, "_catalogue", catalogue)
        return list_messages()


def test_every_message_is_german_throughout(told: list[Message]) -> None:
    """Title, body and buttons are German, and nothing in them was left in English."""
    texts = list_message_texts(told)
    assert find(ENGLISH, texts) == []
    assert {(offer.answer, offer.words) for message in told for offer in message.offers} == {
        (Answer.SNOOZE, "20 min Ruhe"),
        (Answer.SHOW, "Übung zeigen"),
        (Answer.DECLINE, "Nichts für mich"),
        (Answer.OPEN, "Bericht öffnen"),
    }


def test_each_wording_and_cue_is_told(told: list[Message]) -> None:
    """Every wording and every cue has a German text, and that is what is shown."""
    bodies, titles = "\n".join(m.body for m in told), {message.title for message in told}
    english = [w for kind in NudgeKind for w in WORDINGS[kind]]
    assert [
        w for w in english if words._(w.title) == w.title or words._(w.action) == w.action
    ] == []
    assert [w for w in english if words._(w.title) not in titles] == []
    assert [w for w in english if words._(w.action) not in bodies] == []
    assert [cue.id for cue in load_cues() if words._(cue.words) not in bodies] == []
    assert [title for title in EXERCISE_TITLES if "{name}" not in words._(title)] == []


def test_messages_fit_every_channel(told: list[Message]) -> None:
    """A German message is cut nowhere either."""
    assert [message for message in told if make_plain(message) != message] == []


def test_the_longest_texts_fit_every_channel() -> None:
    """Around a name, a card and a cue as long as they may be, German leaves room enough."""
    locust = find_card("locust_minivini")
    card = replace(locust, name="n" * MOST_NAME, short="s" * MOST_SHORT)
    cue = replace(load_cues()[0], words="w" * MOST_WORDS)
    for kind, sighting, sent in product(NudgeKind, SIGHTINGS, range(20)):
        message = message_for(kind, sighting, card, cue, sent)
        assert make_plain(message) == message
        assert len(message.title) <= TITLE_CAP
        assert len(message.body) <= BODY_CAP


def test_cards_and_cues_are_as_short_in_german() -> None:
    """What a nudge holds of a card or a cue keeps to the length it has in English."""
    cards = [(words._(card.name), words._(card.short)) for card in load_cards()]
    assert [name for name, _short in cards if len(name) > MOST_NAME] == []
    assert [short for _name, short in cards if len(short) > MOST_SHORT] == []
    assert [cue.id for cue in load_cues() if len(words._(cue.words)) > MOST_WORDS] == []


@pytest.mark.parametrize(("pattern", "example"), FORBIDDEN)
def test_no_message_diagnoses_treats_promises_or_blames(
    pattern: str, example: str, told: list[Message]
) -> None:
    """German nudges are as free of claims and of reproach as the English ones."""
    assert find(pattern, [example]) == [example]
    assert find(pattern, list_message_texts(told)) == []


def test_degrees_are_estimated_and_ones_own(told: list[Message]) -> None:
    """No angle without its caution, and a rounded or straight back is held against one's own."""
    assert [m.body for m in told if "°" in m.body and "geschätzt" not in m.body] == []
    for kind, sighting in product((NudgeKind.SIT_UP, NudgeKind.LOCUST, NudgeKind.EASE), SIGHTINGS):
        assert "eigene" in message_for(kind, sighting).body


@pytest.mark.parametrize(
    ("kind", "sighting", "body"),
    [
        pytest.param(
            NudgeKind.SIT_UP,
            Sighting(slumped_s=720.0, flexion_deg=14.4),
            "Rund seit etwa 12 min, geschätzt 14° mehr als deine eigene aufrechte Haltung. "
            "Lass dich von beiden Sitzhöckern tragen und den Scheitel nach oben streben.",
            id="sit up",
        ),
        pytest.param(
            NudgeKind.CUE,
            Sighting(away_s=360.0),
            "Eine Pause von etwa 6 min. Tipp der Woche: Komm auf beiden Sitzhöckern an, bevor du "
            "beginnst.",
            id="cue",
        ),
    ],
)
def test_parts_make_a_sentence(kind: NudgeKind, sighting: Sighting, body: str) -> None:
    """What was seen, for how long and what to do are put together as German puts them."""
    assert message_for(kind, sighting).body == body


@pytest.mark.parametrize("cue", CUES[1:], ids=lambda cue: cue.id)
def test_cue_keeps_its_capital(cue: Cue) -> None:
    """After a colon a German sentence begins as it does by itself; its first word may be a noun."""
    body = message_for(NudgeKind.CUE, Sighting(), cue=cue).body
    assert words._(cue.words) in body


def test_terminal_and_report_stay_english() -> None:
    """What a command prints is for scripts and for whoever helps: the same in every language."""
    entries = [card_page.Entry(card) for card in load_cards()]
    assert "A set takes about" in card_page.show_card(load_cards()[0], with_cautions=False)
    assert "Locust Minivini" in card_page.list_cards(entries, "", None)
    finding = Finding(Change.NOT_ENOUGH, Spread(0), Advice.OTHER_SIDE, side="left")
    assert tell_advice(finding).startswith("You leant to the left")
    assert "nach links" in tell_advice(finding, words._)


SEALED = """
from sitwell.coach.messages import message_for
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting
from sitwell.guard.seal import seal_program
seal_program(frozenset())
print(message_for(NudgeKind.BREAK, Sighting(seated_s=1800.0)).title)
"""


@pytest.mark.parametrize(
    ("language", "title"),
    [
        pytest.param({"LANGUAGE": "de"}, "Zeit, kurz aufzustehen?", id="language"),
        pytest.param({"LANG": "de_DE.UTF-8"}, "Zeit, kurz aufzustehen?", id="locale"),
        pytest.param({"LANG": "fr_FR.UTF-8"}, "Time to get up for a moment?", id="untranslated"),
    ],
)
def test_sealed_monitor_speaks_the_language_of_the_session(
    language: dict[str, str], title: str
) -> None:
    """Behind the seal the catalogue is there: it was read before."""
    plain = {name: value for name, value in os.environ.items() if name[:2] != "LC"}
    plain = {name: value for name, value in plain.items() if name not in ("LANG", "LANGUAGE")}
    ended = subprocess.run(
        (sys.executable, "-c", SEALED),
        env=plain | language | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert ended.stdout.strip() == title
