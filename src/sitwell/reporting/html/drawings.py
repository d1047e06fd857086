"""Exercise drawings, made ready to lie inside the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sitwell.core.day import Day, ExerciseCount
from sitwell.core.trend import Advice
from sitwell.reporting.html import words
from sitwell.words import _, ngettext

SUGGESTED = {
    Advice.EXERCISE: ("locust_minivini", "seated_back_bend"),
    Advice.BREAKS: ("standing_back_bend",),
    Advice.LATER_BREAK: ("locust_minivini", "standing_back_bend"),
    Advice.SHORT_RESETS: ("sit_bones",),
}
"""What shows the advice: the exercises that its sentence names, or one that fits it."""

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_IDS = re.compile(r"\bsd-(\w+-(?:title|desc))\b")


@dataclass(frozen=True, slots=True)
class Exercise:
    """What the page needs of a card.

    Attributes:
        name: Its name.
        drawing: Our own line drawing as SVG; empty where there is none.
    """

    name: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise on the page; the drawing may be empty."""

    name: str
    drawing: Markup
    said: str = ""


def place(exercise: Exercise, where: str) -> Markup:
    """Give the drawing with ids of its own, and without the style, which the page has once."""
    text = _IDS.sub(rf"{where}-\1", _STYLE.sub("", exercise.drawing))
    # Drawings come with the program and hold nothing that anybody typed.
    return Markup(text)


def suggest(advice: Advice, exercises: Mapping[str, Exercise]) -> tuple[Shown, ...]:
    """Show what the advice means; nothing where no exercise fits it."""
    return tuple(
        Shown(exercises[card_id].name, place(exercises[card_id], "suggested"))
        for card_id in SUGGESTED.get(advice, ())
        if card_id in exercises
    )


def done(day: Day, exercises: Mapping[str, Exercise]) -> tuple[Shown, ...]:
    """Show what was done; a card that is no longer there keeps its id as its name."""
    return tuple(
        Shown(
            exercises[count.card_id].name if count.card_id in exercises else count.card_id,
            place(exercises[count.card_id], "done") if count.card_id in exercises else Markup(),
            _say(count),
        )
        for count in day.exercises
    )


def _say(count: ExerciseCount) -> str:
    told = [ngettext("{n} set done", "{n} sets done", count.done).format(n=count.done)]
    if count.stopped:
        told.append(_("{n} ended early").format(n=count.stopped))
    if count.repetitions:
        told.append(words.tell_repetitions(count.repetitions, count.seen_repetitions))
    return ", ".join(told)
