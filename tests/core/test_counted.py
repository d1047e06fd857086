"""Whose count of a set is logged: what was seen between its first breath and its last."""

from datetime import UTC, datetime, timedelta

import pytest

from sitwell.core.counted import Progress, Verdict, attest
from sitwell.core.lifts import Repetition
from sitwell.core.lying import Unseen
from sitwell.core.records import CountedBy, ExerciseOutcome, ExerciseRecord
from sitwell.core.repetitions import Stage

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIGHTS = {"-": Stage.RESTING, "^": Stage.MOVING, "o": Unseen.NOBODY}

History = list[tuple[datetime, Progress]]


def at(second: float) -> datetime:
    """Give that moment on the wall."""
    return START + timedelta(seconds=second)


def see(script: str) -> History:
    """Give what a camera knows each second; a lift counts when it lands: "--^^^--" is one."""
    history: History = []
    done: tuple[Repetition, ...] = ()
    whole_s = 0.0
    for t, letter in enumerate(script):
        if t and script[t - 1] == "^" and letter == "-":
            done = (*done, Repetition(float(t), 1.5, 1.5, 12.0, 10.0))
        whole_s += letter != "o"
        known = Progress(SIGHTS[letter], has_floor=True, repetitions=done)
        history.append((at(t), Progress(known.sight, True, done, whole_s, t + 1.0)))
    return history


def judge(script: str, begin_s: float, end_s: float, *, is_lost: bool = False):
    """Attest a set between two seconds of a script, in which the breaths counted nine."""
    record = ExerciseRecord(at(begin_s), "locust_minivini", ExerciseOutcome.DONE, 9)
    return attest(record, at(end_s), see(script), is_lost=is_lost)


@pytest.mark.parametrize(
    ("script", "begin_s", "end_s", "count"),
    [
        pytest.param("---^^^--^^^---", 2, 13, 2, id="within the set"),
        pytest.param("-^^-----^^^---", 5, 13, 1, id="not before its first breath"),
        pytest.param("--^^^---^^^---", 1, 7, 1, id="not in the rest pose"),
        pytest.param("--^^^---^^^---", 1, 9, 2, id="under way at its end, though it lands later"),
        pytest.param("--^^^---^^^--^^^--", 1, 9, 2, id="of those after it the first alone"),
        pytest.param("--^^^---^^^oo^^^--", 1, 9, 1, id="one that was lost under way is none"),
    ],
)
def test_counts_what_was_lifted_in_the_set(script, begin_s, end_s, count):
    """A set's lifts are those that began between its first breath and its last."""
    found = judge(script, begin_s, end_s)
    assert (found.verdict, len(found.repetitions)) == (Verdict.HOLDS, count)
    assert (found.record.repetitions, found.record.counted_by) == (count, CountedBy.CAMERA)


@pytest.mark.parametrize(
    ("script", "is_lost", "verdict"),
    [
        pytest.param("--^^^-ooooooo-", False, Verdict.HARDLY_SEEN, id="hardly seen"),
        pytest.param("", False, Verdict.HARDLY_SEEN, id="no picture at all"),
        pytest.param("--^^^---^^^---", True, Verdict.HARDLY_SEEN, id="a fault ended it"),
        pytest.param("--------------", False, Verdict.NO_LIFT, id="no lift"),
    ],
)
def test_the_persons_count_stays(script, is_lost, verdict):
    """Where the camera saw too little, or no lift, the record stays as the breaths counted it."""
    found = judge(script, 1, 13, is_lost=is_lost)
    assert (found.verdict, found.repetitions) == (verdict, ())
    assert (found.record.repetitions, found.record.counted_by) == (9, CountedBy.PERSON)
