"""What a running watch is told while it runs: to rest, to go by a changed config, to stop."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from sitwell.adapters.frames.running_clock import read_clock
from sitwell.commands.replay import rules_for
from sitwell.config import Settings
from sitwell.core import duty
from sitwell.core.baseline import Baseline
from sitwell.core.duty import WATCHING, Duty
from sitwell.core.monitor import MonitorRules
from sitwell.core.reason import Reason
from sitwell.errors import SitwellError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Orders:
    """The part of the settings that may change under a running watch.

    Attributes:
        interval_s: Seconds between two looks of a live source.
        rules: Every line and delay, the slump line where this person's calibration puts it.
        notifier: Its name.
        visits_camera: Whether a live source is open for each look alone.
    """

    interval_s: float = Settings().watch.interval_s
    rules: MonitorRules = field(default_factory=MonitorRules)
    notifier: str = Settings().watch.notifier
    visits_camera: bool = False


def orders_for(settings: Settings, baseline: Baseline, notifier: str | None = None) -> Orders:
    """Give the orders of a config, with the notifier that the command line names, if it does."""
    watching = settings.watch
    rules = rules_for(settings, baseline)
    name = notifier or watching.notifier
    return Orders(watching.interval_s, rules, name, watching.visits_camera)


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
    ) -> None:
        """Begin to watch.

        Args:
            orders: Those in force.
            stop: Ends the watch when set.
            reread: Reads the config anew, and raises one of our errors if it is wrong.
            clock: Seconds, for pause and snooze.
        """
        self.orders = orders
        self.stop = stop
        self._reread = reread or (lambda: orders)
        self._clock = clock
        self._duty = WATCHING
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
        return self.duty.rest

    def pause(self, seconds: float | None) -> None:
        """Rest for so long, or until `resume`."""
        self._duty = duty.pause(self._clock(), seconds)
        log.info("paused")

    def snooze(self, seconds: float | None) -> None:
        """Rest for a while."""
        self._duty = duty.snooze(self._clock(), seconds)
        log.info("snoozed")

    def resume(self) -> None:
        """Watch again."""
        self._duty = WATCHING
        log.info("resumed")

    def reload(self) -> None:
        """Read the config anew; it takes effect when orders are taken next.

        Raises:
            SitwellError: If it is wrong; the old one stays.
        """
        try:
            self._next = self._reread()
        except SitwellError as error:
            log.warning("the config was refused and the old one stays: %s", error)
            raise

    def ask_reload(self) -> None:
        """Have the config read anew when orders are taken next; safe in a signal handler."""
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
        log.info("config reloaded")
        return new
