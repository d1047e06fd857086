"""The words of a nudge: what was seen, for how long, and one thing to do.

Nothing about health, no blame, no orders (science.md section 7): posture is compared with the
person's own upright, and moving is what is suggested.
"""

from dataclasses import dataclass

from sitwell.core.message import Message
from sitwell.core.records import NudgeKind

_MINUTE_S = 60.0
_LEAST_TOLD_DEG = 1.0  # below, it is the shoulders that are rounded, and "0°" would puzzle


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a nudge speaks of.

    Attributes:
        slumped_s: Seconds of slumping that led to it: in one stretch, or added up of late.
        seated_s: Seconds seated since the last break.
        flexion_deg: Estimated flexion above the person's own upright, + more flexed; None if it
            is not known well enough to be told.
    """

    slumped_s: float = 0.0
    seated_s: float = 0.0
    flexion_deg: float | None = None


def message_for(kind: NudgeKind, sighting: Sighting) -> Message:
    """Give the words of a nudge of that kind, short enough for every channel."""
    match kind:
        case NudgeKind.SIT_UP:
            return Message("Your back has rounded", _describe_slump(sighting) + _SIT_UP)
        case NudgeKind.LOCUST:
            return Message("Time for a small Locust Minivini?", _describe_slump(sighting) + _LOCUST)
        case NudgeKind.BREAK:
            seen = f"You have been seated for {describe_time(sighting.seated_s)}. "
            return Message("Time to get up for a moment?", seen + _BREAK)


def make_test_message() -> Message:
    """Give the message by which `doctor` shows that notifications arrive."""
    return Message(
        "Sitwell can reach you", "This is a test. A nudge looks like this and goes by itself."
    )


def make_welcome() -> Message:
    """Give the first message of a monitor that has begun."""
    return Message(
        "Sitwell is watching your posture",
        "It compares you with your own upright. No picture leaves this computer or is kept.",
    )


def describe_time(seconds: float) -> str:
    """Give a duration as one would say it: "about 40 s", "about 12 min", "about 1 h 30 min"."""
    if seconds < 1.5 * _MINUTE_S:
        return f"about {max(10, round(seconds, -1)):.0f} s"
    if round(seconds / _MINUTE_S) < 60:
        return f"about {seconds / _MINUTE_S:.0f} min"
    hours, minutes = divmod(5 * round(seconds / _MINUTE_S / 5), 60)
    return f"about {hours} h" + (f" {minutes} min" if minutes else "")


_SIT_UP = "Let both sit bones carry you, and let the crown of your head rise."
_LOCUST = (
    "If a floor is near: lie face down, lift chest and legs a little as you breathe in, lower as "
    "you breathe out, 5 times. Skip it if it hurts."
)
_BREAK = "Stand up and, for 2 minutes, walk a few steps or fetch some water."


def _describe_slump(sighting: Sighting) -> str:
    seen = f"Rounded for {describe_time(sighting.slumped_s)}"
    if sighting.flexion_deg is None or sighting.flexion_deg < _LEAST_TOLD_DEG:
        return f"{seen}, compared with your own upright. "
    return f"{seen}, an estimated {sighting.flexion_deg:.0f}° beyond your own upright. "
