"""The words of a nudge."""

import pytest

from sitwell.coach.cards import Card, find_card, load_cards
from sitwell.coach.cues import load_cues
from sitwell.coach.messages import (
    describe_time,
    exercise_message,
    make_test_message,
    message_for,
)
from sitwell.coach.wordings import EXERCISE_TITLES, WORDINGS
from sitwell.core.message import Answer, Message
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting

CARD = find_card("locust_minivini")
CUE = load_cues()[0]


@pytest.mark.parametrize(
    ("kind", "sighting", "seen"),
    [
        pytest.param(
            NudgeKind.SIT_UP, Sighting(slumped_s=120.0), "Rounded for about 2 min", id="sit up"
        ),
        pytest.param(
            NudgeKind.LOCUST, Sighting(slumped_s=720.0), "Rounded for about 12 min", id="locust"
        ),
        pytest.param(
            NudgeKind.BREAK,
            Sighting(60.0, seated_s=1800.0),
            "You have been seated for about 30 min",
            id="break",
        ),
        pytest.param(
            NudgeKind.EASE,
            Sighting(extended_s=1200.0, flexion_deg=-9.0),
            "Straighter than your own upright for about 20 min, as estimated",
            id="ease",
        ),
        pytest.param(
            NudgeKind.LEAN,
            Sighting(lean_deg=8.0, leaned_s=600.0),
            "Leaning to the left for about 10 min, an estimated 8°",
            id="lean to the left",
        ),
        pytest.param(
            NudgeKind.LEAN,
            Sighting(lean_deg=-8.0, leaned_s=600.0),
            "Leaning to the right for about 10 min, an estimated 8°",
            id="lean to the right",
        ),
        pytest.param(
            NudgeKind.LEAN,
            Sighting(leaned_s=600.0),
            "Leaning to one side for about 10 min.",
            id="lean, side unknown",
        ),
        pytest.param(
            NudgeKind.MOVE,
            Sighting(still_s=2400.0),
            "In much the same posture for about 40 min",
            id="move",
        ),
        pytest.param(NudgeKind.CUE, Sighting(away_s=360.0), "A break of about 6 min", id="cue"),
    ],
)
@pytest.mark.parametrize("sent", range(5))
def test_nudge_says_what_was_seen_and_for_how_long(
    kind: NudgeKind, sighting: Sighting, seen: str, sent: int
) -> None:
    """A nudge begins with the reason for it, and the time that belongs to it, in every wording."""
    assert message_for(kind, sighting, CARD, CUE, sent).body.startswith(seen)


@pytest.mark.parametrize("kind", [kind for kind in NudgeKind if kind is not NudgeKind.CUE])
def test_time_that_is_not_known_is_not_told(kind: NudgeKind) -> None:
    """Where nobody measured for how long, no number is made up."""
    body = message_for(kind, Sighting()).body
    assert " for a while" in body
    assert "about" not in body


def test_break_that_is_not_known_is_not_told() -> None:
    """A welcome without the length of the break is the cue alone."""
    assert message_for(NudgeKind.CUE, Sighting(), cue=CUE).body.startswith("Cue of the week: ")


@pytest.mark.parametrize("kind", NudgeKind)
def test_wordings_take_turns(kind: NudgeKind) -> None:
    """One kind is worded in three ways or more, none twice in a row, and then from the start."""
    number = len(WORDINGS[kind])
    titles = [message_for(kind, Sighting(), sent=sent).title for sent in range(2 * number)]
    assert number >= 3
    assert len(set(titles)) == number
    assert titles[:number] == titles[number:]


@pytest.mark.parametrize("kind", NudgeKind)
def test_nudge_ends_with_one_thing_to_do(kind: NudgeKind) -> None:
    """Whatever the wording, one action follows what was seen."""
    for sent, wording in enumerate(WORDINGS[kind]):
        message = message_for(kind, Sighting(), sent=sent)
        assert wording.action in message.body
        assert message.body.endswith(".")


@pytest.mark.parametrize(
    ("card_id", "lead"),
    [
        pytest.param("locust_minivini", "If a floor is near: lie face down", id="floor"),
        pytest.param("seated_back_bend", "Where you sit: hands on the thighs", id="chair"),
        pytest.param("standing_back_bend", "On your feet: hands on the back", id="standing"),
    ],
)
def test_locust_nudge_names_the_exercise_its_place_and_the_way_out(card_id: str, lead: str) -> None:
    """The exercise that was chosen is named and told in short, and may be skipped."""
    card = find_card(card_id)
    for sent in range(len(EXERCISE_TITLES)):
        message = message_for(NudgeKind.LOCUST, Sighting(), card, sent=sent)
        assert card.name in message.title
        assert lead in message.body
        assert message.body.endswith("Skip it if it hurts.")


def test_locust_nudge_without_a_card_names_no_exercise() -> None:
    """Where every exercise was declined, none is pressed on the person."""
    for sent in range(len(WORDINGS[NudgeKind.LOCUST])):
        message = message_for(NudgeKind.LOCUST, Sighting(), sent=sent)
        assert not any(card.name in message.title + message.body for card in load_cards())
        assert [offer.answer for offer in message.offers] == [Answer.SNOOZE]


def test_cue_is_told_after_a_break() -> None:
    """Whoever comes back is welcomed with the cue of the week."""
    message = message_for(NudgeKind.CUE, Sighting(away_s=360.0), cue=CUE)
    assert message.title == "Welcome back"
    assert message.body.endswith(f"Cue of the week: {CUE.words[0].lower()}{CUE.words[1:]}")


@pytest.mark.parametrize("kind", NudgeKind)
def test_every_nudge_can_be_snoozed(kind: NudgeKind) -> None:
    """The first answer of every nudge is a rest, as long as the command gives."""
    for card in (None, CARD):
        offer = message_for(kind, Sighting(), card).offers[0]
        assert (offer.answer, offer.words) == (Answer.SNOOZE, "Snooze 20 min")


@pytest.mark.parametrize(
    ("kind", "card", "answers"),
    [
        pytest.param(
            NudgeKind.LOCUST, CARD, [Answer.SNOOZE, Answer.SHOW, Answer.DECLINE], id="locust"
        ),
        pytest.param(NudgeKind.LEAN, CARD, [Answer.SNOOZE, Answer.SHOW], id="another with a card"),
        pytest.param(NudgeKind.LEAN, None, [Answer.SNOOZE], id="another without"),
    ],
)
def test_offers_are_those_that_mean_something(
    kind: NudgeKind, card: Card | None, answers: list[Answer]
) -> None:
    """An exercise is shown only where there is one, and declined only where it was named."""
    assert [offer.answer for offer in message_for(kind, Sighting(), card).offers] == answers


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_shown_exercise_ends_with_the_command_for_all_of_it(card: Card) -> None:
    """The short form says what to do, and where the whole of it is."""
    message = exercise_message(card)
    assert message.title == card.name
    assert message.body.startswith(f"{card.short} Skip it if it hurts.")
    assert message.body.endswith(f"sitwell exercise {card.id}")


@pytest.mark.parametrize("kind", [NudgeKind.SIT_UP, NudgeKind.LOCUST])
def test_angle_is_called_estimated(kind: NudgeKind) -> None:
    """From the front the spine is not seen, so an angle never stands without its caution."""
    body = message_for(kind, Sighting(120.0, flexion_deg=14.4)).body
    assert "an estimated 14° beyond your own upright" in body


@pytest.mark.parametrize(
    "flexion_deg", [pytest.param(None, id="unknown"), pytest.param(0.4, id="next to none")]
)
def test_angle_that_says_nothing_is_left_out(flexion_deg: float | None) -> None:
    """An angle that is unknown, or as good as zero, is not told."""
    body = message_for(NudgeKind.SIT_UP, Sighting(120.0, flexion_deg=flexion_deg)).body
    assert "°" not in body
    assert "compared with your own upright" in body


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        pytest.param(0.0, "about 10 s", id="nothing yet"),
        pytest.param(34.0, "about 30 s", id="tens of seconds"),
        pytest.param(89.0, "about 90 s", id="just under a minute and a half"),
        pytest.param(120.0, "about 2 min", id="minutes"),
        pytest.param(3569.0, "about 59 min", id="just under an hour"),
        pytest.param(3570.0, "about 1 h", id="rounded up to an hour"),
        pytest.param(5400.0, "about 1 h 30 min", id="hours and minutes"),
        pytest.param(7190.0, "about 2 h", id="rounded up to two hours"),
    ],
)
def test_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    """A duration is round, and never looks more exact than it is."""
    assert describe_time(seconds) == words


@pytest.mark.parametrize("message", [make_test_message()])
def test_other_messages_name_sitwell(message: Message) -> None:
    """A message that is no nudge says who is speaking."""
    assert "Sitwell" in message.title
