"""What the windows know of the monitor, and what they tell it, over its control socket.

One thread asks, so that a monitor that is slow, silent or gone never holds up a window:

    window ── pause() ──▶ queue ──▶ thread ──▶ socket
      ▲                                │
      └────── status, why, lost ───────┘       and every 2.5 s without being asked

Each question is a connection of its own: a monitor that was killed and started again, or a socket
that vanished and came back, is found at the next question.
"""

import queue
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from sitwell import paths
from sitwell.adapters.control import Command, Detail, Request, ask
from sitwell.adapters.lock import is_held
from sitwell.desktop.children import Ended, finish_commands, run_command
from sitwell.desktop.faults import translate_fault
from sitwell.errors import ControlUnusable, NotCalibrated, NotRunning
from sitwell.words import _

EVERY_S = 2.5
"""Asked so often, a monitor uses 1.03 times what it does unasked, 1.06 times with a picture
(bench/desktop.py, 300 s); a calm one looks every 5 s, an alert one every second."""
PATIENCE_S = 5.0
"""A monitor answers within milliseconds; a pause waits for the camera, 3 s with a slow driver."""


class MonitorLink(QObject):
    """The window's end of the control socket.

    Signals, all of them in the window's own thread:
        status: How the monitor is, the fields of `sitwell status --json`; after each command, and
            every 2.5 s.
        why: The fields of `sitwell why --json`, with each status while wanted.
        look: The picture that was looked at last, likewise; nothing from a monitor that does not
            share it.
        lost: Nobody answers; the words for it. Said at each try in vain.
        failed: What was asked for was not done; the words for it.
        started: The monitor that was asked for watches.
        not_calibrated: It cannot start watching, since it has not learnt the person's upright.
    """

    status = Signal(dict)
    why = Signal(dict)
    look = Signal(dict)
    lost = Signal(str)
    failed = Signal(str)
    started = Signal()
    not_calibrated = Signal()

    def __init__(
        self, path: Path | None = None, every_s: float = EVERY_S, patience_s: float = PATIENCE_S
    ) -> None:
        """Begin to ask at once; `path` is the monitor's socket, the usual one unless given."""
        super().__init__()
        self._path = path or paths.control_socket()
        folder = path.parent if path else paths.data_folder()
        self._monitor_lock = folder / paths.lock_file().name
        self._camera_lock = folder / paths.camera_lock().name
        self._every_s, self._patience_s = every_s, patience_s
        self._wishes: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._is_over = threading.Event()
        self._wanted = frozenset[Detail]()
        self._is_starting = False
        self.is_running: bool | None = None
        """Whether a monitor runs, answering or not; None before the first try."""
        self.is_camera_lent = False
        """Whether a calibration or an exercise has the camera on, where no monitor runs."""
        self._thread = threading.Thread(target=self._work, name="sitwell-link", daemon=True)
        self._thread.start()

    def refresh(self) -> None:
        """Ask how the monitor is, now."""
        self._wishes.put(Request(Command.STATUS))

    def ask_why(self, wanted: bool) -> None:
        """Ask for the why from now on, or no more."""
        self._want(Detail.WHY, wanted)

    def ask_look(self, wanted: bool) -> None:
        """Ask for the picture from now on, or no more; the monitor keeps one while asked."""
        self._want(Detail.LOOK, wanted)

    def pause(self, seconds: float | None = None) -> None:
        """Turn the camera off for so long, or until told otherwise."""
        self._wishes.put(Request(Command.PAUSE, seconds))

    def resume(self) -> None:
        """Watch again."""
        self._wishes.put(Request(Command.RESUME))

    def snooze(self, seconds: float | None = None) -> None:
        """Turn the camera off for a short while, 20 min unless given."""
        self._wishes.put(Request(Command.SNOOZE, seconds))

    def reload(self) -> None:
        """Have the monitor go by the config as it is now."""
        self._wishes.put(Request(Command.RELOAD))

    def stop(self) -> None:
        """End the watching."""
        self._wishes.put(Request(Command.STOP))

    def start(self) -> None:
        """Start a monitor in the background; nothing where one is being started."""
        self._begin("start", self._on_started)

    def restart(self) -> None:
        """Stop the monitor and start it again; nothing where one is being started."""
        self._begin("stop", self._on_stopped)

    def finish(self) -> None:
        """Wait for a start that is under way: cut short, it would leave nobody watching."""
        finish_commands(self)

    def close(self) -> None:
        """End the thread; nothing is told from here on."""
        self._is_over.set()
        self._wishes.put(None)
        self._thread.join(0.5)  # one that waits for an answer goes with the process

    def _want(self, detail: Detail, wanted: bool) -> None:
        self._wanted = self._wanted | {detail} if wanted else self._wanted - {detail}
        self.refresh()

    def _begin(self, command: str, ended: Ended) -> None:
        if self._is_starting:
            return
        self._is_starting = True
        run_command(self, [command], ended)
        self.refresh()

    def _on_stopped(self, code: int, words: str) -> None:
        if code in {0, NotRunning.exit_code}:
            run_command(self, ["start"], self._on_started)
        else:
            self._on_started(code, words)

    def _on_started(self, code: int, words: str) -> None:
        self._is_starting = False
        if code == 0:
            self.started.emit()
        elif code == NotCalibrated.exit_code:
            self.not_calibrated.emit()
        else:
            self.failed.emit(words or _("Sitwell could not be started"))
        self.refresh()

    def _work(self) -> None:
        while not self._is_over.is_set():
            self._poll()
            try:
                wish = self._wishes.get(timeout=self._every_s)
            except queue.Empty:
                continue
            # Asking for the status many times over is the same as once.
            while wish is not None and wish.command is Command.STATUS and not self._wishes.empty():
                wish = self._wishes.get()
            if wish is None:
                return
            if wish.command is not Command.STATUS:
                self._do(wish)

    def _poll(self) -> None:
        wanted = self._wanted
        try:
            status, details = self._ask(wanted)
            self.is_running = True
            self._tell(self.status, status)
            if Detail.WHY in details:
                self._tell(self.why, details[Detail.WHY])
            if Detail.LOOK in wanted:
                self._tell(self.look, details.get(Detail.LOOK, {}))
        except NotRunning:
            # One that has just begun, or is ending, or whose socket somebody removed, runs all the
            # same, and may have the camera on.
            self.is_running = not self._is_starting and is_held(self._monitor_lock)
            self.is_camera_lent = is_held(self._camera_lock)
            self._tell(self.lost, self._loss())
        except ControlUnusable:
            self.is_running = True
            self._tell(self.lost, self._loss())

    def _loss(self) -> str:
        if self.is_running:
            return _("Sitwell is running but does not answer")
        if self._is_starting:
            return _("Sitwell is starting; this takes a few seconds")
        return _("Sitwell is not watching")

    def _ask(self, wanted: frozenset[Detail]) -> tuple[dict[str, Any], dict[Detail, Any]]:
        request = Request(Command.STATUS, details=wanted)
        reply = ask(self._path, request, self._patience_s)
        if wanted and not reply.is_ok:  # an older version, which knows no details
            reply = ask(self._path, Request(Command.STATUS), self._patience_s)
        if reply.status is None:  # it could not find out
            raise ControlUnusable(reply.line)
        return reply.status, reply.details

    def _do(self, wish: Request) -> None:
        try:
            reply = ask(self._path, wish, self._patience_s)
        except NotRunning:
            return  # the next poll says so
        except ControlUnusable as error:
            self._tell(self.failed, translate_fault(str(error)))
            return
        if not reply.is_ok:
            self._tell(self.failed, translate_fault(reply.line))

    def _tell(self, signal: SignalInstance, what: object) -> None:
        if self._is_over.is_set():
            return
        with suppress(RuntimeError):  # the window was taken down this very moment
            signal.emit(what)
