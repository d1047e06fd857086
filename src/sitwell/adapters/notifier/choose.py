"""Which notifier is meant by a name in the config or on the command line."""

import logging
import os
import sys
from enum import StrEnum
from typing import TextIO

from sitwell.adapters.notifier.base import Notifier
from sitwell.adapters.notifier.desktop import find_obstacle
from sitwell.adapters.notifier.fallback import FallbackNotifier
from sitwell.adapters.notifier.plyer_notifier import SHOWN_S, PlyerNotifier
from sitwell.adapters.notifier.silent import SilentNotifier
from sitwell.adapters.notifier.terminal import TerminalNotifier
from sitwell.errors import BadUsage

_log = logging.getLogger(__name__)


class NotifierName(StrEnum):
    """What a person may ask for.

    `auto` is the desktop where it can be reached, with the terminal behind it, else the terminal.
    `desktop` is the best desktop channel there is and nothing else: where it fails, the receipt
    and a warning say so. `plyer` names the channel itself; today both are the same.
    """

    AUTO = "auto"
    DESKTOP = "desktop"
    PLYER = "plyer"
    TERMINAL = "terminal"
    SILENT = "silent"


def choose(name: str, stream: TextIO | None = None, *, shown_s: float = SHOWN_S) -> Notifier:
    """Give the notifier of that name.

    Args:
        name: One of `NotifierName`.
        stream: Where the terminal's lines go; None means stderr.
        shown_s: How long a popup stays, where the desktop lets us say.

    Raises:
        BadUsage: If there is no notifier of that name.
    """
    match name:
        case NotifierName.SILENT:
            return SilentNotifier()
        case NotifierName.TERMINAL:
            return TerminalNotifier(stream)
        case NotifierName.DESKTOP | NotifierName.PLYER:
            return PlyerNotifier(shown_s=shown_s)
        case NotifierName.AUTO:
            return _choose_by_desktop(stream, shown_s)
    raise BadUsage(f"there is no notifier '{name}'; choose one of {', '.join(NotifierName)}")


def _choose_by_desktop(stream: TextIO | None, shown_s: float) -> Notifier:
    obstacle = find_obstacle(os.environ, sys.platform)
    if obstacle is None:
        return FallbackNotifier(PlyerNotifier(shown_s=shown_s), TerminalNotifier(stream))
    _log.info("nudges go to the terminal: %s", obstacle)
    return TerminalNotifier(stream)
