"""The record of the days: spans, episodes, nudges, exercises and exposures, in one SQLite file."""

from sitwell.adapters.store.database import (
    SqliteStore,
    memory_store,
    open_store,
    refuse_dead_end,
)
from sitwell.adapters.store.failures import partly_damaged
from sitwell.adapters.store.salvage import Bounds, Salvage, salvage
from sitwell.adapters.store.store import NullStore, Store

__all__ = [
    "Bounds",
    "NullStore",
    "Salvage",
    "SqliteStore",
    "Store",
    "memory_store",
    "open_store",
    "partly_damaged",
    "refuse_dead_end",
    "salvage",
]
