"""The tables of sessions, from sessions whose outcome is written down by hand."""

import pytest
from rows import make_verdicts

from sitwell.lab.bouts import Bout, Outcome
from sitwell.lab.outcomes import compare_smoothing, count
from sitwell.lab.vigil import Vigil

SLUMP = Bout(0.0, 300.0)
NOTHING_SEEN = make_verdicts([], [])


def make_vigil(outcomes=(), false_nudges=(), **changes) -> Vigil:
    """Give a session of half an hour with slumps before a still camera, unless told."""
    given = {
        "is_moved": False,
        "has_slumps": True,
        "is_refused": False,
        "present_h": 0.5,
        "single": NOTHING_SEEN,
        "smoothed": NOTHING_SEEN,
    }
    return Vigil(outcomes=outcomes, false_nudges=false_nudges, **(given | changes))


VIGILS = [
    make_vigil((Outcome(SLUMP, 40.0, 130.0, True), Outcome(SLUMP, 60.0, None, False))),
    make_vigil((Outcome(SLUMP, None, None, True),), (99.0,), is_moved=True),
    make_vigil((), (7.0, 8.0), has_slumps=False),
    make_vigil((Outcome(SLUMP, None, None, True),), is_refused=True, present_h=0.0),
]


@pytest.fixture
def rows():
    """Give the table's rows by their names, each as cells by head."""
    panel = count(VIGILS)
    return {row[0]: dict(zip(panel.head, row, strict=True)) for row in panel.rows}


def test_slumps_of_all_sessions_are_counted(rows):
    """Found is of all slumps, also those of sessions that were refused."""
    cells = rows["all"]
    assert (cells["number"], cells["refused"], cells["slumps"]) == ("4", "1", "4")
    assert cells["found"] == "2 of 4 (50 %)"
    assert cells["after"] == "50 s"


def test_nudged_is_of_slumps_that_no_earlier_nudge_forbade(rows):
    """A slump for which the monitor had to be silent is neither hit nor miss."""
    assert rows["all"]["nudged"] == "1 of 3 (33 %)"
    assert rows["all"]["nudged after"] == "130 s"


def test_false_nudges_are_told_by_the_hour(rows):
    """Three in one and a half hours of presence are two an hour."""
    assert (rows["all"]["false nudges"], rows["all"]["hours"]) == ("3", "1.5")
    assert rows["all"]["an hour"] == "2.00"


@pytest.mark.parametrize(
    ("name", "number", "false"),
    [("camera still", "3", "2"), ("camera moved", "1", "1"), ("no lasting slump", "1", "2")],
)
def test_sessions_are_split_by_camera_and_by_life(rows, name, number, false):
    """What a moved camera costs, and what a life without slumps costs, are told apart."""
    assert (rows[name]["number"], rows[name]["false nudges"]) == (number, false)


def test_life_without_slumps_has_none_to_find(rows):
    """Nothing to find is no failure to find it."""
    assert (rows["no lasting slump"]["found"], rows["no lasting slump"]["after"]) == ("–", "–")


def test_medians_are_set_beside_single_frames():
    """The same frames, twice: alone, and with what came before."""
    truth = [0.0, 20.0]
    vigil = make_vigil(
        single=make_verdicts(truth, [10.0, 9.0]), smoothed=make_verdicts(truth, [9.0, 11.0])
    )
    panel = compare_smoothing([vigil])
    cells = dict(zip(panel.head, panel.rows[0], strict=True))
    assert (cells["angle"], cells["view"], cells["frames"]) == ("flexion", "front", "2")
    assert cells["AUC, one frame"].startswith("0.00")
    assert cells["AUC, median"].startswith("1.00")
    assert (cells["mean error, one frame"], cells["mean error, median"]) == ("10.5", "9.0")
