"""The words around an exercise in the terminal: the list, a card, and how a set ended."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from sitwell.coach.cards import SAFETY_NOTICE, Card, Place
from sitwell.coach.messages import describe_time
from sitwell.core.records import ExerciseOutcome, ExerciseRecord

WIDTH = 80

_PLACES = {Place.FLOOR: "on the floor", Place.CHAIR: "on a chair", Place.STANDING: "standing"}


_BEGUN = (ExerciseOutcome.DONE, ExerciseOutcome.STOPPED)


def is_new(card: Card, exercises: Collection[ExerciseRecord]) -> bool:
    """Say whether the person has never begun this card, as far as the record reaches."""
    return not any(record.card_id == card.id and record.outcome in _BEGUN for record in exercises)


@dataclass(frozen=True, slots=True)
class Entry:
    """A card as the list shows it.

    Attributes:
        card: Which one.
        sets_today: How many sets of it were done today.
        is_declined: Whether the person said "not for me".
    """

    card: Card
    sets_today: int = 0
    is_declined: bool = False


def list_cards(entries: Sequence[Entry], practice: str, suggested: Card | None) -> str:
    """Give the list, the words for what was practised, and the exercise for now, if any."""
    lines = ["Exercises; 'sitwell exercise NAME' guides you through one.", ""]
    for entry in entries:
        card = entry.card
        marks = [card.name, _PLACES[card.place]]
        if entry.sets_today:
            marks.append(f"{count_sets(entry.sets_today)} today")
        if entry.is_declined:
            marks.append("not for me")
        head = f"  {card.id}: {', '.join(marks)}"
        lines += wrap(head, WIDTH, subsequent_indent="    ")
        lines += wrap(card.short, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
    lines += ["", practice]
    if suggested is not None:
        lines.append(f"One for now: sitwell exercise {suggested.id}")
    return "\n".join(lines)


def show_card(card: Card, *, with_cautions: bool) -> str:
    """Give a card before a set; cautions, where they are shown, come before all else."""
    lines = [*_flow(_head(card)), ""]
    if with_cautions:
        lines += ["Please read this before the first time.", *_flow(card.leave_out), ""]
    lines += [*_flow(SAFETY_NOTICE), ""]
    lines += [*_flow(card.why), "", *_steps(card), "", *_flow(card.breath)]
    return "\n".join(lines)


def show_whole_card(card: Card) -> str:
    """Give all that a card says."""
    lines = [show_card(card, with_cautions=False), ""]
    for name, text in (
        ("How many", card.repetitions),
        ("Easier", card.easier),
        ("Harder", card.harder),
        ("Cautions", card.leave_out),
        ("Source", card.source),
    ):
        lines += _flow(f"{name}: {text}")
    return "\n".join(lines)


def describe_ending(card: Card, outcomes: Sequence[ExerciseOutcome], repetitions: int) -> str:
    """Say kindly how it ended, from what became of each set that was begun."""
    if not outcomes:
        return "Ended before the first breath; another time, if you like."
    count = f"{repetitions} repetition{'' if repetitions == 1 else 's'}"
    sets = outcomes.count(ExerciseOutcome.DONE)
    if ExerciseOutcome.STOPPED not in outcomes:
        return f"{card.name}: {count} done. Take a breath before you go on with your day."
    if repetitions == 0:
        return "Ended early, which is fine; go by how you feel."
    whole = f", {count_sets(sets)} whole" if sets else ""
    return f"{card.name}: {count}{whole}. You ended it there, which is fine; each one counts."


def describe_leaving(card: Card, outcome: ExerciseOutcome) -> str:
    """Say that an exercise was skipped or declined, and what comes of that."""
    if outcome is ExerciseOutcome.SKIPPED:
        return "Skipped this time."
    return f"{card.name} is not suggested any more.\n{describe_undoing(card)}"


def describe_undoing(card: Card) -> str:
    """Say how a "not for me" is taken back."""
    return f"'sitwell exercise {card.id} --for-me' takes that back."


def describe_log(card: Card, sets: int, repetitions: int) -> str:
    """Say what was logged without a guide."""
    return f"Logged {count_sets(sets)} of {card.name}, {repetitions} repetitions."


def how_to_use(card: Card, *, has_sound: bool) -> str:
    """Say what the keys do, and how to follow with the face to the floor."""
    words = "Space begins at once, and pauses later; q ends it."
    if card.place is Place.FLOOR and not has_sound:
        words += " Where you cannot see the screen, --sound rings at each turn."
    return words


def count_sets(number: int) -> str:
    """Say how many sets: "1 set"."""
    return f"{number} set{'' if number == 1 else 's'}"


def _head(card: Card) -> str:
    both = ", both sides together" if card.sides > 1 else ""
    return f"{card.name}, {_PLACES[card.place]}. A set takes {describe_time(card.set_s)}{both}."


def _steps(card: Card) -> Iterator[str]:
    for number, step in enumerate(card.steps, 1):
        first, *rest = wrap(step, WIDTH - 5, break_on_hyphens=False)
        yield f"  {number}. {first}"
        yield from (f"     {line}" for line in rest)


def _flow(text: str) -> list[str]:
    return wrap(text, WIDTH, break_on_hyphens=False)
