"""Slump episodes and absences."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import STATES, spell
from sitwell.core.episodes import Changes, EpisodeRules, Episodes, Moment, Slump, advance, finish
from sitwell.core.records import State

RULES = EpisodeRules()


@dataclass
class Course:
    """What a script led to.

    Attributes:
        started: (when it was recognised, when it began) of each slump episode.
        ended: (when it was over, the episode).
        absences: (when it was recognised, since when).
        returns: When an absence ended.
    """

    started: list[tuple[float, float]] = field(default_factory=list)
    ended: list[tuple[float, Slump]] = field(default_factory=list)
    absences: list[tuple[float, float]] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)
    now: Episodes = field(default_factory=Episodes)

    def note(self, t: float, changes: Changes) -> None:
        """Keep what changed."""
        if changes.slump_started is not None:
            self.started.append((t, changes.slump_started.start))
        if changes.slump_ended is not None:
            self.ended.append((t, changes.slump_ended))
        if changes.absence_started is not None:
            self.absences.append((t, changes.absence_started))
        if changes.absence_ended:
            self.returns.append(t)


def run(script: str, hz: float = 1.0, rules: EpisodeRules = RULES) -> Course:
    """Walk through a script; "x" is a second in which the picture tells nothing."""
    course, letters = Course(), spell(script)
    times = [n / hz for n in range(int(len(letters) * hz) + 1)]
    for since, t in pairwise(times):
        letter = letters[int(since)]
        state = State.UNKNOWN if letter == "x" else STATES[letter]
        moment = Moment(t, since, state, 20.0, is_somebody_there=letter not in ".x")
        course.now, changes = advance(course.now, moment, rules)
        course.note(t, changes)
    return course


@pytest.mark.parametrize(
    ("script", "started"),
    [
        pytest.param("10g 29s 20g", [], id="a second too short"),
        pytest.param("10g 30s 20g", [(40.0, 10.0)], id="just long enough"),
        pytest.param("30s", [(30.0, 0.0)], id="from the first moment on"),
        pytest.param("20s 5g 10s", [(35.0, 0.0)], id="a short look up does not start it afresh"),
        pytest.param("20s 10g 20s", [], id="ten good seconds do"),
        pytest.param("20s 20? 9s", [], id="unseen seconds are not slumped seconds"),
        pytest.param("20s 20? 10s", [(50.0, 0.0)], id="but the seen ones add up around them"),
    ],
)
def test_onset(script, started):
    """A slump counts once 30 s of it were seen, and its beginning is where it began."""
    assert run(script).started == started


def test_every_slump_needs_its_own_onset():
    """Slump 2 s, sit well 10 min, slump again: the second slump needs its full 30 s.

    A port of another posture monitor lost the line that forgets the first slump, and warned 0.8 s
    into the second one.
    """
    assert run("2s 600g 29s").started == []
    assert run("2s 600g 30s").started == [(632.0, 602.0)]


@pytest.mark.parametrize(
    ("script", "over_t"),
    [
        pytest.param("40s 9g 40s", None, id="nine good seconds do not end it"),
        pytest.param("40s 10g", 50.0, id="ten do"),
        pytest.param("40s 9g 1s 9g 1s", None, id="nor do nine and nine"),
        pytest.param("40s 59.", None, id="gone for less than a minute"),
        pytest.param("40s 60.", 100.0, id="gone for a minute"),
        pytest.param("40s 59?", None, id="unseen for less than a minute"),
        pytest.param("40s 60?", 100.0, id="unseen for a minute"),
        pytest.param("40s 30. 30?", 100.0, id="gone, then unseen, for a minute"),
    ],
)
def test_release(script, over_t):
    """Ten upright seconds end an episode, and so does a minute away or unseen."""
    assert [t for t, _ in run(script).ended] == ([] if over_t is None else [over_t])


@pytest.mark.parametrize(
    ("letter", "over_t"), [pytest.param(".", 70.0, id="gone"), pytest.param("?", 85.0, id="unseen")]
)
def test_gone_and_unseen_have_their_own_patience(letter, over_t):
    """How long away and how long unseen end a slump are two settings, each on its own."""
    course = run("40s" + 60 * letter, rules=EpisodeRules(gone_s=30.0, hold_s=45.0))
    assert [t for t, _ in course.ended] == [over_t]


def test_stretching_ends_a_slump():
    """Over-extension is not slumping: it ends an episode as sitting upright does."""
    now = run("40s").now
    now, changes = advance(now, Moment(52.0, 40.0, State.OVEREXTENDED, -20.0), RULES)
    assert changes.slump_ended is not None


def test_episode_lasts_until_it_was_last_seen():
    """An episode's length leaves out the time that it took to be sure of its end."""
    _, slump = run("10g 45s 10g").ended[0]
    assert (slump.start, slump.last, slump.slumped_s) == (10.0, 55.0, 45.0)


def test_unseen_seconds_are_not_counted_as_slumped():
    """Within an episode, only the seconds seen slumped are counted."""
    _, slump = run("30s 20? 30s 10g").ended[0]
    assert (slump.slumped_s, slump.last - slump.start) == (60.0, 80.0)


def test_mean_flexion_is_weighted_by_time():
    """Ten seconds at 20 degrees and thirty at 40 have a mean of 35."""
    now, _ = advance(Episodes(), Moment(10.0, 0.0, State.SLUMPED, 20.0), RULES)
    now, _ = advance(now, Moment(40.0, 10.0, State.SLUMPED, 40.0), RULES)
    assert now.slump is not None
    assert now.slump.mean_flexion_deg == 35.0
    assert Slump(0.0, 0.0).mean_flexion_deg == 0.0


@pytest.mark.parametrize(
    ("script", "absences", "returns"),
    [
        pytest.param("10g 59. 10g", [], [], id="a second too short"),
        pytest.param("10g 60. 10g", [(70.0, 10.0)], [71.0], id="just long enough"),
        pytest.param("10g 60. 10?", [(70.0, 10.0)], [71.0], id="back, though turned away"),
        pytest.param("10g 40. 1g 40.", [], [], id="somebody in between"),
        pytest.param("10g 40. 5x 40.", [(70.0, 10.0)], [], id="a covered lens in between"),
        pytest.param("10g 60. 90x", [(70.0, 10.0)], [], id="lights out afterwards"),
        pytest.param("60.", [(60.0, 0.0)], [], id="nobody there from the start"),
    ],
)
def test_absence(script, absences, returns):
    """Away for a minute is an absence since it began, and it ends when somebody is seen again."""
    course = run(script)
    assert (course.absences, course.returns) == (absences, returns)


@pytest.mark.parametrize(
    ("script", "is_closed"),
    [
        pytest.param("40s", True, id="episode under way"),
        pytest.param("40s 5g", True, id="episode about to end"),
        pytest.param("29s", False, id="too short for an episode"),
        pytest.param("40s 10g", False, id="already closed"),
        pytest.param("", False, id="nothing at all"),
    ],
)
def test_end_of_watching_closes_the_episode(script, is_closed):
    """When the watching ends, an episode under way is closed, and nothing else becomes one."""
    assert (finish(run(script).now).slump_ended is not None) is is_closed


scripts = st.lists(
    st.tuples(st.integers(1, 90), st.sampled_from("gs.?x")).map(lambda run: run[0] * run[1]),
    max_size=15,
).map("".join)


@given(
    script=scripts,
    hz=st.sampled_from([0.2, 0.5, 1.0, 3.0]),
    onset_s=st.sampled_from([5.0, 30.0, 60.0]),
)
def test_no_episode_is_shorter_than_its_onset(script, hz, onset_s):
    """Whatever happens, an episode holds at least its onset of slumped seconds; none is lost."""
    course = run(script, hz, EpisodeRules(onset_s=onset_s))
    last = finish(course.now).slump_ended
    slumps = [slump for _, slump in course.ended] + ([] if last is None else [last])
    assert [slump.start for slump in slumps] == [start for _, start in course.started]
    for slump in slumps:
        assert slump.last - slump.start >= slump.slumped_s - 1e-6
        assert slump.slumped_s >= onset_s - 1e-6


@given(script=scripts)
def test_episodes_do_not_overlap(script):
    """One episode is over before the next begins."""
    slumps = [slump for _, slump in run(script).ended]
    assert all(one.last <= other.start for one, other in pairwise(slumps))


@pytest.mark.parametrize("name", ["onset_s", "release_s", "gone_s", "hold_s", "longest_gap_s"])
@pytest.mark.parametrize("value", [0.0, -1.0, 3601.0, float("nan")])
def test_refuses_delays_that_make_no_sense(name, value):
    """A delay of nothing, of more than an hour, or that is no number is refused by name."""
    with pytest.raises(ValueError, match=name):
        EpisodeRules(**{name: value})


def test_refuses_a_gap_shorter_than_looks_are_apart():
    """A calm watch looks every 5 s, a slow one every 10 s: with less, all would be gaps."""
    with pytest.raises(ValueError, match=r"longest_gap_s must be at least 15 seconds"):
        EpisodeRules(longest_gap_s=14.0)
