"""What a running watch is told while it runs: to rest, to go by what has changed, to stop."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sitwell.adapters.frames.running_clock import read_clock
from sitwell.coach.cards import Place
from sitwell.coach.choice import find_place
from sitwell.commands.memory import Forgetful, Memory
from sitwell.commands.replay import rules_for
from sitwell.config import Settings
from sitwell.core import duty
from sitwell.core.baseline import Baseline
from sitwell.core.day_end import DayEndRules
from sitwell.core.duty import WATCHING, Duty
from sitwell.core.monitor import MonitorRules
from sitwell.core.reason import Reason
from sitwell.errors import SitwellError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Orders:
    """What may change under a running watch: part of the settings, and the calibration.

    Attributes:
        baseline: The person's own upright.
        interval_s: Seconds between two looks of a live source.
        rules: Every line and delay, the slump line where this person's calibration puts it.
        notifier: Its name.
        visits_camera: Whether a live source is open for each look alone.
        place: Where there is room for an exercise; None for anywhere.
        day_end: When the day and the week are summed up.
    """

    baseline: Baseline
    interval_s: float = Settings().watch.interval_s
    rules: MonitorRules = field(default_factory=MonitorRules)
    notifier: str = Settings().watch.notifier
    visits_camera: bool = False
    place: Place | None = None
    day_end: DayEndRules = field(default_factory=DayEndRules)


def orders_for(settings: Settings, baseline: Baseline, notifier: str | None = None) -> Orders:
    """Give the orders of a config, with the notifier that the command line names, if it does."""
    watching = settings.watch
    rules = rules_for(settings, baseline)
    name = notifier or watching.notifier
    place = find_place(settings.coach.place)
    return Orders(
        baseline,
        watching.interval_s,
        rules,
        name,
        watching.visits_camera,
        place,
        settings.report.rules,
    )


class Shift:
    """The wishes and orders in force.

    Threads: `take_orders` belongs to the one that watches; all else may be called from any.
    """

    def __init__(
        self,
        orders: Orders,
        stop: threading.Event,
        reread: Callable[[], Orders] | None = None,
        clock: Callable[[], float] = read_clock,
        memory: Memory | None = None,
    ) -> None:
        """Begin to watch.

        Args:
            orders: Those in force.
            stop: Ends the watch when set.
            reread: Reads config and calibration anew, and raises one of our errors if one is wrong.
            clock: Seconds, for pause and snooze.
            memory: Keeps them for the next monitor; nothing does unless given.
        """
        self.orders = orders
        self.stop = stop
        self._reread = reread or (lambda: orders)
        self._clock = clock
        self._memory = memory or Forgetful()
        self._duty = WATCHING
        self._duty_lock = threading.Lock()  # so that what is kept is the wish in force
        self._next: Orders | None = None
        self._is_reload_due = threading.Event()

    @property
    def rules(self) -> MonitorRules:
        """The rules in force."""
        return self.orders.rules

    @property
    def visit_every_s(self) -> float | None:
        """Seconds from one visit to the camera to the next; None where it is held."""
        return self.orders.interval_s if self.orders.visits_camera else None

    @property
    def duty(self) -> Duty:
        """The wish in force."""
        # Not kept: another thread may have put a newer wish there meanwhile.
        return duty.tick(self._duty, self._clock())

    @property
    def rest_left_s(self) -> float | None:
        """Seconds until it watches again by itself; None where it does not."""
        until_t = self.duty.until_t
        return None if until_t is None else max(0.0, until_t - self._clock())

    def find_wish(self) -> Reason | None:
        """Give why not to look now, by the person's wish: an `Excuse`."""
        if self._duty.rest is not None and self.duty.rest is None:
            self._forget_if_over()
        return self.duty.rest

    def recall(self) -> None:
        """Take up the rest that an earlier watch left when it ended without being told to."""
        with self._duty_lock:
            self._duty = self._memory.recall(self._clock())

    def pause(self, seconds: float | None) -> None:
        """Rest for so long, or until `resume`."""
        t = self._clock()
        self._wish(duty.pause(t, seconds), t)
        log.info("paused")

    def snooze(self, seconds: float | None) -> None:
        """Rest for a while."""
        t = self._clock()
        self._wish(duty.snooze(t, seconds), t)
        log.info("snoozed")

    def resume(self) -> None:
        """Watch again."""
        self._wish(WATCHING, self._clock())
        log.info("resumed")

    def end(self) -> None:
        """Stop, as the person wishes: that ends a rest too, and the next start watches.

        The camera stays off until then.
        """
        self.stop.set()
        with self._duty_lock:
            self._memory.keep(WATCHING, self._clock())

    def reload(self) -> None:
        """Read config and calibration anew; they take effect when orders are taken next.

        Raises:
            SitwellError: If one of them is wrong; what is in force stays.
        """
        try:
            self._next = self._reread()
        except SitwellError as error:
            log.warning("not reloaded, what was in force stays: %s", error)
            raise

    def ask_reload(self) -> None:
        """Have it all read anew when orders are taken next; safe in a signal handler."""
        self._is_reload_due.set()

    def take_orders(self) -> Orders | None:
        """Give the new orders, if there are any, and go by them from now on."""
        if self._is_reload_due.is_set():
            self._is_reload_due.clear()
            try:
                self.reload()
            except SitwellError:
                return None  # it has been logged
        new, self._next = self._next, None
        if new is None:
            return None
        self.orders = new
        log.info("reloaded")
        return new

    def _wish(self, wish: Duty, t: float) -> None:
        with self._duty_lock:
            self._duty = wish
            self._memory.keep(wish, t)

    def _forget_if_over(self) -> None:
        with self._duty_lock:
            if self.duty.rest is None:  # no newer wish has come meanwhile
                self._duty = WATCHING
                self._memory.keep(WATCHING, self._clock())
