"""What is asked of the tables, and the values that come of it."""

import sqlite3
from typing import Any

from sitwell.adapters.store import rows, schema
from sitwell.core.records import ExerciseRecord, Records, Span

_SPANS = "SELECT start_ms, offset_min, duration_ms, state, reason FROM spans"
_EPISODES = "SELECT start_ms, offset_min, duration_ms, mean_flexion_deg FROM episodes"
_NUDGES = "SELECT at_ms, offset_min, kind, outcome, response_ms FROM nudges"
_EXERCISES = """
    SELECT at_ms, offset_min, card_id, outcome, repetitions, counted_by, duration_ms FROM exercises
"""
_EXPOSURES = """
    SELECT start_ms, offset_min, judged_ms, flexion, rounding, levels,
        head_forward_ms, rounded_ms, left_ms, right_ms, shifts
    FROM exposures
"""
_OVERLAPS = "start_ms < :until AND (start_ms + duration_ms > :since OR start_ms >= :since)"
_BEGINS = "start_ms >= :since AND start_ms < :until"
_WITHIN = "at_ms >= :since AND at_ms < :until"


def read(
    connection: sqlite3.Connection, since_ms: int, until_ms: int, *, begun_before: bool = True
) -> Records:
    """Give the records of [since, until), each kind in order of time.

    Args:
        connection: To a file of any version that we know.
        since_ms: Milliseconds UTC; likewise `until_ms`.
        until_ms: The end.
        begun_before: Whether to give stretches, too, that reach into it from before. To find those,
            all that is older is looked at.

    Raises:
        ValueError: A value is none that was saved.
        sqlite3.DatabaseError: The file cannot be read.
    """
    bounds = {"since": since_ms, "until": until_ms}
    version = schema.version(connection)

    def ask(select: str, where: str, order: str, since_version: int = 1) -> list[Any]:
        if version < since_version:
            return []
        question = f"{select} WHERE {where} ORDER BY {order}"
        return connection.execute(question, bounds).fetchall()

    lies_in = _OVERLAPS if begun_before else _BEGINS
    spans = ask(_SPANS, lies_in, "start_ms")
    episodes = ask(_EPISODES, lies_in, "start_ms")
    nudges = ask(_NUDGES, _WITHIN, "at_ms, kind")
    exercises = ask(_EXERCISES, _WITHIN, "at_ms, card_id", 2)
    exposures = ask(_EXPOSURES, _BEGINS, "start_ms", 3)
    return Records(
        tuple(map(rows.span_from, spans)),
        tuple(map(rows.episode_from, episodes)),
        tuple(map(rows.nudge_from, nudges)),
        tuple(map(rows.exercise_from, exercises)),
        tuple(map(rows.exposure_from, exposures)),
    )


def read_exercises(connection: sqlite3.Connection) -> tuple[ExerciseRecord, ...]:
    """Give every exercise on record, in order of time; errors as in `read`."""
    found = connection.execute(f"{_EXERCISES} ORDER BY at_ms, card_id").fetchall()
    return tuple(map(rows.exercise_from, found))


def read_first_span(connection: sqlite3.Connection) -> Span | None:
    """Give the first span on record; errors as in `read`."""
    found = connection.execute(f"{_SPANS} ORDER BY start_ms LIMIT 1").fetchone()
    return None if found is None else rows.span_from(found)
