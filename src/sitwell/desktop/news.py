"""When to ask the monitor for more than its status, which tells whether there is anything new.

Between two looks, of which a calm monitor takes one every 5 s, there is not; and to be asked costs
it a good part of what a look does (bench/desktop.py).
"""

import time
from collections.abc import Callable
from typing import Any

_TICKING = {"reading": "age_s", "next_nudge": "at"}

Json = dict[str, Any]


class News:
    """Says whether a question is due: when the status has changed, and now and then without."""

    def __init__(
        self, at_least_every_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin unasked, which is due; `clock` gives seconds."""
        self._at_least_every_s = at_least_every_s
        self._clock = clock
        self._asked: tuple[Json, float] | None = None

    def is_due(self, status: Json) -> bool:
        """Say whether to ask now; if so, it counts as asked."""
        gist, now_s = find_gist(status), self._clock()
        asked = self._asked
        if asked is not None and asked[0] == gist and now_s - asked[1] < self._at_least_every_s:
            return False
        self._asked = (gist, now_s)
        return True

    def forget(self) -> None:
        """Take nothing for known any more."""
        self._asked = None


def find_gist(status: Json) -> Json:
    """Leave out of a status what goes on by itself, like the age of the last look."""
    return {
        name: {key: part[key] for key in part.keys() - {_TICKING.get(name)}}
        if isinstance(part, dict)
        else part
        for name, part in status.items()
    }
