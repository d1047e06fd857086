"""The record of the days: spans, episodes and nudges, kept in one SQLite file."""

from sitwell.adapters.store.database import SqliteStore, memory_store, open_store
from sitwell.adapters.store.store import NullStore, Store

__all__ = ["NullStore", "SqliteStore", "Store", "memory_store", "open_store"]
