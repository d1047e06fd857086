"""The wall clock and the time zone of this computer."""

import time
from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The time zone of this computer, with the offset that holds on each date."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Give the offset from UTC at a moment of local time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def fromutc(self, moment: datetime) -> datetime:
        """Give a moment of UTC by the clock on this computer's wall; the later of two has fold."""
        there = moment.replace(tzinfo=UTC).astimezone()
        here = there.replace(tzinfo=self)
        return here if here.utcoffset() == there.utcoffset() else here.replace(fold=1)

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 (tzinfo asks for it)
        """Give None: the offset is known, how it is made up is not."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Give the zone's abbreviation at a moment of local time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()


def now() -> datetime:
    """Give the present moment, zone-aware; any thread may ask.

    The C library keeps the zone that it read first, and laptops travel. Looking again is one stat
    of /etc/localtime where nothing has changed: 4 µs. Windows has no such call.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now(UTC).astimezone()  # in one step: the zone may change between two


def here(moment: datetime) -> datetime:
    """Give a moment in the zone of this computer, in which words can tell moments of other dates.

    `now` has the offset of today alone. But do not count on from what this gives: Python adds to
    it by the clock on the wall, as if no hour were ever left out or told twice.
    """
    return moment.astimezone(LocalZone())


def now_here() -> datetime:
    """Give the present moment, for words about moments of other dates; see `here`."""
    return here(now())
