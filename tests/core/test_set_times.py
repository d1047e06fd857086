"""When the sets of a guided exercise began and ended."""

from datetime import UTC, datetime, timedelta

from sitwell.core.pacing import PAUSE_S, Rhythm, Tempo, lay_out, tally
from sitwell.core.set_times import SetTimes, note

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_notes_the_first_breath_and_the_last():
    """A set begins after getting into place and ends before the pause and the rest pose."""
    tempo = Tempo(Rhythm(3.0, 3.0), 2, sets=2, ready_s=5.0, rest=Rhythm(4.0, 4.0))
    course = lay_out(tempo)
    known: tuple[SetTimes, ...] = ()
    for second in range(round(course.length_s) + 1):
        known = note(known, tally(course, second), START + timedelta(seconds=second))
    seconds = [
        ((times.begun - START).total_seconds(), (times.ended - START).total_seconds())
        for times in known
    ]
    second_s = 17.0 + PAUSE_S
    assert seconds == [(5.0, 17.0), (second_s, second_s + 12.0)]


def test_a_set_that_is_left_has_no_end():
    """A set that was begun and not gone through has not ended."""
    course = lay_out(Tempo(Rhythm(3.0, 3.0), 2, ready_s=5.0))
    assert note((), tally(course, 7.0), START) == (SetTimes(START),)
