"""Looks only while nothing speaks against it, and lets go of the camera meanwhile."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sitwell.adapters.frames import FrameSource
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason
from sitwell.errors import BadSource, BadUsage, CameraUnavailable

REST_S = 1.0  # between two moments without a picture
FIRST_RETRY_S = 1.0  # before a camera that could not be opened again is tried anew; doubles
LONGEST_RETRY_S = 30.0  # a person who closes the other program should not wait longer

log = logging.getLogger(__name__)


class Excuse(Protocol):
    """Something that may speak against looking now: the person's wish, a locked session, a call.

    Asked at every picture, from the thread that looks; should answer at once.
    """

    def __call__(self) -> Reason | None:
        """Give the reason not to look now; None to look."""
        ...


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a source that should be open is not, and when it is tried again.

    Attributes:
        outage: What to say of the moments until then; its `t` is that of the failure.
        retry_t: When to try again.
        delay_s: How long that was waited for.
    """

    outage: Outage
    retry_t: float
    delay_s: float


class Attendance(FrameSource):
    """A source that is open while no excuse holds, and closed (the camera's light off) otherwise.

        looking, looking |paused paused paused| opening (busy) 1 s … opening, looking, looking
        camera on        |off                                       |on

    Where it visits, it is open for each look alone; opening it is part of the time between two:

        look |off ......, opening| look |off ......, opening| look |off ......

    Time `t` of a live source is the clock's, from the first look on, through every closing. Each
    moment without a picture is an Outage with its reason. A recording has its own time, which
    stands still while an excuse holds; it is not closed.

    Threads: `frames` belongs to one; `heed`, `reopen` and `close` may be called from any.
    """

    def __init__(
        self,
        opener: Callable[[], FrameSource],
        excuses: Sequence[Excuse],
        stop: threading.Event,
        clock: Callable[[], float] = read_clock,
        wait: Callable[[threading.Event, float], object] = threading.Event.wait,
        visit_every_s: Callable[[], float | None] = lambda: None,
    ) -> None:
        """Open the source.

        Args:
            opener: Opens it, now and again after each rest.
            excuses: What may speak against looking; the first that does gives the reason.
            stop: Set from outside to end `frames`.
            clock: Seconds.
            wait: Sleeps for some seconds, or until the event is set.
            visit_every_s: Gives the seconds from one visit to the next; None to hold it open.

        Raises:
            CameraUnavailable, BadSource, BadUsage: As `opener` does, this first time.
        """
        self._opener = opener
        self._excuses = excuses
        self._stop = stop
        self._clock = clock
        self._wait = wait
        self._visit_every_s = visit_every_s
        self._next_visit_t: float | None = None
        self._start: float | None = None
        self._closed: Closed | None = None
        self._is_over = False
        self._has_news = threading.Event()
        self._lock = threading.Lock()
        self._is_opening = False
        self._opening_t = clock()  # when the last opening began
        self._source: FrameSource | None = opener()
        self.name = self._source.name
        self.is_live = self._source.is_live

    @property
    def is_open(self) -> bool:
        """Whether the camera or file is held, or being opened, which turns its light on."""
        return self._source is not None or self._is_opening

    def frames(self) -> Iterator[Frame | Outage]:
        """Give what the source shows, and while it is not looked at, an Outage every second."""
        if not self.is_live:
            yield from self._play()
            return
        if self.is_open:  # a rest may have begun by now
            log.info("camera on")
        while not self._is_ending():
            reason = self._find_excuse()
            if reason is not None:
                self._let_go(reason.value)
                yield Outage(self._tell_time(), reason)
                self._rest()
                continue
            if self._next_visit_t is not None and self._clock() < self._next_visit_t:
                self._rest()
                continue
            source = self._source or self._open_again()
            if source is None:
                if self._closed is not None:
                    yield replace(self._closed.outage, t=self._tell_time())
                self._rest()
                continue
            yield from self._look(source)

    def heed(self) -> None:
        """Ask the excuses now instead of at the next picture; the camera is off when this returns.

        Unless it is just being opened: then it is closed again at once.
        """
        reason = self._find_excuse()
        if reason is not None and self.is_live:
            self._let_go(reason.value)
        self._has_news.set()

    def reopen(self) -> None:
        """Close a live source and open it anew, with what the opener does by now."""
        if self.is_live:
            self._let_go("to open it anew")
        self._has_news.set()

    def close(self) -> None:
        """Let go of the device or file, and end a running `frames`."""
        self._is_over = True
        self._let_go("over")
        self._has_news.set()

    def _play(self) -> Iterator[Frame | Outage]:
        source = self._source
        for item in () if source is None else source.frames():
            while self._find_excuse() is not None and not self._is_ending():
                self._rest()
            yield item

    def _look(self, source: FrameSource) -> Iterator[Frame | Outage]:
        """Give what it shows until it is let go of or an excuse holds."""
        for item in source.frames():
            if self._source is not source or self._is_ending() or self._find_excuse() is not None:
                return
            t, every_s = self._tell_time(), self._visit_every_s()
            if every_s is not None and isinstance(item, Frame):
                self._next_visit_t = max(self._opening_t + every_s, self._clock() + REST_S)
                self._let_go("until the next look")
            yield replace(item, t=t)
            if self._source is not source:
                return
        if self._source is source:  # ended by itself, which live sources promise not to
            self._let_go("it ended")
            self._fail(Outage(0.0, Reason.CAMERA_GONE, "the pictures ended"))

    def _open_again(self) -> FrameSource | None:
        if self._closed is not None and self._clock() < self._closed.retry_t:
            return None
        self._is_opening = True
        self._opening_t = self._clock()
        try:
            source = self._opener()
        except (CameraUnavailable, BadSource, BadUsage) as error:
            # A camera that is known by its name is bad usage while it is unplugged.
            reason = getattr(error.__cause__, "reason", Reason.CAMERA_GONE)
            self._is_opening = False
            self._fail(Outage(0.0, reason, str(error)))
            return None
        self._closed = None
        with self._lock:
            self._source = source
        self._is_opening = False
        if self._is_over:  # closed while it was being opened
            self._let_go("over")
            return None
        log.info("camera on")
        return source

    def _fail(self, outage: Outage) -> None:
        before = self._closed
        delay_s = FIRST_RETRY_S if before is None else min(2 * before.delay_s, LONGEST_RETRY_S)
        if before is None or before.outage.reason is not outage.reason:
            log.warning("no camera: %s; trying it again", outage.reason.value.replace("_", " "))
        self._closed = Closed(outage, self._clock() + delay_s, delay_s)

    def _let_go(self, why: str) -> None:
        with self._lock:
            source, self._source = self._source, None
        if source is not None:
            source.close()
            if self.is_live:
                log.info("camera off: %s", why)

    def _find_excuse(self) -> Reason | None:
        return next((reason for ask in self._excuses if (reason := ask()) is not None), None)

    def _is_ending(self) -> bool:
        return self._is_over or self._stop.is_set()

    def _rest(self) -> None:
        left_s = REST_S if self._next_visit_t is None else self._next_visit_t - self._clock()
        self._wait(self._has_news, min(REST_S, left_s) if left_s > 0.0 else REST_S)
        self._has_news.clear()

    def _tell_time(self) -> float:
        now = self._clock()
        if self._start is None:
            self._start = now
        return now - self._start
