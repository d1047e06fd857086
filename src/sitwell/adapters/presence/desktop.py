"""What the desktop says over the session bus: its screen saver, idleness, do not disturb.

GNOME keeps its do-not-disturb switch where no service can be asked for it: there it is unknown.
"""

from collections.abc import Iterable

from sitwell.adapters.presence.bus import Bus
from sitwell.adapters.presence.question import Question, ask_property

# GNOME; KDE, LXQt and others; Cinnamon; MATE; Xfce. Who is not there costs nothing.
SAVERS = tuple(
    Question(name, path, name, "GetActive", told_by=(name, "ActiveChanged"))
    for name, path in (
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
        ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
        ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    )
)

# Both in milliseconds. KDE answers the second on X11 only (kscreenlocker, interface.cpp).
IDLE = (
    Question(
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
        "org.gnome.Mutter.IdleMonitor",
        "GetIdletime",
        holds_s=0.0,
    ),
    Question(
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
        "GetSessionIdleTime",
        holds_s=0.0,
    ),
)

_SERVER = "org.freedesktop.Notifications"
_SERVER_PATH = "/org/freedesktop/Notifications"

# KDE and others by the specification (1.3), dunst by its own interface.
DO_NOT_DISTURB = (
    ask_property(_SERVER, _SERVER_PATH, _SERVER, "Inhibited"),
    ask_property(_SERVER, _SERVER_PATH, "org.dunstproject.cmd0", "paused"),
)

_ALL = (*SAVERS, *IDLE, *DO_NOT_DISTURB)


class Desktop:
    """The desktop of this session.

    Thread: one at a time. Blocking: `update` blocks as long as `Bus.ask` does.
    """

    def __init__(self, bus: Bus) -> None:
        """Make one over the session bus; nothing is asked before the first `update`."""
        self._bus = bus

    def update(self, t: float) -> None:
        """Bring everything up to date; `t` is the time in seconds."""
        self._bus.ask(_ALL, t)

    @property
    def is_locked(self) -> bool | None:
        """Whether a screen saver is active: most of them lock, and a blank screen is as good."""
        return self._any_claim(SAVERS)

    @property
    def is_do_not_disturb(self) -> bool | None:
        """Whether the person has switched notifications off."""
        return self._any_claim(DO_NOT_DISTURB)

    @property
    def idle_s(self) -> float | None:
        """For how long keyboard and pointer have been still."""
        answers = (self._bus.answer(question) for question in IDLE)
        return next((ms / 1000.0 for ms in answers if isinstance(ms, int)), None)

    def take_locked(self) -> bool:
        """Say whether a screen saver became active since this was last called."""
        return any([self._bus.take_was_true(saver) for saver in SAVERS])  # noqa: C419 - take all

    def _any_claim(self, questions: Iterable[Question]) -> bool | None:
        """Give True if one says so, else False if one denies it, else None."""
        answers = [self._bus.answer(question) for question in questions]
        if any(answer is True for answer in answers):
            return True
        return False if any(answer is False for answer in answers) else None
