"""Work done ahead of the one who needs it, in a thread, by a few items and no more."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_DRAIN_S = 0.05  # between two tries of close() to make room for a producer that waits for it


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class ReadAhead(Generic[T]):
    """Runs `produce(stop)` in a thread of its own and hands over what it yields.

    The thread starts at once, stays at most `depth` items ahead, and `produce` should look at
    `stop` where it works long without yielding. Errors in it are raised to the consumer.
    """

    def __init__(self, produce: Callable[[threading.Event], Iterator[T]], depth: int = 4) -> None:
        self._produce = produce
        self._stop = threading.Event()
        self._queue: queue.Queue[T | _End] = queue.Queue(depth)
        self._thread = threading.Thread(target=self._run, name="sitwell-decode", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[T]:
        """Block until the next item is there; ends with the producer or with `close()`."""
        while True:
            item = self._queue.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def close(self) -> None:
        """Stop the thread, wait until it is gone, and end the iteration. From any thread."""
        self._stop.set()
        while self._thread.is_alive():
            self._drain()
            self._thread.join(_DRAIN_S)
        self._drain()
        with contextlib.suppress(queue.Full):  # another close() has put the end there already
            self._queue.put_nowait(_End())

    def _run(self) -> None:
        end = _End()
        items = self._produce(self._stop)
        try:
            for item in items:
                if not self._put(item):
                    break
        except Exception as error:  # noqa: BLE001  (not swallowed: raised again in the consumer)
            end = _End(error)
        finally:
            if hasattr(items, "close"):
                items.close()  # lets a generator release its file in this thread
            self._put(end)

    def _put(self, item: T | _End) -> bool:
        """Wait for room, without waking up for nothing; say whether to go on."""
        if self._stop.is_set():
            return False
        self._queue.put(item)
        return not self._stop.is_set()

    def _drain(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._queue.get_nowait()
