"""The tables of single pictures: which pictures are in which row, and what a cell says."""

import numpy as np
from rows import make_verdicts

from sitwell.lab.accuracy import compare_anchors, compare_rivals, weigh


def read(panel):
    """Give a panel's rows by angle and view, each as cells by head."""
    return {row[:2]: dict(zip(panel.head, row, strict=True)) for row in panel.rows}


def test_every_angle_has_a_row_for_each_view_and_for_all():
    """Side lean is told from the front alone: from elsewhere it points at the camera."""
    rows = read(weigh(make_verdicts([0.0], [1.0]), "Errors"))
    views = ("front", "three-quarter", "side", "all")
    sagittal = ("flexion", "rounding", "head forward", "trunk lean")
    expected = [(angle, view) for angle in sagittal for view in views]
    assert list(rows) == [*expected, ("side lean", "front")]


def test_row_holds_the_pictures_of_its_view():
    """A view's errors are its own; all of them make the last row."""
    rows = read(weigh(make_verdicts([0.0, 0.0], [1.0, 4.0], view=["front", "side"]), "Errors"))
    said = [rows["flexion", view]["mean error"][:3] for view in ("front", "side", "all")]
    assert said == ["1.0", "4.0", "2.5"]
    assert rows["flexion", "three-quarter"]["pictures"] == "0"


def test_cells_are_what_their_head_says():
    """By hand: of five pictures four are answered; three lie inside ± 2."""
    truth, estimate = [0.0, 2.0, 14.0, 20.0, 20.0], [1.0, 3.0, 2.0, 21.0, 99.0]
    verdicts = make_verdicts(truth, estimate, state=["upright"] * 4 + ["unknown"])
    cells = read(weigh(verdicts, "Errors"))["flexion", "front"]
    assert cells["pictures"] == "5"
    assert cells["answered"] == "80 %"
    assert cells["AUC"].startswith("0.75 [")  # (1 < 2 < 3): three of four pairs in order
    assert cells["mean error"].startswith("3.8 [")  # (1 + 1 + 12 + 1) / 4
    assert cells["± (90 %)"] == "2.0"
    assert cells["inside it"] == "75 %"


def test_anchors_are_compared_on_pictures_that_both_answered():
    """A picture that one left out is left out of the other too."""
    one = make_verdicts([0.0, 0.0], [2.0, 40.0])
    two = make_verdicts([0.0, 0.0], [1.0, 1.0], 1.0, state=["upright", "unknown"])
    cells = read(compare_anchors(one, two))["flexion", "front"]
    assert cells["pictures"] == "1"
    assert (cells["mean error, one"], cells["mean error, two"]) == ("2.0", "1.0")
    assert (cells["± (90 %), one"], cells["± (90 %), two"]) == ("2.0", "1.0")
    assert cells["error smaller by"] == "1.00 [1.00, 1.00]"


def test_rivals_are_compared_on_pictures_that_all_can_answer():
    """Where one of them has no number, none of them is asked."""
    rival = np.array([[0.0, 3.0], [1.0, 2.0], [np.nan, np.nan]])
    verdicts = make_verdicts([0.0, 20.0, 20.0], [0.0, 20.0, -50.0], rival=rival)
    cells = read(compare_rivals(verdicts, "Rivals"))["flexion", "all"]
    assert cells["pictures"] == "2"
    assert cells["sitwell"].startswith("1.00")
    assert cells["nose height"].startswith("1.00")
    assert cells["ear–shoulder / face"].startswith("0.00")
