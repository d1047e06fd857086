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

_MINUTE_S = 60.0
_LEAST_TOLD_DEG = 1.0  # below, "0°" would puzzle: a slump may be the shoulders' rounding alone

_SNOOZE = Offer(Answer.SNOOZE, f"Snooze {SNOOZE_S / _MINUTE_S:.0f} min")
_SHOW = Offer(Answer.SHOW, "Show exercise")
_DECLINE = Offer(Answer.DECLINE, "Not for me")

_WHERE = {
    Place.FLOOR: "If a floor is near: ",
    Place.CHAIR: "Where you sit: ",
    Place.STANDING: "On your feet: ",
}
_WAY_OUT = "Skip it if it hurts."
_SETTLE = "settle on both sit bones before you begin."  # the cue where none was given


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
    if kind is NudgeKind.LOCUST and card is not None:
        title = EXERCISE_TITLES[sent % len(EXERCISE_TITLES)].format(name=card.name)
        do = f"{_WHERE[card.place]}{_continue(card.short)} {_WAY_OUT}"
        return Message(title, seen + do, (_SNOOZE, _SHOW, _DECLINE))
    wording = WORDINGS[kind][sent % len(WORDINGS[kind])]
    action = wording.action
    if kind is NudgeKind.CUE:
        action += _SETTLE if cue is None else _continue(cue.words)
    return Message(wording.title, seen + action, (_SNOOZE,) if card is None else (_SNOOZE, _SHOW))


def exercise_message(card: Card) -> Message:
    """Give the exercise in short, for the channel on which "Show exercise" was pressed.

    It ends with the command that gives the whole of it, so that it can be copied.
    """
    command = f"sitwell exercise {card.id}"
    return Message(card.name, f"{card.short} {_WAY_OUT} All steps and when to leave it: {command}")


def make_test_message() -> Message:
    """Give the message by which `doctor` shows that notifications arrive."""
    return Message(
        "Sitwell can reach you", "This is a test. A nudge looks like this and goes by itself."
    )


def describe_time(seconds: float) -> str:
    """Give a duration as one would say it: "about 40 s", "about 12 min", "about 1 h 30 min"."""
    if seconds < 1.5 * _MINUTE_S:
        return f"about {max(10, round(seconds, -1)):.0f} s"
    if round(seconds / _MINUTE_S) < 60:
        return f"about {seconds / _MINUTE_S:.0f} min"
    hours, minutes = divmod(5 * round(seconds / _MINUTE_S / 5), 60)
    return f"about {hours} h" + (f" {minutes} min" if minutes else "")


def _describe(kind: NudgeKind, seen: Sighting) -> str:
    """Give what was seen as a sentence and a space; nothing where there is nothing to tell."""
    match kind:
        case NudgeKind.SIT_UP | NudgeKind.LOCUST:
            return _describe_slump(seen)
        case NudgeKind.BREAK:
            return f"You have been seated {_for(seen.seated_s)}. "
        case NudgeKind.EASE:
            return f"Straighter than your own upright {_for(seen.extended_s)}, as estimated. "
        case NudgeKind.LEAN:
            return _describe_lean(seen)
        case NudgeKind.MOVE:
            return f"In much the same posture {_for(seen.still_s)}. "
        case NudgeKind.CUE:
            return f"A break of {describe_time(seen.away_s)}. " if seen.away_s > 0 else ""


def _describe_slump(seen: Sighting) -> str:
    rounded = f"Rounded {_for(seen.slumped_s)}"
    if seen.flexion_deg is None or seen.flexion_deg < _LEAST_TOLD_DEG:
        return f"{rounded}, compared with your own upright. "
    return f"{rounded}, an estimated {seen.flexion_deg:.0f}° beyond your own upright. "


def _describe_lean(seen: Sighting) -> str:
    if seen.lean_deg is None or abs(seen.lean_deg) < _LEAST_TOLD_DEG:
        return f"Leaning to one side {_for(seen.leaned_s)}. "
    side = "left" if seen.lean_deg > 0 else "right"
    return f"Leaning to the {side} {_for(seen.leaned_s)}, an estimated {abs(seen.lean_deg):.0f}°. "


def _for(seconds: float) -> str:
    return f"for {describe_time(seconds)}" if seconds > 0 else "for a while"


def _continue(sentence: str) -> str:
    """Give a sentence as it stands after a colon."""
    return sentence[:1].lower() + sentence[1:]
