"""A monitor that the test plays over a real control socket."""

import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sitwell.adapters.control import Command, Detail, Reply, Request, serve

UPRIGHT: dict[str, Any] = {
    "schema": 1,
    "running": True,
    "pid": 1,
    "source": "camera",
    "reading": {"state": "upright", "reason": None, "flexion_deg": 3.2, "age_s": 1.0},
    "camera": {"on": True, "reason": None},
    "rest": None,
    "notifier": {"name": "auto", "channel": None, "delivered": None, "detail": ""},
    "readings_today": 12,
    "nudges_today": 1,
    "next_nudge": {"at": None, "held_by": None},
    "last_error": None,
}


class PlayedMonitor:
    """Answers what it is asked, and notes what it was told.

    Attributes:
        status: What it answers; the test changes it.
        asked: How often it was asked how it is.
        details: What it was asked for with that, each time.
        heard: Every other request.
        is_mute: Whether it lets requests lie until it is stopped.
        is_old: Whether it is of a version that knows no details.
        refusal: What it says to every other request; None while it does all.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.status = dict(UPRIGHT)
        self.heard: list[Request] = []
        self.asked = 0
        self.details: list[frozenset[Detail]] = []
        self.is_mute = self.is_old = False
        self.refusal: str | None = None
        self.told: dict[Detail, dict[str, Any]] = {
            Detail.WHY: {"schema": 1, "state": "upright"},
            Detail.LOOK: {"schema": 1, "picture": None},
        }
        self._over = threading.Event()
        self._stack = ExitStack()

    def start(self) -> None:
        """Open the socket."""
        self._over.clear()
        self._stack.enter_context(serve(self.path, self._answer))

    def stop(self) -> None:
        """Close it; whoever waits for an answer gets none."""
        self._over.set()
        self._stack.close()

    def _answer(self, request: Request) -> Reply:
        if self.is_mute:
            self._over.wait(30.0)
        if request.command is Command.STATUS and self.is_old and request.details:
            return Reply(False, "it has an unknown field")
        if request.command is Command.STATUS:
            self.asked += 1
            self.details.append(request.details)
            told = {detail: self.told[detail] for detail in request.details}
            return Reply(True, "…", dict(self.status), told)
        self.heard.append(request)
        if self.refusal is not None:
            return Reply(False, self.refusal)
        return Reply(True, "Done.")
