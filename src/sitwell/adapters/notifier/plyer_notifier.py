"""Desktop notifications through plyer, with what plyer 2.1.0 gets wrong put right.

Each oddity is described, with how it was tried, in ecosystem.md 1.2 to 1.4.
"""

import os
import sys
import warnings
from html import escape
from typing import Any

from sitwell.adapters.notifier.base import (
    APP_NAME,
    DEADLINE_S,
    SHOWN_S,
    Delivery,
    GuardedNotifier,
    NotShown,
    Receipt,
)
from sitwell.adapters.notifier.desktop import MARKUP, ask_capabilities, find_obstacle
from sitwell.core.message import Message

_URGENCY = "normal"  # GNOME puts low urgency into the tray without a popup
# Servers that know the hint let a new nudge take the place of the last: dunst says so among its
# capabilities. plyer passes one hint only, and this one has more readers than x-dunst-stack-tag.
_REPLACE_HINT = "x-canonical-private-synchronous"
_REPLACE_TAG = "sitwell"


class PlyerNotifier(GuardedNotifier):
    """Shows messages on the desktop.

    Delivery is UNKNOWN at best: no path through plyer says whether a popup was seen.
    """

    channel = "plyer"

    def __init__(self, *, shown_s: float = SHOWN_S, deadline_s: float = DEADLINE_S) -> None:
        """Make one.

        Args:
            shown_s: How long the popup stays, where the desktop lets us say.
            deadline_s: Longest that `send` holds its caller.
        """
        super().__init__(deadline_s)
        self._shown_s = shown_s

    def _deliver(self, message: Message) -> Receipt:
        obstacle = find_obstacle(os.environ, sys.platform)
        if obstacle is not None:
            raise NotShown(obstacle)
        reads_markup = False
        if sys.platform == "linux":
            capabilities = ask_capabilities()
            # Nearly all servers read markup, so one that cannot be asked is taken to.
            reads_markup = capabilities is None or MARKUP in capabilities
        body = escape(message.body, quote=False) if reads_markup else message.body
        self._hand_over(_load_plyer(), Message(message.title, body))
        return Receipt(
            Delivery.UNKNOWN, self.channel, "handed to the desktop, which does not say if it shows"
        )

    def _hand_over(self, plyer: Any, message: Message) -> None:
        back_end = plyer.__class__.__name__
        if back_end == "NotifySendNotification":
            # `notify` passes names that this back end does not read, so that popups never expire.
            plyer._notify(
                title=_guard_dash(message.title),
                # notify-send reads \n and \t in the body as escapes.
                message=_guard_dash(message.body).replace("\\", "\\\\"),
                app_name=APP_NAME,
                expire_time=str(round(self._shown_s * 1000)),
                urgency=_URGENCY,
                hint=f"string:{_REPLACE_HINT}:{_REPLACE_TAG}",
            )
            return
        if back_end == "NotifyDesktopPortals":
            message = Message(_guard_quotes(message.title), _guard_quotes(message.body))
        hints = {_REPLACE_HINT: _REPLACE_TAG} if back_end == "NotifyDbus" else {}
        plyer.notify(
            title=message.title,
            message=message.body,
            app_name=APP_NAME,
            timeout=max(1, round(self._shown_s)),  # a float fails on D-Bus
            hints=hints,
        )


def _load_plyer() -> Any:
    # On every start plyer warns, in two lines, that dbus-python is absent: for us it always is.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"plyer\.")
    from plyer import notification  # noqa: PLC0415 - only when something is to be shown

    return notification


def _guard_dash(text: str) -> str:
    # notify-send takes a leading hyphen for an option, and shows nothing; a minus sign is safe.
    return "−" + text[1:] if text.startswith("-") else text


def _guard_quotes(text: str) -> str:
    # The Flatpak path builds its argument by pasting the text between straight quotes.
    return text.replace("'", "’").replace("\\", "/")
