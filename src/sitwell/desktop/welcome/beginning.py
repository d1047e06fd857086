"""What follows a calibration: the camera is remembered, watching begins, and at each login too."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from sitwell import config, paths
from sitwell.desktop.children import run_command
from sitwell.desktop.settings import document
from sitwell.desktop.words import _
from sitwell.errors import NotRunning, SitwellError

_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants.

    Attributes:
        source: The camera that was calibrated.
        profile: The place.
        begins: Whether watching begins now.
        at_login: Whether it begins with each session.
    """

    source: str
    profile: str
    begins: bool
    at_login: bool


def begin(owner: QObject, choice: Choice, done: Callable[[str], None]) -> None:
    """Do what was chosen, one after the other; `done` hears what failed, or "".

    A monitor that runs is started anew: it learnt its baseline when it began.
    """
    steps: list[list[str]] = []
    if choice.begins:
        steps += [["stop"], ["start", *_name_place(choice.profile), *_name_source(choice.source)]]
    if choice.at_login:
        steps.append(["autostart", "on"])
    try:
        if choice.profile == _DEFAULT:
            remember(choice.source)
    except (SitwellError, OSError) as error:
        done(str(error))
        return
    _run(owner, steps, done)


def remember(source: str) -> None:
    """Write the camera into the config, if it goes by another; comments in it stay.

    Raises:
        SitwellError, OSError: If the config is wrong or cannot be written.
    """
    path = paths.config_file()
    if not is_same(config.load(path).watch.source, source):
        document.save(path, {("watch", "source"): source})


def is_same(one: str, other: str) -> bool:
    """Say whether both name one camera; a number is a device on Linux."""
    return _device(one) == _device(other)


def _device(source: str) -> str:
    return f"/dev/video{int(source)}" if source.isascii() and source.isdecimal() else source


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


def _name_place(profile: str) -> list[str]:
    return [] if profile == _DEFAULT else [f"--profile={profile}"]


def _name_source(source: str) -> list[str]:
    return [f"--source={source}"]
