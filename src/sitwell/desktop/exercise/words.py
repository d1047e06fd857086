"""The words around an exercise in the window; those of the cards are looked up as they are."""

from collections.abc import Sequence

from sitwell.coach.cards import Card, Place
from sitwell.core.pacing import Breath, Moment, Motion, Stage
from sitwell.core.practice import Practice
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.desktop.exercise.card_words import translate
from sitwell.desktop.why.words import duration
from sitwell.reporting.pacer import Cues
from sitwell.words import _, ngettext


def place_words(place: Place) -> str:
    """Say where: "on the floor"."""
    return {
        Place.FLOOR: _("on the floor"),
        Place.CHAIR: _("on a chair"),
        Place.STANDING: _("standing"),
    }[place]


def entry_words(card: Card, done_today: int, *, is_declined: bool) -> str:
    """Give a card's line in the list."""
    words = [translate(card.name), place_words(card.place)]
    if done_today:
        words.append(ngettext("{n} set today", "{n} sets today", done_today).format(n=done_today))
    if is_declined:
        words.append(_("not for me"))
    return ", ".join(words)


def head_words(card: Card) -> str:
    """Say where and how long."""
    place, length = place_words(card.place), duration(card.set_s)
    words = _("{place}; a set takes {time}")
    if card.sides > 1:
        words = _("{place}; a set takes {time}, both sides together")
    return words.format(place=place[:1].upper() + place[1:], time=length)


def practice_words(practice: Practice) -> str:
    """Say what was practised: by days, never by how it feels."""
    today = _("{done} of {planned} small sets today").format(
        done=practice.done_today, planned=practice.planned
    )
    week = _("on {days} of the last 7 days").format(days=practice.days_of_last_7)
    return f"{today}; {week}."


def doing_words(moment: Moment, cues: Cues) -> str:
    """Say what to do at this moment: "lift"."""
    step = moment.step
    match step.stage:
        case Stage.MOVE:
            return {Motion.UP: translate(cues.up), Motion.DOWN: translate(cues.down)}.get(
                step.motion, _("stay")
            )
        case Stage.REST:
            return translate(cues.rest_in if step.breath is Breath.IN else cues.rest_out)
        case other:
            return {
                Stage.READY: _("get into place"),
                Stage.CHANGE: _("change sides"),
                Stage.PAUSE: _("rest"),
            }.get(other, "")


def breath_words(moment: Moment) -> str:
    """Say which way the breath goes; empty where it goes as it likes."""
    if moment.step.breath is None:
        return ""
    return _("breathe in") if moment.step.breath is Breath.IN else _("breathe out")


def count_words(moment: Moment, cues: Cues) -> str:
    """Say how far the set is: "3 of 5 · first side · set 1 of 2"."""
    step, parts = moment.step, []
    if step.stage is Stage.REST:
        parts.append(translate(cues.rest))
        parts.append(_("breath {n} of {all}").format(n=step.repetition, all=cues.rest_breaths))
    elif step.repetition:
        parts.append(_("{n} of {all}").format(n=step.repetition, all=cues.repetitions))
    if step.side:
        parts.append(_("first side") if step.side == 1 else _("second side"))
    if cues.sets > 1 and step.set_number:
        parts.append(_("set {n} of {all}").format(n=step.set_number, all=cues.sets))
    return " · ".join(parts)


def ending_words(card: Card, records: Sequence[ExerciseRecord]) -> str:
    """Say kindly how it ended."""
    outcomes = [record.outcome for record in records]
    count = sum(record.repetitions for record in records)
    if ExerciseOutcome.SKIPPED in outcomes:
        return _("Ended before the first breath; another time, if you like.")
    if count == 0:
        return _("Ended early, which is fine; go by how you feel.")
    done = ngettext("{n} repetition", "{n} repetitions", count).format(n=count)
    if ExerciseOutcome.STOPPED in outcomes:
        return _("{name}: {count}. You ended it there, which is fine; each one counts.").format(
            name=translate(card.name), count=done
        )
    return _("{name}: {count} done. Take a breath before you go on with your day.").format(
        name=translate(card.name), count=done
    )
