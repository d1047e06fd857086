"""The whole of Sitwell, on what it brings along."""

from datetime import UTC, datetime

import pytest
from desk import Desk

pytestmark = pytest.mark.timeout(300)


def test_demo_shows_the_main_job(desk: Desk) -> None:
    """The demo calibrates, watches, nudges and reports, in this order, and keeps nothing.

    A midnight in the middle of its half hour takes nothing away from the report.
    """
    outcome = desk.run("demo", TZ=zone_where_it_is_late())
    assert (outcome.code, outcome.err) == (0, "")
    wanted = (
        "quality good",
        "slumping since",
        "nudge: sit up",
        "Sitwell: ",
        "slump over after",
        "Slump episodes: ",
        "Nudges: ",
        "Locust",
    )
    places = [outcome.out.index(words) for words in wanted]
    assert places == sorted(places)
    assert f"Nudges: {outcome.out.count('nudge: ')} (" in outcome.out
    assert not desk.store.exists()
    assert not desk.baseline.exists()


def zone_where_it_is_late() -> str:
    """Give a time zone in which it is about ten minutes to midnight."""
    now = datetime.now(UTC)
    minutes = (23 * 60 + 50 - now.hour * 60 - now.minute) % 1440
    east = minutes if minutes <= 720 else minutes - 1440
    return f"DESK{'-' if east >= 0 else '+'}{abs(east) // 60:02d}:{abs(east) % 60:02d}"
