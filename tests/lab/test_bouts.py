"""When somebody truly slumped, and what of it was found. A letter is ten seconds: s slumps."""

import numpy as np
import pytest

from sitwell.lab.bouts import Bout, Episode, find_bouts, find_false, follow, smooth

LETTER_S = 10.0
APART_S = 1200.0
SLUMP = Bout(100.0, 400.0)


def read(script: str, least_s: float = 30.0, start: float = 0.0):
    """Give the bouts of a script, one frame a letter, as pairs."""
    t = start + LETTER_S * np.arange(len(script))
    bent = np.array([letter == "s" for letter in script], bool)
    return [(bout.start, bout.end) for bout in find_bouts(t, bent, least_s)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("......", [], id="never"),
        pytest.param("..sss.", [(20.0, 50.0)], id="once"),
        pytest.param("..ss..", [], id="too short"),
        pytest.param("ssss", [(0.0, 40.0)], id="from first to last"),
        pytest.param(".sss.sss.", [(10.0, 80.0)], id="sway for ten seconds is bridged"),
        pytest.param("sss..sss", [(0.0, 30.0), (50.0, 80.0)], id="twenty seconds are not"),
        pytest.param(".s.s.", [(10.0, 40.0)], id="bridged parts count"),
    ],
)
def test_bouts_are_read_from_their_first_to_their_last_moment(script, expected):
    """A bout lasts until the frame after its last one, and short ones do not count."""
    assert read(script) == expected


def test_bouts_are_in_the_times_given():
    """Seconds count, not rows."""
    assert read("sss", start=1000.0) == [(1000.0, 1030.0)]


def follow_one(episodes=(), nudges=()):
    """Say what became of the slump from 100 to 400."""
    return follow(SLUMP, episodes, nudges, APART_S)


@pytest.mark.parametrize(
    ("start", "end", "is_found"),
    [
        pytest.param(100.0, 400.0, True, id="all of it"),
        pytest.param(250.0, 400.0, True, id="exactly half"),
        pytest.param(251.0, 500.0, False, id="less than half, and more after it"),
        pytest.param(0.0, 90.0, False, id="before it"),
        pytest.param(0.0, 1000.0, True, id="in a longer one"),
    ],
)
def test_slump_is_found_by_an_episode_that_overlaps_half_of_it(start, end, is_found):
    """Half of the true time must lie in one episode."""
    outcome = follow_one([Episode(start + 30.0, Bout(start, end))])
    assert (outcome.said_s is not None) == is_found


def test_two_short_episodes_do_not_find_a_slump():
    """What is found is one slump, not its pieces."""
    pieces = [Episode(150.0, Bout(110.0, 220.0)), Episode(300.0, Bout(250.0, 380.0))]
    assert follow_one(pieces).said_s is None


def test_time_to_find_is_from_the_true_start():
    """It runs from the slump's truth to the monitor's word."""
    assert follow_one([Episode(145.0, Bout(115.0, 400.0))]).said_s == pytest.approx(45.0)


def test_word_before_the_true_start_took_no_time():
    """An episode that was already under way was found at once, not before."""
    assert follow_one([Episode(60.0, Bout(30.0, 400.0))]).said_s == 0.0


@pytest.mark.parametrize(
    ("nudges", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param([220.0, 390.0], 120.0, id="the first counts"),
        pytest.param([99.0, 401.0], None, id="before and after"),
    ],
)
def test_nudge_must_fall_into_the_slump(nudges, expected):
    """A nudge answers a slump only while it lasts."""
    assert follow_one(nudges=nudges).nudged_s == expected


@pytest.mark.parametrize(
    ("nudges", "may_nudge"),
    [
        pytest.param([], True, id="no nudge at all"),
        pytest.param([99.0], False, id="one just before"),
        pytest.param([-801.0], True, id="one so long ago that another could come before the end"),
        pytest.param([-799.0], False, id="one that held back until after the end"),
        pytest.param([-790.0, 399.0], True, id="one that came all the same"),
    ],
)
def test_earlier_nudge_forbids_one_for_its_time(nudges, may_nudge):
    """Silence is no failure where nudges must be twenty minutes apart."""
    assert follow_one(nudges=nudges).may_nudge == may_nudge


@pytest.mark.parametrize(
    ("nudge", "is_false"),
    [
        pytest.param(99.0, True, id="before the slump"),
        pytest.param(100.0, False, id="at its start"),
        pytest.param(250.0, False, id="in it"),
        pytest.param(550.0, False, id="150 s after it"),
        pytest.param(551.0, True, id="later than that"),
    ],
)
def test_nudge_is_false_without_a_slump_in_the_time_before_it(nudge, is_false):
    """A slump excuses a nudge while it lasts and for 150 s more."""
    assert bool(find_false([nudge], [SLUMP])) == is_false


def test_nudge_without_any_slump_is_false():
    """In a life without slumps every nudge is false."""
    assert find_false([5.0, 9.0], []) == (5.0, 9.0)


def test_median_looks_back_for_its_window_and_no_further():
    """Over 5 s, at a frame a second, are five frames: the present one and four before it."""
    t = np.arange(7.0)
    values = np.array([90.0, 0.0, 1.0, 2.0, 3.0, 50.0, 50.0])[:, None]
    assert smooth(t, values, 5.0)[:, 0].tolist() == [90.0, 45.0, 1.0, 1.5, 2.0, 2.0, 3.0]


def test_median_leaves_out_what_is_unknown():
    """Unknown moments add nothing to others, and stay unknown themselves."""
    values = np.array([[1.0, 7.0], [np.nan, 8.0], [3.0, np.nan]])
    found = smooth(np.arange(3.0), values, 5.0)
    np.testing.assert_allclose(found, [[1.0, 7.0], [np.nan, 7.5], [2.0, np.nan]])
