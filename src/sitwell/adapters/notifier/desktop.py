"""What stands between us and a desktop that shows notifications: plyer cannot tell.

On Linux plyer reports success without a session bus, without a daemon, and for text the daemon
never saw (ecosystem.md 1.2), so we look ourselves before each message.
"""

import os
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from sitwell.adapters.notifier.base import NotShown

MARKUP = "body-markup"
"""The capability of a server that reads `<`, `>` and `&` in the body as markup."""

NO_BUS = "there is no session bus; start Sitwell inside a desktop session"

_ANSWER_MS = 1000
"""How long a server may take to answer; dunst takes 5 ms."""

_QUESTION = (
    "dbus-send",
    "--session",
    "--print-reply=literal",
    f"--reply-timeout={_ANSWER_MS}",
    "--dest=org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications.GetCapabilities",
)


def find_obstacle(environ: Mapping[str, str], platform: str) -> str | None:
    """Say what keeps plyer from showing anything, and what to do; None if nothing is known to.

    Reads the environment and the disk only, and takes no time.

    Args:
        environ: The process environment.
        platform: As `sys.platform` writes it.
    """
    if platform.startswith("linux"):
        return _find_linux_obstacle(environ)
    if platform == "darwin" and find_spec("pyobjus") is None:
        return "plyer needs pyobjus on macOS; pip install 'plyer[macosx]'"
    if platform not in ("darwin", "win32"):
        return f"plyer shows no notifications on {platform}; use the terminal"
    return None


def has_toasts() -> bool:
    """Say whether desktop-notifier is installed; imports nothing."""
    return find_spec("desktop_notifier") is not None


def _find_linux_obstacle(environ: Mapping[str, str]) -> str | None:
    if not has_session_bus(environ):
        return NO_BUS
    has_notify_send = which("notify-send", path=environ.get("PATH", "")) is not None
    if not has_notify_send and find_spec("dbus") is None:
        return "notify-send is missing; install libnotify-bin (Debian, Ubuntu) or libnotify"
    return None


def has_session_bus(environ: Mapping[str, str]) -> bool:
    """Say whether Linux seems to have a session bus; connects to nothing."""
    return bool(environ.get("DBUS_SESSION_BUS_ADDRESS")) or _find_bus_socket(environ).exists()


def _find_bus_socket(environ: Mapping[str, str]) -> Path:
    runtime = environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return Path(runtime) / "bus"


def ask_capabilities() -> frozenset[str] | None:
    """Give what the Linux notification server says it can do; None if it cannot be asked.

    Starts the server if the bus knows how. Blocks for up to 2 s.

    Raises:
        NotShown: If no server answers.
    """
    try:
        answer = subprocess.run(
            _QUESTION, capture_output=True, text=True, check=False, timeout=_ANSWER_MS / 1000 + 1
        )
    except FileNotFoundError:
        return None  # without dbus-send we go on in ignorance
    except subprocess.TimeoutExpired as error:
        raise NotShown("the session bus does not answer; log out and in again") from error
    if answer.returncode == 0:
        return frozenset(answer.stdout.split())
    if "NoReply" in answer.stderr:
        raise NotShown("the notification daemon does not answer; restart it")
    if "ServiceUnknown" in answer.stderr:
        raise NotShown("no notification daemon is running; start one, for example dunst")
    first_line = next(iter(answer.stderr.strip().splitlines()), "no reason given")
    raise NotShown(f"the session bus cannot be used ({first_line}); use the terminal instead")
