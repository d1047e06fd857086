"""What follows a calibration: watching begins, at each login too, and Sitwell is in the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from sitwell.desktop.children import run_command
from sitwell.errors import NotRunning
from sitwell.words import _


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants.

    Attributes:
        options: What the monitor is told of camera and place, beyond what the config says.
        begins: Whether watching begins now.
        at_login: Whether it begins with each session.
        in_menu: Whether Sitwell comes into the menu of the desktop.
    """

    options: list[str]
    begins: bool
    at_login: bool
    in_menu: bool


def list_commands(choice: Choice) -> list[list[str]]:
    """Give the commands that do it, in their order.

    A monitor that runs is started anew: it learnt its baseline when it began.
    """
    watching = [["stop"], ["start", *choice.options]] if choice.begins else []
    login = [["autostart", "on"]] if choice.at_login else []
    menu = [["app", "--add-to-menu"]] if choice.in_menu else []
    return watching + login + menu


def begin(owner: QObject, choice: Choice, done: Callable[[str], None]) -> None:
    """Do what was chosen, one after the other; `done` hears what failed, or ""."""
    _run(owner, list_commands(choice), done)


def _run(owner: QObject, steps: list[list[str]], done: Callable[[str], None]) -> None:
    if not steps:
        done("")
        return
    words, *rest = steps

    def go_on(code: int, said: str) -> None:
        was_off = words == ["stop"] and code == NotRunning.exit_code
        if code == 0 or was_off:
            _run(owner, rest, done)
        else:
            done(said.removeprefix("sitwell: ") or _("It did not say why."))

    run_command(owner, words, go_on)
