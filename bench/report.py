"""How long the report of a day takes: a year on record, ten years, and a day of 2,000 episodes.

Run with `make bench`. Prints a page and keeps it under bench/results/. Python's start and imports
are left out; opening the record, with its check for damage, is not.
"""

import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from bench import HERE, name_machine

from sitwell.adapters.clock import LocalZone
from sitwell.adapters.store import open_store
from sitwell.commands.report import Form, make_report, render
from sitwell.core.records import (
    Exposure,
    NudgeKind,
    NudgeOutcome,
    NudgeRecord,
    Records,
    SlumpEpisode,
    Span,
    State,
)

ROUNDS = 5
LAST = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPANS, EPISODES, NUDGES, HOURS = 300, 20, 10, 10
STATES = (State.UPRIGHT, State.SLUMPED, State.UPRIGHT, State.UNKNOWN, State.ABSENT)
HISTOGRAM = tuple((deg, 140.0 + deg) for deg in range(-5, 20))
LEVELS = ((12.5,) * 8,) * 5
DAY_MS = 86_400_000


def a_day(episodes: int = EPISODES) -> Records:
    """Make a day of ordinary size, but for the number of its episodes."""

    def at(place: int, of: int) -> datetime:
        return NINE + timedelta(hours=HOURS) * (place / of)

    return Records(
        tuple(Span(at(n, SPANS), 120.0, STATES[n % len(STATES)]) for n in range(SPANS)),
        tuple(SlumpEpisode(at(n, episodes), 15.0, 17.0) for n in range(episodes)),
        tuple(
            NudgeRecord(at(n, NUDGES), NudgeKind.SIT_UP, NudgeOutcome.HELPED, 9.0)
            for n in range(NUDGES)
        ),
        exposures=tuple(
            Exposure(at(n, HOURS), 3500.0, HISTOGRAM, HISTOGRAM, LEVELS) for n in range(HOURS)
        ),
    )


def keep(path: Path, records: Records, days: int) -> None:
    """Keep the day, and the same on so many days before it."""
    with open_store(path) as store:
        store.save(records)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("spans", "episodes", "nudges", "exposures"):
            names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
            key, rest = names[0], ", ".join(names[1:])
            connection.execute(
                f"""
                WITH RECURSIVE back (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < ?)
                INSERT INTO {table}
                SELECT {key} - n * {DAY_MS} AS moment, {rest} FROM back, {table} ORDER BY moment
                """,
                (days - 1,),
            )


def measure(work: Callable[[], object]) -> float:
    """Give the seconds that it takes, median of some."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return median(took)


def measure_report(path: Path) -> tuple[float, float]:
    """Give the seconds for making the report of the last day, and those for its JSON and text."""
    zone = LocalZone()
    report = make_report(path, LAST, 1, zone).report
    assert len([point for point in report.points if point.judged_s > 0]) > 0

    def draw() -> None:
        for form in (Form.TEXT, Form.JSON):
            render(report, form, telemetry_allowed=False)

    return measure(lambda: make_report(path, LAST, 1, zone)), measure(draw)


def main() -> None:
    """Measure, print, and keep the page."""
    cases = (
        ("a year", a_day(), 365, 0.5),
        ("ten years", a_day(), 3650, 1.0),
        ("one day of 2,000 episodes", a_day(2000), 1, 0.5),
    )
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TZ"] = "UTC"
        time.tzset()
        for place, (name, records, days, goal_s) in enumerate(cases):
            path = Path(folder) / f"{place}.db"
            keep(path, records, days)
            made_s, drawn_s = measure_report(path)
            size_mb = path.stat().st_size / 1e6
            lines.append(f"| {name} | {size_mb:.1f} | {made_s:.2f} | {drawn_s:.3f} | {goal_s} |")
    page = write_page("\n".join(lines))
    print(page)
    slug = re.sub(r"[^a-z0-9]+", "-", name_machine().lower()).strip("-")
    (HERE / "results" / f"{slug}-report.md").write_text(page, encoding="utf-8")


def write_page(rows: str) -> str:
    """Write the figures as Markdown."""
    return f"""# The report: {name_machine()}

`make bench`, {datetime.now(UTC):%Y-%m-%d}. `sitwell report` of the last day on record, without
Python's start and imports: opening and checking the record, reading the month, adding it up; and
drawing it as text and JSON. Medians of {ROUNDS}. A day has {SPANS} spans, {EPISODES} slump
episodes, {NUDGES} nudges and {HOURS} hours of angles.

| on record | size (MB) | made (s) | drawn (s) | goal (s) |
|---|---|---|---|---|
{rows}
"""


if __name__ == "__main__":
    main()
