"""What the welcome says: how to sit in the picture, why nothing was learnt, how good it is."""

from sitwell.commands.preview_wire import Learnt
from sitwell.core.advice import BLOCKING, Advice
from sitwell.core.measured import FLEXION
from sitwell.desktop.faults import translate_fault
from sitwell.desktop.status_words import reason_words
from sitwell.words import _

_OF_REASONS = {
    "too_dark": Advice.MORE_LIGHT,
    "no_shoulders": Advice.SHOW_SHOULDERS,
    "out_of_picture": Advice.SHOW_HEAD,
    "several_people": Advice.SEVERAL_PEOPLE,
    "too_far": Advice.NEARER,
    "unsure": Advice.UNCLEAR,
}


def advise(advice: str | None) -> str:
    """Say what to change about the picture, or that it is fine."""
    if advice is None:
        return _("Looking for you …")
    words = _advice_words()[Advice(advice)]
    if advice == Advice.FINE:
        return f"✓ {words}"
    if advice in BLOCKING:
        return f"▲ {words}"
    return _("✓ This will do. Better still: {advice}").format(advice=words)


def refuse(cause: str, why: str) -> str:
    """Say why nothing was learnt and what to do.

    Args:
        cause: In one word.
        why: What to say where that word is not known here.
    """
    words = {
        "moved": _("You moved in those ten seconds. Sit still, and try again."),
        "not_upright": _("That was not seen as sitting upright. Face the screen, and try again."),
        "too_few": _("There were too few pictures. Try again."),
        "hardly_seen": _(
            "You were not seen often enough. Sit in the middle of the picture, with light on "
            "your face, and try again."
        ),
        "slump_turned": _("The slump could not be measured. Face the screen, as before."),
        "slump_slight": _(
            "This slump could not be told from upright. Let the back sink further, or skip this "
            "part."
        ),
    }
    if cause in _OF_REASONS:
        return _advice_words()[_OF_REASONS[cause]]
    return words.get(cause) or translate_fault(why)


def explain_gap(reason: str, detail: str) -> str:
    """Say why there is no picture."""
    words = _("There is no picture now: {reason}.").format(reason=reason_words(reason))
    return f"{words} {translate_fault(detail)}".rstrip()


def explain_end(words: str, *, is_kept: bool = False) -> str:
    """Say that the camera's process is gone, and what to do; `is_kept` is what was learnt."""
    if is_kept:
        start = _("The camera cannot be used any more. What was learnt is kept.")
    else:
        start = _(
            "The camera cannot be used. Nothing new was saved. Try again, or choose another camera."
        )
    return f"▲ {start}\n{words}"


def view_words(view: str | None) -> str:
    """Say from where the camera looks; empty where that is not known."""
    return {
        "front": _("The camera sees you from the front."),
        "three_quarter": _("The camera sees you from a corner, between front and side."),
        "side": _("The camera sees you from the side."),
    }.get(view or "", "")


def judge(learnt: Learnt) -> list[str]:
    """Give the verdict on a calibration, a paragraph each."""
    measured = FLEXION[learnt.view]
    quality = {
        "good": _("A good calibration: you sat steadily."),
        "fair": _(
            "A fair calibration: you, or the picture, moved a little. It can be used; another "
            "try with more light may be better."
        ),
    }.get(learnt.quality, learnt.quality)
    error = _(
        "How far the back is bent is an estimate. For this view it was measured, on rendered "
        "people whose true angles are known: wrong by {mean}° on average, and 9 of 10 times by "
        "less than about {half}°. On real people nobody has measured it yet."
    ).format(mean=round(measured.mean_error_deg), half=round(measured.half_width_deg))
    line = _("From {line}° beyond your upright on, it counts as slumped.").format(
        line=round(learnt.line_deg)
    )
    if learnt.slump_deg is not None:
        line = _("Your own slump reads about {slump}°.").format(slump=round(learnt.slump_deg)) + (
            f" {line}"
        )
    return [quality, f"{view_words(learnt.view)} {line}", error]


def _advice_words() -> dict[Advice, str]:
    return {
        Advice.FINE: _("Head and shoulders are well in the picture."),
        Advice.MORE_LIGHT: _("It is too dark to see anybody. Turn on a light in front of you."),
        Advice.NOBODY: _("Nobody is seen. Sit down in front of the camera, where you work."),
        Advice.SEVERAL_PEOPLE: _("Someone else is in the picture. Calibrate alone."),
        Advice.SHOW_SHOULDERS: _(
            "The shoulders are outside the picture. Move back, or tilt the camera down."
        ),
        Advice.SHOW_HEAD: _(
            "The head is outside the picture. Tilt the camera up, or move to the middle."
        ),
        Advice.NEARER: _("You are very small in the picture. Come nearer."),
        Advice.UNCLEAR: _("Head and shoulders cannot be made out. Try more light."),
        Advice.LOWER: _("tilt the camera down a little, your shoulders are near the edge."),
        Advice.HIGHER: _("tilt the camera up a little, your head is near the edge."),
        Advice.FURTHER: _("sit a little further from the camera."),
        Advice.TO_LEFT: _("move a little to your left."),
        Advice.TO_RIGHT: _("move a little to your right."),
        Advice.DIM: _("a little more light on your face."),
    }
