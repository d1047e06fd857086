"""How far somebody has come through the welcome: a value, and what each event makes of it.

    hello → camera → upright (3 s to settle, 10 s) → slump, if wanted → result → watching

The first upright of a place is kept as soon as it is learnt. Where the place has a calibration
already, the new one takes its place only at the result, or when the person says so on the way out:
neither ten seconds of sitting upright nor an earlier calibration is lost without a word.
"""

from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from sitwell.commands.preview_wire import Learnt, Wish


class Step(IntEnum):
    """Where in the calibration; the pages' order."""

    HELLO = 0
    CAMERA = 1
    UPRIGHT = 2
    SLUMP = 3
    RESULT = 4


class Task(Enum):
    """What is being waited for."""

    NONE = "none"
    KEEPING = "keeping"
    BEGINNING = "beginning"


class Then(Enum):
    """What follows what is being waited for."""

    STAY = "stay"
    TURN_OFF = "turn off"
    TURN_ON = "turn on"
    CLOSE = "close"


class Parting(Enum):
    """How the camera can be turned off now."""

    AT_ONCE = "at once"
    ONCE_DONE = "once done"
    ASK_FIRST = "ask first"


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody is.

    Attributes:
        step: Which page.
        is_usable: Whether one person is seen well enough to begin.
        is_holding: Whether the ten seconds of this page are under way.
        learnt: What the camera's process has learnt last; None before.
        is_kept: Whether that is on the disk.
        is_replacing: Whether keeping it takes the place of an earlier calibration.
        task: What is being waited for.
        then: What follows that.
        trouble: Why the camera's process has ended; empty unless it has, by itself.
        is_done: Whether what was chosen at the end has begun.
    """

    step: Step = Step.HELLO
    is_usable: bool = False
    is_holding: bool = False
    learnt: Learnt | None = None
    is_kept: bool = False
    is_replacing: bool = False
    task: Task = Task.NONE
    then: Then = Then.STAY
    trouble: str = ""
    is_done: bool = False


def go(walk: Walk, step: Step) -> Walk:
    """Turn to a page; what was under way is given up."""
    return replace(walk, step=step, is_holding=False, is_done=False)


def learn(walk: Walk, learnt: Learnt, *, is_first: bool) -> Walk:
    """Go on with what was learnt, unless it was stopped at the very end.

    Args:
        walk: Before.
        learnt: The anchor.
        is_first: Whether the place has no calibration yet.
    """
    if not walk.is_holding:
        return walk
    now = replace(walk, learnt=learnt, is_kept=False, is_replacing=not is_first)
    if learnt.anchor != Wish.UPRIGHT:
        return conclude(now)
    return keep(go(now, Step.SLUMP)) if is_first else go(now, Step.SLUMP)


def conclude(walk: Walk) -> Walk:
    """Turn to the result; what is not kept yet is kept."""
    if walk.learnt is None:
        return walk
    now = go(walk, Step.RESULT)
    return now if now.is_kept else keep(now)


def keep(walk: Walk, then: Then = Then.STAY) -> Walk:
    """Have what was learnt kept, if there is anything."""
    return walk if walk.learnt is None else replace(walk, task=Task.KEEPING, then=then)


def note_kept(walk: Walk) -> Walk:
    """Take note that it is on the disk."""
    return replace(walk, task=Task.NONE, is_kept=True)


def note_not_kept(walk: Walk) -> Walk:
    """Take note that it could not be written; nothing follows."""
    return replace(walk, task=Task.NONE, then=Then.STAY)


def lose_sight(walk: Walk) -> Walk:
    """Take note that there is no picture for now."""
    return replace(walk, is_usable=False, is_holding=False)


def lose_camera(walk: Walk, why: str) -> Walk:
    """Take note that the camera's process has ended, and with it all that it had not kept."""
    if walk.is_kept and walk.step in (Step.SLUMP, Step.RESULT):
        return replace(lose_sight(walk), step=Step.RESULT, task=Task.NONE)
    return Walk(Step.CAMERA, trouble=why)


def find_parting(walk: Walk) -> Parting:
    """Say how the camera can be turned off without losing what was learnt, or chosen.

    Who asks a second time while something is under way does not wait: a camera may hang.
    """
    if walk.task is not Task.NONE:
        return Parting.AT_ONCE if walk.then is Then.CLOSE else Parting.ONCE_DONE
    is_at_risk = walk.learnt is not None and not walk.is_kept and walk.is_replacing
    # On the last page it is unkept only where it cannot be written, which is said there.
    if is_at_risk and walk.step is not Step.RESULT:
        return Parting.ASK_FIRST
    return Parting.AT_ONCE
