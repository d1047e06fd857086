"""Days written as scripts: "20m upright, 5m slumped, 10m absent"."""

import re
import struct
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from sitwell.core.day import Day, tell
from sitwell.core.reason import Reason
from sitwell.core.records import Records, Span, State
from sitwell.core.report import Report, compile_report

MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
_UNITS_S = {"h": 3600.0, "m": 60.0, "s": 1.0}
_PART = re.compile(r"(\d+)([hms]) (\w+)")


def zone(rule: str) -> ZoneInfo:
    """Make a time zone of a POSIX rule, so that no test depends on this computer's zone files."""
    block = struct.pack(">5s15x6I6x4s", b"TZif2", 0, 0, 0, 0, 1, 4, b"UTC")
    return ZoneInfo.from_file(BytesIO(2 * block + f"\n{rule}\n".encode()))


BERLIN = zone("CET-1CEST,M3.5.0,M10.5.0/3")
LORD_HOWE = zone("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")


def spans_of(script: str, start: datetime = NINE) -> tuple[Span, ...]:
    """Make spans of a script.

    A reason in place of a state means unknown for that reason; nothing, that nothing was recorded.
    """
    spans = []
    for part in filter(None, script.split(", ")):
        found = _PART.fullmatch(part)
        assert found is not None, part
        seconds, word = int(found[1]) * _UNITS_S[found[2]], found[3]
        if word != "nothing":
            spans.append(Span(start, seconds, *_read(word)))
        start += timedelta(seconds=seconds)
    return tuple(spans)


def day_of(script: str, records: Records | None = None) -> Day:
    """Give the day of a script that begins at nine, with records of other kinds."""
    kept = records or Records()
    spans = spans_of(script)
    return tell(
        Records(spans, kept.episodes, kept.nudges, kept.exercises, kept.exposures), MONDAY, UTC
    )


def month_of(*scripts: str) -> Records:
    """Make the records of the days that end with the Monday, each from nine on."""
    spans: list[Span] = []
    for back, script in enumerate(reversed(scripts)):
        spans += spans_of(script, NINE - timedelta(days=back))
    return Records(tuple(spans))


def report_of(
    *scripts: str, records: Records | None = None, count: int = 1, damaged: tuple[date, ...] = ()
) -> Report:
    """Report on days that end with the Monday, with records of other kinds."""
    kept = records or Records()
    whole = replace(kept, spans=(*kept.spans, *month_of(*scripts).spans))
    return compile_report(whole, MONDAY, count, UTC, damaged)


def _read(word: str) -> tuple[State, Reason | None]:
    if word in list(State):
        return State(word), None
    return State.UNKNOWN, Reason(word)
