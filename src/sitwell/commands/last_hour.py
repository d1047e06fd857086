"""What the record has of the last hour, for the window of why."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from sitwell.adapters.store import open_store
from sitwell.core.records import Span

HOUR = timedelta(hours=1)


def read_last_hour(path: Path, now: datetime) -> tuple[Span, ...]:
    """Give the spans of the last hour; a record that is not there yet is not made.

    Raises:
        StoreUnusable: It is damaged or locked.
    """
    if not os.path.lexists(path):
        return ()
    with open_store(path) as store:
        return store.read(now - HOUR, now).spans
