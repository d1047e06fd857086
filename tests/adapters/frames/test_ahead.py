"""Decoding ahead in a thread, bounded and stoppable."""

import threading
from collections.abc import Iterator

import pytest

from sitwell.adapters.frames.ahead import ReadAhead


def test_everything_arrives_in_order() -> None:
    """The consumer gets what was produced, then the end."""
    ahead = ReadAhead(lambda _stop: iter(range(50)), depth=3)
    assert list(ahead) == list(range(50))
    ahead.close()


def test_it_works_ahead_but_not_far() -> None:
    """The producer runs on without being asked, and stops `depth` items ahead (one in hand)."""
    made: list[int] = []
    is_ahead = threading.Event()

    def produce(_stop: threading.Event) -> Iterator[int]:
        for item in range(100):
            made.append(item)
            if item == 3:
                is_ahead.set()
            yield item

    ahead = ReadAhead(produce, depth=3)
    assert is_ahead.wait(2)
    threading.Event().wait(0.15)  # three polls: time enough to run too far, if it could
    assert made == [0, 1, 2, 3]
    ahead.close()


def test_closing_half_way_ends_the_thread_and_releases() -> None:
    """close() stops a producer that waits for room, and its finally clause has run."""
    released = threading.Event()

    def produce(_stop: threading.Event) -> Iterator[int]:
        try:
            yield from range(10**9)
        finally:
            released.set()

    ahead = ReadAhead(produce)
    assert next(iter(ahead)) == 0
    ahead.close()
    assert released.is_set()
    assert not ahead._thread.is_alive()
    assert list(ahead) == []


def test_closing_wakes_a_waiting_consumer() -> None:
    """A consumer blocked in another thread ends when the source is closed."""
    is_waiting = threading.Event()

    def produce(stop: threading.Event) -> Iterator[int]:
        is_waiting.set()
        stop.wait(10)
        yield from ()

    ahead = ReadAhead(produce)
    consumer = threading.Thread(target=lambda: list(ahead))
    consumer.start()
    assert is_waiting.wait(2)
    ahead.close()
    consumer.join(2)
    assert not consumer.is_alive()


def test_errors_reach_the_consumer() -> None:
    """What goes wrong in the thread is raised where the items are used, after the good ones."""

    def produce(_stop: threading.Event) -> Iterator[int]:
        yield 1
        raise ValueError("torn tape")

    ahead = ReadAhead(produce)
    items = iter(ahead)
    assert next(items) == 1
    with pytest.raises(ValueError, match="torn tape"):
        next(items)
    ahead.close()
