"""Sums up the day, and on Mondays the week, while one is watched."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

from sitwell.adapters.notifier import Delivery
from sitwell.adapters.store import Store
from sitwell.commands.messenger import Messenger
from sitwell.commands.replay import Step
from sitwell.commands.report_page import NoPage
from sitwell.commands.told import Untold
from sitwell.core import day_end, trend, week
from sitwell.core.circumstances import Circumstances
from sitwell.core.day import Day, tell
from sitwell.core.day_end import DayEndRules, Moment, Occasion, Waiting
from sitwell.core.message import Message
from sitwell.core.nudges import NudgeRules, is_open
from sitwell.core.records import State
from sitwell.core.timeline import local_day
from sitwell.errors import StoreUnusable
from sitwell.reporting import brief

RETRY_S = 900.0
"""How long to wait after a summary that could not be made or shown."""

log = logging.getLogger(__name__)


class DayEnd:
    """Tells each summary once.

    Thread: the one that watches. Blocking: as long as the messenger, and while the record is read,
    of one day, or for a week of 28, one after the other so that no more is held than one.
    """

    def __init__(
        self,
        messenger: Messenger,
        store: Store,
        told: Untold,
        page: NoPage,
        now: Callable[[], datetime],
        zone: tzinfo,
    ) -> None:
        """Begin.

        Args:
            messenger: Shows what is said.
            store: Has the days.
            told: Remembers what was told.
            page: The report that a summary's button opens.
            now: The time of day.
            zone: In which days are days.
        """
        self._messenger = messenger
        self._store = store
        self._told = told
        self._page = page
        self._now = now
        self._zone = zone
        self._waiting = Waiting(told.recall())
        page.forget()

    def note(
        self, step: Step, around: Circumstances, rules: DayEndRules, nudges: NudgeRules
    ) -> None:
        """Take a step into account; nothing is told where nobody knows what day it is.

        Args:
            step: It, once it is written down.
            around: What else mattered then.
            rules: When to tell.
            nudges: When there is to be quiet, and for how long a nudge waits.
        """
        word = self._page.take_word()
        if word is not None:
            self._messenger.send(word)
        if step.reading is None or around.since_midnight_s is None:
            return
        moment, before = _describe(step, around, self._now(), nudges), self._waiting
        self._waiting, occasion = day_end.advance(before, moment, rules, nudges.hours)
        if before.day not in (None, self._waiting.day):
            self._page.forget()
        if occasion is None:
            return
        try:
            self._sum_up(occasion, moment)
        except StoreUnusable as error:
            log.warning("%s (a summary is tried again later)", error)
            self._waiting = day_end.postpone(self._waiting, moment, RETRY_S)

    def _sum_up(self, occasion: Occasion, moment: Moment) -> None:
        today = moment.now.date()
        if occasion is Occasion.WEEK:
            last, count, message = today - timedelta(days=1), week.DAYS, self._tell_week(today)
        else:
            day = self._read(today)
            missing_s = day_end.LEAST_JUDGED_S - day.summary.judged_s
            if missing_s > 0.0:  # no sooner can there be enough
                self._waiting = day_end.postpone(self._waiting, moment, missing_s)
                return
            last, count, message = today, 1, brief.day_message(day, trend.find(day, ()))
        if message is not None:
            self._page.turn_to(last, count)  # first, as it may be pressed before `send` returns
            if self._messenger.send(message).delivered is Delivery.NO:
                self._waiting = day_end.postpone(self._waiting, moment, RETRY_S)
                return
            log.info("summary of the %s", occasion)
        self._waiting = day_end.tell(self._waiting, moment, occasion)
        self._told.keep(self._waiting.told)

    def _tell_week(self, today: date) -> Message | None:
        last = today - timedelta(days=1)
        points = tuple(trend.point(self._read(day)) for day in week.days_of(last))
        found = week.sum_up(points, last)
        return brief.week_message(found) if found.days else None

    def _read(self, day: date) -> Day:
        return tell(self._store.read(*local_day(day, self._zone)), day, self._zone)


def _describe(step: Step, around: Circumstances, now: datetime, nudges: NudgeRules) -> Moment:
    steady = step.now.steady
    is_judged = steady is not None and steady.state not in (State.ABSENT, State.UNKNOWN)
    return Moment(
        step.t,
        now,
        is_judged,
        step.seconds,
        around.is_held,
        _find_nudged(step, nudges),
    )


def _find_nudged(step: Step, rules: NudgeRules) -> float | None:
    """Give when a nudge was on the screen last: now, if it waits to be followed still."""
    last = step.now.nudging.last
    if last is None:
        return None
    return step.t if is_open(last, rules) else last.t
