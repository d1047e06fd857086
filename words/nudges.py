"""Reads the words that stand in tables for the catalogue: of nudges, and of reports."""

from collections.abc import Iterator
from typing import BinaryIO

from sitwell.coach.cues import parse_cues
from sitwell.coach.wordings import EXERCISE_TITLES, WORDINGS
from sitwell.core.reason import Reason
from sitwell.reporting.phrases import ESTIMATE_NOTE, TELEMETRY_ALLOWED, a_reason

Found = tuple[int, str | None, str, list[str]]
"""Line, function, text and comments of one entry, as Babel has it."""


def extract_wordings(*_asked: object, **_options: object) -> Iterator[Found]:
    """Give title and action of each wording, with a comment that says of which nudge."""
    for kind, wordings in WORDINGS.items():
        for wording in wordings:
            yield 1, None, wording.title, [f"nudge {kind}: title"]
            yield 1, None, wording.action, [f"nudge {kind}: action"]
    for title in EXERCISE_TITLES:
        yield 1, None, title, ["nudge locust: title; 23 characters beside the name at most"]


def extract_cues(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[Found]:
    """Give what each cue says; its name is not shown."""
    for cue in parse_cues(file.read().decode("utf-8")):
        yield 1, None, cue.words, ["cue of the week; 140 characters at most"]


def extract_phrases(*_asked: object, **_options: object) -> Iterator[Found]:
    """Give each reason for which something could not be judged, and the notes below a report."""
    for note in (ESTIMATE_NOTE, TELEMETRY_ALLOWED):
        yield 1, None, note, ["below the report's page"]
    for reason in (None, *Reason):
        yield 1, None, a_reason(reason), ["in a summary: could not be judged (...)"]
