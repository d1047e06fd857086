"""What every store can do, and the one that keeps nothing."""

from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from sitwell.core.records import ExerciseRecord, Records


class Store(Protocol):
    """Keeps records across restarts. Used by one thread; every call blocks until it is done."""

    def save(self, records: Records) -> None:
        """Keep all of these, or none where it fails.

        A span or an episode replaces what was kept with the same start, a nudge what was kept with
        the same time and kind, an exercise what was kept with the same time and card, and an
        exposure what was kept with the same start. So whatever still grows is simply saved again.

        Raises:
            ValueError: A time without a zone, a duration that is negative or not a number, a number
                of repetitions or shifts that cannot be, an exposure in other classes than ours, or
                a name that is no card's.
            StoreUnusable: The file is locked, damaged or cannot be written.
        """

    def read(self, since: datetime, until: datetime) -> Records:
        """Give everything that overlaps [since, until), whole and in order of time.

        Raises:
            ValueError: A time without a zone.
            StoreUnusable: The file is locked or damaged.
        """

    def read_exercises(self) -> tuple[ExerciseRecord, ...]:
        """Give every exercise on record, in order of time; the days themselves are not read.

        Raises:
            StoreUnusable: The file is locked or damaged.
        """

    def first_day(self) -> date | None:
        """Give the local date of the first span on record; None where there is none.

        Raises:
            StoreUnusable: The file is locked or damaged.
        """

    def erase(self, before: date | None = None) -> int:
        """Take out for good what lies before a day, or everything; give how many records went.

        The day is that of each record's own local time, and a span or an episode that crosses into
        it is cut at midnight. Afterwards the erased bytes are in none of the store's files.

        Raises:
            StoreUnusable: The file is in use, damaged or cannot be written; nothing was erased, or
                another call finishes it.
        """

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class NullStore:
    """A store that keeps nothing, for replay."""

    def save(self, records: Records) -> None:
        """Keep nothing."""

    def read(self, since: datetime, until: datetime) -> Records:  # noqa: ARG002 (a null object)
        """Give no records."""
        return Records()

    def read_exercises(self) -> tuple[ExerciseRecord, ...]:
        """Give no exercises."""
        return ()

    def first_day(self) -> date | None:
        """Know of no day."""
        return None

    def erase(self, before: date | None = None) -> int:  # noqa: ARG002 (a null object)
        """Find nothing to erase."""
        return 0

    def close(self) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
