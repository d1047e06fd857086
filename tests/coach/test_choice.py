"""Which exercise is offered."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitwell.coach.cards import MAIN_CARD_ID, Finding, Place, load_cards
from sitwell.coach.choice import (
    LOCUST_IDS,
    MOST_LOCUSTS_A_DAY,
    choose_card,
    finding_for,
)
from sitwell.core.records import NudgeKind

CARDS = load_cards()
IDS = [card.id for card in CARDS]

places = st.sampled_from([None, *Place])
findings = st.sampled_from([None, *Finding])
declined_ids = st.sets(st.sampled_from(IDS))
done_ids = st.lists(st.sampled_from(IDS), max_size=12)


def offer_all_day(
    place: Place | None, declined: set[str], finding: Finding | None, times: int
) -> list[str]:
    """Give the ids of what is offered that many times to a person who does each of them."""
    done: list[str] = []
    for _ in range(times):
        card = choose_card(CARDS, place, declined, done, finding)
        done += [] if card is None else [card.id]
    return done


def test_locust_comes_first() -> None:
    """A slump is answered by the Locust, where there is a floor."""
    card = choose_card(CARDS, None, (), (), Finding.SLUMP)
    assert card is not None
    assert card.id == MAIN_CARD_ID


@given(places, declined_ids, done_ids, findings)
def test_what_is_offered_is_wanted_and_fits_the_place(
    place: Place | None, declined: set[str], done: list[str], finding: Finding | None
) -> None:
    """What is "not for me" is never offered, nor what has no room."""
    card = choose_card(CARDS, place, declined, done, finding)
    if card is not None:
        assert card.id not in declined
        assert place in (None, card.place)


@given(places, declined_ids, done_ids, findings)
def test_finding_is_answered_where_it_can_be(
    place: Place | None, declined: set[str], done: list[str], finding: Finding
) -> None:
    """An exercise that answers the finding goes before any other, and any goes before none."""
    assume(finding is not None)
    tired = LOCUST_IDS if sum(i in LOCUST_IDS for i in done) >= MOST_LOCUSTS_A_DAY else set()
    left = [c for c in CARDS if place in (None, c.place) and c.id not in declined | tired]
    card = choose_card(CARDS, place, declined, done, finding)
    assert (card is None) == (not left)
    if card is not None and any(finding in other.answers for other in left):
        assert finding in card.answers


@given(places, declined_ids, findings)
def test_sets_of_a_day_take_turns(
    place: Place | None, declined: set[str], finding: Finding | None
) -> None:
    """Of all that answer the finding, none comes again before each of the others came as often."""
    fitting = {c.id for c in CARDS if place in (None, c.place) and c.id not in declined}
    answering = {c.id for c in CARDS if c.id in fitting and finding in (None, *c.answers)}
    taking_turns = (answering or fitting) - LOCUST_IDS  # the Locusts stop at three a day
    done = offer_all_day(place, declined, finding, times=20)
    counts = [done.count(card_id) for card_id in taking_turns]
    assert max(counts, default=0) - min(counts, default=0) <= 1


@given(places, declined_ids, findings)
def test_a_day_has_three_locusts_at_most(
    place: Place | None, declined: set[str], finding: Finding | None
) -> None:
    """However often one asks, both Locusts together come no more than three times a day."""
    done = offer_all_day(place, declined, finding, times=60)
    assert sum(card_id in LOCUST_IDS for card_id in done) <= MOST_LOCUSTS_A_DAY


def test_locust_alone_rests_after_three() -> None:
    """Whoever declined all but the Locust is offered it three times, and then nothing."""
    declined = set(IDS) - {MAIN_CARD_ID}
    offered = [
        choose_card(CARDS, None, declined, [MAIN_CARD_ID] * times, Finding.SLUMP)
        for times in range(MOST_LOCUSTS_A_DAY + 1)
    ]
    assert [card.id if card else None for card in offered] == [MAIN_CARD_ID] * 3 + [None]


def test_nothing_is_offered_where_everything_was_declined() -> None:
    """No is no."""
    assert choose_card(CARDS, None, IDS, (), Finding.SLUMP) is None


@pytest.mark.parametrize("kind", NudgeKind)
def test_every_nudge_but_the_cue_has_a_finding(kind: NudgeKind) -> None:
    """A nudge that was earned by something seen can offer what answers it."""
    assert (finding_for(kind) is None) == (kind is NudgeKind.CUE)
