"""The exercises on record, as a guided set needs them: without them, it still goes on."""

import os
from collections.abc import Callable
from pathlib import Path

from sitwell.adapters.store import open_store
from sitwell.core.records import ExerciseRecord, Records
from sitwell.errors import StoreUnusable

Say = Callable[[str], None]


class Diary:
    """Reads what was done and adds to it; a record that cannot be used costs one warning."""

    def __init__(self, path: Path, say: Say) -> None:
        """Read the record at that path; one that is not there yet is not made."""
        self._path = path
        self._say = say
        self._has_warned = False
        self.history = self._read()

    def add(self, *records: ExerciseRecord) -> None:
        """Log these, or warn that they are not."""
        try:
            save(self._path, records)
        except StoreUnusable as error:
            self._warn(error)

    def _read(self) -> tuple[ExerciseRecord, ...]:
        try:
            return read(self._path)
        except StoreUnusable as error:
            self._warn(error)
            return ()

    def _warn(self, error: StoreUnusable) -> None:
        if not self._has_warned:
            self._say(f"sitwell: {error} (exercises go on, but are not logged)")
        self._has_warned = True


def read(path: Path) -> tuple[ExerciseRecord, ...]:
    """Give every exercise on record; a record that is not there yet is not made.

    Raises:
        StoreUnusable: It is damaged or locked, or cannot be written.
    """
    if not os.path.lexists(path):
        return ()
    with open_store(path) as store:
        return store.read_exercises()


def save(path: Path, records: tuple[ExerciseRecord, ...]) -> None:
    """Log these.

    Raises:
        StoreUnusable: The record is damaged, locked or cannot be written.
    """
    with open_store(path) as store:
        store.save(Records(exercises=records))
