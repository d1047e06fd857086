"""What the buttons at the foot of the welcome say, and which can be pressed."""

from dataclasses import dataclass

from sitwell.desktop.welcome.walk import Step, Task, Walk
from sitwell.words import _


@dataclass(frozen=True, slots=True)
class Buttons:
    """The three.

    Attributes:
        forward: The words of the one that Enter presses.
        can_go_on: Whether it can be pressed.
        back: The words; empty where there is no such button.
        can_go_back: Whether it can be pressed.
        has_skip: Whether this page can be skipped.
        can_skip: Whether it can be now.
    """

    forward: str
    can_go_on: bool
    back: str
    can_go_back: bool
    has_skip: bool
    can_skip: bool


def label(walk: Walk, *, begins: bool) -> Buttons:
    """Give the buttons; `begins` is whether watching is to begin at the end."""
    is_idle = walk.task is Task.NONE
    needs_sight = walk.step in (Step.CAMERA, Step.UPRIGHT, Step.SLUMP)
    is_ready = walk.is_usable or walk.is_holding or bool(walk.trouble) or not needs_sight
    return Buttons(
        forward=_forward(walk, begins=begins),
        can_go_on=is_ready and is_idle,
        back=_back(walk.step),
        can_go_back=is_idle,
        has_skip=walk.step is Step.SLUMP,
        can_skip=is_idle and not walk.is_holding,
    )


def _forward(walk: Walk, *, begins: bool) -> str:
    if walk.trouble:
        return _("&Try again")
    match walk.step:
        case Step.HELLO:
            return _("&Turn on the camera")
        case Step.CAMERA:
            return _("&Continue")
        case Step.UPRIGHT | Step.SLUMP:
            return _("&Stop") if walk.is_holding else _("&Start the ten seconds")
        case Step.RESULT:
            return _name_end(walk, begins=begins)


def _name_end(walk: Walk, *, begins: bool) -> str:
    if walk.is_done:
        return _("&Close")
    if not walk.is_kept and walk.task is Task.NONE:
        return _("&Try again")  # it could not be written
    return _("&Start watching") if begins else _("&Finish")


def _back(step: Step) -> str:
    if step is Step.HELLO:
        return ""
    return _("Calibrate a&gain") if step is Step.RESULT else _("&Back")
