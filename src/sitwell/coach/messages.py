"""The words of a nudge: what was seen, for how long, and one thing to do.

Nothing about health, no blame, no orders (science.md section 7): posture is compared with the
person's own upright, and moving is what is suggested.
"""

from sitwell.coach.cards import Card, Place
from sitwell.coach.cues import Cue
from sitwell.coach.wordings import EXERCISE_TITLES, WORDINGS
from sitwell.core.duty import SNOOZE_S
from sitwell.core.message import Answer, Message, Offer
from sitwell.core.records import NudgeKind
from sitwell.core.sighting import Sighting
from sitwell.words import Translate, _

_MINUTE_S = 60.0
_LEAST_TOLD_DEG = 1.0  # below, "0°" would puzzle: a slump may be the shoulders' rounding alone


def message_for(
    kind: NudgeKind,
    sighting: Sighting,
    card: Card | None = None,
    cue: Cue | None = None,
    sent: int = 0,
) -> Message:
    """Give the words of a nudge, short enough for every channel.

    Args:
        kind: What it suggests.
        sighting: What it is about; each kind tells its own part, and leaves out what is 0 or None.
        card: The exercise that fits. A Locust nudge names it, and without one suggests to move in
            another way; any other kind offers to show it.
        cue: The cue of the week, for the nudge that tells it.
        sent: How many nudges were sent before; the wordings take turns.
    """
    seen = _describe(kind, sighting)
    offers = (_snooze(),) if card is None else (_snooze(), Offer(Answer.SHOW, _("Show exercise")))
    if kind is NudgeKind.LOCUST and card is not None:
        title = _(EXERCISE_TITLES[sent % len(EXERCISE_TITLES)]).format(name=_(card.name))
        do = _lead(card.place).format(exercise=_continue(card.short))
        return Message(
            title, f"{seen} {do} {_way_out()}", (*offers, Offer(Answer.DECLINE, _("Not for me")))
        )
    wording = WORDINGS[kind][sent % len(WORDINGS[kind])]
    action = _(wording.action)
    if kind is NudgeKind.CUE:
        action += _settle() if cue is None else _continue(cue.words)
    return Message(_(wording.title), f"{seen} {action}".lstrip(), offers)


def exercise_message(card: Card) -> Message:
    """Give the exercise in short, for the channel on which "Show exercise" was pressed.

    It ends with the command that gives the whole of it, so that it can be copied.
    """
    more = _("All steps and when to leave it: {command}").format(
        command=f"sitwell exercise {card.id}"
    )
    return Message(_(card.name), f"{_(card.short)} {_way_out()} {more}")


def make_test_message() -> Message:
    """Give the message by which `doctor` shows that notifications arrive."""
    return Message(
        _("Sitwell can reach you"),
        _("This is a test. A nudge looks like this and goes by itself."),
    )


def describe_time(seconds: float, translate: Translate = str) -> str:
    """Give a duration as one would say it: "about 40 s", "about 12 min", "about 1 h 30 min".

    English unless `translate` gives it in another language: a terminal's stays so.
    """
    if seconds < 1.5 * _MINUTE_S:
        return translate("about {s} s").format(s=max(10, 10 * round(seconds / 10)))
    if round(seconds / _MINUTE_S) < 60:
        return translate("about {min} min").format(min=round(seconds / _MINUTE_S))
    hours, minutes = divmod(5 * round(seconds / _MINUTE_S / 5), 60)
    if minutes:
        return translate("about {h} h {min} min").format(h=hours, min=minutes)
    return translate("about {h} h").format(h=hours)


def _snooze() -> Offer:
    return Offer(Answer.SNOOZE, _("Snooze {min} min").format(min=round(SNOOZE_S / _MINUTE_S)))


def _lead(place: Place) -> str:
    """Give what leads to an exercise there; it goes in the gap."""
    return {
        Place.FLOOR: _("If a floor is near: {exercise}"),
        Place.CHAIR: _("Where you sit: {exercise}"),
        Place.STANDING: _("On your feet: {exercise}"),
    }[place]


def _way_out() -> str:
    return _("Skip it if it hurts.")


def _settle() -> str:
    """Give the cue where none was given."""
    return _("settle on both sit bones before you begin.")


def _describe(kind: NudgeKind, seen: Sighting) -> str:
    """Give what was seen as a sentence; nothing where there is nothing to tell."""
    match kind:
        case NudgeKind.SIT_UP | NudgeKind.LOCUST:
            return _describe_slump(seen)
        case NudgeKind.BREAK:
            return _("You have been seated {time}.").format(time=_for(seen.seated_s))
        case NudgeKind.EASE:
            words = _("Straighter than your own upright {time}, as estimated.")
            return words.format(time=_for(seen.extended_s))
        case NudgeKind.LEAN:
            return _describe_lean(seen)
        case NudgeKind.MOVE:
            return _("In much the same posture {time}.").format(time=_for(seen.still_s))
        case NudgeKind.CUE:
            words = _("A break of {time}.").format(time=describe_time(seen.away_s, _))
            return words if seen.away_s > 0 else ""


def _describe_slump(seen: Sighting) -> str:
    time, flexion_deg = _for(seen.slumped_s), seen.flexion_deg
    if flexion_deg is None or flexion_deg < _LEAST_TOLD_DEG:
        return _("Rounded {time}, compared with your own upright.").format(time=time)
    words = _("Rounded {time}, an estimated {deg}° beyond your own upright.")
    return words.format(time=time, deg=round(flexion_deg))


def _describe_lean(seen: Sighting) -> str:
    time, lean_deg = _for(seen.leaned_s), seen.lean_deg
    if lean_deg is None or abs(lean_deg) < _LEAST_TOLD_DEG:
        return _("Leaning to one side {time}.").format(time=time)
    if lean_deg > 0:
        words = _("Leaning to the left {time}, an estimated {deg}°.")
    else:
        words = _("Leaning to the right {time}, an estimated {deg}°.")
    return words.format(time=time, deg=round(abs(lean_deg)))


def _for(seconds: float) -> str:
    if seconds <= 0:
        return _("for a while")
    return _("for {time}").format(time=describe_time(seconds, _))


def _continue(sentence: str) -> str:
    """Give a sentence as it stands after a colon: in English it begins small there.

    A translation stays as it is: its first word may be a noun, which German begins with a capital.
    """
    said = _(sentence)
    return said if said != sentence else said[:1].lower() + said[1:]
