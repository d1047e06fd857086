"""`sitwell exercise NAME`: a guided set of one card, and its place in the record."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sitwell.adapters.keys import END, Keyboard
from sitwell.coach import card_page
from sitwell.coach.cards import Card, Place, find_card
from sitwell.commands.diary import Diary
from sitwell.commands.guiding import Guide, Setting
from sitwell.core import practice
from sitwell.core.pacing import Rhythm, Tally, Tempo, lay_out
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.errors import BadUsage
from sitwell.reporting.pacer import Cues

READY_S = {Place.FLOOR: 10.0, Place.CHAIR: 5.0, Place.STANDING: 5.0}
"""Seconds to get into place: the way to the floor is longer (our own choice)."""

REST_BREATHS = 4
"""A few breaths in the rest pose, as the cards say (our own choice)."""

QUESTION_WAIT_S = 60.0

Say = Callable[[str], None]
Attest = Callable[[Sequence[ExerciseRecord], Sequence[datetime]], list[tuple[ExerciseRecord, str]]]
"""Takes the records of the sets and when each ended."""
History = tuple[ExerciseRecord, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a set is to be.

    Attributes:
        repetitions: How many on each side; None for as many as the card says.
        sets: How many sets.
        lifts_on_exhale: Whether up goes with the breath out.
    """

    repetitions: int | None = None
    sets: int = 1
    lifts_on_exhale: bool = False


def find(name: str) -> Card:
    """Give the card of that name.

    Raises:
        BadUsage: There is none, or several; lists them.
    """
    try:
        return find_card(name)
    except LookupError as error:
        raise BadUsage(str(error.args[0])) from None


def show_card(card: Card, history: History) -> str:
    """Give the card as it is shown before a set; its cautions come first until it was begun."""
    page = card_page.show_card(card, with_cautions=card_page.is_new(card, history))
    if card.id in practice.cards_declined(history):
        page += f"\n\nYou said: not for me. {card_page.describe_undoing(card)}"
    return page


def plan(card: Card, wish: Wish) -> tuple[Tempo, Cues]:
    """Give the tempo of a guided set, and its words."""
    repetitions = wish.repetitions or card.set_repetitions
    tempo = Tempo(
        rhythm=Rhythm(card.inhale_s, card.exhale_s),
        repetitions=repetitions,
        hold_breaths=card.hold_breaths,
        sides=card.sides,
        sets=wish.sets,
        ready_s=READY_S[card.place],
        lifts_on_exhale=wish.lifts_on_exhale,
        rest_breaths=REST_BREATHS,
    )
    cues = Cues(card.breath_in, card.breath_out, repetitions, wish.sets)
    if not card.rest_pose:
        return tempo, cues
    rest = find_card(card.rest_pose)
    return replace(tempo, rest=Rhythm(rest.inhale_s, rest.exhale_s)), replace(
        cues,
        rest=rest.name,
        rest_in=rest.breath_in,
        rest_out=rest.breath_out,
        rest_breaths=REST_BREATHS,
    )


def ask_to_begin(keyboard: Keyboard) -> ExerciseOutcome | None:
    """Wait for the answer to "Start?", and give what became of the exercise; None if it begins."""
    answers = {"\n": None, " ": None, "n": ExerciseOutcome.DECLINED}
    answers |= dict.fromkeys(("s", "q", END), ExerciseOutcome.SKIPPED)
    while (key := keyboard.read(QUESTION_WAIT_S)) not in answers:
        continue
    return answers[key]


def leave(card: Card, outcome: ExerciseOutcome, diary: Diary, now: datetime) -> str:
    """Log an exercise that is skipped or declined, and give the words for it."""
    diary.add(ExerciseRecord(now, card.id, outcome))
    return card_page.describe_leaving(card, outcome)


def guide(
    card: Card,
    tempo: Tempo,
    setting: Setting,
    diary: Diary,
    say: Say,
    attest: Attest | None = None,
) -> None:
    """Lead through a set, and log it and say so however it ends.

    Args:
        card: Which exercise.
        tempo: Of the set.
        setting: What it meets outside.
        diary: Where it is logged.
        say: Takes the words.
        attest: Gives the records as somebody else counted, with words for each.

    Raises:
        KeyboardInterrupt: On Ctrl-C, after that.
    """
    guided = Guide(lay_out(tempo), setting)
    try:
        with closing(setting.pacer):
            guided.lead()
    finally:
        records = [_record(card, times.begun, done) for times, done in guided.sets]
        ends = [times.ended or setting.now() for times, _ in guided.sets]
        attested = [] if attest is None else attest(records, ends)
        records = [record for record, _ in attested] or records
        diary.add(*(records or [ExerciseRecord(setting.now(), card.id, ExerciseOutcome.SKIPPED)]))
        outcomes = [record.outcome for record in records]
        count = sum(record.repetitions for record in records)
        say(card_page.describe_ending(card, outcomes, count))
        for _, words in attested:
            say(words)


def make_done(card: Card, wish: Wish, now: datetime) -> History:
    """Give the records of sets that were done without a guide, by now."""
    count = card.sides * (wish.repetitions or card.set_repetitions)
    moments = (now - timedelta(milliseconds=back) for back in reversed(range(wish.sets)))
    return tuple(ExerciseRecord(at, card.id, ExerciseOutcome.DONE, count) for at in moments)


def undo_declining(card: Card, history: History) -> History:
    """Give what replaces each "not for me" of this card: it was only skipped."""
    return tuple(
        replace(record, outcome=ExerciseOutcome.SKIPPED)
        for record in history
        if record.card_id == card.id and record.outcome is ExerciseOutcome.DECLINED
    )


def _record(card: Card, at: datetime, done: Tally) -> ExerciseRecord:
    outcome = ExerciseOutcome.DONE if done.is_done else ExerciseOutcome.STOPPED
    return ExerciseRecord(at, card.id, outcome, done.repetitions, duration_s=done.duration_s)
