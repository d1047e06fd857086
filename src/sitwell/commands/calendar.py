"""The time of day and the day on record, as the nudge rules need them."""

from collections.abc import Callable
from datetime import date, datetime

from sitwell.adapters.store import Store
from sitwell.core.circumstances import Circumstances


class Calendar:
    """Says what day it is to the person: on the wall, and since the first one on record.

    A record that is erased begins anew, and so does the first week. One that reaches back as far as
    it is kept does not tell when it began.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], keep_days: int) -> None:
        """Look up the first day; today, where nothing is on record yet.

        Raises:
            StoreUnusable: As the store says.
        """
        self._now = now
        self._keep_days = keep_days
        self._first: date = store.first_day() or now().date()

    def describe(self, *, is_held: bool) -> Circumstances:
        """Give the circumstances of this moment."""
        now = self._now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        days = max(0, (now.date() - self._first).days)
        known = None if days >= self._keep_days - 1 else days
        return Circumstances(is_held, (now - midnight).total_seconds(), known)
