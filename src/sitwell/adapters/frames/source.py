"""What every source of pictures promises."""

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from sitwell.core.frame import Frame, Outage


class FrameSource(Protocol):
    """Pictures in the order in which they were taken.

    Opening happens in the constructor, which raises if there is nothing to show. Then
    `frames()`, then `close()`; use it as a context manager to be sure of the last.

    Thread: `frames()` belongs to one thread at a time; `close()` may be called from any, more
    than once, and ends a running `frames()`. Pictures are decoded in a thread of the source's
    own where that helps; none is left once `close()` has returned.

    Attributes:
        name: What to call it before people; never holds a password.
        is_live: True for cameras and streams, which run on whether or not anybody looks.
    """

    name: str
    is_live: bool

    def frames(self) -> Iterator[Frame | Outage]:
        """Give each picture with its time, never going back.

        A recording ends; asking again starts it from the beginning. It never gives an Outage.
        A live source never ends by itself: it blocks until the next picture is due, and where
        there is none it gives an Outage instead, within a few seconds.
        """
        ...

    def close(self) -> None:
        """Let go of the device or file; blocks for at most a few seconds."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
