"""Lets the record reach no further back than the person wants."""

import logging
from datetime import UTC, date, datetime, time, timedelta

from sitwell.adapters.store import Store
from sitwell.core.records import Records
from sitwell.core.retention import begun_before, first_day_kept
from sitwell.errors import StoreUnusable

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

log = logging.getLogger(__name__)


class Retention:
    """Erases the days that are too old; tell it the day as often as you like."""

    def __init__(self, store: Store, keep_days: int) -> None:
        """Take a store, and how many days of it are kept, today among them."""
        self._store = store
        self._keep_days = keep_days
        self._enforced_on: date | None = None

    def enforce(self, today: date) -> None:
        """Erase what is too old, once on each day.

        A store that fails costs this day's erasure, not the watch: the log hears of it.
        """
        if today == self._enforced_on:
            return
        self._enforced_on = today
        first = first_day_kept(today, self._keep_days)
        try:
            # An erasure writes the whole file anew, so there should be something to erase.
            if read_before(self._store, first) != Records():
                self._store.erase(first)
        except StoreUnusable as error:
            log.warning("%s (the watch goes on; days before %s are still kept)", error, first)


def read_before(store: Store, day: date) -> Records:
    """Give what began before a day, wherever the person was then.

    Raises:
        StoreUnusable: The record is locked or damaged.
    """
    # No place on earth is a whole day behind UTC.
    begun_everywhere = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    return begun_before(store.read(_LONG_AGO, begun_everywhere), day)
