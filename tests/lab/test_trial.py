"""Sittings tried as a user would: calibrated first, then judged picture by picture."""

import numpy as np
import pytest
from rows import UPRIGHT, make_estimator, make_rows, make_truth

from builders import make_pose, shift_pose
from sitwell.core.angles import ANGLE_NAMES
from sitwell.lab.trial import run
from sitwell.lab.verdicts import Verdicts, join, take

CALIBRATION, SLUMP = ["calibration"] * 8, ["slump_calibration"] * 3
SLUMPED = make_pose(flexion_deg=30.0)


def make_sitting(kinds, poses, **columns):
    """Give a sitting calibrated upright, with its own slump, then these pictures."""
    seen = [*[UPRIGHT] * 8, *[SLUMPED] * 3, *poses]
    return make_rows("sitting", [*CALIBRATION, *SLUMP, *kinds], seen, **columns)


def try_on(columns, estimator=None, *, with_slump: bool = False) -> Verdicts:
    """Give all verdicts; the estimator sees 20 degrees of flexion everywhere unless told."""
    return join(list(run(columns, estimator or make_estimator(20.0), with_slump=with_slump)))


def test_pictures_of_the_calibration_are_not_judged():
    """What the baseline rests on is no test of it."""
    found = try_on(make_sitting(["upright", "lean"], [UPRIGHT, SLUMPED]))
    assert found.kind.tolist() == ["upright", "lean"]


def test_verdict_stands_beside_its_truth():
    """Truth, estimate and interval of a picture are in one row."""
    columns = make_sitting(["slump"], [UPRIGHT], truth=make_truth([0.0] * 11 + [23.0]))
    answers = take(try_on(columns, make_estimator(20.0, half_width_deg=5.0)), "flexion")
    assert answers.truth.tolist() == [23.0]
    assert answers.estimate == pytest.approx([20.0])
    assert (answers.low, answers.high) == (
        pytest.approx([15.0], abs=0.05),
        pytest.approx([25.0], abs=0.05),
    )


def test_nobody_found_is_not_answered():
    """A picture without a person is absent, and no answer about any angle."""
    found = try_on(make_sitting(["upright", "upright"], [None, UPRIGHT]))
    assert found.state.tolist() == ["absent", "slumped"]
    assert take(found, "flexion").answered.tolist() == [False, True]


def test_unknown_is_not_answered_and_keeps_its_reason():
    """An estimate made during unknown does not count as an answer."""
    found = try_on(make_sitting(["upright"], [shift_pose(UPRIGHT, 0.0, -0.12)]))
    assert found.state.tolist() == ["unknown"]
    assert found.reason.tolist() != [""]
    assert np.isfinite(found.estimate[0, 0])
    assert not take(found, "flexion").answered.any()


def test_camera_seen_to_move_is_taken_out():
    """With the movement told, the same picture is judged that would be unknown without."""
    drift = np.zeros((12, 2))
    drift[-1] = (0.0, -0.12)
    moved = make_sitting(["upright"], [shift_pose(UPRIGHT, 0.0, -0.12)], seen_shift=drift)
    assert try_on(moved).is_judged.tolist() == [True]


def test_movement_that_could_not_be_told_is_none():
    """Where the movement is not known the landmarks are left as they are."""
    columns = make_sitting(["upright"], [UPRIGHT], seen_shift=np.full((12, 2), np.nan))
    assert try_on(columns).is_judged.tolist() == [True]


def test_another_room_is_not_judged():
    """Where the camera was seen to look elsewhere the baseline is stale."""
    elsewhere = np.arange(12) == 11
    found = try_on(make_sitting(["upright"], [UPRIGHT], elsewhere=elsewhere))
    assert found.reason.tolist() == ["baseline_stale"]


def test_refused_calibration_leaves_all_pictures_unanswered():
    """A sitting without a baseline counts, with nothing answered."""
    kinds = [*CALIBRATION, "upright", "lean"]
    found = try_on(make_rows("sitting", kinds, [*[None] * 8, UPRIGHT, UPRIGHT]))
    assert found.is_refused.tolist() == [True, True]
    assert not take(found, "flexion").answered.any()


def test_sittings_do_not_share_a_baseline():
    """Each is judged against its own calibration; one that is refused harms no other."""
    good = make_sitting(["upright"], [UPRIGHT])
    bad = make_rows("sitting", [*CALIBRATION, "lean"], [*[None] * 8, UPRIGHT], sitting=[1] * 9)
    both = {name: np.concatenate((good[name], bad[name])) for name in good}
    found = try_on(both)
    assert (found.group.tolist(), found.is_refused.tolist()) == ([0, 1], [False, True])


def test_refused_slump_leaves_the_upright():
    """Whoever's slump cannot be told from upright is still judged, by the upright alone."""
    found = try_on(make_sitting(["upright"], [UPRIGHT]), make_estimator(0.0), with_slump=True)
    assert found.is_judged.tolist() == [True]


def test_own_slump_is_shown_to_the_estimator():
    """Two-point calibration differs from one-point in what the estimator is told."""
    estimator = make_estimator(20.0)
    listening = np.random.default_rng(1).normal(0.0, 0.1, estimator.first.shape)
    answering = np.random.default_rng(2).normal(0.0, 0.1, estimator.last.shape)
    hears = type(estimator)(
        **{n: getattr(estimator, n) for n in estimator.__dataclass_fields__}
        | {
            "first": listening.astype(np.float32),
            "second": np.tile(np.eye(2, dtype=np.float32), (1, 1, 1)),
            "last": answering.astype(np.float32),
        }
    )
    columns = make_sitting(["upright"], [UPRIGHT])
    one, two = (try_on(columns, hears, with_slump=wanted).estimate for wanted in (False, True))
    assert np.abs(one - two).max() > 1e-4


def test_other_programs_see_the_same_picture():
    """Their scores are there wherever somebody can be measured, and nowhere else."""
    found = try_on(make_sitting(["upright", "slump", "upright"], [UPRIGHT, SLUMPED, None]))
    assert found.rival[0] == pytest.approx(0.0, abs=1e-5)
    assert (found.rival[1] > 0.01).any()
    assert np.isnan(found.rival[2]).all()


def test_angles_are_in_one_order():
    """Truth and estimate of each name come from the same column."""
    truth = np.tile(np.arange(11.0), (12, 1))
    found = try_on(make_sitting(["upright"], [UPRIGHT], truth=truth))
    told = [take(found, name).truth.tolist() for name in ANGLE_NAMES]
    assert told == [[0.0], [1.0], [2.0], [3.0], [4.0]]
