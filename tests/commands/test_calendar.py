"""The day on record and the time of day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sitwell.adapters.store import NullStore, Store
from sitwell.adapters.store.database import memory_store
from sitwell.commands.calendar import Calendar
from sitwell.core.circumstances import Circumstances
from sitwell.core.records import Records, Span, State

CET = timezone(timedelta(hours=1))
NOON = datetime(2026, 3, 9, 12, 30, tzinfo=CET)


def began(days_ago: int) -> Store:
    """Give a record that began so many days before NOON, shortly after midnight."""
    store = memory_store()
    start = NOON.replace(hour=0, minute=10) - timedelta(days=days_ago)
    later = Span(start + timedelta(hours=9), 60.0, State.ABSENT)
    store.save(Records((later, Span(start, 60.0, State.UPRIGHT))))
    return store


@pytest.mark.parametrize(
    ("store", "keep_days", "days"),
    [
        pytest.param(began(3), 400, 3, id="three days ago"),
        pytest.param(began(0), 400, 0, id="today"),
        pytest.param(memory_store(), 400, 0, id="nothing on record"),
        pytest.param(NullStore(), 400, 0, id="nothing is ever kept"),
        pytest.param(began(3), 5, 3, id="not all that is kept"),
        pytest.param(began(4), 5, None, id="as far back as is kept: it may have begun earlier"),
        pytest.param(began(-1), 400, 0, id="the clock was set back"),
    ],
)
def test_days_since_the_first(store: Store, keep_days: int, days: int | None) -> None:
    """Days are counted from the local date of the first span, as far as the record can tell."""
    around = Calendar(store, lambda: NOON, keep_days).describe(is_held=False)
    assert around == Circumstances(False, 12.5 * 3600.0, days)


def test_the_first_day_is_that_of_its_own_local_time() -> None:
    """Shortly after midnight in Berlin is that day, though in Greenwich it was still the other."""
    assert began(3).first_day() == date(2026, 3, 6)
    store = memory_store()
    store.save(Records((Span(datetime(2026, 3, 5, 23, 10, tzinfo=UTC), 60.0, State.UPRIGHT),)))
    assert store.first_day() == date(2026, 3, 5)


def test_what_would_be_disturbed_is_passed_on() -> None:
    """A call is part of the circumstances."""
    assert Calendar(NullStore(), lambda: NOON, 400).describe(is_held=True).is_held
