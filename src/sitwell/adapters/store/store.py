"""What every store can do, and the one that keeps nothing."""

from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from sitwell.core.records import Records


class Store(Protocol):
    """Keeps records across restarts. Used by one thread; every call blocks until it is done."""

    def save(self, records: Records) -> None:
        """Keep all of these, or none where it fails.

        A span or an episode replaces what was kept with the same start, and a nudge what was kept
        with the same time and kind. So whatever still grows is simply saved again.

        Raises:
            ValueError: A time without a zone, or a duration that is negative or not a number.
            StoreUnusable: The file is locked, damaged or cannot be written.
        """

    def read(self, since: datetime, until: datetime) -> Records:
        """Give everything that overlaps [since, until), whole and in order of time.

        Raises:
            ValueError: A time without a zone.
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
