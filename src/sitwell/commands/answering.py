"""What the running monitor answers to those who ask over its control socket."""

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sitwell import __version__, paths
from sitwell.adapters.clock import here
from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.control import Command, Detail, Json, Reply, Request
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.adapters.lock import is_held
from sitwell.commands.attendance import Attendance
from sitwell.commands.coaching import Answers
from sitwell.commands.journal import LastFault
from sitwell.commands.logbook import Logbook
from sitwell.commands.messenger import Messenger
from sitwell.commands.session import Session
from sitwell.commands.sharing import Sharing
from sitwell.commands.shift import Shift
from sitwell.commands.why import find_why
from sitwell.core.message import Answer
from sitwell.core.nudges import Quiet, is_open, silence_after
from sitwell.core.reason import WISHES, Reason
from sitwell.core.status import (
    CameraState,
    LastLook,
    Rest,
    Seals,
    SourceKind,
    Status,
    find_next_nudge,
)
from sitwell.core.why import Why
from sitwell.errors import SitwellError
from sitwell.guard.seal import Seal
from sitwell.reporting import status as reporting
from sitwell.reporting.programs import why_json
from sitwell.reporting.why import text as why_reporting

CAMERA_LOST = (Reason.CAMERA_BUSY, Reason.CAMERA_GONE)
BY_THE_WALL = (Quiet.QUIET_HOURS, Quiet.FIRST_WEEK)
"""What is over when the clock on the wall says so, and not after so many hours."""


@dataclass(slots=True)
class Reception:
    """Where questions come in; `attendance` is there once the source is open.

    Thread: `answer` belongs to the one of the control socket.

    Attributes:
        shift: What may be told.
        logbook: What was seen.
        messenger: How nudges go out.
        last: The last fault.
        source: What is watched through.
        seal: Of this process.
        telemetry_allowed: By the config.
        session: What the desktop says; None where it has no part in it.
        sharing: The picture for a window that asks.
        answers: Where what a person says to a nudge is put.
    """

    shift: Shift
    logbook: Logbook
    messenger: Messenger
    last: LastFault
    source: SourceKind
    seal: Seal
    telemetry_allowed: bool
    session: Session | None = None
    sharing: Sharing = field(default_factory=Sharing)
    answers: Answers = field(default_factory=Answers)
    since: datetime = field(default_factory=wall_clock)
    clock: Callable[[], float] = read_clock
    attendance: Attendance | None = None

    def __post_init__(self) -> None:
        self.logbook.lines = lambda: self.shift.rules.posture

    def answer(self, request: Request) -> Reply:  # noqa: PLR0911 (one for each command)
        """Do what is asked and say what was done."""
        match request.command:
            case Command.STATUS:
                return self._report(request.details)
            case Command.WHY:
                return self._explain()
            case Command.PAUSE:
                return self._rest(self.shift.pause, request.seconds)
            case Command.SNOOZE:
                self._snooze_nudge()
                return self._rest(self.shift.snooze, request.seconds)
            case Command.RESUME:
                self.shift.resume()
                self._heed()
                return Reply(True, "Watching again.")
            case Command.RELOAD:
                return self._reload()
            case Command.STOP:
                self.shift.end()
                self._heed()
                return Reply(True, "Stopping.")

    def heed(self, answer: Answer) -> None:
        """Do at once what a person asks by pressing a nudge; may be called from any thread."""
        if answer is Answer.SNOOZE:
            self.shift.snooze(None)
        self._heed()

    def find_status(self) -> Status:
        """Say how everything is now."""
        now, page, orders = wall_clock(), self.logbook.page, self.shift.orders
        clock_s = self.clock()
        rest, look = self.find_rest(now), page.look
        camera = self._find_camera(rest)
        t = page.t + clock_s - page.at_s
        hold = None if self.session is None else self.session.hold
        rest_s = -math.inf
        if rest is not None and rest.until is not None:
            rest_s = (rest.until - now).total_seconds()
        silence = silence_after(
            page.nudging.sent, orders.rules.nudges, page.t, page.around, rest_until_t=t + rest_s
        )
        told_at = here(now) if silence.cause in BY_THE_WALL else now
        return Status(
            now=now,
            since=self.since,
            pid=os.getpid(),
            version=__version__,
            source=self.source,
            camera=camera,
            look=None
            if look is None
            else LastLook(look.state, look.reason, look.flexion_deg, clock_s - page.look_at_s),
            rest=rest,
            seals=Seals(
                self.seal.words,
                self.logbook.worker_seal.words,
                self.telemetry_allowed,
            ),
            channel=self.messenger.channel,
            readings_today=page.readings if page.day == now.date() else 0,
            nudges_today=self.logbook.count_nudges_today(),
            next_nudge=find_next_nudge(told_at, t, silence, rest, page.reading, hold),
            fault=self.last.fault,
            is_shown=self.sharing.is_asked and camera.reason is None,
        )

    def find_rest(self, now: datetime) -> Rest | None:
        """Give the rest in force; None while it watches."""
        duty, left_s = self.shift.duty, self.shift.rest_left_s
        if duty.rest is None:
            return None
        return Rest(duty.rest, None if left_s is None else now + timedelta(seconds=left_s))

    def _report(self, wanted: frozenset[Detail]) -> Reply:
        details = dict[Detail, dict[str, Json]]()
        if Detail.LOOK in wanted:  # before the status, which tells that a picture is shown
            details[Detail.LOOK] = self._share_look()
        status = self.find_status()
        if Detail.WHY in wanted:
            details[Detail.WHY] = why_json.plain(self._find_why(status))
        words = reporting.line(replace(status, now=here(status.now)))
        return Reply(True, words, reporting.plain(status), details)

    def _explain(self) -> Reply:
        why = self._find_why(self.find_status())
        return Reply(True, why_reporting.text(replace(why, now=here(why.now))), why_json.plain(why))

    def _find_why(self, status: Status) -> Why:
        page = self.logbook.page
        hold = None if self.session is None else self.session.hold
        return find_why(status, page, self.clock() - page.at_s, self.shift.rules, hold)

    def _share_look(self) -> dict[str, Json]:
        is_resting = self.shift.duty.rest is not None
        return self.sharing.ask(has_picture=not is_resting and self.logbook.page.missing is None)

    def _snooze_nudge(self) -> None:
        """Have the command do to a nudge what its button does, while it asks for something."""
        last = self.logbook.page.nudging.last
        if last is not None and is_open(last, self.shift.rules.nudges):
            self.answers.put(Answer.SNOOZE)

    def _rest(self, begin: Callable[[float | None], None], seconds: float | None) -> Reply:
        begin(seconds)
        self._heed()
        now = wall_clock()
        rest = self.find_rest(now)
        if rest is None:  # of a second or less
            return Reply(True, "Watching again.")
        words = reporting.rest_words(rest.reason, rest.until, here(now))
        if self.source is SourceKind.RECORDING:
            return Reply(True, f"{words}; the recording waits.")
        is_on = self._has_camera
        return Reply(True, f"{words}; the camera {'is still being closed' if is_on else 'is off'}.")

    def _reload(self) -> Reply:
        try:
            self.shift.reload()
        except SitwellError as error:
            return Reply(False, f"{error}; what was in force stays")
        self._heed()
        return Reply(
            True,
            "Config and calibration were read again and hold from the next look on; "
            "source, profile and keep_days from the next start.",
        )

    def _heed(self) -> None:
        if self.attendance is not None:
            self.attendance.heed()

    def _find_camera(self, rest: Rest | None) -> CameraState:
        page = self.logbook.page
        # Before the first step nobody knows yet whether all of it works: `start` waits for that.
        missing = page.missing if rest is None or page.reading is None else rest.reason
        if rest is None and missing in WISHES:  # it is over, and the first look not yet done
            missing = Reason.NO_FRAMES
        if self._has_camera and missing not in CAMERA_LOST:
            return CameraState(True, missing)
        if is_held(paths.camera_lock()):
            return CameraState(True, Reason.LENT)
        return CameraState(False, missing)

    @property
    def _has_camera(self) -> bool:
        """Whether the camera is held or being opened, as it is from the very beginning."""
        return self.attendance is None or self.attendance.is_open
