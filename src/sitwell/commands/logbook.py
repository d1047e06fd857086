"""What a running watch has seen so far, as its status needs it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sitwell.adapters.clock import now as wall_clock
from sitwell.adapters.frames.running_clock import read_clock
from sitwell.commands.replay import Step
from sitwell.core.circumstances import ANYWHEN, Circumstances
from sitwell.core.events import NudgeSent, StateChanged, withdraws
from sitwell.core.monitor import Monitor
from sitwell.core.nudges import Nudging
from sitwell.core.posture_rules import PostureRules
from sitwell.core.reading import Reading
from sitwell.core.reason import WITHOUT_PICTURE, Reason
from sitwell.core.why import Verdict, make_verdict
from sitwell.guard.seal import OPEN

MOST_KEPT = 20
"""Changes of state, and nudges, that the page remembers: as many as a person may read."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that this watch has sent, and when by the wall clock."""

    at: datetime
    event: NudgeSent


@dataclass(frozen=True, slots=True)
class Page:
    """What is known after a step.

    Attributes:
        t: When the step was, on the source's clock.
        at_s: The same on the computer's clock.
        reading: The verdict of the step; None before the first.
        look: The newest verdict on a picture; None before the first.
        look_at_s: When that was, on the computer's clock.
        day: The day on which `readings` are counted.
        readings: Pictures looked at on that day.
        monitor: Where the monitor stands.
        around: What else mattered to a nudge then.
        verdicts: The last changes of the settled state, oldest first.
        told: The last nudges, oldest first.
    """

    t: float = 0.0
    at_s: float = 0.0
    reading: Reading | None = None
    look: Reading | None = None
    look_at_s: float = 0.0
    day: date | None = None
    readings: int = 0
    monitor: Monitor = field(default_factory=Monitor)
    around: Circumstances = ANYWHEN
    verdicts: tuple[Verdict, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def nudging(self) -> Nudging:
        """The nudges of the last day."""
        return self.monitor.nudging

    @property
    def missing(self) -> Reason | None:
        """Why there was no picture at the last step; None if there was one, or no step yet."""
        reason = None if self.reading is None else self.reading.reason
        return reason if reason in WITHOUT_PICTURE else None


class Logbook:
    """Written by the thread that watches; may be read by any.

    Attributes:
        page: What is known; replaced as a whole.
        worker_seal: Of MediaPipe's process; none until it has been started.
        lines: Gives the lines that states are held against; the defaults until it is set.
    """

    def __init__(
        self,
        clock: Callable[[], float] = read_clock,
        now: Callable[[], datetime] = wall_clock,
        on_first_step: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin with an empty page.

        Args:
            clock: Seconds.
            now: The wall clock.
            on_first_step: Called once, when the watch is under way.
        """
        self.page = Page()
        self.worker_seal = OPEN
        self.lines: Callable[[], PostureRules] = PostureRules
        self._clock = clock
        self._now = now
        self._on_first_step: Callable[[], None] | None = on_first_step

    def note(self, monitor: Monitor, around: Circumstances = ANYWHEN) -> None:
        """Note where the monitor stands after a step, and in what circumstances."""
        self.page = replace(self.page, monitor=monitor, around=around)

    def write(self, step: Step) -> None:
        """Note a step."""
        for event in step.events:
            if isinstance(event, StateChanged):
                self._remember(event, step)
            elif isinstance(event, NudgeSent):
                log.info("nudge: %s", event.nudge.kind)
                told = (*self.page.told, Told(self._now(), event))
                self.page = replace(self.page, told=told[-MOST_KEPT:])
            elif withdraws(event):
                log.info("nudge withdrawn")
        if step.reading is None:
            return
        before, at_s, today = self.page, self._clock(), self._now().date()
        page = replace(before, t=step.t, at_s=at_s, reading=step.reading, day=today)
        if today != before.day:
            page = replace(page, readings=0)
        if page.missing is None:
            page = replace(page, look=step.reading, look_at_s=at_s, readings=page.readings + 1)
        if page.missing is not before.missing:
            log.info("looking" if page.missing is None else f"no picture: {page.missing.value}")
        self.page = page
        if self._on_first_step is not None:
            self._on_first_step()
            self._on_first_step = None

    def _remember(self, event: StateChanged, step: Step) -> None:
        at = self._now() - timedelta(seconds=step.t - event.t)
        verdict = make_verdict(at, event.state, event.reason, step.now.steady, self.lines())
        verdicts = (*self.page.verdicts, verdict)
        self.page = replace(self.page, verdicts=verdicts[-MOST_KEPT:])

    def count_nudges_today(self) -> int:
        """Count the nudges since midnight, also those of earlier runs."""
        now, page, since_s = self._now(), self.page, self._clock() - self.page.at_s
        ages = (page.t + since_s - nudge.t for nudge in page.nudging.sent)
        return sum((now - timedelta(seconds=age_s)).date() == now.date() for age_s in ages)
