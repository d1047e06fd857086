"""What the nudges of each kind are called and suggest: several wordings, so that none grows stale.

Neutral, brief, one thing to do; no verdict on the person and no promise (science.md section 7).
They are English here; `make words` brings them into the catalogue, and `messages` looks them up.
"""

from dataclasses import dataclass

from sitwell.core.records import NudgeKind


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say it.

    Attributes:
        title: What it is about.
        action: One thing to do; follows the sentence that says what was seen.
    """

    title: str
    action: str


WORDINGS: dict[NudgeKind, tuple[Wording, ...]] = {
    NudgeKind.SIT_UP: (
        Wording(
            "Your back has rounded",
            "Let both sit bones carry you, and let the crown of your head rise.",
        ),
        Wording(
            "One slow breath?",
            "Grow tall as you breathe in, and let the shoulders sink as you breathe out.",
        ),
        Wording(
            "Rounded for a while",
            "Roll the pelvis forward a little, until the ribs are over it.",
        ),
        Wording(
            "Back to the backrest?",
            "Slide back in the seat until the backrest meets you, and let it carry you.",
        ),
        Wording(
            "A little taller?",
            "Lift the breastbone for one breath, and keep half of that.",
        ),
    ),
    # Without an exercise to name: all that would fit were declined.
    NudgeKind.LOCUST: (
        Wording(
            "Time to move the back?",
            "Get up and stretch for a minute, in whatever way is pleasant.",
        ),
        Wording(
            "A minute for your back?",
            "Stand up, reach both arms high as you breathe in, and let them sink, 5 times.",
        ),
        Wording(
            "Another way for a while?",
            "Stand up and walk a few steps, letting the arms swing.",
        ),
    ),
    NudgeKind.BREAK: (
        Wording(
            "Time to get up for a moment?",
            "Stand up and, for 2 minutes, walk a few steps or fetch some water.",
        ),
        Wording(
            "A look out of the window?",
            "Stand up for a minute or two and look at something far away.",
        ),
        Wording(
            "A short walk?",
            "Walk to the far end of the room and back, twice.",
        ),
        Wording(
            "On your feet for a bit?",
            "Stand up, and take the next call or page standing.",
        ),
    ),
    NudgeKind.EASE: (
        Wording(
            "Sitting very straight",
            "Holding that for long takes effort too: let go a little, and breathe out.",
        ),
        Wording(
            "Room to let go a little",
            "Very straight is a strain as well: let the ribs come down over the pelvis.",
        ),
        Wording(
            "The middle is enough",
            "Nothing needs to be held: lean against the backrest for a few breaths.",
        ),
        Wording(
            "A softer upright?",
            "Very straight is work as well: let the belly and the shoulders soften.",
        ),
    ),
    NudgeKind.LEAN: (
        Wording(
            "Leaning to one side",
            "Let both sit bones carry the same weight.",
        ),
        Wording(
            "Back to the middle?",
            "Lean the other way for one breath, then settle in the middle.",
        ),
        Wording(
            "Left and right alike?",
            "If the legs are crossed, uncross them, and let both feet find the floor.",
        ),
        Wording(
            "A little to one side",
            "Bring the screen or the mouse to where you need not reach for it.",
        ),
    ),
    NudgeKind.MOVE: (
        Wording(
            "Your best posture is your next one",
            "Any other will do: shift, stretch or stand.",
        ),
        Wording(
            "Time for another posture?",
            "Slide forward or back in the seat, and put the feet somewhere else.",
        ),
        Wording(
            "Still for a while",
            "Stretch in whatever way is pleasant, for one slow breath.",
        ),
        Wording(
            "Another seat, or none?",
            "Stand, or sit on something else for a while.",
        ),
    ),
    NudgeKind.CUE: (
        Wording("Welcome back", "Cue of the week: "),
        Wording("Back at the desk", "The cue of this week: "),
        Wording("Good to have you back", "This week's cue: "),
        Wording("Welcome back to your seat", "To begin with, the cue of the week: "),
    ),
}
"""At least three of each kind; what follows the cue's colon is the cue itself."""

EXERCISE_TITLES = (
    "Time for a small set? {name}",
    "A minute for this? {name}",
    "{name}, for a few breaths?",
    "For a change: {name}?",
)
"""Titles of the nudge that names an exercise."""
