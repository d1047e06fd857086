"""The real watch, in a world whose clock runs as fast as it can and whose faults are drawn."""

import itertools
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
from life import Fault, Life, Trouble

from builders import make_baseline
from scripts import look
from sitwell.adapters.frames import FrameSource
from sitwell.adapters.frames.reader import OpenFailedError
from sitwell.adapters.landmarker import Landmarker
from sitwell.adapters.store import open_store
from sitwell.adapters.store.database import SqliteStore
from sitwell.commands.messenger import Messenger
from sitwell.commands.session import Session
from sitwell.commands.shift import Orders, Shift
from sitwell.commands.watch import Post, Speed, watch
from sitwell.commands.world import World
from sitwell.core.frame import Frame, Outage
from sitwell.core.pose import Pose
from sitwell.core.presence import Presence
from sitwell.core.reason import Reason
from sitwell.core.records import Records
from sitwell.errors import BadUsage, CameraUnavailable, WorkerLost
from sitwell.guard.seal import OPEN

MONDAY = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))
OUTAGES = {
    Fault.FROZEN: Reason.FROZEN_PICTURE,
    Fault.GONE: Reason.CAMERA_GONE,
    Fault.STALL: Reason.NO_FRAMES,
}
# Two pictures in which much differs, so that each look finds a change; and a black one.
BRIGHT, DIM = (np.full((24, 32, 3), shade, np.uint8) for shade in (140, 116))
BLACK = np.zeros((24, 32, 3), np.uint8)


class Killed(BaseException):
    """The process is gone from one moment to the next."""


class Over(BaseException):
    """The week is over."""


@dataclass
class Universe:
    """Clock, person, camera, desktop and worker of the simulated week.

    Attributes:
        open_s: How long the camera takes to open.
        dark_s: How long its pictures are black from then on, until it has found its exposure.
    """

    life: Life
    clips: Iterator[Frame] | None = None
    now: float = 0.0
    open_s: float = 0.0
    dark_s: float = 0.0
    slept_s: float = 0.0
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    met: dict[Fault, int] = field(default_factory=dict)
    _next: int = 0
    _current: Trouble | None = None

    def read_clock(self) -> float:
        """Give the seconds since Monday, midnight."""
        return self.now

    def read_wall(self) -> datetime:
        """Give the time that a clock on the wall shows."""
        return MONDAY + timedelta(seconds=self.now)

    def wait(self, _stop: threading.Event, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        if self.now >= self.life.length_s:
            raise Over

    def trouble(self) -> Trouble | None:
        """Give what is wrong now, and take note of each new trouble as it begins."""
        troubles = self.life.troubles
        while self._next < len(troubles) and troubles[self._next].start <= self.now:
            self._current = troubles[self._next]
            self._next += 1
            self.met[self._current.fault] = self.met.get(self._current.fault, 0) + 1
        if self._current is not None and self.now >= self._current.end:
            self._current = None
        return self._current

    def suffers(self, *faults: Fault) -> bool:
        """Say whether one of these is wrong now."""
        trouble = self.trouble()
        return trouble is not None and trouble.fault in faults

    def is_new(self, fault: Fault) -> Trouble | None:
        """Give a trouble that happens once, the first time somebody asks."""
        trouble = self.trouble()
        if trouble is None or trouble.fault is not fault:
            return None
        self._current = None
        return trouble


class Camera(FrameSource):
    """Shows what the life shows, once a second, as long as nothing is wrong with it."""

    name = "simulated"
    is_live = True

    def __init__(self, universe: Universe) -> None:
        for fault, reason in ((Fault.GONE, Reason.CAMERA_GONE), (Fault.BUSY, Reason.CAMERA_BUSY)):
            if universe.suffers(fault):
                why = OpenFailedError(reason, "simulated")
                raise CameraUnavailable(f"simulated: {fault}") from why
        universe.wait(threading.Event(), universe.open_s)
        self._lit_t = universe.now + universe.dark_s
        self._universe = universe
        self._is_open = True

    def frames(self) -> Iterator[Frame | Outage]:
        """Give a picture or an outage each second; suffer what strikes the computer itself."""
        universe = self._universe
        for count in itertools.count():
            if not self._is_open:
                return
            if universe.is_new(Fault.KILL):
                raise Killed
            nap = universe.is_new(Fault.SLEEP)
            if nap is not None:
                universe.slept_s = nap.end - universe.now
                universe.now = nap.end
            yield self._look(count)
            universe.wait(threading.Event(), 1.0)

    def close(self) -> None:
        """Be open no more."""
        self._is_open = False

    def _look(self, count: int) -> Frame | Outage:
        universe = self._universe
        trouble = universe.trouble()
        if trouble is not None and trouble.fault in OUTAGES:
            return Outage(universe.now, OUTAGES[trouble.fault], "simulated")
        if universe.suffers(Fault.BLACK) or universe.now < self._lit_t:
            return Frame(universe.now, BLACK, ".")
        clip = None if universe.clips is None else next(universe.clips, None)
        if clip is not None:
            return clip
        return Frame(universe.now, (BRIGHT, DIM)[count % 2], universe.life.show(universe.now))


class Worker:
    """Finds whom the life shows; pictures of a clip go to a real worker, which may be killed."""

    seal = OPEN

    def __init__(self, universe: Universe, real: Landmarker | None) -> None:
        self._universe = universe
        self._real = real

    def follow(self, frame: Frame) -> tuple[Pose, ...]:
        """Find them, or die."""
        if self._universe.is_new(Fault.WORKER):
            raise WorkerLost("simulated")
        if self._real is not None and frame.name not in tuple("gs.?"):
            return self._real.follow(frame)
        return look(frame.name or ".", frame.t).poses

    def restart(self) -> None:
        """Live again."""
        if self._real is not None and self._real.pid is None:
            self._real.restart()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the real worker to whoever brought it."""


class Desktop:
    """What the system says: locked at night, and what the troubles bring."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe

    def look(self) -> Presence:
        """Say how things stand."""
        universe = self._universe
        slept_s, universe.slept_s = universe.slept_s, 0.0
        is_locked = universe.life.is_night(universe.now) or universe.suffers(Fault.LOCK)
        users = ("meeting",) if universe.suffers(Fault.CALL) else ()
        return Presence(is_locked=is_locked, camera_users=users, slept_s=slept_s)

    def close(self) -> None:
        """Do nothing."""


class Record:
    """The real store, which is lost sight of when the process is killed, and may be blocked."""

    def __init__(self, store: SqliteStore, path: Path, universe: Universe) -> None:
        self._store, self._path, self._universe = store, path, universe
        self.is_dead = False

    def save(self, records: Records) -> None:
        """Save, unless killed; while another program writes, wait for it in vain."""
        if self.is_dead:
            return
        if self._universe.suffers(Fault.STORE):
            with sqlite3.connect(self._path, isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                try:
                    self._store.save(records)
                finally:
                    other.execute("ROLLBACK")
        else:
            self._store.save(records)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


class Wishes(Shift):
    """A shift whose person pauses, and whose config is changed for a bad one."""

    def __init__(self, universe: Universe) -> None:
        def refuse() -> Orders:
            raise BadUsage("simulated: a bad config")

        super().__init__(Orders(make_baseline()), threading.Event(), refuse, universe.read_clock)
        self._universe = universe

    def find_wish(self) -> Reason | None:
        """Give the wish, after what has just been wished."""
        pause = self._universe.is_new(Fault.PAUSE)
        if pause is not None:
            self.pause(pause.end - self._universe.now)
        if self._universe.is_new(Fault.RELOAD):
            self.ask_reload()
        return super().find_wish()


def simulate(universe: Universe, path: Path, real: Landmarker | None = None) -> Records:
    """Watch until the life is over, starting again after each kill; give the record."""
    while universe.now < universe.life.length_s - 1.0:
        universe.starts.append(universe.now)
        with open_store(path) as store:
            record = Record(store, path, universe)
            try:
                _watch(universe, record, real)
            except Killed:
                record.is_dead = True
                universe.ends.append(universe.now)
                universe.now += 1.0  # until it is started again
            except Over:
                universe.ends.append(universe.now)
    with open_store(path) as store:
        return store.read(MONDAY - timedelta(days=1), MONDAY + timedelta(days=366))


def _watch(universe: Universe, record: Record, real: Landmarker | None) -> None:
    def open_source(_text: str, *, interval_s: float) -> FrameSource:  # noqa: ARG001
        return Camera(universe)

    clock = universe.read_clock
    post = Post(
        landmarker=lambda: Worker(universe, real),  # type: ignore[arg-type,return-value]
        messenger=Messenger("silent"),
        store=record,  # type: ignore[arg-type]
        tell=lambda _line: None,
        shift=Wishes(universe),
        keep_days=400,
        session=Session(Desktop(universe), clock),
        world=World(open_source, clock, universe.wait, universe.read_wall),
    )
    watch("0", Speed.REALTIME, post)
