"""Which notifier is meant by a name in the config or on the command line."""

import logging
import os
import sys
from enum import StrEnum
from typing import TextIO

from sitwell.adapters.notifier.base import SHOWN_S, Notifier, OnAnswer, ignore_answer
from sitwell.adapters.notifier.desktop import NO_BUS, find_obstacle, has_session_bus, has_toasts
from sitwell.adapters.notifier.fallback import FallbackNotifier
from sitwell.adapters.notifier.plyer_notifier import PlyerNotifier
from sitwell.adapters.notifier.silent import SilentNotifier
from sitwell.adapters.notifier.terminal import TerminalNotifier
from sitwell.errors import BadUsage

_log = logging.getLogger(__name__)


class NotifierName(StrEnum):
    """What a person may ask for.

    `auto` tries what this system has, best first: the desktop with buttons, plyer, the terminal.
    `desktop` is the first of these alone, D-Bus on Linux and desktop-notifier elsewhere (plyer
    where that is not installed): where it fails, the receipt and a warning say so.
    """

    AUTO = "auto"
    DESKTOP = "desktop"
    PLYER = "plyer"
    TERMINAL = "terminal"
    SILENT = "silent"


def choose(
    name: str,
    stream: TextIO | None = None,
    *,
    shown_s: float = SHOWN_S,
    on_answer: OnAnswer = ignore_answer,
) -> Notifier:
    """Give the notifier of that name.

    Args:
        name: One of `NotifierName`.
        stream: Where the terminal's lines go; None means stderr.
        shown_s: How long a popup stays, where the desktop lets us say.
        on_answer: Told what was pressed, where there are buttons.

    Raises:
        BadUsage: If there is no notifier of that name.
    """
    match name:
        case NotifierName.SILENT:
            return SilentNotifier()
        case NotifierName.TERMINAL:
            return TerminalNotifier(stream)
        case NotifierName.PLYER:
            return PlyerNotifier(shown_s=shown_s)
        case NotifierName.DESKTOP:
            return _open_desktop(shown_s, on_answer)
        case NotifierName.AUTO:
            return _line_up(TerminalNotifier(stream), shown_s, on_answer)
    raise BadUsage(f"there is no notifier '{name}'; choose one of {', '.join(NotifierName)}")


def _open_desktop(shown_s: float, on_answer: OnAnswer) -> Notifier:
    # Each is imported only where it is used: jeepney is installed on Linux alone, and the other
    # takes 12 MB with its event loop, where D-Bus takes 1.
    if sys.platform == "linux":
        from sitwell.adapters.notifier.bus_notifier import BusNotifier  # noqa: PLC0415

        return BusNotifier(on_answer=on_answer, shown_s=shown_s)
    if has_toasts():
        from sitwell.adapters.notifier.toast_notifier import ToastNotifier  # noqa: PLC0415

        return ToastNotifier(on_answer=on_answer, shown_s=shown_s)
    return PlyerNotifier(shown_s=shown_s)


def _line_up(terminal: Notifier, shown_s: float, on_answer: OnAnswer) -> Notifier:
    """Give all that can show something here, the best first; find out without asking anybody."""
    if sys.platform == "linux" and not has_session_bus(os.environ):
        _log.info("nudges go to the terminal: %s", NO_BUS)
        return terminal
    line = [_open_desktop(shown_s, on_answer)]
    if not isinstance(line[0], PlyerNotifier):
        line.append(PlyerNotifier(shown_s=shown_s))
    obstacle = find_obstacle(os.environ, sys.platform)
    if obstacle is not None:
        _log.info("plyer is no help here: %s", obstacle)
        line.pop()
    return FallbackNotifier(*line, terminal) if line else terminal
